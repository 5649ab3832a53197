"""From a cell's figures to what was asked of it: targets, measured, met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cells import Cell
from configurations import Configuration
from settings import CAPACITY_8, CAPACITY_8_OMP, DEFAULT, OPENBLAS, control
from turns import Figures, ratio

OVER_HAND_TUNED, OVER_OPENBLAS, OVER_TWO_THREADS = 1.10, 1.0, 1.15  # at most: the default's time over theirs
TAIL_SHARE = 0.9  # at least: the cores a straggler's tail uses, of those it uses when it is alone


@dataclass(frozen=True)
class Ratio:
    """The time of one setting over that of another: median and quartiles."""

    of: str
    over: str
    limit: float
    median: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.median:.2f}" if self.median > 0.095 else f"{self.median:.1g}"

    @property
    def met(self) -> bool:
        return self.median <= self.limit

    @property
    def close(self) -> bool:
        """Missed, or nearly: worth another look."""
        return self.median > self.limit - 0.03


@dataclass(frozen=True)
class Verdict:
    """What was asked of a cell and what it gave."""

    cell: Cell
    figures: dict[str, Figures]
    ratios: dict[str, Ratio]  # by column: "hand-tuned", "OpenBLAS"
    noise: float | None  # the default's time over its own, spelled out
    threads_allowed: int

    @property
    def default(self) -> Figures:
        return self.figures[DEFAULT.name]

    @property
    def misses(self) -> list[str]:
        """In words; empty if all is met."""
        found = [
            f"{r.of} takes {r} × {r.over}, not ≤ {r.limit:.2f} (quartiles {r.low:.2f} – {r.high:.2f})"
            for r in self.ratios.values()
            if not r.met
        ]
        if self.default.threads > self.threads_allowed:
            found.append(f"{self.default.threads} threads, not ≤ {self.threads_allowed}")
        if self.tail_share is not None and self.tail_share < TAIL_SHARE:
            found.append(f"the tail uses {self.tail_share:.2f} of the cores that the straggler uses alone")
        found += [f"{name}: wrong answer ({f.error:.0f} n·ε)" for name, f in self.figures.items() if not f.right]
        return found

    @property
    def tail_share(self) -> float | None:
        """The cores that the default's straggler uses in the tail, of those it uses alone."""
        cores = self.default.tail_cores
        return cores / self.default.alone if cores is not None and self.default.alone else None

    @property
    def close(self) -> bool:
        """Worth measuring again, longer."""
        return bool(self.misses) or any(ratio.close for ratio in self.ratios.values())


def _ratio(figures: dict[str, Figures], of: str, over: str, limit: float) -> Ratio:
    return Ratio(of, over, limit, *ratio(figures[of], figures[over]))


def grid_verdict(cell: Cell, figures: dict[str, Figures], tuned: Iterable[Configuration], cores: int) -> Verdict:
    """The default against the best that tuning by hand finds in this cell, and against NumPy's OpenBLAS."""
    best = min((setting.name for setting in tuned), key=lambda name: figures[name].median)
    ratios = {
        "hand-tuned": _ratio(figures, DEFAULT.name, best, OVER_HAND_TUNED),
        "OpenBLAS": _ratio(figures, DEFAULT.name, OPENBLAS.name, OVER_OPENBLAS),
    }
    noise = ratio(figures[DEFAULT.name], figures[control(cores).name])[0]
    return Verdict(cell, figures, ratios, noise, cell.callers + cores)


def forced_verdict(cell: Cell, figures: dict[str, Figures], cores: int) -> Verdict:
    """An arena that believes in eight cores, against the same with those that there are."""
    ratios = {
        setting.name: _ratio(figures, setting.name, DEFAULT.name, OVER_TWO_THREADS)
        for setting in (CAPACITY_8, CAPACITY_8_OMP)
    }
    return Verdict(cell, figures, ratios, None, cell.callers + cores)


def missed(verdicts: Iterable[Verdict]) -> Iterator[tuple[Cell, str]]:
    """Every target that a cell misses."""
    return ((verdict.cell, miss) for verdict in verdicts for miss in verdict.misses)
