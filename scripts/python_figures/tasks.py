"""What a trivial task costs in a pool of the standard library, and in one of ours: microseconds a task."""

from __future__ import annotations

import concurrent.futures
import multiprocessing.pool
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median

import arenablas

TASKS = 2000
ROUNDS = 15


@contextmanager
def on_one_core() -> Iterator[None]:
    """For this thread, and those that it creates. Else what a wake-up takes depends on where the kernel wakes a thread,
    which for a task that is waited for is most of it, and by chance."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def figures(threads: int) -> dict[str, tuple[float, float]]:
    """By the way in which tasks are given: the standard pool's, and ours; by turns."""
    standard = _ways(multiprocessing.pool.ThreadPool(threads), concurrent.futures.ThreadPoolExecutor(threads))
    ours = _ways(arenablas.ThreadPool(threads), arenablas.ThreadPoolExecutor(threads))
    found = {}
    for name, (way, tasks) in standard.items():
        times = [(_timed(way), _timed(ours[name][0])) for _ in range(ROUNDS)]
        found[name] = tuple(median(column) / tasks * 1e6 for column in zip(*times, strict=True))
    return found


def _ways(
    pool: multiprocessing.pool.ThreadPool, executor: concurrent.futures.ThreadPoolExecutor
) -> dict[str, tuple[Callable[[], object], int]]:
    return {
        "apply": (lambda: [pool.apply(abs, (1,)) for _ in range(TASKS // 8)], TASKS // 8),
        "apply_async": (lambda: [r.get() for r in [pool.apply_async(abs, (1,)) for _ in range(TASKS)]], TASKS),
        "map": (lambda: pool.map(abs, range(20 * TASKS)), 20 * TASKS),
        "map, chunks of 1": (lambda: pool.map(abs, range(TASKS), 1), TASKS),
        "imap": (lambda: list(pool.imap(abs, range(TASKS))), TASKS),
        "imap_unordered": (lambda: list(pool.imap_unordered(abs, range(TASKS))), TASKS),
        "submit, result": (lambda: [executor.submit(abs, 1).result() for _ in range(TASKS // 8)], TASKS // 8),
        "submit": (lambda: [f.result() for f in [executor.submit(abs, 1) for _ in range(TASKS)]], TASKS),
        "Executor.map": (lambda: list(executor.map(abs, range(TASKS))), TASKS),
    }


def _timed(way: Callable[[], object]) -> float:
    start = time.perf_counter()
    way()
    return time.perf_counter() - start
