"""What threads the library has, and when; runs in child processes."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import resource
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.pool import ThreadPool
from typing import NamedTuple


def os_threads() -> int:
    """Of this process."""
    return len(os.listdir("/proc/self/task"))


def after_loading(library: str) -> tuple[int, int]:
    """Threads before and after the library is loaded."""
    before = os_threads()
    ctypes.CDLL(library)
    return before, os_threads()


def after_import() -> int:
    """Threads of a Python that has imported NumPy and SciPy and called nothing."""
    import numpy as np  # noqa: F401
    import scipy.linalg  # noqa: F401

    return os_threads()


class Threads(NamedTuple):
    """Peak of OS threads in a pool's maps; those there were at import; Python's own in the pool's time."""

    peak: int
    at_import: int
    python: int


def in_a_pool(callers: int) -> Threads:
    """The composability demo, with a watcher."""
    import numpy as np

    at_import = os_threads()
    matrices = [np.random.default_rng(i).random((256, 256)) for i in range(callers)]
    peak, done = 0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.001):
            peak = max(peak, os_threads())

    with ThreadPool(callers) as pool:
        watcher = threading.Thread(target=watch)
        watcher.start()
        python = threading.active_count()
        for _ in range(20):
            pool.map(np.linalg.qr, matrices)
            pool.map(lambda a: a @ a, matrices)
        done.set()
        watcher.join()
    return Threads(peak, at_import, python)


def idle_cpu_seconds() -> float:
    """The CPU time that half a second of doing nothing takes, right after parallel work."""
    import numpy as np

    a = np.random.default_rng(1).random((800, 800))
    for _ in range(3):
        a @ a
    time.sleep(0.01)
    before = resource.getrusage(resource.RUSAGE_SELF)
    time.sleep(0.5)
    after = resource.getrusage(resource.RUSAGE_SELF)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def forked(times: int) -> list[bool]:
    """Whether forked children compute what their parent does, after it has used the library."""
    import numpy as np

    a = np.random.default_rng(1).random((400, 400))
    expected = _answer(a)
    context = multiprocessing.get_context("fork")
    same = []
    for _ in range(times):
        with context.Pool(2) as pool:
            answers = pool.map_async(_answer, [a] * 2).get(timeout=60)
        same.append(answers == [expected] * 2 and _answer(a) == expected)
    return same


def forked_from_a_thread(times: int) -> list[bool]:
    """The same with an executor's processes, started by a thread while others are inside calls."""
    import numpy as np

    a = np.random.default_rng(1).random((300, 300))
    expected = _answer(a)
    stop = threading.Event()

    def call() -> None:
        while not stop.is_set():
            a @ a

    def compute() -> bool:
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(3, mp_context=context) as pool:
            products = list(pool.map(_answer, [a] * 6, timeout=60))
        return products == [expected] * 6

    callers = [threading.Thread(target=call) for _ in range(2)]
    for caller in callers:
        caller.start()
    with ThreadPool(2) as forkers:
        same = forkers.starmap(compute, [()] * times)
    stop.set()
    for caller in callers:
        caller.join()
    return same


def _answer(a: object) -> bytes:
    import numpy as np

    q, r = np.linalg.qr(a)
    return (a @ a).tobytes() + q.tobytes() + r.tobytes()
