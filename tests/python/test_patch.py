"""Our pools in the place of the standard ones: what is patched and what is undone; Joblib, Dask, scikit-learn and
threadpoolctl; the static policy; and how a program under the launcher begins."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import patch_calls
import pytest
from launching import environment, launch
from preload import run

WHOSE = (
    "from concurrent.futures import ThreadPoolExecutor; from multiprocessing.pool import ThreadPool\n"
    "print(ThreadPoolExecutor.__module__, ThreadPool.__module__)"
)
OURS, STANDARD = "arenablas._executor arenablas._pool\n", "concurrent.futures.thread multiprocessing.pool\n"


def test_patches_nest_and_are_undone() -> None:
    nothing, everything = (False, False), (True, True)
    assert run(patch_calls.nesting).value == [nothing, everything, everything, everything, nothing]


def test_a_patch_is_undone_where_the_program_first_asks_under_it() -> None:
    """`concurrent.futures` gets its executor from elsewhere when it is first asked for it, and keeps it."""
    program = (
        "import arenablas, concurrent.futures as futures\n"
        "with arenablas.patch(): print(futures.ThreadPoolExecutor.__module__)\n"
        "print(futures.ThreadPoolExecutor.__module__)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment())
    assert done.stdout.split() == ["arenablas._executor", "concurrent.futures.thread"], done.stderr


def test_without_the_gil_the_standard_pools_stay() -> None:
    program = f"import sys; sys._is_gil_enabled = lambda: False; import arenablas; arenablas.patch()\n{WHOSE}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment())
    assert done.stdout == STANDARD, done.stderr
    assert done.stderr.count("without Python's global lock") == 1


def test_a_patch_for_good() -> None:
    assert all(run(patch_calls.for_good).value)


def test_what_is_left_alone() -> None:
    assert run(patch_calls.left_alone).value == (True, True)


def test_the_import_hook_leaves_no_trace() -> None:
    pytest.importorskip("joblib")
    assert run(patch_calls.no_trace_of_the_hook).value == (True, "SourceFileLoader")


def test_asyncio() -> None:
    assert run(patch_calls.in_asyncio, ARENABLAS_CAPACITY=2).value == (list(range(20)), 2)


@pytest.mark.parametrize("early", [False, True])
def test_joblib(early: bool) -> None:
    pytest.importorskip("joblib")
    found = run(patch_calls.in_joblib, early, ARENABLAS_CAPACITY=2).value
    assert found["answers"] == [[0, 0, 1, 3, 6, 10]] * 4
    assert found["ours"]
    assert found["most"] == 2


def test_joblibs_errors() -> None:
    pytest.importorskip("joblib")
    assert run(patch_calls.joblibs_errors, ARENABLAS_CAPACITY=2).value == "division by zero"


def test_scikit_learn() -> None:
    pytest.importorskip("sklearn")
    assert run(patch_calls.in_scikit_learn).value


@pytest.mark.parametrize("early", [False, True])
def test_dask(early: bool) -> None:
    pytest.importorskip("dask.array")
    found = run(patch_calls.in_dask, early, ARENABLAS_CAPACITY=2).value
    assert found["sums"] == [0, 0, 1, 3, 6, 10, 15, 21]
    assert found["qr"] < 1e-12
    assert found["svd"] < 1e-10
    assert found["ours"]
    assert found["most"] == 2


def test_threadpoolctl() -> None:
    pytest.importorskip("threadpoolctl")
    found, counts = run(patch_calls.seen_by_threadpoolctl, ARENABLAS_CAPACITY=4, ARENABLAS_THREADING_LAYER="omp").value
    assert len(found) == 1
    assert found[0]["user_api"] == "blas"
    assert found[0]["threading_layer"] == "omp"
    assert found[0]["version"].count(".") == 2
    assert found[0]["num_threads"] == 4
    assert counts == [4, 1, 4, 4, 2, 4, 0]


@pytest.mark.parametrize("kind", ["ThreadPool", "ThreadPoolExecutor"])
def test_openblas_has_one_thread_in_tasks(kind: str) -> None:
    """The one that NumPy brings, and SciPy's, for what isn't intercepted."""
    pytest.importorskip("threadpoolctl")
    seen = run(patch_calls.threads_of_openblas, kind, ARENABLAS_CAPACITY=2).value
    if seen.pop("libraries") == {0}:
        pytest.skip("NumPy and SciPy are linked with something else")
    assert seen == {"before": {2}, "in tasks": {1}, "in a child": {2}, "after": {2}}


@pytest.mark.parametrize(("threads", "share"), [(1, 8), (3, 2), (8, 1), (20, 1)])
def test_threads_have_shares(threads: int, share: int) -> None:
    both = {"ARENABLAS_CAPACITY": 8, "ARENABLAS_POLICY": "Static"}
    assert run(patch_calls.shares, threads, **both).value == ({share}, {share}, 8)
    assert run(patch_calls.shares, threads, ARENABLAS_CAPACITY=8).value == ({8}, {8}, 8)


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
@pytest.mark.parametrize(("policy", "capacity"), [("static", 4), ("composable", 9)])
def test_processes_have_shares(method: str, policy: str, capacity: int, tmp_path: Path) -> None:
    (tmp_path / "parent.py").write_text(
        "import ctypes, multiprocessing.dummy, concurrent.futures\n"
        "def begin(text): assert text == 'x'; print(text, end=' ', flush=True)\n"
        "def capacity(_): return ctypes.CDLL(None).arenablas_get_capacity()\n"
        "if __name__ == '__main__':\n"
        f"    context = multiprocessing.get_context({method!r})\n"
        "    with context.Pool(2, begin, ('x',)) as pool: found = pool.map(capacity, range(3))\n"
        "    with concurrent.futures.ProcessPoolExecutor(2, context, begin, 'x') as pool:\n"
        "        found += pool.map(capacity, range(3))\n"
        "    with multiprocessing.dummy.Pool(2) as pool: found += pool.map(capacity, range(3))\n"
        "    print(found)\n"
    )
    done = launch("--policy", policy, "parent.py", cwd=tmp_path, ARENABLAS_CAPACITY=9)
    assert done.stdout.lstrip("x ") == f"{[capacity] * 6 + [9] * 3}\n", done.stderr


def test_the_launcher_patches_unless_told_not_to() -> None:
    assert launch("-c", WHOSE).stdout == OURS
    assert launch("--no-patch", "-c", WHOSE).stdout == STANDARD
    again = ["-m", "arenablas", "--no-patch", "-c", WHOSE]
    assert launch("-c", f"import subprocess, sys; subprocess.run([sys.executable, *{again}])").stdout == STANDARD


@pytest.mark.parametrize("ours", ["ThreadPool", "ThreadPoolExecutor"])
def test_ours_may_be_asked_for_before_the_standard_ones_are_there(ours: str) -> None:
    done = launch("-c", f"import arenablas; arenablas.{ours}\n{WHOSE}")
    assert done.stdout == OURS, done.stderr


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_child_processes_are_patched(method: str, tmp_path: Path) -> None:
    (tmp_path / "parent.py").write_text(
        "import multiprocessing\n"
        f"def whose(): {WHOSE.replace(chr(10), '; ')}\n"
        "if __name__ == '__main__':\n"
        f"    child = multiprocessing.get_context({method!r}).Process(target=whose); child.start(); child.join()\n"
    )
    done = launch("parent.py", cwd=tmp_path)
    assert done.stdout == OURS, done.stderr


def test_the_beginning_imports_nothing() -> None:
    names = "concurrent multiprocessing numpy joblib dask numba threadpoolctl ctypes threading importlib.util"
    program = f"import sys; print([name for name in {names.split()} if name in sys.modules])"
    command = [sys.executable, "-c", program]
    plain = subprocess.run(command, capture_output=True, text=True, env=environment(), check=True)
    assert launch("-c", program).stdout == plain.stdout


@pytest.mark.parametrize("next_one", ["import sys; sys.been_here = 1", "raise ImportError('mine')", "1 / 0", None])
def test_the_next_sitecustomize_runs(next_one: str | None, tmp_path: Path) -> None:
    if next_one is not None:
        (tmp_path / "sitecustomize.py").write_text(next_one)
    path = f"{tmp_path}:{environment()['PYTHONPATH']}"
    program = f"import sys\nprint(hasattr(sys, 'been_here'), sys.path)\n{WHOSE}"
    under = launch("-c", program, PYTHONPATH=path)
    command = [sys.executable, "-c", program]
    plain = subprocess.run(command, capture_output=True, text=True, env=environment(PYTHONPATH=path), check=True)
    assert under.stdout == plain.stdout.replace(STANDARD, OURS)
    assert under.stderr == 2 * plain.stderr  # the launcher, too, is a Python that starts


def test_where_it_can_not_patch_it_says_so() -> None:
    done = launch("-c", WHOSE, python=("-S",))
    assert done.stdout == STANDARD
    assert "with -I, -E or -S pools stay the standard ones" in done.stderr
    assert not launch("--no-patch", "-c", WHOSE, python=("-S",)).stderr


def test_a_package_that_only_the_launcher_finds(tmp_path: Path) -> None:
    """It was started from the folder of its sources; the program is elsewhere, and can't import it."""
    (tmp_path / "program.py").write_text(f"{WHOSE}\nimport sys; del sys.modules['arenablas']\nimport arenablas")
    sources = environment()["PYTHONPATH"].split(":")[0]
    done = launch(tmp_path / "program.py", cwd=Path(sources), PYTHONPATH=None)
    assert done.stdout == OURS
    assert done.stderr.endswith("No module named 'arenablas'\n")


@pytest.mark.parametrize("kind", ["pool", "executor"])
def test_work_that_is_queued_when_the_program_ends(kind: str) -> None:
    """And a child is forked after there was a pool."""
    program = (
        "import os, time, concurrent.futures, multiprocessing.pool\n"
        "pool, executor = multiprocessing.pool.ThreadPool(3), concurrent.futures.ThreadPoolExecutor(3)\n"
        "assert pool.map(abs, [-1]) == list(executor.map(abs, [-1])) == [1]\n"
        "child = os.fork()\n"
        "if child == 0:\n"
        "    assert multiprocessing.pool.ThreadPool(3).map(abs, [-1]) == [1]\n"
        "    os._exit(7)\n"
        "print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)\n"
        "task = lambda i: (time.sleep(0.02), os.write(1, b'.'))\n"
        f"for i in range(20): {'pool.apply_async(task, (i,))' if kind == 'pool' else 'executor.submit(task, i)'}\n"
    )
    done = launch("-c", program)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("7\n")
    if kind == "executor":
        assert done.stdout == "7\n" + 20 * "."
