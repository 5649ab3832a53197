"""What is asked of the library's speed, and what a run says of it. The list is the one place where targets stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from .model import Cell, Ratio, Run
from .summary import geometric_mean, of_own_gemm

Measure = Callable[[Run, Cell], Ratio | None]


class Status(Enum):
    """`NOISE`: missed by less than the spread of the turns, so another run may say otherwise."""

    MET = "met"
    NOISE = "within noise"
    MISSED = "missed"
    OPEN = "not measured"


@dataclass(frozen=True)
class Target:
    """`measure` of all cells that `of` picks must be at least `floor`: each of them, or their geometric mean."""

    area: str
    what: str
    floor: float
    of: Callable[[Cell], bool]
    measure: Measure
    mean: bool = False


@dataclass(frozen=True)
class Judgement:
    """A target and what was measured: the mean, or the cell that comes last."""

    target: Target
    status: Status
    measured: Ratio | None
    cells: int
    met: int  # cells that reach the floor
    last: Cell | None  # the cell furthest below it, or least above


# The targets name the BLAS libraries. faer has no BLAS interface of its own; it is in all tables, and in their means.
_NOT_BLAS = ("faer",)


def _over_best(run: Run, cell: Cell) -> Ratio | None:
    """Over the best BLAS library of the cell."""
    if run.ratio(cell) is None:
        return None
    over = [ratio for name, ratio in cell.ratios.items() if name not in _NOT_BLAS]
    return min(over, key=lambda ratio: ratio.median, default=None)


def _over_openblas(run: Run, cell: Cell) -> Ratio | None:
    ours = cell.results.get(run.ours)
    return cell.ratios.get("openblas") if ours and ours.right else None


def _of_limit(run: Run, cell: Cell) -> Ratio | None:
    ours = cell.results.get(run.ours)
    if ours is None or not ours.right or not cell.limit:
        return None
    low, median, high = (cell.fraction(s) for s in (ours.high, ours.median, ours.low))
    return Ratio(median, low, high)


def _of_gemm(run: Run, cell: Cell) -> Ratio | None:
    share = of_own_gemm(run, cell)
    if share is None:
        return None
    ours = cell.results[run.ours]
    return Ratio(share, share * ours.median / ours.high, share * ours.median / ours.low)


def _large(cell: Cell) -> bool:
    return cell.suite == "level3" and cell.size >= 1000


def _level1(*stems: str) -> Callable[[Cell], bool]:
    return lambda cell: cell.suite == "level1" and cell.routine.endswith(stems)


def _level3(threads: Callable[[int], bool]) -> Callable[[Cell], bool]:
    return lambda cell: cell.suite == "level3" and cell.size >= 128 and threads(cell.threads)


def _dgemm(threads: int) -> Callable[[Cell], bool]:
    return lambda cell: _large(cell) and cell.routine == "dgemm" and cell.threads == threads


def _asked_skinny(cell: Cell) -> bool:
    shapes = ("4096×64×4096", "4096×4096×64", "100000×16×16", "16×16×100000")
    return cell.suite == "skinny" and cell.family == "gemm" and any(s in cell.label.split() for s in shapes)


_BESIDE_GEMM = ("trsm", "trmm", "syrk", "symm")

TARGETS = (
    Target("level 3", "mean over the best peer, n ≥ 128, 1 thread", 1.05, _level3(lambda t: t == 1), _over_best, True),
    Target(
        "level 3", "mean over the best peer, n ≥ 128, more threads", 1.05, _level3(lambda t: t > 1), _over_best, True
    ),
    Target("level 3", "each cell over its best peer, n ≥ 128", 0.95, _level3(lambda t: True), _over_best),
    Target("level 3", "dgemm of the FMA peak, n ≥ 1000, 1 thread", 0.95, _dgemm(1), _of_limit),
    Target("level 3", "dgemm of the FMA peak, n ≥ 1000, 2 threads", 0.92, _dgemm(2), _of_limit),
    *(
        Target("level 3", f"{f} of our own gemm, n ≥ 1000", 0.92, lambda c, f=f: _large(c) and c.family == f, _of_gemm)
        for f in _BESIDE_GEMM
    ),
    Target("skinny", "4096×64×4096, 4096×4096×64, 100000×16×16, 16×16×100000 TN", 1.3, _asked_skinny, _over_best),
    Target(
        "small",
        "gemm over the best peer, n = 4…64",
        1.0,
        lambda c: c.suite == "small" and c.family == "gemm" and 4 <= c.size <= 64,
        _over_best,
    ),
    Target(
        "level 2",
        "each cell over its best peer, n = 256…4096",
        1.0,
        lambda c: c.suite == "level2" and 256 <= c.size <= 4096,
        _over_best,
    ),
    Target(
        "level 1",
        "dot, axpy, scal, asum, i?amax over the best peer",
        1.0,
        _level1("dot", "dotc", "dotu", "axpy", "scal", "asum", "amax"),
        _over_best,
    ),
    Target("level 1", "nrm2 over OpenBLAS", 2.0, _level1("nrm2"), _over_openblas),
)


def judge(run: Run, targets: Iterable[Target] = TARGETS) -> list[Judgement]:
    """What the run says of each target."""
    return [_judge(run, target) for target in targets]


def _judge(run: Run, target: Target) -> Judgement:
    chosen = [(cell, target.measure(run, cell)) for cell in run.cells if target.of(cell)]
    found = [(cell, ratio) for cell, ratio in chosen if ratio]
    if not found:
        return Judgement(target, Status.OPEN, None, 0, 0, None)
    last, lowest = min(found, key=lambda pair: pair[1].median)
    ratios = [ratio for _, ratio in found]
    measured = _mean(ratios) if target.mean else lowest
    met = sum(ratio.median >= target.floor for ratio in ratios)
    status = _status([measured] if target.mean else ratios, target.floor)
    return Judgement(target, status, measured, len(found), met, last)


def _status(ratios: list[Ratio], floor: float) -> Status:
    if all(ratio.median >= floor for ratio in ratios):
        return Status.MET
    return Status.NOISE if all(ratio.high >= floor for ratio in ratios) else Status.MISSED


def _mean(ratios: list[Ratio]) -> Ratio:
    """Without quartiles: the noise of single cells mostly cancels in it, so theirs would say too much."""
    mean = geometric_mean(ratio.median for ratio in ratios)
    return Ratio(mean, mean, mean)
