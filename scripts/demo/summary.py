"""From the runs of all rounds to one row a configuration, and to a table of text."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from configurations import NUMPY, Configuration
from rounds import Run


@dataclass(frozen=True)
class Row:
    """A configuration over all rounds; times are milliseconds a map."""

    configuration: Configuration
    median: float
    lower: float  # the quartiles of the rounds' medians
    upper: float
    call_threads: int | None  # that a call of a worker may have
    threads: int  # the most of any round
    python_threads: int
    voluntary: float  # context switches a map
    involuntary: float
    residual: float
    orthogonality: float
    scaled: float


def summarise(runs: Iterable[Run]) -> list[Row]:
    """One row for each configuration, in the order in which they ran."""
    groups: dict[Configuration, list[Run]] = {}
    for run in runs:
        groups.setdefault(run.configuration, []).append(run)
    return [_row(configuration, group) for configuration, group in groups.items()]


def _row(configuration: Configuration, runs: list[Run]) -> Row:
    def median(value: Callable[[Run], float]) -> float:
        return statistics.median(map(value, runs))

    lower, middle, upper = _quartiles([run.median for run in runs])
    return Row(
        configuration,
        median=middle,
        lower=lower,
        upper=upper,
        call_threads=runs[0].call_threads,
        threads=max(run.threads for run in runs),
        python_threads=max(run.python_threads for run in runs),
        voluntary=median(lambda run: run.voluntary),
        involuntary=median(lambda run: run.involuntary),
        residual=max(run.accuracy.residual for run in runs),
        orthogonality=max(run.accuracy.orthogonality for run in runs),
        scaled=max(run.accuracy.scaled for run in runs),
    )


def _quartiles(values: list[float]) -> list[float]:
    return statistics.quantiles(values, n=4, method="inclusive") if len(values) > 1 else 3 * values


def speed_up(rows: list[Row], of: Configuration, over: Configuration) -> float:
    """How many times as fast `of` is as `over`."""
    times = {row.configuration: row.median for row in rows}
    return times[over] / times[of]


def table(rows: list[Row]) -> str:
    """The rows as text."""
    lines = [
        f"{'':32} {'ms a map':>9} {'(rounds)':>15} {'speed-up':>10} {'threads':>8} {'OS threads':>13}"
        f" {'switches a map':>15} {'‖A−QR‖':>8} {'‖QᵀQ−I‖':>8} {'scaled':>7}",
        f"{'':32} {'median':>9} {'quartiles':>15} {'over NumPy':>10} {'a call':>8} {'peak':>6} {'Python':>6}"
        f" {'volunt.':>7} {'invol.':>7} {'/ ‖A‖':>8} {'':8} {'< 30':>7}",
    ]
    return "\n".join(lines + [_line(rows, row) for row in rows])


def _line(rows: list[Row], row: Row) -> str:
    spread = f"{row.lower:.1f} – {row.upper:.1f}"
    over_numpy = speed_up(rows, row.configuration, NUMPY)
    return (
        f"{row.configuration.name:32} {row.median:9.1f} {spread:>15} {over_numpy:9.2f}× {row.call_threads or '–':>8}"
        f" {row.threads:6d} {row.python_threads:6d} {row.voluntary:7.0f} {row.involuntary:7.0f}"
        f" {row.residual:8.1e} {row.orthogonality:8.1e} {row.scaled:7.2f}"
    )
