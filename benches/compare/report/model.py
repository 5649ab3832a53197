"""The record of a run as objects: what the tables and the pictures ask of it. Nothing here decides how it looks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Protocol

SUITES = ("level3", "skinny", "small", "level2", "level1", "lapack", "scaling")
SUITE_TITLES = {
    "level3": "Level 3",
    "skinny": "Skinny shapes",
    "small": "Small sizes",
    "level2": "Level 2",
    "level1": "Level 1",
    "lapack": "LAPACK",
    "scaling": "Thread scaling",
}
GIGA = 1e9
ONE = ("incx", 1)  # goes without saying


@dataclass(frozen=True)
class Ratio:
    """A peer's time over ours, pair by pair: median and quartiles. Above 1 we are faster."""

    median: float
    low: float
    high: float


@dataclass(frozen=True)
class Result:
    """A library's seconds a call in a cell (`low` and `high` are the quartiles), and whether it computed right."""

    median: float
    low: float
    high: float
    right: bool


@dataclass(frozen=True)
class Cell:
    """One call with one shape and so many threads, timed in all libraries."""

    suite: str
    family: str
    routine: str
    shape: str
    size: int
    params: dict[str, int | str]
    label: str
    threads: int
    work: float  # flops or bytes of a call, whichever `unit` says
    unit: str  # "flops", "bytes" or "ns"
    limit: float | None  # what the machine can do: GFLOP/s or GB/s
    results: dict[str, Result]
    ratios: dict[str, Ratio]
    best_peer: str | None

    @staticmethod
    def of(saved: dict) -> Cell:
        names = ("suite", "family", "routine", "shape", "size", "params", "label", "threads")
        fields = ("median", "low", "high", "right")
        results = {name: Result(**{f: r[f] for f in fields}) for name, r in saved["results"].items()}
        return Cell(
            **{name: saved[name] for name in names},
            unit=saved["unit"],
            limit=saved["limit"] / GIGA if saved["limit"] else None,
            best_peer=saved["best_peer"],
            work=saved["bytes"] if saved["unit"] == "bytes" else saved["flops"],
            results=results,
            ratios={name: Ratio(r["median"], r["low"], r["high"]) for name, r in saved["ratios"].items()},
        )

    @property
    def wrong(self) -> list[str]:
        """The libraries whose result is."""
        return [name for name, result in self.results.items() if not result.right]

    @property
    def variant(self) -> str:
        """What else than the size makes this call: "NN" of a gemm, "NN lda_extra=3", "nrhs=1"."""
        options = "".join(value for value in self.params.values() if isinstance(value, str))
        others = [f"{k}={v}" for k, v in self.params.items() if isinstance(v, int) and v != self.size and (k, v) != ONE]
        return " ".join(filter(None, (options, *others)))

    def value(self, seconds: float) -> float:
        """A time a call as it is shown: GFLOP/s, GB/s, or ns a call."""
        return GIGA * seconds if self.unit == "ns" else self.work / seconds / GIGA

    @property
    def least(self) -> float | None:
        """The seconds that a call takes at the limit."""
        return self.work / (GIGA * self.limit) if self.limit else None

    def fraction(self, seconds: float) -> float | None:
        """A time a call as a share of what the machine can do."""
        return self.value(seconds) / self.limit if self.limit else None


@dataclass(frozen=True)
class Library:
    """Who was timed."""

    name: str
    title: str
    config: str | None
    core: str | None
    layer: str | None
    threads: tuple[int, ...]
    ours: bool
    missing: str | None  # why it could not be had

    @staticmethod
    def of(saved: dict) -> Library:
        return Library(
            name=saved["name"],
            title=saved.get("title") or saved["name"],
            config=saved.get("config"),
            core=saved.get("core"),
            layer=saved.get("layer"),
            threads=tuple(saved.get("threads") or ()),
            ours=bool(saved.get("ours")),
            missing=saved.get("missing"),
        )


@dataclass(frozen=True)
class Series:
    """Cells that differ in size alone: a line of a picture."""

    routine: str
    variant: str
    threads: int
    cells: Sequence[Cell]

    @property
    def title(self) -> str:
        return " ".join(filter(None, (self.routine, self.variant)))


class Change(Protocol):
    """A cell that became slower than a baseline's; as text it says by how much."""

    suite: str
    label: str
    threads: int


@dataclass(frozen=True)
class Run:
    """A record, and what its comparison with a baseline found."""

    record: dict
    regressions: Sequence[Change] = ()

    @cached_property
    def libraries(self) -> list[Library]:
        return [Library.of(saved) for saved in self.record["libraries"]]

    @cached_property
    def present(self) -> list[Library]:
        """Those that took part; ours first."""
        return sorted((lib for lib in self.libraries if lib.threads and not lib.missing), key=lambda lib: not lib.ours)

    @cached_property
    def ours(self) -> str:
        """The name of the library that all others are compared with."""
        return next((lib.name for lib in self.present if lib.ours), "arenablas")

    @cached_property
    def cells(self) -> list[Cell]:
        return [Cell.of(saved) for saved in self.record["cells"]]

    @cached_property
    def suites(self) -> list[str]:
        """Those with cells, in reading order; one that this report has not heard of comes last."""
        found = dict.fromkeys(cell.suite for cell in self.cells)
        return [*(suite for suite in SUITES if suite in found), *(suite for suite in found if suite not in SUITES)]

    def families(self, suite: str) -> dict[str, list[Cell]]:
        """A suite's cells by family, in the record's order."""
        found: dict[str, list[Cell]] = {}
        for cell in self.cells:
            if cell.suite == suite:
                found.setdefault(cell.family, []).append(cell)
        return found

    def ratio(self, cell: Cell) -> Ratio | None:
        """Over the cell's best peer; none where our result is wrong or nobody else has the routine."""
        ours = cell.results.get(self.ours)
        return cell.ratios.get(cell.best_peer or "") if ours and ours.right else None

    def fraction(self, cell: Cell) -> float | None:
        """Of the limit, by us."""
        ours = cell.results.get(self.ours)
        return cell.fraction(ours.median) if ours and ours.right else None

    def slower(self, cell: Cell) -> bool:
        """Than the baseline."""
        return (cell.suite, cell.label, cell.threads) in self._slower

    @cached_property
    def _slower(self) -> set[tuple[str, str, int]]:
        return {(change.suite, change.label, change.threads) for change in self.regressions}


def series(cells: Iterable[Cell]) -> list[Series]:
    """Cells in lines: of one routine with the same options on as many threads, by size. A routine's lines for one
    thread and for more are beside each other."""

    def line(cell: Cell) -> tuple[str, str]:
        return cell.routine, cell.variant

    def key(cell: Cell) -> tuple[str, str, int]:
        return (*line(cell), cell.threads)

    cells = list(cells)
    order = {found: place for place, found in reversed(list(enumerate(map(line, cells))))}
    cells.sort(key=lambda cell: (order[line(cell)], cell.threads, cell.size))
    return [Series(*found, list(group)) for found, group in groupby(cells, key=key)]
