"""Joblib's backend "arenablas", which is also what "threading" means while the patch is in force: its threading backend
on our pool. scikit-learn uses Joblib, so it uses this."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType

from joblib._parallel_backends import ParallelBackendBase, ThreadingBackend

from arenablas._cores import lent
from arenablas._pool import ThreadPool

NAME = "arenablas"


class ArenaBackend(ThreadingBackend):
    """As many jobs at once as there are cores, however many were asked for, and in jobs within jobs, too."""

    def _get_pool(self) -> ThreadPool:
        if self._pool is None:
            self._pool = ThreadPool(self._n_jobs)
        return self._pool

    def get_nested_backend(self) -> tuple[ParallelBackendBase, int | None]:
        """As deep as Joblib goes by itself."""
        nested, n_jobs = super().get_nested_backend()
        if type(nested) is ThreadingBackend:
            nested = ArenaBackend(nesting_level=nested.nesting_level)
        return nested, n_jobs

    @contextmanager
    def retrieval_context(self) -> Iterator[None]:
        """Joblib asks for results again and again. That is a wait: its core is for others."""
        with lent():
            yield


def install(parallel: ModuleType) -> Callable[[], None]:
    """Registers it under both names; the first stays."""
    parallel.register_parallel_backend(NAME, ArenaBackend)
    threading = parallel.DEFAULT_THREAD_BACKEND
    standard = parallel.BACKENDS[threading]
    parallel.BACKENDS[threading] = ArenaBackend

    def undo() -> None:
        parallel.BACKENDS[threading] = standard

    return undo
