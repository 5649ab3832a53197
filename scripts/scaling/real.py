"""Makes the calls of simulated scenarios for real: prints the best time of some runs of each, in milliseconds."""

from __future__ import annotations

import json
import sys
import threading
import time

import numpy as np

SCENARIOS = ["one dgemm, n = 4096", "one dgeqrf, n = 4096", "10 callers", "64 callers"]
RUNS = 5

Matrices = dict[int, np.ndarray]


def caller(calls: list[str], shared: Matrices, start: threading.Barrier) -> None:
    """One thread's calls, after the barrier."""
    todo = [(routine, shared[int(n)], np.empty_like(shared[int(n)])) for routine, n in map(str.split, calls)]
    start.wait()
    for routine, a, out in todo:
        if routine == "dgemm":
            np.matmul(a, a, out=out)
        else:
            np.linalg.qr(a, mode="raw")


def run(callers: list[list[str]], shared: Matrices) -> float:
    """The time from the barrier to the end of the last caller."""
    start = threading.Barrier(len(callers) + 1)
    threads = [threading.Thread(target=caller, args=(calls, shared, start)) for calls in callers]
    for thread in threads:
        thread.start()
    start.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began


def main() -> None:
    """Each scenario some times; who else uses the machine only makes it slower, so the best counts."""
    with open(sys.argv[1], encoding="utf-8") as file:
        scenarios = json.load(file)
    noise = np.random.default_rng(1)
    for name in SCENARIOS:
        callers = scenarios[name]
        sizes = {int(call.split()[1]) for calls in callers for call in calls}
        shared = {n: noise.standard_normal((n, n)) for n in sizes}
        best = min(run(callers, shared) for _ in range(RUNS))
        print(f"{name}: {best * 1e3:.0f} ms", flush=True)


if __name__ == "__main__":
    main()
