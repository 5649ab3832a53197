"""Threads: none at load, never more than the cores have use for, none that burn time, none that break a fork."""

from __future__ import annotations

import os

import pytest
import thread_calls
from preload import LAYERS, LIBRARY, run

CORES = len(os.sched_getaffinity(0))


def test_loading_creates_no_thread() -> None:
    before, after = run(thread_calls.after_loading, str(LIBRARY), preload=False).value
    assert before == after == 1


def test_importing_creates_no_thread_of_ours() -> None:
    # The bundled libraries make theirs at load, so they are told not to.
    assert run(thread_calls.after_import, OPENBLAS_NUM_THREADS=1).value == 1


@pytest.mark.parametrize("layer", LAYERS)
def test_a_pool_of_callers_gets_at_most_a_thread_a_core(layer: str) -> None:
    threads = run(thread_calls.in_a_pool, 10, ARENABLAS_THREADING_LAYER=layer).value
    ours = threads.peak - threads.python - (threads.at_import - 1)
    assert ours <= (0 if layer == "sequential" else CORES)


@pytest.mark.parametrize("layer", LAYERS)
def test_idle_threads_use_no_time(layer: str) -> None:
    # Without those of the bundled OpenBLAS, which search for some 20 ms after they were made.
    variables = {"ARENABLAS_THREADING_LAYER": layer, "ARENABLAS_CAPACITY": 4, "OPENBLAS_NUM_THREADS": 1}
    assert run(thread_calls.idle_cpu_seconds, **variables).value < 0.02


@pytest.mark.parametrize("layer", LAYERS)
def test_forked_children_compute(layer: str) -> None:
    assert run(thread_calls.forked, 5, ARENABLAS_THREADING_LAYER=layer, ARENABLAS_CAPACITY=4).value == [True] * 5


@pytest.mark.parametrize("layer", LAYERS)
def test_children_forked_by_threads_compute(layer: str) -> None:
    outcome = run(thread_calls.forked_from_a_thread, 6, ARENABLAS_THREADING_LAYER=layer, ARENABLAS_CAPACITY=4)
    assert outcome.value == [True] * 6
