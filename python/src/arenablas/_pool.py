"""`ThreadPool`: the standard one, whose threads have cores of the arena while they run tasks."""

from __future__ import annotations

import multiprocessing.pool
import queue
from collections.abc import Callable, Iterable
from contextvars import copy_context
from types import SimpleNamespace
from typing import Any

from arenablas._cores import here, lent
from arenablas._queue import WorkQueue

_Task = tuple[int, int, Callable[..., Any], tuple[Any, ...], dict[str, Any]]  # of which job, and which of it


class ThreadPool(multiprocessing.pool.ThreadPool):
    """The standard one; but no more of its threads run tasks than there are cores, whatever else the process does. And
    a task may wait for others of its pool."""

    def __init__(
        self,
        processes: int | None = None,
        initializer: Callable[..., object] | None = None,
        initargs: Iterable[Any] = (),
    ) -> None:
        super().__init__(processes, initializer, initargs)
        # Its own threads have begun to use these, so they stay what they are but for their class.
        self._cache.__class__ = _Results
        self._cache.pool = SimpleNamespace(tasks=self._inqueue, outqueue=self._outqueue)
        self._taskqueue = _Feed(self._taskqueue, self._inqueue)

    def _setup_queues(self) -> None:
        super()._setup_queues()
        self._inqueue = WorkQueue()
        self._quick_put = self._inqueue.put

    def join(self) -> None:
        """As the standard one's."""
        with lent():
            super().join()


class _Feed:
    """What a pool puts its jobs into, a sequence of tasks each. The standard pool has a thread that takes them from
    there, for a sequence may take its time. A single task, and those of a worker that will wait for them, go to the
    workers at once."""

    def __init__(self, jobs: queue.SimpleQueue[Any], tasks: WorkQueue) -> None:
        self._jobs = jobs
        self._tasks = tasks

    def put(self, job: tuple[Iterable[_Task], Callable[[int], None] | None]) -> None:
        tasks, set_length = job
        if set_length is None and (isinstance(tasks, list) or here.tasks is self._tasks):
            for task in tasks:
                self._tasks.put(task)
        else:
            self._jobs.put(job)


class _Waited:
    """A result that a task may wait for: on a worker of its pool, it runs what nobody has begun."""

    _job: int
    _of: SimpleNamespace

    def _help(self) -> bool:
        """Runs a task of this job, and of no other; whether there was one."""
        task = self._take()
        if task is not None:
            self._run(task)
        return task is not None

    def _take(self) -> _Task | None:
        return self._of.tasks.take(lambda task: task[0] == self._job) if self._is_waited_for_by_a_worker() else None

    def _run(self, task: _Task) -> None:
        """As a worker would. What the task sets in its context is its own."""
        just_this = SimpleNamespace(get=lambda: task)
        copy_context().run(multiprocessing.pool.worker, just_this, self._of.outqueue, maxtasks=1)

    def _is_waited_for_by_a_worker(self) -> bool:
        return here.tasks is self._of.tasks


class _ApplyResult(_Waited, multiprocessing.pool.ApplyResult):
    def wait(self, timeout: float | None = None) -> None:
        """As the standard one's."""
        if here.core and not self.ready():
            # Nobody knows how long a task takes.
            while timeout is None and not self.ready() and self._help():
                pass
            with lent():
                super().wait(timeout)
        else:
            super().wait(timeout)


class _MapResult(_ApplyResult, multiprocessing.pool.MapResult):
    pass


class _IMapIterator(_Waited, multiprocessing.pool.IMapIterator):
    def next(self, timeout: float | None = None) -> Any:  # noqa: ANN401 (the task's)
        """As the standard one's."""
        if not here.core or self._items:
            return super().next(timeout)
        if timeout is None and self._is_waited_for_by_a_worker():
            self._help_until_there_is_one()
        with lent():
            return super().next(timeout)

    __next__ = next

    def _help_until_there_is_one(self) -> None:
        """Runs tasks of this job until a result is there, or no more will come. The tasks come one by one, so it waits
        for them, too."""
        with self._of.tasks.watched_by(self._cond):
            while task := self._next_task():
                self._run(task)

    def _next_task(self) -> _Task | None:
        with self._cond:
            while not self._items and self._index != self._length:
                if task := self._take():
                    return task
                with lent():
                    self._cond.wait()
        return None


class _IMapUnorderedIterator(_IMapIterator, multiprocessing.pool.IMapUnorderedIterator):
    pass


_OURS = {
    multiprocessing.pool.ApplyResult: _ApplyResult,
    multiprocessing.pool.MapResult: _MapResult,
    multiprocessing.pool.IMapIterator: _IMapIterator,
    multiprocessing.pool.IMapUnorderedIterator: _IMapUnorderedIterator,
}


class _Results(multiprocessing.pool._PoolCache):
    """The results that a pool waits for. Each enters itself when it is made, which is when it becomes one of ours."""

    pool: SimpleNamespace

    def __setitem__(self, job: int, result: Any) -> None:  # noqa: ANN401 (the pool's)
        result._of = self.pool
        result.__class__ = _OURS[result.__class__]
        super().__setitem__(job, result)
