"""scripts/demo --article, in small: its three trials run, are what they are called, and their answers are right."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from launching import SOURCES, environment
from preload import HERE, LIBRARY, LIMIT_SECONDS

SCRIPTS = HERE.parents[1] / "scripts"


def test_the_articles_trials(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    figures, plot = tmp_path / "figures.json", tmp_path / "plot.png"
    small = ["--article", "--rounds", "1", "--time", "0.01", "--size", "48", "--matrices", "4", "--pool", "3"]
    done = subprocess.run(
        [sys.executable, SCRIPTS / "demo", "--library", LIBRARY, *small, "--json", figures, "--plot", plot],
        env=environment(PYTHONPATH=f"{SCRIPTS / 'measuring'}:{SOURCES}"),
        capture_output=True,
        text=True,
        timeout=LIMIT_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(figures.read_text())
    assert not found["faults"]
    numpy, static, composable = found["rows"]
    assert not numpy["configuration"]["preload"] and numpy["call_threads"] is None
    assert static["call_threads"] == max(1, composable["call_threads"] // 3)
    assert plot.stat().st_size > 0
