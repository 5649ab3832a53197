"""The few statistics that the comparison stands on: medians and quartiles, of ratios that were taken pair by pair."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass

# For a normal distribution: of the median in standard deviations / √n, and of the quartiles' distance in the same.
MEDIAN_ERROR, QUARTILES = 1.2533, 1.349


@dataclass(frozen=True)
class Spread:
    """Median and quartiles."""

    median: float
    low: float
    high: float

    def json(self) -> dict[str, float]:
        """As the record keeps it."""
        return {name: float(f"{value:.5g}") for name, value in asdict(self).items()}

    @property
    def width(self) -> float:
        """The quartiles' distance as a share of the median."""
        return (self.high - self.low) / self.median


def spread(values: Sequence[float]) -> Spread:
    """Of one value or more."""
    if len(values) == 1:
        return Spread(values[0], values[0], values[0])
    low, median, high = statistics.quantiles(values, n=4, method="inclusive")
    return Spread(median, low, high)


def pairwise(theirs: Sequence[float], ours: Sequence[float]) -> Spread:
    """How many times our seconds theirs are, round by round: what disturbs a whole round falls on both."""
    return spread([a / b for a, b in zip(theirs, ours, strict=True)])


def log_error(ratio: dict, turns: int) -> float:
    """The standard error of the logarithm of a recorded ratio's median, estimated from its quartiles."""
    sigma = math.log(ratio["high"] / ratio["low"]) / QUARTILES
    return MEDIAN_ERROR * sigma / math.sqrt(turns)


def geometric_mean(values: Sequence[float]) -> float:
    """Of positive values, one or more."""
    return math.exp(statistics.fmean(map(math.log, values)))
