#!/usr/bin/env python3
"""CPython's own tests of ThreadPool and ThreadPoolExecutor, with ours in their places.

`scripts/stdlib_tests.sh` finds an interpreter that has its tests. They are those whose class says that
they are about threads and, of multiprocessing's, about pools."""

from __future__ import annotations

import faulthandler
import importlib
import importlib.util
import sys
import unittest
from collections.abc import Iterator

import arenablas

# One file each until 3.11, folders from 3.12 on.
MODULES = (
    "test.test_concurrent_futures",
    *(
        f"test.test_concurrent_futures.{name}"
        for name in (
            "test_as_completed",
            "test_deadlock",
            "test_init",
            "test_interpreter_pool",
            "test_shutdown",
            "test_thread_pool",
            "test_wait",
        )
    ),
    "test.test_multiprocessing_spawn",
    "test.test_multiprocessing_spawn.test_threads",
)
LIMIT_SECONDS = 600  # a hang fails, with all stacks


def tests(suite: unittest.TestSuite) -> Iterator[unittest.TestCase]:
    """All in a suite, by themselves."""
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from tests(test)
        else:
            yield test


def is_ours(test: unittest.TestCase) -> bool:
    """Whether it is about what stands in place."""
    name = type(test).__name__
    if hasattr(test, "executor_type"):
        return issubclass(test.executor_type, arenablas.ThreadPoolExecutor)
    return name.startswith("WithThreadsTest") and "Pool" in name


def main(patterns: list[str]) -> int:
    """Runs those whose names contain one of the patterns, or all."""
    arenablas.patch()
    loader = unittest.TestLoader()
    modules = []
    for name in MODULES:
        try:
            modules.append(importlib.import_module(name))
        except ModuleNotFoundError:
            continue
    found = (test for module in modules for test in tests(loader.loadTestsFromModule(module)))
    wanted = [test for test in found if is_ours(test) and (not patterns or any(p in test.id() for p in patterns))]
    if not wanted:
        print(f"{sys.executable} has no such tests", file=sys.stderr)
        return 2
    faulthandler.dump_traceback_later(LIMIT_SECONDS, exit=True)
    for module in modules:
        getattr(module, "setUpModule", lambda: None)()
    result = unittest.TextTestRunner(verbosity=2).run(unittest.TestSuite(wanted))
    for module in modules:
        getattr(module, "tearDownModule", lambda: None)()
    print(
        f"{result.testsRun - len(result.failures) - len(result.errors)} passed, "
        f"{len(result.failures) + len(result.errors)} failed"
    )
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
