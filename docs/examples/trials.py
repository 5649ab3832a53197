"""Times a piece of Python in this kernel, and in processes that are set up otherwise.

A *load* is a function that returns two: the one that is timed, and one that checks its answer. Other processes are sent
its source, so it imports what it needs, and uses nothing from outside but its arguments.
"""

from __future__ import annotations

import ctypes
import inspect
import json
import multiprocessing.pool
import os
import statistics
import subprocess
import sys
import textwrap
import timeit
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

Load = Callable[..., tuple[Callable[[], object], Callable[[object], None]]]

LIMIT_SECONDS = 600  # for a process: a hang is an error
OURS, OTHERS = "#1b7f5c", "#9aa0a6"


class Trial(NamedTuple):
    """Another way to run a load: what follows `python`, and variables of the environment."""

    name: str
    python: tuple[str, ...]
    variables: dict[str, str]


# -E: without this kernel's PYTHONPATH, by which the launcher patches.
AS_IT_COMES = Trial("as it comes", ("-E",), {})
ONE_THREAD = Trial("as it comes, OPENBLAS_NUM_THREADS=1", ("-E",), {"OPENBLAS_NUM_THREADS": "1"})
STATIC = Trial("arenablas, static", ("-m", "arenablas", "--policy", "static"), {})
HERE = "arenablas (this kernel)"


def compare(load: Load, *arguments: object, beside: Sequence[Trial], seconds: float) -> dict[str, list[float]]:
    """Milliseconds of each run, by the trial's name, of as many runs as take about so many seconds; prints a table."""
    _require_kernel()
    times = {trial.name: _timed_elsewhere(trial, load, arguments, seconds) for trial in beside}
    times[HERE] = timed(load, arguments, seconds)
    print(_table(times))
    return times


def plot(times: dict[str, list[float]], title: str) -> None:
    """Shows a bar for each trial's median, with whiskers from quartile to quartile."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(7, 1.1 + 0.35 * len(times)), dpi=90, layout="constrained")
    lower, median, upper = np.transpose([_quartiles(runs) for runs in times.values()])
    colours = [OURS if name.startswith("arenablas") else OTHERS for name in times]
    bars = axes.barh(list(times), median, xerr=[median - lower, upper - median], color=colours, ecolor="#444444")
    axes.bar_label(bars, fmt="{:.1f} ms", padding=5)
    axes.invert_yaxis()
    axes.margins(x=0.15)
    axes.set_xlabel("milliseconds: median and quartiles; shorter is better")
    figure.suptitle(title)
    axes.spines[["top", "right"]].set_visible(False)
    plt.show()


def timed(load: Load, arguments: Sequence[object], seconds: float) -> list[float]:
    """Milliseconds of each run, after one whose answer is checked, and one that tells how many there can be."""
    work, check = load(*arguments)
    check(work())
    timer = timeit.Timer(work)
    runs = max(3, int(seconds / timer.timeit(1)))
    return [1e3 * time for time in timer.repeat(runs, 1)]


def _require_kernel() -> None:
    """That this is the trial which it is called: with the library in front of NumPy's, and the pools in place."""
    preloaded = hasattr(ctypes.CDLL(None), "arenablas_get_capacity")
    if not preloaded or multiprocessing.pool.ThreadPool.__module__ != "arenablas._pool":
        raise RuntimeError("this is for the kernel arenablas-tbb: python -m arenablas --install-kernel")


def _timed_elsewhere(trial: Trial, load: Load, arguments: Sequence[object], seconds: float) -> list[float]:
    ours = ("LD_PRELOAD", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")
    environment = {name: value for name, value in os.environ.items() if name not in ours} | trial.variables
    source = textwrap.dedent(inspect.getsource(load))
    done = subprocess.run(
        [sys.executable, *trial.python, __file__],
        input=json.dumps({"source": source, "name": load.__name__, "arguments": arguments, "seconds": seconds}),
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        timeout=LIMIT_SECONDS,
        check=True,
    )
    return json.loads(done.stdout)


def _table(times: dict[str, list[float]]) -> str:
    lines = [
        f"{len(os.sched_getaffinity(0))} cores; milliseconds",
        f"{'':36} {'median':>9} {'quartiles':>21} {'runs':>5}",
    ]
    for name, runs in times.items():
        lower, median, upper = _quartiles(runs)
        lines.append(f"{name:36} {median:9.1f} {f'{lower:.1f} – {upper:.1f}':>21} {len(runs):5}")
    return "\n".join(lines)


def _quartiles(times: list[float]) -> list[float]:
    return statistics.quantiles(times, n=4, method="inclusive")


def main() -> None:
    """The other process: reads what to time from standard input, writes the times to standard output."""
    order = json.load(sys.stdin)
    names: dict[str, Load] = {}
    exec(order["source"], names)
    print(json.dumps(timed(names[order["name"]], order["arguments"], order["seconds"])))


if __name__ == "__main__":
    main()
