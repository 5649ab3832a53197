"""Measures a cell with all settings by turns, A B C B C A …, so that what else the machine does falls on all alike."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

from cells import Cell
from process import Process

TURN_SECONDS = 0.03  # a turn repeats short maps for at least so long
MIN_TURNS, MAX_TURNS = 5, 25
SLOW, SLOW_TURNS = 3.0, 3  # a setting that takes so many times as long as the fastest takes only so many turns
ALONE_SECONDS = 0.2


@dataclass
class Figures:
    """What a setting did in a cell, turn by turn."""

    seconds: list[float] = field(default_factory=list)  # a map
    switches: list[float] = field(default_factory=list)  # involuntary, a map
    threads: int = 0  # more than when NumPy was loaded, at most
    tail: list[float] = field(default_factory=lambda: [0.0, 0.0])  # wall and CPU seconds after the last small task
    alone: float = 0.0  # the cores that the straggler uses when nothing else runs
    error: float = 0.0  # the worst residual, in units of n·ε
    right: bool = True

    @property
    def median(self) -> float:
        """Seconds a map."""
        return statistics.median(self.seconds)

    @property
    def tail_cores(self) -> float | None:
        """The cores in use, on average, while only the straggler was left; none if there was no such time."""
        wall, cpu = self.tail
        return cpu / wall if wall > 0.05 else None

    def add(self, turn: dict) -> None:
        """One more turn."""
        self.seconds.append(turn["seconds"])
        self.switches.append(turn["switches"])
        self.threads = max(self.threads, turn["threads"])
        self.tail = [total + more for total, more in zip(self.tail, turn["tail"], strict=True)]


def measure(cell: Cell, processes: Sequence[Process], budget: float) -> dict[str, Figures]:
    """Figures by setting, from as many turns as fit into `budget` seconds, within bounds."""
    big = cell.big if cell.straggler else 0
    order = {"kind": cell.work, "n": cell.n, "callers": cell.callers, "tasks": cell.tasks, "big": big}
    answers = [process.ask("cell", **order) for process in processes]
    checks = {p.name: a for p, a in zip(processes, answers, strict=True)}
    figures = {name: Figures(error=a["error"], right=a["right"]) for name, a in checks.items()}
    fastest = min(a["seconds"] for a in answers)
    slow = {name for name, a in checks.items() if a["seconds"] > SLOW * fastest}
    round_seconds = sum(2 * TURN_SECONDS + a["seconds"] for name, a in checks.items() if name not in slow)
    turns = min(MAX_TURNS, max(MIN_TURNS, int(budget / round_seconds)))
    for turn in range(turns):
        first = turn % len(processes)
        for process in (*processes[first:], *processes[:first]):
            if turn < SLOW_TURNS or process.name not in slow:
                figures[process.name].add(process.ask("turn", seconds=TURN_SECONDS))
    if cell.straggler:
        for process in processes:
            wall, cpu = process.ask("alone", seconds=ALONE_SECONDS)["tail"]
            figures[process.name].alone = cpu / wall
    return figures


def ratio(a: Figures, b: Figures) -> tuple[float, float, float]:
    """How many times b's time a takes: median and quartiles over the turns that both took."""
    ratios = [x / y for x, y in zip(a.seconds, b.seconds, strict=False)]
    low, middle, high = statistics.quantiles(ratios, n=4, method="inclusive")
    return middle, low, high
