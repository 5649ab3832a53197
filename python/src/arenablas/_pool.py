"""`ThreadPool`: the standard one, whose threads have cores of the arena while they run tasks."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count, islice, repeat
from multiprocessing import pool as standard
from types import ModuleType
from typing import Any

from arenablas import _cores
from arenablas._cores import here, lent
from arenablas._patch import replace, with_ours
from arenablas._queue import WorkQueue
from arenablas._results import ApplyResult, IMapIterator, IMapUnorderedIterator, MapResult, Outcomes, Task

Standard = standard.ThreadPool
_AT_HAND = (list, tuple, range, str, bytes)
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
        self._cache.notifier.handler = self._worker_handler

    def _setup_queues(self) -> None:
        super()._setup_queues()
        self._inqueue = _Tasks()
        self._quick_put = self._inqueue.put
        self._outqueue = Outcomes()
        self._quick_get = self._outqueue.get

    def _repopulate_pool(self) -> None:
        """Starts the workers."""
        self._inqueue.workers = self._processes
        # What a result knows of its pool.
        self._cache.tasks, self._cache.outcomes = self._inqueue, self._outqueue
        self._outqueue.results = self._cache
        self._cache.notifier = _Notifier(self._change_notifier)
        super()._repopulate_pool()

    @staticmethod
    def Process(ctx: object, *, target: object, args: tuple[Any, ...]) -> threading.Thread:
        """A worker: a thread that does what the standard one's does, with less in between."""
        tasks, outcomes, initializer, initargs, *_ = args
        return Standard.Process(ctx, target=_work, args=(tasks, outcomes, initializer, initargs))

    @staticmethod
    def _get_tasks(func: Callable[..., Any], it: Iterable[Any], size: int) -> Iterable[tuple[Callable[..., Any], Any]]:
        """The chunks of a map, each as arguments."""
        return _Chunks(func, it, size) if type(it) in _AT_HAND else Standard._get_tasks(func, it, size)

    def _guarded_task_generation(self, job: int, func: Callable[..., Any], iterable: Iterable[Any]) -> Iterable[Task]:
        """The tasks of a map."""
        if type(iterable) is _Chunks:
            return _Ready(repeat(job), count(), repeat(func), zip(iterable), repeat({}))
        return super()._guarded_task_generation(job, func, iterable)

    def join(self) -> None:
        """As the standard one's."""
        with lent():
            super().join()


class _Notifier:
    """What is told each time that no task is left. The standard pool wakes a thread then, which replaces workers that
    have ended, and ends if the pool was closed. That takes longer than a short task: here it is woken if need be."""

    handler: threading.Thread | None = None  # that thread, when it has begun
    lost_a_worker = False

    def __init__(self, notifier: Any) -> None:  # noqa: ANN401 (multiprocessing's)
        self._notifier = notifier

    def put(self, item: None) -> None:
        # Who closes the pool says so before the thread looks for tasks: so either it sees none, or we that.
        if self.lost_a_worker or self.handler is None or self.handler._state != standard.RUN:
            self.lost_a_worker = False
            self._notifier.put(item)


class _Tasks(WorkQueue):
    """The queue of a pool. Who waits for the results of an iterator may run its tasks, and hears of new ones."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[threading.Condition] = []

    def put(self, item: object) -> None:
        """Adds a task."""
        super().put(item)
        if self._waiting:
            self._notify()

    def put_all(self, items: Sequence[object]) -> None:
        """Adds tasks."""
        super().put_all(items)
        if self._waiting:
            self._notify()

    def _notify(self) -> None:
        for condition in tuple(self._waiting):
            with condition:
                condition.notify_all()

    @contextmanager
    def watched_by(self, condition: threading.Condition) -> Iterator[None]:
        """Notifies it of each new task."""
        self._waiting.append(condition)
        try:
            yield
        finally:
            self._waiting.remove(condition)


class _Chunks(zip):
    """Chunks of what is at hand: to go through them takes no time, and can't fail."""

    def __new__(cls, function: Callable[..., Any], them: Iterable[Any], size: int) -> _Chunks:
        them = iter(them)
        return super().__new__(cls, repeat(function), zip(them) if size == 1 else _tuples(them, size))


class _Ready(zip):
    """Tasks of such."""


def _tuples(them: Iterator[Any], size: int) -> Iterator[tuple[Any, ...]]:
    """So many at a time."""
    return iter(lambda: tuple(islice(them, size)), ())


class _Feed:
    """What a pool puts its jobs into, a sequence of tasks each. The standard pool has a thread that takes them from
    there, for a sequence may take its time. Tasks that are ready, and those of a worker that will wait for them, go to
    the workers at once."""

    def __init__(self, jobs: queue.SimpleQueue[Any], tasks: _Tasks) -> None:
        self._jobs = jobs
        self._tasks = tasks

    def put(self, job: tuple[Iterable[Task], Callable[[int], None] | None]) -> None:
        tasks, set_length = job
        if isinstance(tasks, list):
            self._tasks.put_all(tasks)
        elif set_length is None and (type(tasks) is _Ready or here.tasks is self._tasks):
            for some in _tuples(iter(tasks), _AT_ONCE):
                self._tasks.put_all(some)
        else:
            self._jobs.put((self._one_by_one(tasks, set_length), None))

    def _one_by_one(self, tasks: Iterable[Task], set_length: Callable[[int], None] | None) -> Iterator[Task]:
        """Hands tasks over as they come, for the next may take its time, and says at the end how many they were. The
        pool's thread that goes through them gets to see one only if it is to stop."""
        handler, put, length = threading.current_thread(), self._tasks.put, 0
        for task in tasks:
            if handler._state != standard.RUN:
                yield task
            put(task)
            length += 1
        if set_length:
            set_length(length)


def _work(
    tasks: _Tasks, outcomes: Outcomes, initializer: Callable[..., object] | None, initargs: Iterable[Any]
) -> None:
    """What a worker does."""
    try:
        tasks.enlist()
        if initializer is not None:
            initializer(*initargs)
        outcomes.of(tasks)
    except BaseException:
        outcomes.results.notifier.lost_a_worker = True
        if here.core:
            _cores.give()
        raise


# To change the class of a result afterwards would make all that is done with it slower.
for _name in ("apply_async", "_map_async", "imap", "imap_unordered"):
    _ours = with_ours(
        getattr(Standard, _name),
        Pool=ThreadPool,
        ApplyResult=ApplyResult,
        MapResult=MapResult,
        IMapIterator=IMapIterator,
        IMapUnorderedIterator=IMapUnorderedIterator,
    )
    setattr(ThreadPool, _name, _ours)


def install(module: ModuleType) -> Callable[[], None]:
    """Puts it in the place of the standard one."""
    return replace(Standard, ThreadPool)
