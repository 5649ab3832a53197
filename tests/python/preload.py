"""Runs a function in a Python process of its own, with the library preloaded or without."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
LIBRARY = Path(os.environ.get("ARENABLAS_LIBRARY", HERE.parents[1] / "target/release/libarenablas.so")).resolve()
LIMIT_SECONDS = 120  # a hang fails, it doesn't wait for ever

LAYERS = ("sequential", "tbb", "omp")
CAPACITIES = (1, 2, 4, 8)
_ISA_FLAGS = {"generic": set(), "avx2": {"avx2", "fma"}, "avx512": {"avx512f", "avx512dq", "avx512bw", "avx512vl"}}
_THREADING_VARIABLES = ("ARENABLAS_", "MKL_", "OPENBLAS_", "GOTO_", "OMP_", "LD_PRELOAD")


class Outcome(NamedTuple):
    """What the function returned, and what its process wrote."""

    value: Any
    stdout: str
    stderr: str


def run(function: Callable[..., Any], *args: object, preload: bool = True, **variables: object) -> Outcome:
    """Calls `function(*args)` in a fresh process with these environment variables. The function is found there by its
    module's name, so it belongs into a module of this folder that can be imported by itself."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(_THREADING_VARIABLES)}
    environment |= {name: str(value) for name, value in variables.items()}
    if preload:
        environment["LD_PRELOAD"] = str(LIBRARY)
    else:
        environment.setdefault("OPENBLAS_NUM_THREADS", "1")  # its own threads fight when the machine is busy
    with tempfile.NamedTemporaryFile() as results:
        task = pickle.dumps((function.__module__, function.__name__, args, results.name))
        done = subprocess.run(
            [sys.executable, "-W", "always", str(HERE / "worker.py")],
            input=task,
            capture_output=True,
            env=environment,
            timeout=LIMIT_SECONDS,
            check=False,
        )
        stdout, stderr = done.stdout.decode(), done.stderr.decode()
        assert done.returncode == 0, f"the process ended with {done.returncode}:\n{stdout}{stderr}"
        return Outcome(pickle.load(results), stdout, stderr)


def instruction_sets() -> list[str]:
    """The names of the instruction sets that there are kernels for and that this processor has."""
    with open("/proc/cpuinfo") as info:
        flags = next((set(line.split()) for line in info if line.startswith("flags")), set())
    return [name for name, needed in _ISA_FLAGS.items() if needed <= flags]
