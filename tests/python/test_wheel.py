"""The package's wheel: what is in it, for whom it is, and that it works where it is unpacked."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from launching import SOURCES, environment


def test_a_wheel_for_any_python(tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    # The package is built where its sources are, so that they find the repository's Cargo.toml.
    subprocess.run([*build, "--wheel-dir", tmp_path, SOURCES.parent], env=environment(), check=True)
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.name.endswith("-py3-none-linux_x86_64.whl")
    unpacked = tmp_path / "unpacked"
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        archive.extractall(unpacked)
    sources = {f"arenablas/{name}" for name in ("py.typed", "_launcher.py", "_startup/sitecustomize.py")}
    assert {"arenablas/libarenablas.so.0", *sources} <= names
    variables = environment(PYTHONPATH=unpacked, ARENABLAS_LIBRARY=None)
    command = [sys.executable, "-m", "arenablas", "-c", "import os; print(os.environ['LD_PRELOAD'])"]
    done = subprocess.run(command, capture_output=True, text=True, env=variables, check=True)
    assert done.stdout == f"{unpacked / 'arenablas/libarenablas.so.0'}\n"
    assert not done.stderr
