"""The machine that this runs on, and what else it does meanwhile."""

from __future__ import annotations

import os
import platform
from pathlib import Path

# Whatever the user's shell sets of these would blur which library and which setting is which.
THREADING_VARIABLES = (
    *("ARENABLAS_", "MKL_", "OPENBLAS_", "GOTO_", "BLIS_", "OMP_", "GOMP_", "KMP_", "RAYON_", "TBB_"),
    "LD_PRELOAD",
)


def clean_environment() -> dict[str, str]:
    """This process's environment without what speaks to a library that computes."""
    return {name: value for name, value in os.environ.items() if not name.startswith(THREADING_VARIABLES)}


def processor() -> str:
    """The name of the processor."""
    with open("/proc/cpuinfo") as info:
        names = (line.split(":", 1)[1].strip() for line in info if line.startswith("model name"))
        return next(names, platform.machine())


def stolen() -> float:
    """Seconds of processor time since boot that the hypervisor took away."""
    return int(Path("/proc/stat").read_text().split()[8]) / 100
