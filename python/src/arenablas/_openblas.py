"""OpenBLAS beside this library: what isn't intercepted runs there, with threads that nobody counts. So it has one
thread while any task of a pool runs, and as many as before when none does: then a call has the machine for itself."""

from __future__ import annotations

import ctypes
import os
import threading
from collections.abc import Callable
from itertools import product
from types import ModuleType
from typing import NamedTuple

from arenablas import _cores

_SPELLINGS = tuple(product(("", "scipy_"), ("", "64_", "_64", "_64_", "64")))


class _Threads(NamedTuple):
    """How one OpenBLAS is asked for its number of threads, and told one."""

    get: Callable[[], int]
    set: Callable[[int], None]


_found: dict[str, _Threads] = {}  # by file
_before: dict[str, int] = {}  # what they had before tasks ran; empty while none does
_lock = threading.Lock()  # around changes of these, and of numbers of threads


def install(module: ModuleType) -> Callable[[], None]:
    """Takes care of what has been loaded by now."""
    with _lock:
        for path in _loaded() - _found.keys():
            if threads := _threads(path):
                _found[path] = threads
    _cores.changed = _follow
    _follow()
    return _forget


def _follow() -> None:
    """When the first task begins, and when the last has ended. (Of two at once, the second sees what is so.)"""
    with _lock:
        if _cores.at_work:
            for path in _found.keys() - _before.keys():
                _before[path] = _found[path].get()
                _found[path].set(1)
        else:
            for path, number in _before.items():
                if _found[path].get() == 1:  # else the program has set it meanwhile
                    _found[path].set(number)
            _before.clear()


def _forget() -> None:
    with _lock:
        for path, number in _before.items():
            _found[path].set(number)
        _before.clear()
        _found.clear()
        _cores.changed = None


def _loaded() -> set[str]:
    """The files of all OpenBLAS that this process has loaded."""
    with open("/proc/self/maps") as maps:
        paths = {line.split(maxsplit=5)[5].rstrip("\n") for line in maps if "openblas" in line}
    return {path for path in paths if "openblas" in os.path.basename(path)}


def _threads(path: str) -> _Threads | None:
    """The functions by their names in that file: those that a program is linked with are ours."""
    library = ctypes.PyDLL(path, mode=os.RTLD_NOLOAD | os.RTLD_LAZY)
    for prefix, suffix in _SPELLINGS:
        get = getattr(library, f"{prefix}openblas_get_num_threads{suffix}", None)
        set_ = getattr(library, f"{prefix}openblas_set_num_threads{suffix}", None)
        if get and set_:
            return _Threads(get, set_)
    return None


def _begin_child() -> None:
    """A child of a fork has none of the tasks."""
    global _lock
    _lock = threading.Lock()
    _follow()


os.register_at_fork(after_in_child=_begin_child)
