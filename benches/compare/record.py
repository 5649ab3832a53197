"""A run's record: plain JSON, which the reports and later runs read."""

from __future__ import annotations

import functools
import json
import os
import platform
import subprocess
from pathlib import Path

from host import processor
from libraries import Library
from limits import Limits
from suites import Cell
from turns import Measured

FORMAT = 1
ROOT = Path(__file__).resolve().parents[2]


def load(file: Path) -> dict:
    """A record that this version can read."""
    record = json.loads(file.read_text())
    if record.get("format") != FORMAT:
        raise SystemExit(f"{file} is not a record of this version of the comparison")
    return record


def save(record: dict, file: Path) -> None:
    """With a newline at its end."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(record, indent=1, ensure_ascii=False, allow_nan=False) + "\n")


def machine() -> dict:
    """What this runs on."""
    compiler = subprocess.run(["rustc", "--version"], capture_output=True, text=True)
    governor = Path("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")
    return {
        "cpu": processor(),
        "cores": len(os.sched_getaffinity(0)),
        "kernel": platform.release(),
        "compiler": compiler.stdout.strip(),
        "frequency_ghz": None,  # measured with the limits
        "governor": governor.read_text().strip() if governor.exists() else None,
        **{f"l{level}": cache(level) for level in (1, 2, 3)},
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "load_before": os.getloadavg()[0],
    }


@functools.cache
def cache(level: int) -> int:
    """Bytes of the data cache of this level, 0 where there is none. (What the C library says of a shared cache may be
    that of the host rather than of this virtual machine.)"""
    for index in Path("/sys/devices/system/cpu/cpu0/cache").glob("index*"):
        if (index / "level").read_text().strip() == str(level) and (index / "type").read_text() != "Instruction\n":
            return 1024 * int((index / "size").read_text().strip().removesuffix("K"))
    return 0


def instructions(which: Library) -> list[dict]:
    """What scripts/instructions.sh counted of this build, if it was run since."""
    file = ROOT / "build" / "instructions.json"
    if not file.exists() or which.file is None or file.stat().st_mtime < which.file.stat().st_mtime:
        return []
    counts = json.loads(file.read_text())["counts"]
    return [{"label": label, "count": count} for label, count in counts.items()]


def library(which: Library, threads: list[int], about: dict) -> dict:
    """One that takes part, or that should."""
    config = about.get("config")
    return {
        "name": which.name,
        "title": which.title,
        "version": which.version or (config.split()[-1] if which.ours and config else ""),
        "config": config,
        "core": about.get("core"),
        "layer": about.get("layer"),
        "path": which.file.name if which.file else None,
        "threads": [count for count in threads if which.takes_part(count)],
        "ours": which.ours,
        "missing": about.get("missing", which.missing),
    }


def cell(which: Cell, threads: int, measured: Measured, limits: Limits, peers: set[str]) -> dict:
    """A cell that was measured. A library with a wrong answer has figures, but no ratio."""
    right = [name for name, figures in measured.figures.items() if figures.right]
    ours_is_right = next(iter(measured.figures)) in right
    ratios = {name: ratio.json() for name, ratio in measured.ratios().items() if name in right and ours_is_right}
    best = min(
        (name for name in ratios if name in peers or not peers),
        key=lambda name: ratios[name]["median"],
        default=None,
    )
    return {
        "suite": which.suite,
        "family": which.family,
        "routine": which.routine,
        "shape": which.shape,
        "size": which.size,
        "params": which.params,
        "label": which.label,
        "threads": threads,
        "flops": measured.flops,
        "bytes": measured.bytes,
        "unit": which.unit,
        "limit": limits.of(which, measured.bytes, max(cache(2), cache(3))),
        "results": {name: figures.json() for name, figures in measured.figures.items()},
        "ratios": ratios,
        "best_peer": best,
    }
