"""From the runs of all rounds to one row a configuration, and to a table of text."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from configurations import ALL, NUMPY, NUMPY_ONE_THREAD, Configuration
from rounds import Run


@dataclass(frozen=True)
class Row:
    """A configuration over all rounds; times are milliseconds a map."""

    configuration: Configuration
    median: float
    fastest: float  # of the rounds' medians
    slowest: float
    threads: int  # the most of any round
    python_threads: int
    voluntary: float  # context switches a map
    involuntary: float
    residual: float
    orthogonality: float
    scaled: float


def summarise(runs: Iterable[Run]) -> list[Row]:
    """One row for each configuration that ran, in the order in which they are listed."""
    runs = list(runs)
    groups = [(c, [run for run in runs if run.configuration == c]) for c in ALL]
    return [_row(configuration, group) for configuration, group in groups if group]


def _row(configuration: Configuration, runs: list[Run]) -> Row:
    def median(value: Callable[[Run], float]) -> float:
        return statistics.median(map(value, runs))

    return Row(
        configuration,
        median=median(lambda run: run.median),
        fastest=min(run.median for run in runs),
        slowest=max(run.median for run in runs),
        threads=max(run.threads for run in runs),
        python_threads=max(run.python_threads for run in runs),
        voluntary=median(lambda run: run.voluntary),
        involuntary=median(lambda run: run.involuntary),
        residual=max(run.accuracy.residual for run in runs),
        orthogonality=max(run.accuracy.orthogonality for run in runs),
        scaled=max(run.accuracy.scaled for run in runs),
    )


def speed_up(rows: list[Row], of: Configuration, over: Configuration) -> float:
    """How many times as fast `of` is as `over`."""
    times = {row.configuration: row.median for row in rows}
    return times[over] / times[of]


def table(rows: list[Row]) -> str:
    """The rows as text."""
    lines = [
        f"{'':32} {'ms a map':>9} {'(rounds)':>15} {'speed-up over':>15} {'OS threads':>13} {'switches a map':>15}"
        f" {'‖A−QR‖':>8} {'‖QᵀQ−I‖':>8} {'scaled':>7}",
        f"{'':32} {'median':>9} {'from – to':>15} {'NumPy':>7} {'1 thr.':>7} {'peak':>6} {'Python':>6}"
        f" {'volunt.':>7} {'invol.':>7} {'/ ‖A‖':>8} {'':8} {'< 30':>7}",
    ]
    return "\n".join(lines + [_line(rows, row) for row in rows])


def _line(rows: list[Row], row: Row) -> str:
    spread = f"{row.fastest:.1f} – {row.slowest:.1f}"
    over_numpy = speed_up(rows, row.configuration, NUMPY)
    over_one = speed_up(rows, row.configuration, NUMPY_ONE_THREAD)
    return (
        f"{row.configuration.name:32} {row.median:9.1f} {spread:>15} {over_numpy:6.2f}× {over_one:6.2f}×"
        f" {row.threads:6d} {row.python_threads:6d} {row.voluntary:7.0f} {row.involuntary:7.0f}"
        f" {row.residual:8.1e} {row.orthogonality:8.1e} {row.scaled:7.2f}"
    )
