"""`ThreadPoolExecutor`: the standard one, whose threads have cores of the arena while they run tasks."""

from __future__ import annotations

import concurrent.futures
from collections.abc import Callable
from contextvars import copy_context
from functools import partial
from typing import Any

from arenablas._cores import here, lent
from arenablas._queue import WorkQueue


class Future(concurrent.futures.Future):
    """The standard one; who waits for it in a task lends its core, or does what it waits for."""

    _tasks: WorkQueue

    def result(self, timeout: float | None = None) -> Any:  # noqa: ANN401 (the task's)
        """As the standard one's."""
        if here.core and not self.done():
            self._help(timeout)
            with lent():
                return super().result(timeout)
        return super().result(timeout)

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
        if timeout is None and here.tasks is self._tasks:
            item = self._tasks.take(lambda item: item.future is self)
            if item is not None:
                copy_context().run(item.run)


class ThreadPoolExecutor(concurrent.futures.ThreadPoolExecutor):
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
        tasks = WorkQueue()
        super().__init__(max_workers, thread_name_prefix, partial(_begin, tasks, initializer), initargs)
        self._work_queue = tasks

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future:  # noqa: ANN401 (the task's)
        """As the standard one's."""
        future = super().submit(fn, *args, **kwargs)
        # The standard pool makes it; it has no place where one could say of which class.
        future._tasks = self._work_queue
        future.__class__ = Future
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As the standard one's."""
        with lent():
            super().shutdown(wait, cancel_futures=cancel_futures)


def _begin(tasks: WorkQueue, initializer: Callable[..., object] | None, *initargs: object) -> None:
    """What a worker does first. If that fails it is none, and empties the queue instead."""
    if initializer is not None:
        initializer(*initargs)
    here.tasks = tasks
