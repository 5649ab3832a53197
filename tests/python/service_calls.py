"""The library's services as Python programs use them; runs in child processes."""

from __future__ import annotations

import ctypes
import shutil
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")

BODY = ctypes.CFUNCTYPE(None, ctypes.c_size_t, ctypes.c_size_t, ctypes.c_void_p)
TASK = ctypes.CFUNCTYPE(None, ctypes.c_void_p)


def in_a_thread(function: Callable[[], T]) -> T:
    """What a function returns on a thread of its own."""
    results: list[T] = []
    thread = threading.Thread(target=lambda: results.append(function()))
    thread.start()
    thread.join(60)
    return results[0]


class Controlled(NamedTuple):
    """What threadpoolctl says of the library; numbers of threads by its own word: before, within a limit (this thread
    and another), afterwards."""

    info: dict[str, Any]
    before: int
    limited: int
    elsewhere: int
    after: int


def under_threadpoolctl(library: str, name: str, function: str) -> Controlled:
    """A copy of the library under another's name, as a distribution would install it in that one's place."""
    import threadpoolctl

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(library, Path(folder) / name)).resolve()
        threads = getattr(ctypes.CDLL(str(copy)), function)
        info = next(each for each in threadpoolctl.threadpool_info() if each["filepath"] == str(copy))
        before = threads()
        with threadpoolctl.threadpool_limits(limits=1, user_api="blas"):
            limited, elsewhere = threads(), in_a_thread(threads)
        return Controlled(info, before, limited, elsewhere, threads())


def reports(library: str) -> list[bytes]:
    """NumPy's and threadpoolctl's reports run, and Joblib's threads and processes compute what this thread does."""
    import joblib
    import numpy as np
    import threadpoolctl

    np.show_runtime()
    threadpoolctl.threadpool_info()
    a = np.random.default_rng(1).random((300, 300))
    answers = [(a @ a).tobytes()]
    for backend in ("threading", "loky"):
        with joblib.parallel_backend(backend, n_jobs=2):
            answers += [x.tobytes() for x in joblib.Parallel()(joblib.delayed(np.dot)(a, a) for _ in range(4))]
    with threadpoolctl.threadpool_limits(limits=1):
        answers.append((a @ a).tobytes())
    assert ctypes.CDLL(library).arenablas_get_capacity() >= 1
    return answers


def outer_loop(library: str, pieces: int) -> bool:
    """Whether products and factorisations made in a loop of the arena are those made without."""
    import numpy as np

    lib = ctypes.CDLL(library)
    rng = np.random.default_rng(2)
    matrices = [rng.random((n, n)) for n in rng.integers(1, 300, pieces)]
    results: list[Any] = [None] * pieces

    @BODY
    def body(begin: int, end: int, _: object) -> None:
        for i in range(begin, end):
            results[i] = np.dot(matrices[i], matrices[i]), np.linalg.qr(matrices[i])

    lib.arenablas_parallel_for(ctypes.c_size_t(0), ctypes.c_size_t(pieces), ctypes.c_size_t(3), body, ctypes.c_void_p())
    return all(
        np.array_equal(product, a @ a) and all(map(np.array_equal, factors, np.linalg.qr(a)))
        for a, (product, factors) in zip(matrices, results, strict=True)
    )


def outer_tasks(library: str, tasks: int) -> bool:
    """The same with a group whose tasks add tasks and wait for them, while another thread has one of its own."""
    import numpy as np

    lib = ctypes.CDLL(library)
    lib.arenablas_group_new.restype = ctypes.c_void_p
    a = np.random.default_rng(3).random((200, 200))
    expected = a @ a

    def one_group() -> bool:
        group = ctypes.c_void_p(lib.arenablas_group_new())
        good: list[bool] = []

        @TASK
        def leaf(_: object) -> None:
            good.append(np.array_equal(a @ a, expected))

        @TASK
        def task(_: object) -> None:
            for _ in range(3):
                lib.arenablas_group_run(group, leaf, None)
            before = np.linalg.qr(a)
            good.append(lib.arenablas_group_wait(group) == 0 and before[0].shape == a.shape)

        for _ in range(tasks):
            lib.arenablas_group_run(group, task, None)
        waited = lib.arenablas_group_wait(group) == 0
        lib.arenablas_group_free(group)
        return waited and len(good) == 4 * tasks and all(good)

    results: list[bool] = []
    threads = [threading.Thread(target=lambda: results.append(one_group())) for _ in range(3)]
    for thread in threads:
        thread.start()
    results.append(one_group())
    for thread in threads:
        thread.join()
    return len(results) == 4 and all(results)


class Workers(NamedTuple):
    """How many threads the arena has made."""

    limited: int
    unlimited: int


def workers_under_a_process_limit(library: str) -> Workers:
    """With the process limited to one thread, and after the limit is gone."""
    import numpy as np

    lib = ctypes.CDLL(library)
    a = np.random.default_rng(1).random((700, 700))

    def workers() -> int:
        stats = (ctypes.c_uint64 * 6)(48)
        assert lib.arenablas_get_stats(stats) == 0
        return stats[2]

    lib.openblas_set_num_threads(1)
    pool = [threading.Thread(target=lambda: a @ a) for _ in range(4)]
    for thread in pool:
        thread.start()
    for thread in pool:
        thread.join()
    a @ a
    limited = workers()
    lib.openblas_set_num_threads(0)
    a @ a
    return Workers(limited, workers())


def limits_from_the_environment(library: str) -> tuple[int, int, int, int]:
    """All, BLAS, LAPACK, dynamic: as MKL's functions say."""
    lib = ctypes.CDLL(library)
    all_, blas, lapack = (lib.MKL_Domain_Get_Max_Threads(domain) for domain in (0, 1, 5))
    return all_, blas, lapack, lib.MKL_Get_Dynamic()
