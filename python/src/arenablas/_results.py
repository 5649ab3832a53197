"""What a pool's methods return before there is a result: as the standard ones; but the workers themselves put a result
together, unless it has callbacks, and a task may wait for it."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable
from contextvars import copy_context
from itertools import count
from multiprocessing import TimeoutError
from multiprocessing import pool as standard
from typing import Any

from arenablas._cores import here, lent

Task = tuple[int, int, Any, tuple[Any, ...], dict[str, Any]]  # of which job, and which of it; what to call
Outcome = tuple[bool, Any]  # whether it went well; the value, or the error


class _Flag:
    """A `threading.Event` that is set once. One that nobody waits for costs next to nothing."""

    __slots__ = ("_is_set", "_waiting")

    def __init__(self) -> None:
        self._is_set = False
        self._waiting: list[threading.Lock] = []  # one of each who waits, for its release

    def is_set(self) -> bool:
        return self._is_set

    def set(self) -> None:
        self._is_set = True
        for lock in tuple(self._waiting):
            lock.release()

    def wait(self, timeout: float | None = None) -> bool:
        if not self._is_set:
            lock = threading.Lock()
            lock.acquire()
            # Who sets the flag does so first, and looks for locks then: so either it sees this one, or we the flag.
            self._waiting.append(lock)
            if not self._is_set:
                lock.acquire(timeout=-1 if timeout is None else max(timeout, 0))
            self._waiting.remove(lock)
        return self._is_set


class _Waited:
    """A result that a task may wait for: on a worker of its pool, it runs what nobody has begun."""

    _job: int
    _cache: standard._PoolCache
    _callback = _error_callback = None

    def _help(self) -> bool:
        """Runs a task of this job, and of no other; whether there was one."""
        task = self._take()
        if task is not None:
            self._run(task)
        return task is not None

    def _take(self) -> Task | None:
        tasks = self._cache.tasks
        return tasks.take(lambda task: task[0] == self._job) if self._is_waited_for_by_a_worker() else None

    def _run(self, task: Task) -> None:
        """As a worker would. What the task sets in its context is its own."""
        copy_context().run(self._cache.outcomes.of, (task,))

    def _is_waited_for_by_a_worker(self) -> bool:
        return here.tasks is self._cache.tasks


class ApplyResult(_Waited, standard.ApplyResult):
    """That of `apply_async`."""

    def __init__(
        self,
        pool: standard.ThreadPool,
        callback: Callable[[Any], object] | None = None,
        error_callback: Callable[[BaseException], object] | None = None,
    ) -> None:
        # As the standard one begins, but for the flag.
        self._pool, self._cache, self._job = pool, pool._cache, next(standard.job_counter)
        self._callback, self._error_callback = callback, error_callback
        self._event = _Flag()
        self._cache[self._job] = self

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


class MapResult(ApplyResult, standard.MapResult):
    """That of `map_async` and `starmap_async`. Several workers may add to it at once: each thing that they do to it is
    one step for Python, or their own."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        standard.MapResult.__init__(self, *args, **kwargs)
        self._ended = count(1)
        self._errors: list[BaseException] = []

    def _set(self, i: int, outcome: Outcome) -> None:
        went_well, value = outcome
        if went_well:
            self._value[i * self._chunksize : (i + 1) * self._chunksize] = value
        else:
            self._errors.append(value)
        if next(self._ended) == self._number_left:
            outcome = (False, self._errors[0]) if self._errors else (True, self._value)
            standard.ApplyResult._set(self, i, outcome)


class IMapIterator(_Waited, standard.IMapIterator):
    """That of `imap`."""

    def __init__(self, pool: standard.ThreadPool) -> None:
        super().__init__(pool)
        self._lock = threading.Lock()  # by itself it costs a part of what it does by way of the condition
        self._cond = threading.Condition(self._lock)
        self._waiting = 0  # no fewer than wait for the condition and haven't been notified

    def next(self, timeout: float | None = None) -> Any:  # noqa: ANN401 (the task's)
        """As the standard one's."""
        try:
            went_well, value = self._items.popleft()
        except IndexError:
            went_well, value = self._next_in_time(timeout)
        if went_well:
            return value
        raise value

    __next__ = next

    def _next_in_time(self, timeout: float | None) -> Outcome:
        if here.core and timeout is None and self._is_waited_for_by_a_worker():
            self._help_until_there_is_one()
        with lent(), self._lock:
            in_time = True
            while True:
                try:
                    return self._items.popleft()
                except IndexError:
                    if self._is_at_end():
                        raise StopIteration from None
                if not in_time:
                    raise TimeoutError
                in_time = self._wait(timeout)

    def _help_until_there_is_one(self) -> None:
        """Runs tasks of this job until a result is there, or no more will come. The tasks come one by one, so it waits
        for them, too."""
        with self._cache.tasks.watched_by(self._cond):
            while task := self._next_task():
                self._run(task)

    def _next_task(self) -> Task | None:
        with self._lock:
            while not self._items and not self._is_at_end():
                if task := self._take():
                    return task
                with lent():
                    self._wait()
        return None

    def _wait(self, timeout: float | None = None) -> bool:
        """Until notified; whether that was in time."""
        self._waiting += 1
        return self._cond.wait(timeout)

    def _is_at_end(self) -> bool:
        return self._index == self._length

    def _set(self, i: int, outcome: Outcome) -> None:
        with self._lock:
            if self._add(i, outcome) and self._waiting:
                self._waiting -= 1
                self._cond.notify()
            if self._index == self._length:
                self._end()

    def _set_length(self, length: int) -> None:
        with self._lock:
            self._length = length
            if self._is_at_end():
                self._end()

    def _add(self, i: int, outcome: Outcome) -> bool:
        """To those that are given out, in their order; whether there are more now."""
        if i != self._index:
            self._unsorted[i] = outcome
            return False
        self._items.append(outcome)
        self._index += 1
        while self._unsorted and self._index in self._unsorted:
            self._items.append(self._unsorted.pop(self._index))
            self._index += 1
        return True

    def _end(self) -> None:
        """All results are there: for its pool, this is done."""
        self._cond.notify_all()
        del self._cache[self._job]
        self._pool = None


class IMapUnorderedIterator(IMapIterator, standard.IMapUnorderedIterator):
    """That of `imap_unordered`."""

    def _add(self, i: int, outcome: Outcome) -> bool:
        self._items.append(outcome)
        self._index += 1
        return True


class Outcomes(queue.SimpleQueue):
    """Where the outcomes go of tasks whose results have callbacks. A thread of the pool takes them from there, puts the
    results together, and calls the callbacks, one at a time."""

    results: standard._PoolCache

    def of(self, tasks: Iterable[Task]) -> None:
        """Runs tasks, and brings their outcomes to where they belong."""
        results, put = self.results, self.put
        for job, i, function, args, kwargs in tasks:
            try:
                outcome = True, function(*args, **kwargs)
            except Exception as error:
                outcome = False, error
            result = results.get(job)
            if result is not None:
                if result._callback is result._error_callback is None:
                    result._set(i, outcome)
                else:
                    put((job, i, outcome))
            del function, args, kwargs, outcome, result  # and what they refer to, for the next may take its time
