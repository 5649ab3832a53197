"""What a library costs before it computes anything: fresh processes that load it, and call it once."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from libraries import Library

PROBE = Path(__file__).with_name("startup_probe.py")
PROCESSES, QUICK_PROCESSES = 9, 3


def startup(libraries: Sequence[Library], threads: int, quick: bool) -> Iterator[dict]:
    """Medians over some processes, by turns: A B C A B C …"""
    probes: dict[str, list[dict]] = {library.name: [] for library in libraries}
    for _ in range(QUICK_PROCESSES if quick else PROCESSES):
        for library in libraries:
            probe = _probe(library, threads)
            if probe:
                probes[library.name].append(probe)
    for name, found in probes.items():
        if found:
            yield {"library": name} | {key: statistics.median(probe[key] for probe in found) for key in found[0]}


def _probe(library: Library, threads: int) -> dict | None:
    symbol = f"{library.names.prefix}dgemm{library.names.suffix}"
    command = [sys.executable, "-I", "-S", str(PROBE), str(library.file), symbol, str(library.names.integer)]
    done = subprocess.run(command, env=library.surroundings(threads), capture_output=True, text=True, timeout=60)
    return json.loads(done.stdout) if done.returncode == 0 else None
