"""What is compared: a name, and the environment that makes it so."""

from __future__ import annotations

from dataclasses import dataclass, field

from host import clean_environment


@dataclass(frozen=True)
class Configuration:
    """One way to run the same Python program."""

    name: str
    variables: dict[str, str] = field(default_factory=dict, hash=False)
    preload: bool = True

    def environment(self, library: str) -> dict[str, str]:
        """The environment of a child process of this configuration."""
        preload = {"LD_PRELOAD": library} if self.preload else {}
        return clean_environment() | preload | self.variables


NUMPY = Configuration("NumPy as it comes", preload=False)
NUMPY_ONE_THREAD = Configuration("NumPy, OPENBLAS_NUM_THREADS=1", {"OPENBLAS_NUM_THREADS": "1"}, preload=False)
DEFAULT = Configuration("arenablas, nothing set (tbb)")
CAPACITY_8 = Configuration("arenablas, ARENABLAS_CAPACITY=8", {"ARENABLAS_CAPACITY": "8"})

ALL = (
    NUMPY,
    NUMPY_ONE_THREAD,
    DEFAULT,
    Configuration("arenablas, sequential", {"ARENABLAS_THREADING_LAYER": "sequential"}),
    Configuration("arenablas, omp", {"ARENABLAS_THREADING_LAYER": "omp"}),
    CAPACITY_8,
)
