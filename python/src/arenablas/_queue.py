"""The queue between a pool and its workers, which is also the gate before them: a worker has a core before it takes a
task, and keeps it from one task to the next."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from arenablas import _cores, _policy
from arenablas._cores import here, sign


class WorkQueue:
    """Stands in for the `SimpleQueue` of a pool. None is for a worker that is to end.

    Of the workers that have no task at most one is *coming*: on its way to a core, perhaps waiting for it. All others
    sleep. So a task costs one wake-up at most, and none while others go on to it. It always holds that, if there are
    tasks, a worker is coming or none sleeps. Who comes and sees more tasks than it takes calls the next; so as many are
    awake as there are tasks for, and cores.
    """

    def __init__(self) -> None:
        self.workers = 1  # how many there will be, when all have begun
        self._items: deque[Any] = deque()
        self._asleep: list[None] = []  # as long as many of them
        self._coming = threading.Lock()  # held while one is
        self._wake: queue.SimpleQueue[None] = queue.SimpleQueue()  # one for each that is to wake

    def put(self, item: object) -> None:
        """Adds a task."""
        self._items.append(item)
        # Who comes or falls asleep says so first, and looks for tasks then: so either we see that, or they the task.
        if self._asleep and not self._coming.locked():
            self._call()

    def put_all(self, items: Sequence[object]) -> None:
        """Adds tasks."""
        self._items.extend(items)
        if self._asleep and not self._coming.locked():
            self._call()

    def enlist(self) -> None:
        """Makes this thread one of the workers."""
        here.tasks = self
        _policy.begin_worker(self.workers)

    def __iter__(self) -> Iterator[Any]:
        """The tasks for this thread, a worker, until it is to end. It waits here for a task and a core."""
        items, popleft = self._items, self._items.popleft
        item = self._wait()
        while item is not None:
            yield item
            del item  # and what it refers to
            if sign.value and not _cores.keep():
                item = self._wait()
                continue
            try:
                item = popleft() if items else self
            except IndexError:  # another was faster
                item = self
            if item is self:
                _cores.give()
                item = self._wait()
        if here.core:
            _cores.give()

    def get(self, block: bool = True, timeout: float | None = None) -> Any:  # noqa: ANN401 (the pool's)
        """The next of them."""
        if not block:
            return self.get_nowait()
        if here.core and (not sign.value or _cores.keep()):
            item = self._next()
            if item is self or item is None:
                _cores.give()
            if item is not self:
                return item
        return self._wait(timeout)

    def get_nowait(self) -> Any:  # noqa: ANN401 (the pool's)
        """The next task if there is one, for whoever empties the queue."""
        try:
            return self._items.popleft()
        except IndexError:
            raise queue.Empty from None

    def take(self, wanted: Callable[[Any], bool]) -> Any | None:  # noqa: ANN401 (the pool's)
        """Takes one out of turn, for who waits for it."""
        for item in reversed(tuple(self._items)):
            if item is not None and wanted(item):
                try:
                    self._items.remove(item)
                except ValueError:  # another was faster
                    continue
                return item
        return None

    def has_a_worker_for_all(self) -> bool:
        """Whether those that have no task are as many as the tasks that nobody has begun.

        The order of the three matters. Tasks are counted first: who has none afterwards will look for one. Who comes
        is counted before those that sleep, one of which may be called meanwhile: nobody counts twice, unless for a
        task that was counted."""
        tasks = len(self._items)
        coming = self._coming.locked()
        return coming + len(self._asleep) >= tasks

    def _call(self) -> None:
        """Wakes a worker, if one sleeps and none is coming. (It is never counted as both.)"""
        while not self._coming.locked():
            try:
                self._asleep.pop()
            except IndexError:
                return
            if self._coming.acquire(blocking=False):
                self._wake.put(None)
                return
            self._asleep.append(None)  # another was faster: its worker calls the next, or has done so before this

    def _wait(self, timeout: float | None = None) -> Any:  # noqa: ANN401 (the pool's)
        """Sleeps until called, waits for a core, and takes a task if there is still one. If not, it begins anew."""
        if here.tasks is not self:
            self.enlist()
        while True:
            self._asleep.append(None)
            if self._items:
                self._call()
            self._wake.get() if timeout is None else self._sleep(timeout)
            # Who is to end, which is said behind all tasks, needs no core.
            _cores.take(unless=self._is_at_end)
            self._coming.release()
            item = self._next()
            if self._items:
                self._call()
            if item is None or item is self:
                if here.core:
                    _cores.give()
            elif not here.core:
                _cores.take()
            if item is not self:
                return item

    def _next(self) -> Any:  # noqa: ANN401 (the pool's)
        """Takes the first, or is `self` if there is none."""
        try:
            return self._items.popleft() if self._items else self
        except IndexError:  # another was faster
            return self

    def _sleep(self, timeout: float | None) -> None:
        """Until called; `Empty` if that takes too long."""
        try:
            self._wake.get(timeout=timeout)
        except queue.Empty:
            try:
                self._asleep.pop()
            except IndexError:
                self._wake.get()  # all who slept have been called
            else:
                raise

    def _is_at_end(self) -> bool:
        try:
            return self._items[0] is None
        except IndexError:
            return False
