"""One task arena for all levels of a program's parallelism.

    python -m arenablas script.py

runs a program with the BLAS and LAPACK calls of NumPy and SciPy on the arena. Importing this package loads nothing: the
library is loaded when something here is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from arenablas._executor import ThreadPoolExecutor
    from arenablas._library import library_path
    from arenablas._patch import patch
    from arenablas._pool import ThreadPool

__all__ = ["ThreadPool", "ThreadPoolExecutor", "library_path", "patch"]

# What is imported when it is first asked for, and where it is: to import this package takes a millisecond.
_LAZY = {
    "ThreadPool": "arenablas._pool",
    "ThreadPoolExecutor": "arenablas._executor",
    "library_path": "arenablas._library",
    "patch": "arenablas._patch",
}


def __getattr__(name: str) -> object:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_LAZY[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
