"""`ThreadPoolExecutor`: the standard one, whose threads have cores of the arena while they run tasks."""

from __future__ import annotations

import concurrent.futures
from collections.abc import Callable
from concurrent.futures import thread
from concurrent.futures._base import FINISHED
from contextvars import copy_context
from functools import partial
from types import ModuleType, SimpleNamespace
from typing import Any

from arenablas._cores import here, lent
from arenablas._patch import replace, with_ours
from arenablas._queue import WorkQueue

Standard = concurrent.futures.ThreadPoolExecutor


class Future(concurrent.futures.Future):
    """The standard one; who waits for it in a task lends its core, or does what it waits for."""

    def result(self, timeout: float | None = None) -> Any:  # noqa: ANN401 (the task's)
        """As the standard one's."""
        if self._state == FINISHED and self._exception is None:
            return self._result  # which changes no more, so without the lock
        if here.core and not self.done():
            self._help(timeout)
            with lent():
                return _result(self, timeout)
        return _result(self, timeout)

    def exception(self, timeout: float | None = None) -> BaseException | None:
        """As the standard one's."""
        if here.core and not self.done():
            self._help(timeout)
            with lent():
                return super().exception(timeout)
        return super().exception(timeout)

    def _help(self, timeout: float | None) -> None:
        """Runs the task on this thread if that is a worker of its pool, and none has begun it: all of them may wait.
        Nobody knows how long it takes, so not if there is a timeout. What it sets in its context is its own."""
        if timeout is None and isinstance(here.tasks, _Tasks):
            item = here.tasks.take(lambda item: item.future is self)
            if item is not None:
                copy_context().run(item.run)


_result = concurrent.futures.Future.result


class ThreadPoolExecutor(Standard):
    """The standard one; but no more of its threads run tasks than there are cores, whatever else the process does."""

    def __init__(
        self,
        max_workers: int | None = None,
        thread_name_prefix: str = "",
        initializer: Callable[..., object] | None = None,
        initargs: tuple[Any, ...] = (),
    ) -> None:
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        tasks = _Tasks()
        super().__init__(max_workers, thread_name_prefix, partial(_begin, tasks, initializer), initargs)
        tasks.workers = self._max_workers
        self._work_queue = tasks
        self._idle_semaphore = _Idle()

    submit = with_ours(Standard.submit, _base=SimpleNamespace(Future=Future))

    def _adjust_thread_count(self) -> None:
        if len(self._threads) < self._max_workers and not self._work_queue.has_a_worker_for_all():
            super()._adjust_thread_count()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As the standard one's."""
        with lent():
            super().shutdown(wait, cancel_futures=cancel_futures)


class _Tasks(WorkQueue):
    """The queue of an executor."""

    def put(self, item: Any) -> None:  # noqa: ANN401 (the pool's)
        """Adds a task."""
        if thread._shutdown and item is not None:  # `submit` looks for that, too, but sees it as it was at its making
            raise RuntimeError("cannot schedule new futures after interpreter shutdown")
        super().put(item)


class _Idle:
    """Stands in for the semaphore that counts idle workers. The queue knows how many there are: it has been asked."""

    def acquire(self, timeout: float) -> bool:
        return False

    def release(self) -> None:
        pass


def _begin(tasks: _Tasks, initializer: Callable[..., object] | None, *initargs: object) -> None:
    """What a worker does first. If that fails it is none, and empties the queue instead."""
    if initializer is not None:
        initializer(*initargs)
    tasks.enlist()


def install(module: ModuleType) -> Callable[[], None]:
    """Puts it in the place of the standard one."""
    return replace(Standard, ThreadPoolExecutor)
