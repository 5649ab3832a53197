"""Numba's parallel loops on our threading layer. (`scripts/numba_tests.sh` runs Numba's own tests of them.)"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numba_choice_calls
import pytest
from launching import launch
from preload import HERE, LAYERS, Outcome, run

Caller = Callable[..., Outcome]


@pytest.fixture(scope="module")
def call(tmp_path_factory: pytest.TempPathFactory) -> Caller:
    """Calls what has that name in numba_calls (which isn't imported here, for it imports Numba), with four threads of
    Numba's on so many cores."""
    cache = tmp_path_factory.mktemp("numba")

    def call(name: str, *args: object, capacity: int = 4, **variables: object) -> Outcome:
        function = SimpleNamespace(__module__="numba_calls", __name__=name)
        settings = {"NUMBA_NUM_THREADS": 4, "ARENABLAS_CAPACITY": capacity, "NUMBA_CACHE_DIR": cache}
        return run(function, *args, **settings, **variables)

    return call


def test_sums_are_right_and_have_the_same_bits_however_many_work(call: Caller) -> None:
    answers = [call("sums", capacity=capacity).value for capacity in (1, 2, 4)]
    answers += [call("sums", ARENABLAS_THREADING_LAYER=layer).value for layer in LAYERS if layer != "tbb"]
    assert all(answer == answers[0] for answer in answers)


@pytest.mark.parametrize("layer", ["tbb", "omp"])
def test_no_two_at_work_have_the_same_id(call: Caller, layer: str) -> None:
    whole, by_one, by_seven, *fewer = call("ids", ARENABLAS_THREADING_LAYER=layer).value
    assert [sum(met) for met, _ in (whole, by_one, by_seven, *fewer)] == [400] * 6
    assert [taken for _, taken in (whole, by_one, by_seven, *fewer)] == [0] * 6
    assert whole[0] == [100] * 4  # part i is thread i
    assert [len(met) for met, _ in fewer] == [2, 2, 1]


def test_a_mask_is_its_threads_own(call: Caller) -> None:
    assert call("masks").value == [(1, [1], [2], 1), (3, [3], [2], 3), 4]


@pytest.mark.parametrize("capacity", [2, 4])
def test_loops_of_several_threads_at_once(call: Caller, capacity: int) -> None:
    assert call("at_once", 3, 60, capacity=capacity).value


def test_children_of_forks(call: Caller) -> None:
    answers = (sum(i * i for i in range(1000)), 99 * 50, 5 * 50.0)
    assert call("forked", capacity=2).value == [answers, answers, 0, answers, 0, answers]


def test_no_more_threads_run_than_there_are_cores(call: Caller, tmp_path: Path) -> None:
    trace = tmp_path / "trace.json"
    call("products", capacity=2, ARENABLAS_TRACE=trace)
    command = [HERE.parents[1] / "scripts/trace_report.py", "--json", "-o", tmp_path / "page.html", trace]
    done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, check=True)
    numbers = json.loads(done.stdout)
    assert numbers["pieces"] > 0 and 1 <= numbers["workers"] <= 2
    # A thread that has slept in the middle of a task goes on at once: for a moment they are three.
    assert numbers["over_capacity"] < 0.01 * numbers["wall"]
    assert numbers["callers_over_capacity"] == 0


def test_threads_are_the_arenas(call: Caller) -> None:
    before, after = call("os_threads", capacity=2).value
    assert after <= before + 1


@pytest.mark.parametrize("imported", [False, True])
def test_it_is_the_layer_where_the_choice_is_open(imported: bool) -> None:
    for setting, layer in (("default", "arenablas"), ("ForkSafe", "arenablas"), ("workqueue", "workqueue")):
        chosen = run(numba_choice_calls.patched, imported, NUMBA_THREADING_LAYER=setting).value
        assert chosen == (imported, layer)
    assert run(numba_choice_calls.unpatched, imported, NUMBA_THREADING_LAYER="default").value != "arenablas"


def test_the_launcher_sees_to_it() -> None:
    program = "import numba.np.ufunc.parallel as p; p._launch_threads(); print(p.threading_layer())"
    assert launch("-c", program).stdout == "arenablas\n"
    assert launch("--no-patch", "-c", program).stdout != "arenablas\n"


@pytest.mark.parametrize("imported", [False, True])
def test_a_version_that_is_not_known_keeps_its_layers(imported: bool) -> None:
    warnings, layer = run(numba_choice_calls.of_other_versions, imported).value
    assert len(warnings) == 1 and "doesn't know that version" in warnings[0]
    assert layer in ("tbb", "omp", "workqueue")


def test_one_that_has_started_another_layer_keeps_it() -> None:
    warnings, layer = run(numba_choice_calls.too_late).value
    assert len(warnings) == 1 and repr(layer) in warnings[0]
    assert layer != "arenablas"
