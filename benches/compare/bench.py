"""A run: every suite's cells, with every number of threads, from all libraries that take part."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import baseline
import record
from baseline import Change
from composability import composability
from host import stolen
from libraries import Library
from progress import Progress
from seats import Seats
from startup import startup
from suites import SUITES, Cell, cells, named
from turns import FULL, QUICK, Rounds

OTHER_SUITES = ("startup", "composability")  # those that are no tables of cells
ALL_SUITES = (*SUITES, *OTHER_SUITES)
SECONDS, QUICK_SECONDS = 1900.0, 75.0  # that the cells share; those that need more for their least rounds take more
AGAIN = Rounds(FULL.usual, FULL.most, 2 * FULL.most)  # for a cell that seems to have become slower


@dataclass(frozen=True)
class Plan:
    """What to measure."""

    client: Path
    libraries: list[Library]  # ours first
    suites: Sequence[str]
    threads: list[int]
    quick: bool
    text: str = ""  # only cells whose label contains it
    baseline: dict | None = None
    minutes: float | None = None  # that a full run's cells share, if not the usual time

    @property
    def seconds(self) -> float:
        """That the cells share."""
        if self.minutes is not None:
            return 60 * self.minutes
        return QUICK_SECONDS if self.quick else SECONDS

    @property
    def rounds(self) -> Rounds:
        """For each cell: the usual ones of a full run if there is the time for them."""
        return FULL if self.seconds >= SECONDS else QUICK

    @property
    def ours(self) -> Library:
        """The one that the others are compared with."""
        return self.libraries[0]

    @property
    def peers(self) -> set[str]:
        """Those that are not ours."""
        return {library.name for library in self.libraries if not library.ours}

    def work(self) -> Iterator[tuple[int, list[Cell]]]:
        """The cells for each number of threads."""
        for threads in self.threads:
            chosen = (suite for suite in SUITES if suite in self.suites)
            found = (cell for suite in chosen for cell in cells(suite, self.quick, threads, self.threads[-1]))
            yield threads, [cell for cell in found if self.text in cell.label]


@dataclass
class Run:
    """A plan while it is carried out."""

    plan: Plan
    progress: Progress
    about: dict[str, dict] = field(default_factory=dict)
    cells: list[dict] = field(default_factory=list)
    failures: list[dict] = field(default_factory=list)
    limits: dict[str, dict] = field(default_factory=dict)

    def measure(self) -> None:
        """All cells, thread count by thread count. Interrupted, it keeps those that it has."""
        try:
            self._measure()
        except KeyboardInterrupt:
            self.progress.note("Interrupted: what was measured so far is kept.")

    def _measure(self) -> None:
        work = [(threads, found) for threads, found in self.plan.work() if found]
        left = sum(len(found) for _, found in work)
        deadline = time.monotonic() + self.plan.seconds
        for threads, found in work:
            with Seats(self.plan.client, self.plan.libraries, threads) as seats:
                self.about = seats.about() | self.about
                for cell in found:
                    share = max(0.0, deadline - time.monotonic()) / left
                    measured = self._cell(seats, cell, share, self.plan.rounds)
                    self.cells += [measured] if measured else []
                    left -= 1
                self._again(seats, found)

    def _cell(self, seats: Seats, cell: Cell, seconds: float, rounds: Rounds) -> dict | None:
        """As the record keeps it; nothing where ours could not do it, which the failures say."""
        ours, name = self.plan.ours.name, named(cell.label, seats.threads)
        self.progress.begin(name)
        measured = seats.measure(cell, seconds, rounds)
        self.limits[str(seats.threads)] = seats.limits.json()
        where = {"label": cell.label, "threads": seats.threads}
        self.failures += [{**where, "library": who, "reason": why} for who, why in measured.failures.items()]
        if ours not in measured.figures:
            self.progress.end(f"{name}: {measured.failures[ours]}")
            return None
        found = record.cell(cell, seats.threads, measured, seats.limits, self.plan.peers)
        self.progress.end(_line(found, ours))
        return found

    def _again(self, seats: Seats, found: list[Cell]) -> None:
        """What seems slower than the baseline is measured once more and longer, and that counts: of many cells, some
        are always unlucky."""
        suspects = {baseline.key(vars(change)) for change in self.slower()}
        cells_by_key = {(cell.suite, cell.label, seats.threads): cell for cell in found}
        self.progress.more(len(suspects & cells_by_key.keys()))
        for place, old in enumerate(self.cells):
            key = baseline.key(old)
            if key in suspects and key in cells_by_key:
                self.cells[place] = self._cell(seats, cells_by_key[key], 0.0, AGAIN) or old

    def slower(self) -> list[Change]:
        """What has become slower since the baseline."""
        before = self.plan.baseline
        return baseline.regressions(baseline.changes(before["cells"], self.cells)) if before else []

    def wrong(self) -> list[str]:
        """Every library's wrong answers, in words."""
        return [
            f"{named(cell['label'], cell['threads'])}: {name}"
            for cell in self.cells
            for name, result in cell["results"].items()
            if not result["right"]
        ]


def run(plan: Plan, command: str) -> tuple[dict, list[Change]]:
    """The record of a run, and what has become slower since the plan's baseline."""
    date = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    begin, steal, machine = time.monotonic(), stolen(), record.machine()
    others = [suite for suite in OTHER_SUITES if suite in plan.suites]
    running = Run(plan, Progress(sum(len(found) for _, found in plan.work()) + len(others)))
    starts, grid = [], None
    if "startup" in others:
        running.progress.begin("start-up")
        present = [library for library in plan.libraries if library.takes_part(plan.threads[-1])]
        starts = list(startup(present, plan.threads[-1], plan.quick))
        running.progress.end("start-up")
    running.measure()
    if "composability" in others:
        running.progress.begin("composability")
        grid = composability(plan.ours.file, plan.quick)
        running.progress.end("composability")
    running.progress.close()
    ghz = [limits["ghz"] for limits in running.limits.values() if "ghz" in limits]
    seconds = round(time.monotonic() - begin, 1)
    return {
        "format": record.FORMAT,
        "date": date,
        "seconds": seconds,
        "mode": "quick" if plan.quick else "full",
        "command": command,
        "machine": machine | {"frequency_ghz": max(ghz, default=None), "stolen_seconds": round(stolen() - steal, 2)},
        "limits": running.limits,
        "libraries": [record.library(lib, plan.threads, running.about.get(lib.name, {})) for lib in plan.libraries],
        "cells": running.cells,
        "startup": starts,
        "instructions": record.instructions(plan.ours),
        "composability": grid,
        "wrong": running.wrong(),
        "failures": running.failures,
    }, running.slower()


def _line(cell: dict, ours: str) -> str:
    """What a cell gave, in a line."""
    ratios = [f"{name} {ratio['median']:.2f}" for name, ratio in cell["ratios"].items()]
    wrong = [f"{name} is WRONG" for name, result in cell["results"].items() if not result["right"]]
    seconds = cell["results"][ours]["median"]
    return f"{named(cell['label'], cell['threads'])}: {1e6 * seconds:.4g} µs; {', '.join(ratios + wrong)}"
