"""`patch()`: the pools of this package in place of the standard ones, and what other packages need for that.

Nothing is imported for it. What there is to do for a module is done when the program imports that module.
"""

from __future__ import annotations

import sys
from _thread import RLock
from typing import TYPE_CHECKING

from arenablas import _policy
from arenablas._hooks import is_imported, when_imported

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FunctionType

    Undo = Callable[[], None]

# Of which module, once it has been imported, which of ours takes care, by `install(module)`. That returns a function
# which undoes what it did, or None if it stays.
_INSTALLED = (
    ("multiprocessing.pool", "arenablas._pool"),
    ("concurrent.futures.thread", "arenablas._executor"),
    ("joblib.parallel", "arenablas._joblib"),
    ("dask.threaded", "arenablas._dask"),
    ("numba.np.ufunc.parallel", "arenablas._numba"),
    ("threadpoolctl", "arenablas._threadpoolctl"),
    ("numpy", "arenablas._openblas"),
    ("scipy.linalg", "arenablas._openblas"),
)
# They take it that a step of Python is a single one for other threads, too.
_NEED_THE_GIL = ("arenablas._pool", "arenablas._executor", "arenablas._joblib", "arenablas._dask")
_INSTALLED_IF_STATIC = (
    ("multiprocessing.pool", "arenablas._processes"),
    ("concurrent.futures.process", "arenablas._processes"),
)

_lock = RLock()
_depth = 0  # patches that have not been left
_undo: dict[tuple[str, str], Undo | None] = {}


class patch:
    """From now on `ThreadPool` and `ThreadPoolExecutor` are those of this package, wherever the program gets them from.

    `arenablas.patch()` is for good, and may be called again. `with arenablas.patch():` is until the end of the block;
    blocks nest. Pools that there are stay what they are. Modules that have got a standard class by `from … import` are
    given ours if it is one of their global names; those that have derived from one, or keep it elsewhere, are left
    alone."""

    def __init__(self) -> None:
        self._is_new = True  # and in force already, when it is first entered
        _begin()

    def __enter__(self) -> patch:
        if not self._is_new:
            _begin()
        self._is_new = False
        return self

    def __exit__(self, *_: object) -> None:
        global _depth
        with _lock:
            _depth -= 1
            while _depth == 0 and _undo:
                _, undo = _undo.popitem()
                if undo:
                    undo()


def _begin() -> None:
    global _depth
    with _lock:
        _depth += 1
        if _depth > 1:
            return
    installed = _INSTALLED + (_INSTALLED_IF_STATIC if _policy.STATIC else ())
    if not getattr(sys, "_is_gil_enabled", lambda: True)():
        installed = tuple(both for both in installed if both[1] not in _NEED_THE_GIL)
        from warnings import warn

        warn("arenablas: without Python's global lock the standard thread pools stay", RuntimeWarning, stacklevel=3)
    # An import that another thread is in the middle of may wait for the lock: so without.
    for theirs, ours in installed:
        # Ours may be imported first, and import theirs in the middle: then it is its end that is waited for.
        for name in (theirs, ours):
            when_imported(name, _install, theirs, ours)


def in_force() -> bool:
    """Whether there is a patch."""
    return _depth > 0


def _install(theirs: str, ours: str) -> None:
    """Once both are there, and unless there is no patch any more by then."""
    from importlib import import_module

    if not is_imported(theirs):
        return
    module = import_module(ours)
    if not is_imported(ours):
        return
    with _lock:
        if _depth and (theirs, ours) not in _undo:
            _undo[theirs, ours] = module.install(sys.modules[theirs])


def replace(standard: type, ours: type) -> Undo:
    """Puts our class in the place of the standard one in all modules that have it by a global name."""
    places = [(names, name) for names in _globals() for name, value in list(names.items()) if value is standard]
    for names, name in places:
        names[name] = ours

    def undo() -> None:
        for names, name in places:
            if names.get(name) is ours:
                names[name] = standard

    return undo


def with_ours(function: FunctionType, **ours: object) -> FunctionType:
    """A standard function, with ours behind some of the global names that it uses. The rest are what they are now."""
    from types import FunctionType

    names = function.__globals__ | ours
    return FunctionType(function.__code__, names, function.__name__, function.__defaults__, function.__closure__)


def _globals() -> Iterator[dict[str, object]]:
    """Those of all modules but this package's, which derive from the standard classes."""
    for name, module in list(sys.modules.items()):
        names = getattr(module, "__dict__", None)
        if isinstance(names, dict) and name.partition(".")[0] != "arenablas":
            yield names
