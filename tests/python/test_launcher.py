"""`python -m arenablas`: the program is what it would be without, and its BLAS calls are ours."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from launching import environment, launch
from preload import LIBRARY

SHOW = "import sys; print(sys.argv, __name__, sys.flags.optimize, sys.flags.dev_mode, sys.warnoptions, sys.path)"


def shown(*arguments: object, python: tuple[str, ...] = (), stdin: str = "", cwd: Path) -> list[str]:
    """What a program shows of itself under the launcher and without."""
    command = [sys.executable, *python, *map(str, arguments)]
    plain = subprocess.run(command, input=stdin, capture_output=True, text=True, env=environment(), cwd=cwd, check=True)
    under = launch(*arguments, python=python, stdin=stdin, cwd=cwd)
    assert under.returncode == 0, under.stderr
    return [plain.stdout, under.stdout]


@pytest.mark.parametrize("python", [(), ("-O",), ("-X", "dev", "-W", "error"), ("-OOB",)])
@pytest.mark.parametrize("how", ["script", "module", "command", "joined", "stdin", "dash"])
def test_a_program_is_what_it_would_be(how: str, python: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "shows.py").write_text(SHOW)
    arguments, stdin = {
        "script": (["shows.py", "--layer", "-m", "x", ""], ""),
        "module": (["-m", "shows", "-c", "--info"], ""),
        "command": (["-c", SHOW, "a b", "--threads=9"], ""),
        "joined": ([f"-c{SHOW}", "-"], ""),
        "stdin": ([], SHOW),
        "dash": (["-", "--", "-x"], SHOW),
    }[how]
    plain, under = shown(*arguments, python=python, stdin=stdin, cwd=tmp_path)
    assert under == plain != ""


def test_the_interpreters_options_in_one_word_with_the_module(tmp_path: Path) -> None:
    for words in (["-Om", "arenablas"], ["-Omarenablas"], ["-O", "-marenablas"], ["-Xutf8", "-Om", "arenablas"]):
        command = [sys.executable, *words, "-c", SHOW, "-m"]
        done = subprocess.run(command, capture_output=True, text=True, env=environment(), cwd=tmp_path, check=True)
        assert done.stdout.startswith("['-c', '-m'] __main__ 1 "), done.stdout


@pytest.mark.parametrize("status", [0, 3, "text"])
def test_exit_codes(status: object) -> None:
    assert launch("-c", f"raise SystemExit({status!r})").returncode == (1 if status == "text" else status)


def test_signals_reach_the_program() -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        command = [
            sys.executable,
            "-m",
            "arenablas",
            "-c",
            "import os, time; print(os.getpid(), flush=True); time.sleep(60)",
        ]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment()) as program:
            assert program.stdout is not None
            assert int(program.stdout.readline()) == program.pid, "it has another process than the one that was started"
            program.send_signal(number)
            assert program.wait(30) == -number


def test_the_library_comes_first_and_once(tmp_path: Path) -> None:
    other = tmp_path / "other.so"
    subprocess.run(["cc", "-shared", "-o", other, "-xc", "/dev/null"], check=True)
    program = ("-c", "import os; print(os.environ['LD_PRELOAD'])")
    for before in (f"{other}", f"{other}:{LIBRARY}", f"{LIBRARY} {other}"):
        assert launch(*program, LD_PRELOAD=before).stdout.split() == [f"{LIBRARY}:{other}"]


def test_options_are_the_programs_environment(tmp_path: Path) -> None:
    trace = tmp_path / "trace.json"
    program = "import numpy as np; print(np.ones((300, 300)) @ np.ones((300, 300)))"
    options = ("--layer=OMP", "--threads", 1, "--verbose", "--trace", trace)
    done = launch(*options, "-c", program, ARENABLAS_CAPACITY=2, MKL_THREADING_LAYER="sequential")
    assert done.returncode == 0, done.stderr
    assert "DGEMM" in done.stdout
    assert trace.stat().st_size > 0
    values = "import os; print([os.environ[f'ARENABLAS_{name}'] for name in ('THREADING_LAYER', 'NUM_THREADS')])"
    assert launch(*options, "-c", values).stdout == "['omp', '1']\n"


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_child_processes_use_it_too(method: str, tmp_path: Path) -> None:
    (tmp_path / "parent.py").write_text(
        "import ctypes, multiprocessing\n"
        "def capacity(_): return ctypes.CDLL(None).arenablas_get_capacity()\n"
        "if __name__ == '__main__':\n"
        f"    with multiprocessing.get_context({method!r}).Pool(2) as pool: print(pool.map(capacity, range(3)))\n"
    )
    done = launch("parent.py", cwd=tmp_path, ARENABLAS_CAPACITY=3)
    assert done.stdout == "[3, 3, 3]\n", done.stderr


def test_info() -> None:
    done = launch("--info", "--layer", "sequential", ARENABLAS_CAPACITY=7)
    assert done.returncode == 0, done.stderr
    rows = {row.split()[0]: row for row in done.stdout.splitlines()}
    assert str(LIBRARY) in rows["arenablas"]
    assert "yes" in rows["preloaded"]
    assert rows["layer"].split()[1:] == ["sequential", "(ARENABLAS_THREADING_LAYER)"]
    assert "7 threads (ARENABLAS_CAPACITY)" in rows["capacity"]
    intercepted = re.search(
        r"^numpy .*\n.*: (\d+) of \d+ routines that it calls are intercepted", done.stdout, re.MULTILINE
    )
    assert intercepted is not None
    assert int(intercepted[1]) > 20
    limited = launch("--info", "--threads", 1, ARENABLAS_CAPACITY=7).stdout
    assert "1 thread (ARENABLAS_NUM_THREADS, of 7 cores)" in limited


def test_info_tells_what_is_not_intercepted(tmp_path: Path) -> None:
    """The C library in place of ours: nothing is intercepted, and that is what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "arenablas._info"], capture_output=True, text=True, env=environment(), check=True
    )
    assert "preloaded  no" in done.stdout
    assert " 0 of " in done.stdout


@pytest.mark.parametrize(
    ("arguments", "variables", "status", "message"),
    [
        (["--layer", "openmp"], {}, 2, "invalid choice"),
        (["--threads", "0"], {}, 2, "not a number of threads: '0'"),
        (["--threads", "many"], {}, 2, "not a number of threads: 'many'"),
        (["--nonsense"], {}, 2, "--nonsense"),
        (["-q", "script.py"], {}, 2, "unknown option -q"),
        (["--info", "script.py"], {}, 2, "no program"),
        (["--threads"], {}, 2, "expected one argument"),
        (["--trace", "/nowhere/trace.json", "-c", "1"], {}, 1, "no trace can be written to /nowhere/trace.json"),
        (["-c", "1"], {"ARENABLAS_LIBRARY": "/nowhere/lib.so"}, 1, "there is no library at /nowhere/lib.so"),
        (["nowhere.py"], {}, 2, "can't open file"),
    ],
)
def test_what_is_missing_is_said(
    arguments: list[str], variables: dict[str, str], status: int, message: str, tmp_path: Path
) -> None:
    done = launch(*arguments, cwd=tmp_path, **variables)
    assert done.returncode == status
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_path_that_the_loader_would_split(tmp_path: Path) -> None:
    spaced = tmp_path / "a folder" / "libarenablas.so.0"
    spaced.parent.mkdir()
    spaced.symlink_to(LIBRARY)
    done = launch("-c", "1", ARENABLAS_LIBRARY=spaced)
    assert done.returncode == 1
    assert "no spaces or colons" in done.stderr


def test_importing_it_takes_no_time() -> None:
    program = (
        "import sys, time; before = set(sys.modules); start = time.perf_counter()\n"
        "import arenablas\n"
        "print(time.perf_counter() - start, set(sys.modules) - before - {'arenablas', '__future__', 'typing'})"
    )
    done = subprocess.run(
        [sys.executable, "-c", "import typing\n" + program],
        capture_output=True,
        text=True,
        env=environment(),
        check=True,
    )
    seconds, _, others = done.stdout.partition(" ")
    assert float(seconds) < 0.02
    assert others == "set()\n"
