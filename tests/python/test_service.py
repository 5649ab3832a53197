"""Limits, reports and loops of the program's own, as Python programs use them."""

from __future__ import annotations

import pytest
import service_calls
from preload import LAYERS, LIBRARY, run

# Without a preload, children are told to use one thread (for the bundled library), so ours is told otherwise.
FOUR = {"ARENABLAS_CAPACITY": 4, "ARENABLAS_NUM_THREADS": 4}


@pytest.mark.parametrize(
    ("name", "api", "version", "function", "thread_local"),
    [
        ("libopenblas_x.so", "openblas", "0.3.34", "openblas_get_num_threads", False),
        ("libscipy_openblas_x.so", "openblas", "0.3.34", "scipy_openblas_get_num_threads64_", False),
        ("libmkl_rt.so.2", "mkl", "2026.2", "MKL_Get_Max_Threads", True),
    ],
)
def test_threadpoolctl(name: str, api: str, version: str, function: str, thread_local: bool) -> None:
    seen = run(service_calls.under_threadpoolctl, str(LIBRARY), name, function, preload=False, **FOUR).value
    assert (seen.info["internal_api"], seen.info["version"], seen.info["num_threads"]) == (api, version, 4)
    assert seen.info["threading_layer"] == ("tbb" if thread_local else "pthreads")
    assert (seen.before, seen.limited, seen.after) == (4, 1, 4)
    assert seen.elsewhere == (4 if thread_local else 1)


@pytest.mark.parametrize("layer", LAYERS)
def test_threadpoolctl_in_every_layer(layer: str) -> None:
    arguments = (str(LIBRARY), "libopenblas_x.so", "openblas_get_num_threads")
    variables = FOUR | {"ARENABLAS_THREADING_LAYER": layer}
    seen = run(service_calls.under_threadpoolctl, *arguments, preload=False, **variables).value
    most = 1 if layer == "sequential" else 4
    assert seen.info["threading_layer"] == ("disabled" if layer == "sequential" else "pthreads")
    assert (seen.before, seen.limited, seen.after) == (most, 1, most)


def test_reports_and_joblib() -> None:
    done = run(service_calls.reports, str(LIBRARY), ARENABLAS_CAPACITY=2)
    assert len(set(done.value)) == 1
    assert "openblas" in done.stdout


@pytest.mark.parametrize("layer", LAYERS)
def test_products_in_an_outer_loop(layer: str) -> None:
    variables = {"ARENABLAS_CAPACITY": 4, "ARENABLAS_THREADING_LAYER": layer}
    assert run(service_calls.outer_loop, str(LIBRARY), 40, **variables).value


@pytest.mark.parametrize("layer", LAYERS)
def test_products_in_tasks(layer: str) -> None:
    variables = {"ARENABLAS_CAPACITY": 4, "ARENABLAS_THREADING_LAYER": layer}
    assert run(service_calls.outer_tasks, str(LIBRARY), 8, **variables).value


def test_the_process_limit_holds_for_all_threads_together() -> None:
    seen = run(service_calls.workers_under_a_process_limit, str(LIBRARY), ARENABLAS_CAPACITY=4).value
    assert seen.limited == 0 < seen.unlimited


def test_limits_from_the_environment() -> None:
    def limits(**variables: object) -> tuple[int, int, int, int]:
        return run(service_calls.limits_from_the_environment, str(LIBRARY), ARENABLAS_CAPACITY=8, **variables).value

    assert limits() == (8, 8, 8, 1)
    assert limits(MKL_DOMAIN_NUM_THREADS="MKL_DOMAIN_ALL=4, MKL_DOMAIN_BLAS=1", MKL_DYNAMIC="FALSE") == (4, 1, 4, 0)
    assert limits(MKL_DOMAIN_NUM_THREADS="MKL_LAPACK=3", GOTO_NUM_THREADS=6, OMP_NUM_THREADS=2) == (6, 6, 3, 1)
    assert limits(OPENBLAS_DEFAULT_NUM_THREADS=5) == (5, 5, 5, 1)
    assert limits(OPENBLAS_DEFAULT_NUM_THREADS=5, OMP_NUM_THREADS=3) == (3, 3, 3, 1)
