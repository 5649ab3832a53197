"""The grid's cells: so many callers, each with a matrix to work on, and perhaps one whose matrix is far larger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

WORKS = ("QR", "gemm", "Cholesky")
SIZES = (64, 128, 256, 512, 1024)
CALLERS = (1, 2, 4, 10, 32)


@dataclass(frozen=True)
class Cell:
    """What a pool of threads maps over."""

    work: str
    n: int
    callers: int
    straggler: bool

    @property
    def tasks(self) -> int:
        """Tasks in a map: one a caller, and two at least."""
        return max(self.callers, 2)

    @property
    def big(self) -> int:
        """The order of the straggler's matrix."""
        return 1024 if self.n < 1024 else 2048

    @property
    def name(self) -> str:
        """For people."""
        return f"{self.work} {self.n}, {self.callers} callers" + (f", one {self.big}" if self.straggler else "")


def full() -> Iterator[Cell]:
    """All cells. Pools of one size come after each other."""
    for callers, n, work, straggler in product(CALLERS, SIZES, WORKS, (False, True)):
        yield Cell(work, n, callers, straggler)


def quick() -> Iterator[Cell]:
    """A few of them, from all corners."""
    for callers, n, work in product((1, 4, 32), (64, 256), WORKS):
        yield Cell(work, n, callers, False)
    for work in WORKS:
        yield Cell(work, 256, 10, True)


def forced() -> Iterator[Cell]:
    """Those in which the arena is told that it has more cores than there are."""
    for callers, n, work in product((1, 8, 32), (256, 1024), WORKS):
        yield Cell(work, n, callers, False)
