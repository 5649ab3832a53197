"""Where workers have shares of the cores, the processes of pools have theirs, too."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable
from functools import wraps
from types import ModuleType
from typing import Any

from arenablas import _policy
from arenablas._library import load

# In which module what class is, and which of its arguments says how many processes there will be.
_POOLS = {
    "multiprocessing.pool": ("Pool", "processes"),
    "concurrent.futures.process": ("ProcessPoolExecutor", "max_workers"),
}


def install(module: ModuleType) -> Callable[[], None]:
    """Has the processes of the module's pool begin with their share. The class stays the one it is: thread pools derive
    from one of them, and programs ask for it."""
    name, workers = _POOLS[module.__name__]
    pool = getattr(module, name)
    standard = pool.__init__
    pool.__init__ = _with_shares(standard, workers)

    def undo() -> None:
        pool.__init__ = standard

    return undo


def _with_shares(standard: Callable[..., None], workers: str) -> Callable[..., None]:
    signature = inspect.signature(standard)

    @wraps(standard)
    def __init__(self: object, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (the standard one's)
        given = signature.bind(self, *args, **kwargs)
        initializer = given.arguments.get("initializer")
        if not _has_threads(self) and (initializer is None or callable(initializer)):
            cores = _policy.share(given.arguments.get(workers) or os.cpu_count() or 1)
            initargs = (cores, initializer, *given.arguments.get("initargs", ()))
            given.arguments.update(initializer=_begin, initargs=initargs)
        standard(*given.args, **given.kwargs)

    return __init__


def _has_threads(pool: object) -> bool:
    """The standard thread pool derives from the one of processes."""
    from arenablas._pool import Standard

    return isinstance(pool, Standard)


def _begin(cores: int, initializer: Callable[..., object] | None, *initargs: object) -> None:
    """What a process does first."""
    load().arenablas_set_process_limit(cores)
    if initializer is not None:
        initializer(*initargs)
