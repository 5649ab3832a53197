"""How the cores are shared between the workers of pools: `ARENABLAS_POLICY`.

*composable*, the default: a worker that runs has a core, and cores that no worker has are for the calls of those that
run. *static*: a worker's calls have an equal share of the cores, and no more; that is for loads that are balanced.
"""

from __future__ import annotations

import os

STATIC = os.environ.get("ARENABLAS_POLICY", "").strip().lower() == "static"


def share(workers: int) -> int:
    """The cores for each of so many workers."""
    from arenablas._library import load

    return max(1, load().arenablas_get_capacity() // workers)


def begin_worker(workers: int) -> None:
    """What this thread does first if it is one of so many workers of a pool."""
    if STATIC:
        from arenablas._library import load

        load().arenablas_set_thread_limit(share(workers))
