"""Many cells in a few numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .model import Cell, Ratio, Run

CLOSE, EVEN = 0.95, 1.0


@dataclass(frozen=True)
class Judged:
    """A cell and its ratio to its best peer."""

    cell: Cell
    ratio: Ratio


@dataclass(frozen=True)
class Summary:
    """How a group of cells did against the best peer of each."""

    judged: Sequence[Judged]
    wrong: int
    fraction: float | None  # of the limit, in the cell that comes closest to it

    @property
    def mean(self) -> float | None:
        return geometric_mean(j.ratio.median for j in self.judged)

    @property
    def worst(self) -> Judged | None:
        return min(self.judged, key=lambda j: j.ratio.median, default=None)

    def below(self, floor: float) -> int:
        return sum(j.ratio.median < floor for j in self.judged)


def geometric_mean(values: Iterable[float]) -> float | None:
    logs = [math.log(value) for value in values]
    return math.exp(math.fsum(logs) / len(logs)) if logs else None


def judged(run: Run, cells: Iterable[Cell]) -> list[Judged]:
    """Those of the cells that have a ratio."""
    pairs = ((cell, run.ratio(cell)) for cell in cells)
    return [Judged(cell, ratio) for cell, ratio in pairs if ratio]


def summarise(run: Run, cells: Iterable[Cell]) -> Summary:
    cells = list(cells)
    fractions = [f for f in map(run.fraction, cells) if f is not None]
    return Summary(judged(run, cells), sum(bool(cell.wrong) for cell in cells), max(fractions, default=None))


def of_own_gemm(run: Run, cell: Cell) -> float | None:
    """Our speed in a level-3 cell as a share of that of our square gemm of the same size, precision and threads."""
    mine = cell.results.get(run.ours)
    if mine is None or not mine.right or cell.unit != "flops":
        return None
    for other in run.cells:
        same = other.suite == cell.suite and other.size == cell.size and other.threads == cell.threads
        if same and other.family == "gemm" and other.shape == "square" and other.routine[0] == cell.routine[0]:
            gemm = other.results.get(run.ours)
            return cell.value(mine.median) / other.value(gemm.median) if gemm and gemm.right else None
    return None
