"""Cores for threads of Python: who has one, and how it is lent while its thread waits.

A thread that has a core counts as a running one in the library's arena, and no more threads have one than there are
cores (`arenablas.h`: threads of the program's own).
"""

from __future__ import annotations

import ctypes
import os
import threading
from collections.abc import Callable

from arenablas._library import load


class Here(threading.local):
    """What a thread knows of itself."""

    core: bool = False  # whether it was given one; it may have lost it since, while it waited for something
    tasks: object = None  # the queue that it is a worker of
    context: tuple[object, ...] = ()  # with which it runs an executor's tasks


here = Here()
_library = load()  # its functions keep the GIL
_waiting_library = ctypes.CDLL(_library._name, handle=_library._handle)  # its functions let go of the GIL
_library.arenablas_core_sign.restype = ctypes.POINTER(ctypes.c_int)
sign: ctypes.c_int = _library.arenablas_core_sign().contents

_try_take = _library.arenablas_core_try_take
_keep = _library.arenablas_core_keep
_give = _library.arenablas_core_give
_retake = _library.arenablas_core_retake


at_work: list[None] = []  # as long as threads have cores, in tasks that may wait
changed: Callable[[], None] | None = None  # is called when it is no longer empty, and when it is


def take(unless: Callable[[], bool] | None = None) -> None:
    """Waits until there is a core for this thread, which has none; or does without, if that says so."""
    if not _try_take():
        if unless and unless():
            return
        _waiting_library.arenablas_core_take()
    here.core = True
    at_work.append(None)
    if changed and len(at_work) == 1:
        changed()


def give() -> None:
    """Gives it back."""
    here.core = False
    at_work.pop()
    if changed and not at_work:
        changed()
    _give()


def keep() -> bool:
    """Between two tasks: whether this thread has a core and may keep it. (`sign` is 0 while everybody may.)"""
    kept = bool(_keep())
    if not kept:
        give()  # what is counted here; the library has it back already
    return kept


class lent:
    """This thread's core is somebody else's while it waits. Afterwards it goes on at once. (A class: a generator would
    cost more than all the rest.)"""

    __slots__ = ("_lends",)

    def __enter__(self) -> None:
        self._lends = here.core
        if self._lends:
            _give()

    def __exit__(self, *_: object) -> None:
        if self._lends:
            _retake()


def _forget() -> None:
    """A child of a fork begins without."""
    here.core = False
    at_work.clear()


os.register_at_fork(after_in_child=_forget)
