"""`ThreadPool`: the standard one, whose threads have cores of the arena while they run tasks."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from itertools import islice
from multiprocessing import pool as standard
from types import FunctionType, ModuleType
from typing import Any

from arenablas._cores import here, lent
from arenablas._patch import replace
from arenablas._queue import WorkQueue

_Task = tuple[int, int, Callable[..., Any], tuple[Any, ...], dict[str, Any]]  # of which job, and which of it

Standard = standard.ThreadPool
_AT_ONCE = 100  # tasks that can be handed over in some ten microseconds


class ThreadPool(Standard):
    """The standard one; but no more of its threads run tasks than there are cores, whatever else the process does. And
    a task may wait for others of its pool."""

    def __init__(
        self,
        processes: int | None = None,
        initializer: Callable[..., object] | None = None,
        initargs: Iterable[Any] = (),
    ) -> None:
        super().__init__(processes, initializer, initargs)
        self._taskqueue = _Feed(self._taskqueue, self._inqueue)

    def _setup_queues(self) -> None:
        super()._setup_queues()
        self._inqueue = _Tasks()
        self._quick_put = self._inqueue.put
        self._outqueue = _Outcomes()
        self._quick_get = self._outqueue.get

    def _repopulate_pool(self) -> None:
        """Starts the workers."""
        self._inqueue.workers = self._processes
        # What a result knows of its pool.
        self._cache.tasks, self._cache.outcomes = self._inqueue, self._outqueue
        self._outqueue.results = self._cache
        super()._repopulate_pool()

    @staticmethod
    def Process(ctx: object, *, target: object, args: tuple[Any, ...]) -> threading.Thread:
        """A worker: a thread that does what the standard one's does, with less in between."""
        tasks, outcomes, initializer, initargs, *_ = args
        return Standard.Process(ctx, target=_work, args=(tasks, outcomes, initializer, initargs))

    def join(self) -> None:
        """As the standard one's."""
        with lent():
            super().join()


class _Tasks(WorkQueue):
    """The queue of a pool. Who waits for the results of an iterator may run its tasks, and hears of new ones."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[threading.Condition] = []

    def put(self, item: object) -> None:
        """Adds a task; or tasks, if it is a list."""
        if type(item) is list:
            self.put_all(item)
        else:
            super().put(item)
        for condition in self._waiting:
            with condition:
                condition.notify_all()

    @contextmanager
    def watched_by(self, condition: threading.Condition) -> Iterator[None]:
        """Notifies it of each new task."""
        with self._lock:
            self._waiting = [*self._waiting, condition]
        try:
            yield
        finally:
            with self._lock:
                self._waiting = [other for other in self._waiting if other is not condition]


class _Feed:
    """What a pool puts its jobs into, a sequence of tasks each. The standard pool has a thread that takes them from
    there, for a sequence may take its time. A single task, the first of what is at hand, and those of a worker that
    will wait for them, go to the workers at once."""

    def __init__(self, jobs: queue.SimpleQueue[Any], tasks: _Tasks) -> None:
        self._jobs = jobs
        self._tasks = tasks

    def put(self, job: tuple[Iterable[_Task], Callable[[int], None] | None]) -> None:
        tasks, set_length = job
        if isinstance(tasks, list):
            self._tasks.put(tasks)
        elif set_length is None:
            lists = _lists(tasks)
            some = next(lists, [])
            self._tasks.put(some)
            if here.tasks is self._tasks:
                for more in lists:
                    self._tasks.put(more)
            elif len(some) == _AT_ONCE:
                self._jobs.put((lists, None))
        else:
            self._jobs.put(job)


def _lists(tasks: Iterable[_Task]) -> Iterator[list[_Task]]:
    """The tasks, some at a time."""
    tasks = iter(tasks)
    while some := list(islice(tasks, _AT_ONCE)):
        yield some


def _work(
    tasks: _Tasks, outcomes: _Outcomes, initializer: Callable[..., object] | None, initargs: Iterable[Any]
) -> None:
    """What a worker does."""
    tasks.enlist()
    if initializer is not None:
        initializer(*initargs)
    _run(tasks, outcomes)


def _run(tasks: Iterable[_Task], outcomes: _Outcomes) -> None:
    """Runs tasks."""
    results, put = outcomes.results, outcomes.put
    for job, i, function, args, kwargs in tasks:
        try:
            outcome = True, function(*args, **kwargs)
        except Exception as error:
            outcome = False, error
        result = results.get(job)
        if type(result) is _ApplyResult and result._callback is result._error_callback is None:
            result._set(i, outcome)
        else:
            put((job, i, outcome))
        del function, args, kwargs, outcome, result  # and what they refer to, for the next may take its time


class _Outcomes(queue.SimpleQueue):
    """Where what became of tasks goes. A thread of the pool takes it from there, puts the results together, and calls
    callbacks, one at a time."""

    results: standard._PoolCache


class _Waited:
    """A result that a task may wait for: on a worker of its pool, it runs what nobody has begun."""

    _job: int
    _cache: standard._PoolCache

    def _help(self) -> bool:
        """Runs a task of this job, and of no other; whether there was one."""
        task = self._take()
        if task is not None:
            self._run(task)
        return task is not None

    def _take(self) -> _Task | None:
        tasks = self._cache.tasks
        return tasks.take(lambda task: task[0] == self._job) if self._is_waited_for_by_a_worker() else None

    def _run(self, task: _Task) -> None:
        """As a worker would. What the task sets in its context is its own."""
        copy_context().run(_run, (task,), self._cache.outcomes)

    def _is_waited_for_by_a_worker(self) -> bool:
        return here.tasks is self._cache.tasks


class _ApplyResult(_Waited, standard.ApplyResult):
    def wait(self, timeout: float | None = None) -> None:
        """As the standard one's."""
        if here.core and not self.ready():
            # Nobody knows how long a task takes.
            while timeout is None and not self.ready() and self._help():
                pass
            with lent():
                self._event.wait(timeout)
        else:
            self._event.wait(timeout)


class _MapResult(_ApplyResult, standard.MapResult):
    pass


class _IMapIterator(_Waited, standard.IMapIterator):
    def next(self, timeout: float | None = None) -> Any:  # noqa: ANN401 (the task's)
        """As the standard one's."""
        try:
            went_well, value = self._items.popleft()
        except IndexError:
            return self._next_in_time(timeout)
        if went_well:
            return value
        raise value

    __next__ = next

    def _next_in_time(self, timeout: float | None) -> Any:  # noqa: ANN401 (the task's)
        if here.core and timeout is None and self._is_waited_for_by_a_worker():
            self._help_until_there_is_one()
        with lent():
            return super().next(timeout)

    def _help_until_there_is_one(self) -> None:
        """Runs tasks of this job until a result is there, or no more will come. The tasks come one by one, so it waits
        for them, too."""
        with self._cache.tasks.watched_by(self._cond):
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


class _IMapUnorderedIterator(_IMapIterator, standard.IMapUnorderedIterator):
    pass


def _with_ours(method: FunctionType) -> FunctionType:
    """A method of the standard pool, with our classes behind the names of its results'. (To change the class of a
    result afterwards would make all that is done with it slower.)"""
    names = method.__globals__ | {
        "ApplyResult": _ApplyResult,
        "MapResult": _MapResult,
        "IMapIterator": _IMapIterator,
        "IMapUnorderedIterator": _IMapUnorderedIterator,
    }
    return FunctionType(method.__code__, names, method.__name__, method.__defaults__, method.__closure__)


for _name in ("apply_async", "_map_async", "imap", "imap_unordered"):
    setattr(ThreadPool, _name, _with_ours(getattr(Standard, _name)))


def install(module: ModuleType) -> Callable[[], None]:
    """Puts it in the place of the standard one."""
    return replace(Standard, ThreadPool)
