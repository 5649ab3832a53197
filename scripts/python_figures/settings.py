"""How a load is run: as a command, with an environment."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from host import clean_environment

_CHILD = str(Path(__file__).with_name("child.py"))
CORES = len(os.sched_getaffinity(0))


@dataclass(frozen=True)
class Setting:
    """One way to run a program."""

    name: str
    launcher: tuple[str, ...] | None = None  # its options; None: without it
    preload: bool = True
    variables: dict[str, str] = field(default_factory=dict, hash=False)
    workers: int | None = None  # of the program's pool

    def command(self, load: str) -> list[str]:
        launcher = [] if self.launcher is None else ["-m", "arenablas", *self.launcher]
        workers = [] if self.workers is None else [str(self.workers)]
        return [sys.executable, *launcher, _CHILD, load, *workers]

    def environment(self) -> dict[str, str]:
        library = os.environ["ARENABLAS_LIBRARY"]
        preload = {"LD_PRELOAD": library} if self.preload and self.launcher is None else {}
        return clean_environment() | {"ARENABLAS_LIBRARY": library} | preload | self.variables


LAUNCHER = Setting("the launcher, nothing set", launcher=())
PRELOAD = Setting("the plain preload")
STATIC = tuple(
    Setting(f"static, {workers} workers", launcher=("--policy", "static"), workers=workers)
    for workers in sorted({1, max(CORES // 2, 1), CORES, 2 * CORES})
)
_SEQUENTIAL = {"ARENABLAS_THREADING_LAYER": "sequential"}
BY_HAND = (
    Setting("sequential, a worker a core", variables=_SEQUENTIAL, workers=CORES),
    Setting("one worker, all cores a call", workers=1),
    Setting("OpenBLAS × 1, a worker a core", preload=False, variables={"OPENBLAS_NUM_THREADS": "1"}, workers=CORES),
    Setting("OpenBLAS as it comes", preload=False),
)

# For each load: against what, and how many times as fast (or, below 1, how nearly as fast) as the best of these.
GOALS = {
    "qr": ((PRELOAD,), 1.0),
    "unbalanced": (STATIC, 1.3),
    "dask_qr": (BY_HAND, 1 / 1.1),
    "dask_svd": (BY_HAND, 1 / 1.1),
    "joblib_matmul": (BY_HAND, 1 / 1.1),
}
