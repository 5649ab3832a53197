"""`ThreadPoolExecutor`: the standard one, whose threads have cores of the arena while they run tasks."""

from __future__ import annotations

import concurrent.futures
import threading
from _thread import RLock
from collections import deque
from collections.abc import Callable
from concurrent.futures import thread
from concurrent.futures._base import FINISHED
from contextvars import copy_context
from types import ModuleType, SimpleNamespace
from typing import Any

from arenablas import _cores
from arenablas._cores import here, lent
from arenablas._patch import replace, with_ours
from arenablas._queue import WorkQueue

Standard = thread.ThreadPoolExecutor
# The package gets it from there when it is first asked: in the middle of a patch perhaps, and then it would keep ours.
concurrent.futures.ThreadPoolExecutor = Standard


class _Condition(RLock, threading.Condition):
    """The standard one, which is its own lock: so it is made, and entered, without a step of Python."""

    def __init__(self) -> None:
        self._waiters = deque()


class Future(concurrent.futures.Future):
    """The standard one; who waits for it in a task lends its core, or does what it waits for."""

    __init__ = with_ours(concurrent.futures.Future.__init__, threading=SimpleNamespace(Condition=_Condition))

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
                copy_context().run(item.run, *here.context)


_result = concurrent.futures.Future.result


class ThreadPoolExecutor(Standard):
    """The standard one; but no more of its threads run tasks than there are cores, whatever else the process does."""

    def __init__(
        self,
        max_workers: int | None = None,
        thread_name_prefix: str = "",
        initializer: Callable[..., object] | None = None,
        initargs: tuple[Any, ...] = (),
        **context: object,
    ) -> None:
        super().__init__(max_workers, thread_name_prefix, initializer, initargs, **context)
        self._work_queue = _Tasks()
        self._work_queue.workers = self._max_workers

    submit = with_ours(Standard.submit, _base=SimpleNamespace(Future=Future))

    def _adjust_thread_count(self) -> None:
        if len(self._threads) < self._max_workers and not self._work_queue.has_a_worker_for_all():
            self._start_worker()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As the standard one's."""
        with lent():
            super().shutdown(wait, cancel_futures=cancel_futures)


class _Tasks(WorkQueue):
    """The queue of an executor."""


class _Shifts:
    """The queue as a standard worker sees it, which says when a worker ends, and what else it does: all tasks from the
    first one on are one item. The next says that there are no more."""

    def __init__(self, tasks: _Tasks) -> None:
        self._tasks = tasks
        self._is_next = True
        self.put = tasks.put

    def get(self, block: bool = True) -> _Shifts | None:
        """This, and None, by turns."""
        self._is_next, is_now = not self._is_next, self._is_next
        return self if is_now else None

    get_nowait = get

    def run(self, *context: object) -> None:
        """Runs tasks until this thread is to end. (Since 3.14 they run in a context that the worker has made.)"""
        here.context = context
        self._tasks.enlist()
        try:
            for item in self._tasks:
                item.run(*context)
                del item
        finally:
            if here.core:
                _cores.give()


def _work(*args: object) -> None:
    """What a worker does."""
    thread._worker(*(_Shifts(arg) if isinstance(arg, _Tasks) else arg for arg in args))


ThreadPoolExecutor._start_worker = with_ours(Standard._adjust_thread_count, _worker=_work)


def _end() -> None:
    """When the interpreter ends, `submit` is to know. It has names of its own, so it can't see the standard one's."""
    with thread._global_shutdown_lock:
        ThreadPoolExecutor.submit.__globals__["_shutdown"] = True


threading._register_atexit(_end)


def install(module: ModuleType) -> Callable[[], None]:
    """Puts it in the place of the standard one."""
    return replace(Standard, ThreadPoolExecutor)
