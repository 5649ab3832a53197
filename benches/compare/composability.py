"""The composability grid, which is a program of its own: its figures become part of the record."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
QUICK = ("--quick", "--part", "grid", "--only", "256, 4 callers", "--seconds", "1")


def composability(library: Path, quick: bool) -> dict | None:
    """What scripts/composability records; none if it failed, which it has said why. A missed target is no failure."""
    modules = os.pathsep.join(str(ROOT / "scripts" / name) for name in ("measuring", "demo"))
    with tempfile.TemporaryDirectory() as scratch:
        figures = Path(scratch, "figures.json")
        grid = [sys.executable, str(ROOT / "scripts" / "composability"), "--library", str(library)]
        subprocess.run(
            [*grid, *(QUICK if quick else ("--quick",)), "--json", str(figures)],
            env=os.environ | {"PYTHONPATH": modules},
            stdout=subprocess.DEVNULL,
        )
        return json.loads(figures.read_text()) if figures.exists() else None
