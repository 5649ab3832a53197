"""What test_patch.py has done in a process with the library preloaded."""

from __future__ import annotations

import asyncio
import concurrent.futures
import ctypes
import multiprocessing.dummy
import multiprocessing.pool
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.pool import ThreadPool as EarlyPool
from types import ModuleType

import numpy as np
from launching import SOURCES
from pool_calls import Meter, busy

sys.path.insert(0, str(SOURCES))
import arenablas

LIBRARY = ctypes.PyDLL(None)


def in_force() -> list[bool]:
    """Where a program may get a pool from: whether that is ours."""
    futures = concurrent.futures
    executors = (futures.ThreadPoolExecutor, futures.thread.ThreadPoolExecutor, ThreadPoolExecutor)
    with multiprocessing.dummy.Pool(1) as pool:
        pools = (multiprocessing.pool.ThreadPool, EarlyPool, type(pool))
    return [e is arenablas.ThreadPoolExecutor for e in executors] + [p is arenablas.ThreadPool for p in pools]


def nesting() -> list[tuple[bool, bool]]:
    """Whether all, and whether any, are ours: before, in the outer, inner, and outer block again, and after."""
    seen = [in_force()]
    with arenablas.patch() as outer:
        seen.append(in_force())
        with outer, arenablas.patch():
            seen.append(in_force())
        seen.append(in_force())
    seen.append(in_force())
    return [(all(places), any(places)) for places in seen]


def for_good() -> list[bool]:
    """Twice, and a block after that."""
    arenablas.patch()
    arenablas.patch()
    with arenablas.patch():
        pass
    return in_force()


def left_alone() -> tuple[bool, bool]:
    """A class that derives from the standard one, and a name that was given to another meanwhile."""

    class Derived(EarlyPool):
        pass

    module = ModuleType("module")
    module.Pool, module.Derived = EarlyPool, Derived
    sys.modules["module"] = module
    with arenablas.patch():
        alone = module.Derived is Derived and module.Pool is arenablas.ThreadPool
        module.Pool = dict
    return alone, module.Pool is dict


def no_trace_of_the_hook() -> tuple[bool, str]:
    """What a module that was waited for says of its loader."""
    for name in ("multiprocessing.pool", "joblib.parallel"):
        assert name == "multiprocessing.pool" or name not in sys.modules
    arenablas.patch()
    import joblib.parallel

    same = joblib.parallel.__loader__ is joblib.parallel.__spec__.loader
    return same, type(joblib.parallel.__loader__).__name__


def in_asyncio() -> tuple[list[int], int]:
    """Its default executor."""
    arenablas.patch()
    meter = Meter()

    def task(i: int) -> int:
        with meter:
            busy(0.003)
        return i

    async def main() -> list[int]:
        return await asyncio.gather(*(asyncio.to_thread(task, i) for i in range(20)))

    return asyncio.run(main()), meter.most


def in_joblib(early: bool) -> dict[str, object]:
    """Jobs within jobs; by all names of the backend; the most that ran at once."""
    if early:
        import joblib
    arenablas.patch()
    import joblib

    meter = Meter()

    def job(i: int) -> int:
        with meter:
            busy(0.002)
        return i

    def jobs(i: int) -> int:
        return sum(joblib.Parallel(n_jobs=4)(joblib.delayed(job)(j) for j in range(i)))

    def run(**how: object) -> list[int]:
        return joblib.Parallel(n_jobs=4, **how)(joblib.delayed(jobs)(i) for i in range(6))

    with joblib.parallel_backend("arenablas"):
        by_context = run()
    answers = [run(backend="threading"), run(prefer="threads"), run(require="sharedmem"), by_context]
    with joblib.parallel_backend("threading", n_jobs=2) as (backend, _):
        ours = type(backend).__module__.startswith("arenablas")
    return {"answers": answers, "most": meter.most, "ours": ours}


def joblibs_errors() -> str:
    """What a job within a job raises."""
    arenablas.patch()
    from joblib import Parallel, delayed

    def fail(x: int) -> float:
        return 1 / x

    def outer(x: int) -> list[float]:
        return Parallel(n_jobs=2, backend="threading")(delayed(fail)(y) for y in (1, x))

    try:
        Parallel(n_jobs=2, backend="threading")(delayed(outer)(x) for x in (1, 0, 2))
    except ZeroDivisionError as error:
        return str(error)
    return ""


def in_scikit_learn() -> bool:
    """A forest that is grown and asked in Joblib's threads says what one says that is not. (Its trees' answers are
    added up as they come.)"""
    arenablas.patch()
    from sklearn.ensemble import RandomForestRegressor

    rng = np.random.default_rng(3)
    x, y = rng.standard_normal((200, 5)), rng.standard_normal(200)
    one, many = (RandomForestRegressor(20, n_jobs=n, random_state=0).fit(x, y).predict(x) for n in (1, 4))
    return bool(np.allclose(one, many, rtol=1e-12, atol=0))


def in_dask(early: bool) -> dict[str, object]:
    """A graph whose tasks compute graphs of their own, and a factorisation; the most tasks that ran at once."""
    import dask
    import dask.array as da

    a = np.random.default_rng(5).standard_normal((4000, 40))
    x = da.from_array(a, chunks=(500, 40))
    if early:
        x.sum().compute()
    arenablas.patch()
    import dask.threaded

    meter = Meter()

    @dask.delayed
    def leaf(i: int) -> int:
        with meter:
            busy(0.002)
        return i

    @dask.delayed
    def node(i: int) -> int:
        return sum(dask.compute(*(leaf(j) for j in range(i)), scheduler="threads"))

    sums = dask.compute(*(node(i) for i in range(8)), scheduler="threads")
    q, r = dask.compute(*da.linalg.qr(x))
    s = da.linalg.svd(x)[1].compute()
    return {
        "sums": list(sums),
        "most": meter.most,
        "qr": float(np.abs(q @ r - a).max()),
        "svd": float(np.abs(s - np.linalg.svd(a, compute_uv=False)).max()),
        "ours": isinstance(dask.threaded.default_pool, arenablas.ThreadPoolExecutor),
    }


def seen_by_threadpoolctl() -> tuple[list[dict], list[int]]:
    """What it lists of ours; and what a call may have: before, in a limit, in another thread, after, and
    within a process's limit."""
    arenablas.patch()
    import threadpoolctl

    threads = LIBRARY.arenablas_get_max_threads
    found = [info for info in threadpoolctl.threadpool_info() if info["internal_api"] == "arenablas"]
    counts = [threads()]
    with threadpoolctl.threadpool_limits(1, user_api="blas"):
        counts.append(threads())
        other = threading.Thread(target=lambda: counts.append(threads()))
        other.start()
        other.join()
    counts.append(threads())
    with threadpoolctl.threadpool_limits({"libarenablas": 2}):
        counts.append(threads())
    counts += [threads(), LIBRARY.arenablas_get_thread_limit()]
    return found, counts


def threads_of_openblas(kind: str) -> dict[str, set[int]]:
    """How many threads each OpenBLAS has that NumPy and SciPy brought, as threadpoolctl sees it: with no pool at work,
    in tasks, in a task's forked child, where none runs; and when none is left."""
    with arenablas.patch():
        import scipy.linalg
        from threadpoolctl import ThreadpoolController

        found = ThreadpoolController().select(internal_api="openblas").lib_controllers
        for controller in found:
            controller.set_num_threads(2)

        def numbers(_: int = 0) -> list[int]:
            return [controller.get_num_threads() for controller in found]

        def task(_: int) -> list[int]:
            scipy.linalg.eigvals(np.eye(20))
            return numbers()

        def in_child(_: int) -> list[int]:
            with multiprocessing.get_context("fork").Pool(1) as processes:
                return processes.apply(_numbers, ([controller.filepath for controller in found],))

        seen = {"before": set(numbers())}
        with getattr(arenablas, kind)(3) as pool:
            seen["in tasks"] = {number for result in pool.map(task, range(20)) for number in result}
            seen["in a child"] = {number for result in pool.map(in_child, range(1)) for number in result}
        end = time.monotonic() + 10
        while set(numbers()) != {2} and time.monotonic() < end:
            time.sleep(0.001)
        seen["after"] = set(numbers())
        seen["libraries"] = {len(found)}
    return seen


def _numbers(paths: list[str]) -> list[int]:
    from threadpoolctl import ThreadpoolController

    found = ThreadpoolController().lib_controllers
    return [controller.get_num_threads() for controller in found if controller.filepath in paths]


def shares(threads: int) -> tuple[set[int], set[int], int]:
    """What a call may have in tasks of both pools, and elsewhere."""

    def task(_: int) -> int:
        busy(0.002)
        return LIBRARY.arenablas_get_max_threads()

    with arenablas.ThreadPool(threads) as pool, arenablas.ThreadPoolExecutor(threads) as executor:
        of_pool, of_executor = pool.map(task, range(20), 1), list(executor.map(task, range(20)))
    return set(of_pool), set(of_executor), LIBRARY.arenablas_get_max_threads()
