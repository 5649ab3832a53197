"""Runs the configurations by turns, each in a process of its own: A B C A B C …, so that what else the machine does
falls on all of them alike."""

from __future__ import annotations

import contextlib
import json
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from configurations import Configuration
from verify import Accuracy, accuracy

CHILD = Path(__file__).with_name("child.py")
SAMPLE_SECONDS = 0.02


@dataclass(frozen=True)
class Task:
    """The demo's parameters."""

    library: str
    size: int
    matrices: int
    pool: int
    seconds: float


@dataclass(frozen=True)
class Run:
    """What one process of one configuration gave."""

    configuration: Configuration
    milliseconds: list[float]
    pool: str  # the module that its ThreadPool is from
    call_threads: int | None  # the most that a call of a worker of the pool may have, where it is our library's
    threads: int
    python_threads: int
    voluntary: float
    involuntary: float
    binding: tuple[str, str]
    bits: str
    bits_direct: str | None
    accuracy: Accuracy

    @property
    def median(self) -> float:
        """Milliseconds a map."""
        return statistics.median(self.milliseconds)


def run_rounds(configurations: tuple[Configuration, ...], rounds: int, task: Task) -> Iterator[tuple[int, Run]]:
    """Every configuration once a round: (round, run) as they finish."""
    for number in range(1, rounds + 1):
        for configuration in configurations:
            yield number, _run(configuration, task)


def _run(configuration: Configuration, task: Task) -> Run:
    with tempfile.TemporaryDirectory() as scratch:
        results = Path(scratch, "results.npz")
        order = vars(task) | {"results": str(results), "preloaded": configuration.preload}
        with tempfile.TemporaryFile() as output:
            child = subprocess.Popen(
                configuration.command(str(CHILD)),
                stdin=subprocess.PIPE,
                stdout=output,
                env=configuration.environment(task.library),
            )
            child.stdin.write(json.dumps(order).encode())
            child.stdin.close()
            threads = _peak_threads(child)
            if child.returncode:
                raise RuntimeError(f"{configuration.name}: the process ended with {child.returncode}")
            output.seek(0)
            figures = json.load(output)
        return Run(
            configuration,
            threads=threads,
            accuracy=accuracy(results, task.size, task.matrices),
            **figures,
        )


def _peak_threads(child: subprocess.Popen[bytes]) -> int:
    """The most OS threads that the process had at once, until it ended."""
    tasks = Path("/proc", str(child.pid), "task")
    peak = 0
    while child.poll() is None:
        with contextlib.suppress(OSError):  # it may end in between
            peak = max(peak, sum(1 for _ in tasks.iterdir()))
        time.sleep(SAMPLE_SECONDS)
    return peak
