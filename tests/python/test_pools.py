"""ThreadPool and ThreadPoolExecutor: what the standard ones are, and no more tasks at once than there are cores.
(`scripts/stdlib_tests.sh` runs CPython's own tests on them.)"""

from __future__ import annotations

import subprocess
import sys
import time

import pool_calls
import pytest
from launching import environment
from preload import run

KINDS = ("pool", "executor")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("threads", "capacity"), [(1, 2), (2, 2), (88, 2), (9, 3)])
def test_no_more_tasks_run_than_there_are_cores(kind: str, threads: int, capacity: int) -> None:
    most = run(pool_calls.running_at_once, kind, threads, ARENABLAS_CAPACITY=capacity).value
    assert most == min(threads, capacity)


def test_nor_in_two_pools_together() -> None:
    assert run(pool_calls.running_in_two_pools, 5, ARENABLAS_CAPACITY=2).value == 2


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("threads", [1, 2, 10])
def test_a_task_may_map_on_its_own_pool(kind: str, threads: int) -> None:
    assert run(pool_calls.nested, kind, threads, 3, ARENABLAS_CAPACITY=2).value


def test_a_task_may_wait_in_all_ways() -> None:
    assert run(pool_calls.nested_imap, 1).value == [[i, i, i] for i in range(4)]
    assert run(pool_calls.nested_apply, 1).value == [0, 2, 4, 6]


@pytest.mark.parametrize("kind", KINDS)
def test_tasks_that_wait_for_each_other_lend_their_cores(kind: str) -> None:
    seconds = run(pool_calls.waits_in_tasks, kind, 8, ARENABLAS_CAPACITY=2).value
    assert max(seconds.values()) < 10, seconds


@pytest.mark.parametrize("length", [0, 1, 99, 100, 101, 1000])
def test_long_and_short_maps(length: int) -> None:
    assert run(pool_calls.long_and_short_maps, length, ARENABLAS_CAPACITY=2).value


def test_a_sequence_may_take_its_time() -> None:
    seconds, meanwhile, result = run(pool_calls.a_sequence_that_takes_its_time).value
    assert seconds < 10
    assert (meanwhile, result) == ([0], [0, 1, 2])


def test_an_endless_imap_ends_with_its_pool() -> None:
    assert run(pool_calls.an_endless_imap).value == list(range(1000))


@pytest.mark.parametrize("length", [1, 1000])
def test_several_threads_take_from_an_imap(length: int) -> None:
    assert run(pool_calls.several_take_from_an_imap, 3, length, ARENABLAS_CAPACITY=2).value


def test_a_worker_that_ended_is_replaced() -> None:
    assert run(pool_calls.a_worker_whose_initializer_failed).value == 2


def test_timeouts_of_the_queue() -> None:
    assert run(pool_calls.queue_timeouts).value == ["none in time", None]


def test_errors_and_timeouts() -> None:
    seen = run(pool_calls.errors).value
    assert seen == ["ZeroDivisionError"] * 7 + ["TimeoutError"] * 2 + ["ZeroDivisionError"]


def test_callbacks_run_on_the_thread_that_handles_results() -> None:
    """The standard one's documentation warns that a callback which takes its time blocks that thread."""
    assert run(pool_calls.callback_threads).value == (1, True)


def test_futures_are_futures() -> None:
    assert run(pool_calls.futures).value == (True, 20, 5)


@pytest.mark.skipif(sys.version_info < (3, 14), reason="there is none before")
def test_a_pool_of_interpreters_under_the_patch() -> None:
    assert run(pool_calls.interpreters).value == ([-i for i in range(20)], True)


@pytest.mark.parametrize("kind", KINDS)
def test_every_thread_has_begun_and_has_its_own(kind: str) -> None:
    threads, right = run(pool_calls.locals_and_initializers, kind).value
    assert right
    assert threads == 5 if kind == "pool" else 1 <= threads <= 5


def test_a_lone_task_gets_help() -> None:
    assert run(pool_calls.a_lone_task_gets_help, ARENABLAS_CAPACITY=2).value


def test_all_cores_are_there_afterwards() -> None:
    assert run(pool_calls.cores_after_everything, ARENABLAS_CAPACITY=2).value == (True, True)


@pytest.mark.parametrize("kind", KINDS)
def test_children_forked_by_tasks(kind: str) -> None:
    assert run(pool_calls.forked, kind, ARENABLAS_CAPACITY=2).value == [55, 55, 55]


@pytest.mark.parametrize("kind", ["ThreadPool", "ThreadPoolExecutor"])
def test_the_interpreter_ends_with_work_queued(kind: str) -> None:
    """As with the standard ones: what an executor was given is done, what a pool was given is not waited for."""
    program = (
        "import arenablas, time\n"
        f"pool = arenablas.{kind}(3)\n"
        "add = getattr(pool, 'submit', None) or (lambda f, *a: pool.apply_async(f, a))\n"
        "for i in range(20): add(lambda i: (time.sleep(0.02), print(i, flush=True)), i)\n"
    )
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment(), timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - start < 30
    if kind == "ThreadPoolExecutor":
        assert sorted(map(int, done.stdout.split())) == list(range(20))


def test_when_the_interpreter_ends_no_task_is_taken() -> None:
    program = (
        "import arenablas, atexit\n"
        "executor = arenablas.ThreadPoolExecutor(1)\n"
        "def late():\n"
        "    try: executor.submit(int)\n"
        "    except RuntimeError as error: print(error)\n"
        "atexit.register(late)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment(), timeout=60
    )
    assert done.stdout == "cannot schedule new futures after interpreter shutdown\n", done.stderr


def test_an_interrupt_ends_a_map() -> None:
    program = (
        "import arenablas, os, signal, threading, time\n"
        "threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT)).start()\n"
        "with arenablas.ThreadPool(3) as pool:\n"
        "    try: pool.map(lambda _: time.sleep(2), range(3))\n"
        "    except KeyboardInterrupt: print('interrupted')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment(), timeout=60
    )
    assert (done.returncode, done.stdout) == (0, "interrupted\n"), done.stderr
