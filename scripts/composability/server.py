"""One setting's process: does what it is told in lines of JSON on standard input, and answers each with a line.

`cell` prepares one and checks its answers, `turn` times maps, `alone` runs the straggler with nobody beside it.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import work

THRESHOLD = 30.0  # of a residual in units of n·ε, as netlib's own test programs take it
WARM_UP_SECONDS = 0.05  # a map shorter than this is run once before a turn, untimed


class Stamp(NamedTuple):
    """A moment: wall time and the CPU time that the process has used by then."""

    wall: float
    cpu: float


def now() -> Stamp:
    return Stamp(time.perf_counter(), time.process_time())


class Server:
    """A pool and its tasks."""

    def __init__(self) -> None:
        self.idle_threads = _threads()  # main, and those that NumPy's own library made when it was loaded
        self.pool = None
        self.callers = 0
        self.map_seconds = 0.0

    def cell(self, kind: str, n: int, callers: int, tasks: int, big: int) -> dict:
        """Prepares a cell, and checks every task's answer; `big` is the straggler's order, 0 without one."""
        if callers != self.callers:
            if self.pool:
                self.pool.shutdown()
            self.pool, self.callers = ThreadPoolExecutor(callers), callers
        small = work.KINDS[kind](n)
        self.big = work.KINDS[kind](big) if big else None
        self.tasks = [self.big, *[small] * (tasks - 1)] if self.big else [small] * tasks
        worst = max(self.pool.map(_check, self.tasks))
        self.map_seconds = self._map()[0]
        return {"error": worst, "right": worst < THRESHOLD, "seconds": self.map_seconds}

    def turn(self, seconds: float) -> dict:
        """Maps for so long, one at least: seconds a map, and what else can be counted."""
        if self.map_seconds < WARM_UP_SECONDS:
            self._map()
        switches, start = _involuntary(), time.perf_counter()
        maps, tails = 0, []
        while not maps or time.perf_counter() - start < seconds:
            tails.append(self._map()[1])
            maps += 1
        return {
            "seconds": (time.perf_counter() - start) / maps,
            "switches": (_involuntary() - switches) / maps,
            "tail": _sum(tails),
            # Of the callers' and the library's; NumPy brings some of its own along.
            "threads": _threads() - self.idle_threads,
        }

    def alone(self, seconds: float) -> dict:
        """The straggler's CPU and wall time when it has the machine for itself."""
        runs = []
        start = time.perf_counter()
        while not runs or time.perf_counter() - start < seconds:
            before = now()
            self.pool.submit(self.big.run).result()
            runs.append(_between(before, now()))
        return {"tail": _sum(runs)}

    def _map(self) -> tuple[float, Stamp]:
        """Its seconds, and the time between the end of the last small task and that of the straggler."""
        start = time.perf_counter()
        ends = list(self.pool.map(_run, self.tasks))
        seconds = time.perf_counter() - start
        last_small = max(ends[1:])
        has_tail = self.big and self.callers > 1 and ends[0] > last_small
        return seconds, _between(last_small, ends[0]) if has_tail else Stamp(0.0, 0.0)


def _run(task: work.Work) -> Stamp:
    task.run()
    return now()


def _check(task: work.Work) -> float:
    task.run()
    return task.error()


def _between(start: Stamp, end: Stamp) -> Stamp:
    return Stamp(end.wall - start.wall, end.cpu - start.cpu)


def _sum(stamps: list[Stamp]) -> Stamp:
    return Stamp(sum(s.wall for s in stamps), sum(s.cpu for s in stamps))


def _threads() -> int:
    return sum(1 for _ in Path("/proc/self/task").iterdir())


def _involuntary() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_nivcsw


def main() -> None:
    # Answers have a pipe of their own: whatever else prints must not come between them.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    server = Server()
    for line in sys.stdin:
        order = json.loads(line)
        answer = getattr(server, order.pop("do"))(**order)
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
