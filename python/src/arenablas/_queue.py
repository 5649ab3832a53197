"""The queue between a pool and its workers, which is also the gate before them: a worker has a core before it takes a
task, and keeps it from one task to the next."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from arenablas import _cores
from arenablas._cores import here, sign


class WorkQueue:
    """Stands in for the `SimpleQueue` of a pool. None is for a worker that is to end.

    Of the workers that have no task at most one is *coming*: on its way to a core, perhaps waiting for it. All others
    sleep. So a task costs one wake-up at most, and none while others go on to it. It always holds that, if there are
    tasks, a worker is coming or none sleeps. Who comes and sees more tasks than it takes calls the next; so as many are
    awake as there are tasks for, and cores.
    """

    def __init__(self) -> None:
        self._items: deque[Any] = deque()
        self._lock = threading.Lock()  # around changes of the next two
        self._asleep = 0
        self._coming = False
        self._watchers: list[threading.Condition] = []  # who wants to hear of new tasks
        self._wake: queue.SimpleQueue[None] = queue.SimpleQueue()  # one for each that is to wake

    def put(self, item: object) -> None:
        """Adds a task."""
        self._items.append(item)
        # Who comes or falls asleep says so first, and looks for tasks then: so either we see that, or they the task.
        if not self._coming and self._asleep:
            self._call()
        for watcher in self._watchers:
            with watcher:
                watcher.notify_all()

    def get(self, block: bool = True, timeout: float | None = None) -> Any:  # noqa: ANN401 (the pool's)
        """The next task, for a worker. It waits here for a task and a core."""
        if not block:
            return self.get_nowait()
        if here.core and (not sign.value or _cores.keep()):
            try:
                item = self._items.popleft()
            except IndexError:
                _cores.give()
            else:
                if item is None:
                    _cores.give()
                return item
        return self._wait()

    def get_nowait(self) -> Any:  # noqa: ANN401 (the pool's)
        """The next task if there is one, for a worker that may go on to it, or for whoever empties the queue."""
        if here.tasks is self and not (here.core and (not sign.value or _cores.keep())) and self._items:
            return self._wait(for_more=False)
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

    @contextmanager
    def watched_by(self, condition: threading.Condition) -> Iterator[None]:
        """Notifies it of each new task."""
        with self._lock:
            self._watchers = [*self._watchers, condition]
        try:
            yield
        finally:
            with self._lock:
                self._watchers = [watcher for watcher in self._watchers if watcher is not condition]

    def _call(self) -> None:
        """Wakes a worker, if one sleeps and none is coming."""
        with self._lock:
            if self._coming or not self._asleep:
                return
            self._asleep -= 1
            self._coming = True
        self._wake.put(None)

    def _wait(self, for_more: bool = True) -> Any:  # noqa: ANN401 (the pool's)
        """Sleeps until called, waits for a core, and takes a task if there is still one. If not, it begins anew, unless
        that is to wait for more tasks than there were."""
        here.tasks = self
        while True:
            with self._lock:
                self._asleep += 1
            if self._items:
                self._call()
            self._wake.get()
            # Who is to end, which is said behind all tasks, needs no core.
            if not self._is_at_end():
                _cores.take()
            self._coming = False
            try:
                item = self._items.popleft()
            except IndexError:
                item = self
            if self._items and self._asleep:
                self._call()
            if here.core and (item is None or item is self):
                _cores.give()
            elif not here.core and item is not None and item is not self:
                _cores.take()
            if item is not self:
                return item
            if not for_more:
                raise queue.Empty

    def _is_at_end(self) -> bool:
        try:
            return self._items[0] is None
        except IndexError:
            return False
