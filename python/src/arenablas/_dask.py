"""Dask's threaded scheduler on our pool. It makes its pools from a class of its own, which derives from the standard
one if Dask was imported before the patch; and it keeps them."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import dask.local

from arenablas._cores import lent
from arenablas._executor import ThreadPoolExecutor


def install(threaded: ModuleType) -> Callable[[], None]:
    """Has its next computation make a new pool, of ours. A task that computes something itself lends its core while it
    waits for that."""
    executor = getattr(threaded, "ContextAwareThreadPoolExecutor", None)
    bases = executor.__bases__ if executor else ()
    queue_get = dask.local.queue_get

    def lending_get(queue: object) -> object:
        with lent():
            return queue_get(queue)

    def forget_pools() -> None:
        with threaded.pools_lock:
            threaded.default_pool = None
            threaded.pools.clear()

    if bases == (ThreadPoolExecutor.__base__,):
        executor.__bases__ = (ThreadPoolExecutor,)
    dask.local.queue_get = lending_get
    forget_pools()

    def undo() -> None:
        if executor:
            executor.__bases__ = (ThreadPoolExecutor.__base__,)
        dask.local.queue_get = queue_get
        forget_pools()

    return undo
