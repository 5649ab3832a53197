"""Measures a cell with all libraries by turns, A B C B C A …, so that what else the machine does falls on all alike.

Rounds of turns come in sittings: new processes with new operands. Which pages of memory the system hands out decides
how well they fit the caches, and stays so for the life of a process: some routines take half as long again if they
are unlucky. So a library meets many places in a cell, rather than one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from process import Ended, Process
from ratios import Spread, pairwise, spread
from suites import Cell

TURN_SECONDS = 0.01  # a turn repeats short calls for at least so long
WIDE = 0.04  # quartiles of a ratio farther apart than this, as a share of it, call for more rounds
PATIENCE = 60.0  # seconds that an answer may take: far more than any cell should
HOPELESS = 20.0  # a library that takes so many times as long as the fastest takes one turn only

Seat = Callable[[Sequence[str]], Mapping[str, Process]]  # new processes of these libraries, in this order


@dataclass(frozen=True)
class Rounds:
    """How many rounds a cell gets: `least`, `usual` if its time allows, `most` where it is noisy besides. A sitting has
    so many of them; fewer, down to one, where preparing the cell takes no longer than they."""

    least: int
    usual: int
    most: int
    sitting: int = 3


FULL, QUICK = Rounds(12, 15, 30), Rounds(6, 10, 16, sitting=2)
LONG, LONG_CALL = Rounds(5, 5, 5, sitting=5), 0.15  # for calls of more seconds than this: they see many pages each


@dataclass
class Figures:
    """What a library did in a cell, turn by turn."""

    seconds: list[float] = field(default_factory=list)  # a call
    best: float = float("inf")
    error: float = 0.0
    right: bool = True

    def add(self, turn: dict) -> None:
        """One more turn: its fastest batch, because what disturbs a batch only ever makes it slower."""
        self.seconds.append(turn["best"])
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

    def ratios(self) -> dict[str, Spread]:
        """The time of every other library over ours, which is the first."""
        ours, *others = self.figures
        mine = self.figures[ours].seconds
        times = {name: self.figures[name].seconds for name in others}
        return {name: pairwise(theirs, mine[: len(theirs)]) for name, theirs in times.items()}


def measure(cell: Cell, libraries: Sequence[str], seat: Seat, seconds: float, rounds: Rounds) -> Measured:
    """From as many rounds as fit into `seconds`, within bounds. The first library is ours: where it can't do the cell,
    there is nothing to compare. Any other that fails or ends drops out."""
    deadline = time.monotonic() + seconds
    measured = Measured({name: Figures() for name in libraries}, {})
    in_turn, number = list(libraries), 0
    while in_turn and (number < rounds.least or _worth_more(measured, number, rounds, deadline)):
        begin = time.monotonic()
        processes = seat(in_turn)
        estimates = _prepare(cell, libraries[0], processes, measured)
        in_turn = list(estimates) if libraries[0] in estimates else []
        if estimates.get(libraries[0], 0.0) > LONG_CALL:
            rounds = LONG
        else:
            _warm_up(_staying(libraries[0], estimates, measured), processes, measured)
            in_turn = [name for name in in_turn if {name, libraries[0]} <= measured.figures.keys()]
        prepared = time.monotonic()
        for _ in range(rounds.sitting):
            if in_turn and number < rounds.most:
                _round(in_turn, number, processes, measured)
                in_turn = _staying(libraries[0], estimates, measured)
                number += 1
            if time.monotonic() - prepared > prepared - begin:
                break
    return measured


def _round(in_turn: Sequence[str], number: int, processes: Mapping[str, Process], measured: Measured) -> None:
    """A turn for each; another begins each time."""
    first = number % len(in_turn)
    for name in (*in_turn[first:], *in_turn[:first]):
        answer = _ask(processes[name], measured, "turn", seconds=TURN_SECONDS)
        if answer:
            measured.figures[name].add(answer)


def _warm_up(in_turn: Sequence[str], processes: Mapping[str, Process], measured: Measured) -> None:
    """A turn for each that doesn't count. Who prepared first has been driven out of the last cache by the operands of
    the others: measured at once, four copies of one library gave 1.3, 1.9, 14 and 25 GB/s in this order."""
    for name in in_turn:
        answer = _ask(processes[name], measured, "turn", seconds=TURN_SECONDS)
        if answer:
            measured.figures[name].check(answer)


def _prepare(cell: Cell, ours: str, processes: Mapping[str, Process], measured: Measured) -> dict[str, float]:
    """Seconds of a call by library, for those that can do it. If ours, which is the first, can't, nobody need."""
    estimates = {}
    for name, process in processes.items():
        if ours in measured.failures:
            break
        answer = _ask(process, measured, "cell", routine=cell.routine, params=cell.params)
        if answer:
            measured.figures[name].check(answer)
            measured.flops, measured.bytes = answer["flops"], answer["bytes"]
            estimates[name] = answer["seconds"]
    return estimates


def _staying(ours: str, estimates: Mapping[str, float], measured: Measured) -> list[str]:
    """Who takes the next turn: those that could do it so far, and in reasonable time."""
    if ours not in estimates or ours not in measured.figures:
        return []
    longest = HOPELESS * min(estimates.values())
    return [n for n, seconds in estimates.items() if n in measured.figures and (n == ours or seconds < longest)]


def _worth_more(measured: Measured, number: int, rounds: Rounds, deadline: float) -> bool:
    if number >= rounds.most or time.monotonic() > deadline:
        return False
    if number < rounds.usual:
        return True
    return any(ratio.width > WIDE for ratio in measured.ratios().values())


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
