"""What is compared: a name, and the command and environment that make it so."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

from host import clean_environment


@dataclass(frozen=True)
class Configuration:
    """One way to run the same Python program."""

    name: str
    variables: dict[str, str] = field(default_factory=dict, hash=False)
    preload: bool = True  # whether our library is in front of NumPy's
    launcher: tuple[str, ...] | None = None  # the launcher's options; None: without it, so that pools are Python's

    def command(self, program: str) -> list[str]:
        """What starts the program."""
        launcher = [] if self.launcher is None else ["-m", "arenablas", *self.launcher]
        return [sys.executable, *launcher, program]

    def environment(self, library: str) -> dict[str, str]:
        """The environment of a child process of this configuration."""
        ours = {}
        if self.preload:
            ours = {"LD_PRELOAD" if self.launcher is None else "ARENABLAS_LIBRARY": library}
        return clean_environment() | ours | self.variables


@dataclass(frozen=True)
class Comparison:
    """Which configurations run, and whose time is set against whose in the end."""

    name: str
    configurations: tuple[Configuration, ...]
    ratios: tuple[tuple[Configuration, Configuration], ...]


NUMPY = Configuration("NumPy as it comes", preload=False)
NUMPY_ONE_THREAD = Configuration("NumPy, OPENBLAS_NUM_THREADS=1", {"OPENBLAS_NUM_THREADS": "1"}, preload=False)
DEFAULT = Configuration("arenablas, nothing set (tbb)")
CAPACITY_8 = Configuration("arenablas, ARENABLAS_CAPACITY=8", {"ARENABLAS_CAPACITY": "8"})
STATIC = Configuration("arenablas --policy static", launcher=("--policy", "static"))
COMPOSABLE = Configuration("arenablas --policy composable", launcher=("--policy", "composable"))

SETTINGS = Comparison(
    "composability",
    (
        NUMPY,
        NUMPY_ONE_THREAD,
        DEFAULT,
        Configuration("arenablas, sequential", {"ARENABLAS_THREADING_LAYER": "sequential"}),
        Configuration("arenablas, omp", {"ARENABLAS_THREADING_LAYER": "omp"}),
        CAPACITY_8,
    ),
    ((DEFAULT, NUMPY), (DEFAULT, NUMPY_ONE_THREAD), (DEFAULT, CAPACITY_8)),
)
ARTICLE = Comparison(
    "article", (NUMPY, STATIC, COMPOSABLE), ((STATIC, NUMPY), (COMPOSABLE, NUMPY), (COMPOSABLE, STATIC))
)
