"""Numba's parallel loops on the arena.

Numba runs `prange` loops, parallel ufuncs and gufuncs on a *threading layer*: anything whose attributes are the
addresses of functions in C. Ours are in the library (`arenablas_numba_…`). `install` has Numba take them where the
program leaves the choice to Numba. A layer that the program names (`NUMBA_THREADING_LAYER=omp`) it gets.

Numba chooses when it first compiles something parallel, by a function that `install` replaces.
"""

from __future__ import annotations

import ctypes
import functools
import importlib
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock
from types import ModuleType, SimpleNamespace

from arenablas._library import load

NAME = "arenablas"
# What `THREADING_LAYER` may say for Numba to take ours: our name, and what leaves the choice open. (Ours may be used by
# several threads at a time, and after a fork.)
OPEN_CHOICES = {NAME, "default", "safe", "threadsafe", "forksafe"}
# The versions whose layers have these functions with these arguments: from the first to before the last.
KNOWN_VERSIONS = ((0, 57), (0, 69))

_FUNCTIONS = (
    "allocate_sched",
    "deallocate_sched",
    "do_scheduling_signed",
    "do_scheduling_unsigned",
    "get_num_threads",
    "get_parallel_chunksize",
    "get_sched_size",
    "get_thread_id",
    "launch_threads",
    "parallel_for",
    "set_num_threads",
    "set_parallel_chunksize",
)
_lock = RLock()


def install(parallel: ModuleType) -> Callable[[], None] | None:
    """Has Numba, of which this is the module that chooses (`numba.np.ufunc.parallel`), take our layer. Returns the
    function that undoes it (a layer that has been started stays), or None if Numba keeps its own choice."""
    version = sys.modules["numba"].__version__
    if not KNOWN_VERSIONS[0] <= _numbers(version) < KNOWN_VERSIONS[1]:
        _warn_once(f"Numba {version} keeps its own threading layers: arenablas doesn't know that version")
        return None
    if parallel._is_initialized and parallel._threading_layer != NAME:
        _warn_once(f"Numba keeps its threading layer {parallel._threading_layer!r}: it has started it already")
        return None
    choice = parallel._launch_threads = _Choice(parallel)

    def undo() -> None:
        parallel._launch_threads = choice.original

    return undo


def _numbers(version: str) -> tuple[int, ...]:
    major, minor, *_ = (*version.split("."), "0")
    return (int(major), int(minor)) if major.isdecimal() and minor.isdecimal() else ()


@functools.cache
def _warn_once(message: str) -> None:
    warnings.warn(message, RuntimeWarning, stacklevel=2)


class _Choice:
    """Starts a threading layer, when something parallel is first compiled. It stands for a function of Numba's."""

    def __init__(self, parallel: ModuleType) -> None:
        self.parallel = parallel
        self.original = parallel._launch_threads

    def __call__(self) -> None:
        parallel, config = self.parallel, self.parallel.config
        if parallel._is_initialized or str(config.THREADING_LAYER).lower() not in OPEN_CHOICES:
            return self.original()
        with _lock:
            if not parallel._is_initialized:
                # Numba's own choice finds our layer in the place of one that is always there.
                slot = importlib.import_module("numba.np.ufunc")
                with _attribute(slot, "workqueue", _layer()), _attribute(config, "THREADING_LAYER", "workqueue"):
                    self.original()
                parallel._threading_layer = NAME


def _layer() -> SimpleNamespace:
    library = load()
    functions = {name: getattr(library, f"arenablas_numba_{name}") for name in _FUNCTIONS}
    return SimpleNamespace(**{name: ctypes.cast(f, ctypes.c_void_p).value for name, f in functions.items()})


@contextmanager
def _attribute(owner: ModuleType, name: str, value: object) -> Iterator[None]:
    """`owner.name` has that value inside."""
    had, before = hasattr(owner, name), getattr(owner, name, None)
    setattr(owner, name, value)
    try:
        yield
    finally:
        if had:
            setattr(owner, name, before)
        else:
            delattr(owner, name)
