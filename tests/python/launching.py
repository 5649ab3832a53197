"""Starts programs as `python -m arenablas` does, from the package's sources and with the library that is tested."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from preload import HERE, LIBRARY, LIMIT_SECONDS

SOURCES = HERE.parents[1] / "python/src"


def environment(**variables: object) -> dict[str, str]:
    """This process's, with the package to be found and no setting of ours; None takes a variable away."""
    ours = ("ARENABLAS_", "MKL_", "OPENBLAS_", "GOTO_", "OMP_", "LD_PRELOAD", "PYTHON")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    kept |= {"ARENABLAS_LIBRARY": str(LIBRARY), "PYTHONPATH": f"{SOURCES}:{HERE}"}
    kept |= {name: str(value) for name, value in variables.items() if value is not None}
    return {name: value for name, value in kept.items() if variables.get(name, "") is not None}


def launch(
    *arguments: object,
    python: tuple[str, ...] = (),
    stdin: str = "",
    cwd: Path | None = None,
    **variables: object,
) -> subprocess.CompletedProcess[str]:
    """`python [python options] -m arenablas arguments…`, to its end."""
    return subprocess.run(
        [sys.executable, *python, "-m", "arenablas", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        env=environment(**variables),
        cwd=cwd,
        timeout=LIMIT_SECONDS,
        check=False,
    )
