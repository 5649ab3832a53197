"""Two runs side by side: what has become slower, and how well they agree.

Seconds of two runs can't be compared, because the machine's mood is another one each time. Ratios can: how much faster
we are than a peer, then and now. A peer that is in both runs stands for the machine.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ratios import log_error
from suites import named

FLOOR = 0.07  # less than this is never called a regression: where operands lie in memory changes by the run
SIGMAS = 3.0  # … nor what is not this many standard errors
POPULATION = 20  # cells from which on their common scatter says what two runs differ by
CLOSE, CLOSE_FROM, CLOSE_SHARE = 1.10, 128, 0.90  # runs agree: so near, in cells of such sizes, in so many of them

Key = tuple[str, str, int]


@dataclass(frozen=True)
class Change:
    """Our speed in a cell, relative to the same peers, now over then."""

    suite: str
    label: str
    threads: int
    factor: float
    noise: float  # the factor's standard error, as a share of it
    peers: tuple[str, ...]

    def __str__(self) -> str:
        noise = f"{100 * self.noise:.1f} %"
        where = named(self.label, self.threads)
        return f"{where}: {self.factor:.2f} × as fast against {', '.join(self.peers)}, noise {noise}"

    def json(self) -> dict:
        """As the reports take it."""
        return {"suite": self.suite, "label": self.label, "threads": self.threads, "factor": self.factor}


def key(cell: Mapping) -> Key:
    """What makes two cells of two runs the same."""
    return cell["suite"], cell["label"], cell["threads"]


def change(old: Mapping, new: Mapping) -> Change | None:
    """The median over the peers that both runs have; none if there is none."""
    peers = [name for name in new["ratios"] if name in old["ratios"]]
    if not peers:
        return None
    shifts = [math.log(new["ratios"][name]["median"] / old["ratios"][name]["median"]) for name in peers]
    # The peers' shifts share what is ours, so that many of them are hardly less noisy than one.
    errors = [math.hypot(_error(old, name), _error(new, name)) for name in peers]
    factor, noise = math.exp(statistics.median(shifts)), statistics.median(errors)
    return Change(*key(new), factor, noise, tuple(peers))


def changes(old: Iterable[Mapping], new: Iterable[Mapping]) -> Iterator[Change]:
    """Of all cells that both have."""
    before = {key(cell): cell for cell in old}
    found = (change(before[key(cell)], cell) for cell in new if key(cell) in before)
    return (c for c in found if c is not None)


def regressions(all_changes: Iterable[Change]) -> list[Change]:
    """Those that are worse than the noise of both runs, worst first."""
    found = list(all_changes)
    common = _scatter(found)
    worse = [c for c in found if math.log(c.factor) < -max(math.log1p(FLOOR), SIGMAS * max(c.noise, common))]
    return sorted(worse, key=lambda c: c.factor)


def _scatter(found: list[Change]) -> float:
    """By how much cells differ between the two runs beyond their own noise: the median deviation, as a standard error.
    What really changed in some cells does not move it."""
    if len(found) < POPULATION:
        return 0.0
    logs = [math.log(c.factor) for c in found]
    middle = statistics.median(logs)
    return 1.4826 * statistics.median(abs(x - middle) for x in logs)


def _error(cell: Mapping, peer: str) -> float:
    return log_error(cell["ratios"][peer], cell["results"][peer]["turns"])


@dataclass(frozen=True)
class Agreement:
    """How near two runs' ratios to the best peer are."""

    suite: str
    label: str
    threads: int
    factor: float

    @property
    def close(self) -> bool:
        """Near enough."""
        return abs(math.log(self.factor)) <= math.log(CLOSE)


def agreement(first: Iterable[Mapping], second: Iterable[Mapping]) -> list[Agreement]:
    """Cell by cell, for the peer that was best in the first; the farthest apart first."""
    before = {key(cell): cell for cell in first}
    found = []
    for cell in second:
        other = before.get(key(cell))
        peer = other and other["best_peer"]
        if cell["size"] >= CLOSE_FROM and peer and peer in cell["ratios"]:
            factor = cell["ratios"][peer]["median"] / other["ratios"][peer]["median"]
            found.append(Agreement(*key(cell), factor))
    return sorted(found, key=lambda a: -abs(math.log(a.factor)))
