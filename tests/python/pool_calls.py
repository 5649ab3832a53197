"""What test_pools.py has done in a process with the library preloaded."""

from __future__ import annotations

import ctypes
import itertools
import operator
import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, TimeoutError, as_completed, wait
from multiprocessing import TimeoutError as PoolTimeoutError
from multiprocessing import get_context

import numpy as np
from launching import SOURCES

sys.path.insert(0, str(SOURCES))
import arenablas

LIBRARY = ctypes.PyDLL(None)


class Meter:
    """How many are in it at once."""

    def __init__(self) -> None:
        self.now = self.most = 0
        self.lock = threading.Lock()

    def __enter__(self) -> None:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)

    def __exit__(self, *_: object) -> None:
        with self.lock:
            self.now -= 1


def busy(seconds: float) -> None:
    """Works, and lets others have the GIL now and then."""
    block = np.ones((40, 40))
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        block @ block


def map_in(kind: str, threads: int) -> tuple[Callable, Callable[[], None]]:
    """A pool's map, and what ends the pool."""
    if kind == "pool":
        pool = arenablas.ThreadPool(threads)
        return (lambda *args: pool.map(*args, 1)), pool.terminate
    executor = arenablas.ThreadPoolExecutor(threads)
    return (lambda *args: list(executor.map(*args))), executor.shutdown


def running_at_once(kind: str, threads: int) -> int:
    """The most tasks of a pool that run at the same time."""
    meter = Meter()

    def task(_: int) -> None:
        with meter:
            busy(0.003)

    mapped, end = map_in(kind, threads)
    mapped(task, range(4 * threads))
    end()
    return meter.most


def running_in_two_pools(threads: int) -> int:
    """The same of two pools together."""
    meter = Meter()

    def task(_: int) -> None:
        with meter:
            busy(0.002)

    with arenablas.ThreadPool(threads) as pool, arenablas.ThreadPoolExecutor(threads) as executor:
        others = [executor.submit(task, i) for i in range(100)]
        pool.map(task, range(100), 1)
        wait(others)
    return meter.most


def nested(kind: str, threads: int, depth: int) -> bool:
    """Tasks that map on their own pool, to a depth, right on all levels."""
    mapped, end = map_in(kind, threads)

    def count(depth: int) -> int:
        return 1 if depth == 0 else sum(mapped(count, [depth - 1] * 3))

    right = all(mapped(count, [depth] * 4)[0] == 3**depth for _ in range(5))
    end()
    return right


def nested_imap(threads: int) -> list[list[int]]:
    with arenablas.ThreadPool(threads) as pool:
        return pool.map(lambda i: [*pool.imap(abs, [-i, i]), *pool.imap_unordered(abs, [i])], range(4), 1)


def nested_apply(threads: int) -> list[int]:
    with arenablas.ThreadPool(threads) as pool:
        return pool.map(lambda i: pool.apply(abs, (-i,)) + pool.apply_async(abs, (-i,)).get(), range(4), 1)


def waits_in_tasks(kind: str, threads: int) -> dict[str, float]:
    """As many tasks as threads, which wait for each other in all ways: the seconds that each way took."""
    seconds = {}
    for name in ("barrier", "event", "sleep", "pipe"):
        barrier, event, (reader, writer) = threading.Barrier(threads), threading.Event(), os.pipe()

        def task(i: int, name: str = name, barrier=barrier, event=event, reader=reader, writer=writer) -> None:  # noqa: ANN001
            if name == "barrier":
                barrier.wait(60)
            elif name == "event":
                event.set() if i == threads - 1 else event.wait(60)
            elif name == "sleep":
                time.sleep(0.2)
            elif i == threads - 1:
                os.write(writer, b"x" * threads)
            else:
                os.read(reader, 1)

        mapped, end = map_in(kind, threads)
        mapped(int, [1])  # so there may be a thread that knows nothing of the others
        start = time.perf_counter()
        mapped(task, range(threads))
        seconds[name] = time.perf_counter() - start
        end()
    return seconds


def long_and_short_maps(length: int) -> bool:
    """All kinds of maps, of that many tasks: as many results, in their order; and callbacks once, one at a time."""
    numbers, right = range(length), [i + 1 for i in range(length)]
    called: list[list[int]] = []
    meter, done = Meter(), threading.Event()

    def call(result: list[int]) -> None:
        with meter:
            called.append(result)
            time.sleep(0.01)
            if len(called) == 3:
                done.set()

    with arenablas.ThreadPool(3) as pool, arenablas.ThreadPoolExecutor(3) as executor:
        found = [
            pool.map((1).__add__, numbers, 1),
            pool.map((1).__add__, iter(numbers)),
            pool.starmap(int.__add__, [(i, 1) for i in numbers], 1),
            list(pool.imap((1).__add__, numbers)),
            list(pool.imap((1).__add__, numbers, 7)),
            sorted(pool.imap_unordered((1).__add__, numbers)),
            list(executor.map((1).__add__, numbers)),
        ]
        for _ in range(3):
            pool.map_async((1).__add__, numbers, 1, callback=call)
        assert length == 0 or done.wait(60)
    return all(result == right for result in found + called) and meter.most <= 1


def a_sequence_that_takes_its_time() -> tuple[float, list[int], list[int]]:
    """How long a map of one is in being asked for, what is done of it meanwhile, and in the end."""
    gate, begun = threading.Event(), threading.Event()
    done: list[int] = []

    class Slow:
        def __len__(self) -> int:
            return 3

        def __iter__(self) -> Iterator[int]:
            yield 0
            gate.wait(60)
            yield from (1, 2)

    def task(i: int) -> int:
        done.append(i)
        begun.set()
        return i

    with arenablas.ThreadPool(2) as pool:
        start = time.perf_counter()
        result = pool.map_async(task, Slow(), 1)
        seconds = time.perf_counter() - start
        begun.wait(60)
        meanwhile = list(done)
        gate.set()
        return seconds, meanwhile, result.get(60)


def an_endless_imap() -> list[int]:
    """The beginning of one; then the pool is terminated."""
    with arenablas.ThreadPool(2) as pool:
        results = pool.imap(abs, itertools.count())
        return [next(results) for _ in range(1000)]


def several_take_from_an_imap(threads: int, length: int) -> bool:
    """Whether threads that share an iterator get each result once, and come to the end."""
    with arenablas.ThreadPool(2) as pool:
        results, taken = pool.imap(lambda i: (time.sleep(0.2 / length), i)[1], range(length)), queue.SimpleQueue()
        takers = [threading.Thread(target=lambda: [*map(taken.put, results)], daemon=True) for _ in range(threads)]
        for taker in takers:
            taker.start()
        for taker in takers:
            taker.join(60)
        return not any(taker.is_alive() for taker in takers) and sorted(
            taken.get() for _ in range(taken.qsize())
        ) == list(range(length))


def a_worker_whose_initializer_failed() -> int:
    """How many workers a pool of two has when one of them has ended, and a task since."""
    threading.excepthook = lambda _: None
    begun = itertools.count()

    def begin() -> None:
        if next(begun) == 1:
            time.sleep(0.2)
            raise ValueError

    with arenablas.ThreadPool(2, begin) as pool:
        time.sleep(0.5)
        pool.apply(abs, (1,))
        end = time.monotonic() + 10
        while sum(worker.is_alive() for worker in pool._pool) < 2 and time.monotonic() < end:
            time.sleep(0.01)
        return sum(worker.is_alive() for worker in pool._pool)


def queue_timeouts() -> list[object]:
    """The queue of an executor is one for those, too, who wait for some time only, as Dask's distributed workers do."""
    tasks, seen = arenablas.ThreadPoolExecutor(1)._work_queue, []

    def get(timeout: float) -> None:
        try:
            seen.append(tasks.get(timeout=timeout))
        except queue.Empty:
            seen.append("none in time")

    get(0.02)
    thread = threading.Thread(target=get, args=(60,))
    thread.start()
    time.sleep(0.02)
    tasks.put(None)
    thread.join(60)
    return seen


def errors() -> list[str]:
    """What tasks raise arrives where it does with the standard ones."""
    seen: list[str] = []

    def fail(x: int) -> float:
        return 1 / x

    with arenablas.ThreadPool(3) as pool, arenablas.ThreadPoolExecutor(3) as executor:
        for call in (
            lambda: pool.map(fail, [1, 0, 2]),
            lambda: pool.apply(fail, (0,)),
            lambda: list(pool.imap(fail, [1, 0])),
            lambda: executor.submit(fail, 0).result(),
            lambda: list(executor.map(fail, [1, 0])),
            lambda: pool.map(lambda _: pool.apply(fail, (0,)), [1]),
            lambda: executor.submit(lambda: executor.submit(fail, 0).result()).result(),
            lambda: pool.apply_async(time.sleep, (0.5,)).get(0.01),
            lambda: executor.submit(time.sleep, 0.5).result(0.01),
        ):
            try:
                call()
            except (ZeroDivisionError, TimeoutError, PoolTimeoutError) as error:
                seen.append(type(error).__name__)
        done = threading.Event()
        pool.apply_async(fail, (0,), error_callback=lambda error: (seen.append(type(error).__name__), done.set()))
        assert done.wait(60)
    return seen


def callback_threads() -> tuple[int, bool]:
    """How many threads run callbacks, and whether they are neither this one nor workers."""
    seen: queue.SimpleQueue[int] = queue.SimpleQueue()
    barrier = threading.Barrier(3)

    def note(_: object) -> None:
        seen.put(threading.get_ident())

    def worker(_: int) -> int:
        barrier.wait(60)
        return threading.get_ident()

    with arenablas.ThreadPool(3) as pool:
        others = {threading.get_ident(), *pool.map(worker, range(3), 1)}
        for _ in range(10):
            pool.apply_async(abs, (1,), callback=note)
            pool.apply_async(divmod, (1, 0), error_callback=note)
            pool.map_async(abs, range(5), 1, callback=note)
            pool.starmap_async(divmod, [(1, 1), (1, 0)], 1, error_callback=note)
        threads = {seen.get(timeout=60) for _ in range(40)}
    return len(threads), threads.isdisjoint(others)


def futures() -> tuple[bool, int, int]:
    """Ours are futures for whoever waits for those: those that were waited for, and cancelled."""
    with arenablas.ThreadPoolExecutor(2) as executor:
        all_of_them = [executor.submit(busy, 0.001) for _ in range(20)]
        done = len(list(as_completed(all_of_them)))
        stop = threading.Event()
        for _ in range(2):
            executor.submit(stop.wait, 60)
        later = [executor.submit(busy, 1) for _ in range(5)]
        cancelled = sum(future.cancel() for future in later)
        stop.set()
    return all(isinstance(future, Future) for future in all_of_them), done, cancelled


def interpreters() -> tuple[list[int], bool]:
    """What a pool of interpreters computes, and whether it is derived from ours."""
    arenablas.patch()
    from concurrent.futures import InterpreterPoolExecutor

    with InterpreterPoolExecutor(4, initializer=operator.neg, initargs=(1,)) as executor:
        return list(executor.map(operator.neg, range(20))), isinstance(executor, arenablas.ThreadPoolExecutor)


def locals_and_initializers(kind: str) -> tuple[int, bool]:
    """How many threads ran the initializer, and whether every task saw what its thread's had left."""
    here = threading.local()
    begun: list[int] = []

    def begin(value: int) -> None:
        here.value = value
        begun.append(threading.get_ident())

    def task(_: int) -> int:
        time.sleep(0.001)
        return here.value

    if kind == "pool":
        with arenablas.ThreadPool(5, begin, (7,)) as pool:
            values = pool.map(task, range(50), 1)
    else:
        with arenablas.ThreadPoolExecutor(5, "name", begin, (7,)) as executor:
            values = list(executor.map(task, range(50)))
    return len(set(begun)), values == [7] * 50


def a_lone_task_gets_help() -> bool:
    """A product in the only task that runs is shared with a worker of the arena."""

    class Stats(ctypes.Structure):
        _fields_ = [("size", ctypes.c_size_t)] + [(name, ctypes.c_uint64) for name in ("calls", "workers", "joins")]

    def joins() -> int:
        stats = Stats(ctypes.sizeof(Stats))
        LIBRARY.arenablas_get_stats(ctypes.byref(stats))
        return stats.joins

    a = np.random.default_rng(0).standard_normal((800, 800))
    with arenablas.ThreadPool(4) as pool:
        before = joins()
        pool.apply(lambda: [a @ a for _ in range(10)])
        return joins() > before


def cores_after_everything() -> tuple[bool, bool]:
    """Whether all cores are there when all pools are gone, though a task has ended its thread."""
    from arenablas import _cores  # wants the library, which is here only where this runs

    with arenablas.ThreadPool(2) as pool:
        pool.apply_async(sys.exit)
        pool.map(busy, [0.001] * 10, 1)
    with arenablas.ThreadPoolExecutor(1) as executor:
        future = executor.submit(time.sleep, 0.1)
        future.add_done_callback(lambda _: sys.exit())  # it ends the worker
        future.result()
    none_at_work = not _cores.at_work
    first = running_at_once("pool", 4)
    return first == 2 and none_at_work, LIBRARY.arenablas_core_try_take() == 1 and LIBRARY.arenablas_core_give() == 1


def forked(kind: str) -> list[int]:
    """A pool in a child that was forked by a task of a pool."""
    mapped, end = map_in(kind, 3)

    def in_child(_: int) -> int:
        with get_context("fork").Pool(1) as processes:
            return processes.apply(_pool_of_a_child, (kind,))

    results = mapped(in_child, range(3))
    end()
    return results


def _pool_of_a_child(kind: str) -> int:
    mapped, end = map_in(kind, 3)
    total = sum(mapped(abs, range(-10, 0)))
    end()
    return total
