"""Measures a cell with all libraries by turns, A B C B C A …, so that what else the machine does falls on all alike."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from process import Ended, Process
from ratios import Spread, pairwise, spread
from suites import Cell

TURN_SECONDS = 0.02  # a turn repeats short calls for at least so long
WIDE = 0.04  # quartiles of a ratio farther apart than this, as a share of it, call for more rounds
PATIENCE = 60.0  # seconds that an answer may take: far more than any cell should
HOPELESS = 20.0  # a library that takes so many times as long as the fastest takes one turn only


@dataclass(frozen=True)
class Rounds:
    """How many rounds a cell gets: `least`, `usual` if its time allows, `most` where it is noisy besides."""

    least: int
    usual: int
    most: int


FULL, QUICK = Rounds(7, 9, 21), Rounds(5, 7, 11)


@dataclass
class Figures:
    """What a library did in a cell, turn by turn."""

    seconds: list[float] = field(default_factory=list)  # a call
    best: float = float("inf")
    error: float = 0.0
    right: bool = True

    def add(self, turn: dict) -> None:
        """One more turn."""
        self.seconds.append(turn["seconds"])
        self.best = min(self.best, turn["best"])
        self.check(turn)

    def check(self, answer: dict) -> None:
        """Keeps the worst residual. One that is no number at all is wrong, and can't be written as JSON."""
        self.error = max(self.error, answer["error"] if answer["error"] is not None else float("inf"))
        self.right = self.right and answer["right"]

    def json(self) -> dict:
        """As the record keeps it."""
        error = self.error if self.error < 1e300 else None
        seconds = spread(self.seconds).json()
        return {**seconds, "best": self.best, "turns": len(self.seconds), "error": error, "right": self.right}


@dataclass
class Measured:
    """A cell's figures by library, and why some have none."""

    figures: dict[str, Figures]
    failures: dict[str, str]
    flops: float = 0.0
    bytes: float = 0.0

    def ratios(self, ours: str) -> dict[str, Spread]:
        """The time of each library that has taken all turns over ours."""
        if ours not in self.figures:
            return {}
        mine = self.figures[ours].seconds
        return {
            name: pairwise(theirs.seconds, mine[: len(theirs.seconds)])
            for name, theirs in self.figures.items()
            if name != ours
        }


def measure(cell: Cell, processes: Mapping[str, Process], ours: str, seconds: float, rounds: Rounds) -> Measured:
    """From as many rounds as fit into `seconds`, within bounds. A library that fails or ends drops out; where `ours`
    does, there is nothing to compare."""
    deadline = time.monotonic() + seconds
    measured = Measured({}, {})
    estimates = _prepare(cell, processes, measured)
    in_turn = list(estimates)
    fastest = min(estimates.values(), default=0.0)
    number = 0
    while ours in in_turn and (number < rounds.least or _worth_more(measured, ours, number, rounds, deadline)):
        first = number % len(in_turn)
        for name in (*in_turn[first:], *in_turn[:first]):
            if number == 0 or estimates[name] < HOPELESS * fastest:
                answer = _ask(processes[name], measured, "turn", seconds=TURN_SECONDS)
                if answer:
                    measured.figures[name].add(answer)
        in_turn = [name for name in in_turn if name in measured.figures]
        number += 1
    for name in in_turn:
        _ask(processes[name], measured, "drop")
    return measured


def _prepare(cell: Cell, processes: Mapping[str, Process], measured: Measured) -> dict[str, float]:
    """Seconds of a call by library, for those that can do it. If the first, which is ours, can't, nobody need."""
    estimates = {}
    for name, process in processes.items():
        if measured.failures and not estimates:
            break
        measured.figures[name] = Figures()
        answer = _ask(process, measured, "cell", routine=cell.routine, params=cell.params)
        if answer:
            measured.figures[name].check(answer)
            measured.flops, measured.bytes = answer["flops"], answer["bytes"]
            estimates[name] = answer["seconds"]
    return estimates


def _worth_more(measured: Measured, ours: str, number: int, rounds: Rounds, deadline: float) -> bool:
    if number >= rounds.most or time.monotonic() > deadline:
        return False
    if number < rounds.usual:
        return True
    return any(ratio.width > WIDE for ratio in measured.ratios(ours).values())


def _ask(process: Process, measured: Measured, do: str, **order: object) -> dict | None:
    """Its answer; without one it is out of the cell."""
    try:
        answer = process.ask(do, patience=PATIENCE, **order)
    except Ended as reason:
        answer = {"error": str(reason), "right": None}
    if isinstance(answer.get("error"), str):
        measured.failures[process.name] = answer["error"]
        del measured.figures[process.name]
        return None
    return answer
