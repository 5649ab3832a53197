"""Counts the instructions of small calls with callgrind and compares them with a baseline (scripts/instructions.sh).

A count is that of the process with many calls, less that of the same process with few, divided by the difference: what
start-up and preparation take cancels out, and what the client itself does for a call (some ten instructions) stays in.
The counts are of the AVX2 kernels, which valgrind can run, on one thread. Another compiler makes other code, so counts
are held against the baseline only where that was made by the same rustc.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BASELINE = ROOT / "benches" / "instructions.json"
RESULT = ROOT / "build" / "instructions.json"
FEW, MANY = 100, 600
TOLERANCE = 1.03  # a few per cent: code moves a little when something else changes
CELLS = [
    *(("dgemm", {"n": n}) for n in (4, 8, 16)),
    ("sgemm", {"n": 8}),
    ("zgemm", {"n": 4}),
    ("dsyrk", {"n": 8}),
    ("dtrsm", {"n": 8}),
    ("dgemv", {"n": 8}),
    ("dger", {"n": 8}),
    ("dtrsv", {"n": 8}),
    *((routine, {"n": 16}) for routine in ("ddot", "daxpy", "dnrm2", "idamax")),
    *((routine, {"n": 8}) for routine in ("dgeqrf", "dpotrf", "dgetrf")),
]


def instructions(client: str, library: str, routine: str, params: dict, calls: int) -> int | None:
    """What the whole process executes with so many calls; none if the library lacks the routine."""
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", client, library]
    command += ["--count", routine, json.dumps(params), str(calls)]
    environment = {**os.environ, "ARENABLAS_ISA": "avx2", "ARENABLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if "no symbol" in done.stderr:
        return None
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or not found:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
    return int(found[1])


def count(client: str, library: str) -> dict[str, int]:
    """Instructions of a call, by label."""
    counts = {}
    for routine, params in CELLS:
        few, many = (instructions(client, library, routine, params, calls) for calls in (FEW, MANY))
        if few is not None and many is not None:
            counts[f"{routine} {params['n']}"] = round((many - few) / (MANY - FEW))
    return counts


def compare(counts: dict[str, int], baseline: dict[str, int]) -> list[str]:
    """Prints the table; returns the labels that got worse or went missing."""
    worse = []
    print(f"{'call':<12} {'now':>8} {'before':>8}")
    for label in sorted({*counts, *baseline}, key=[*counts, *baseline].index):
        now, before = counts.get(label), baseline.get(label)
        note = ""
        if before is not None and (now is None or now > before * TOLERANCE + 1):
            worse.append(label)
            note = "  WORSE"
        elif now is not None and before is not None and now * TOLERANCE + 1 < before:
            note = "  better: --update keeps it so"
        print(f"{label:<12} {'-' if now is None else now:>8} {'-' if before is None else before:>8}{note}")
    return worse


def main() -> int:
    parser = argparse.ArgumentParser(description="Counts instructions of small calls.")
    parser.add_argument("client")
    parser.add_argument("library")
    parser.add_argument("--update", action="store_true", help="make the result the baseline")
    arguments = parser.parse_args()
    rustc = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    counts = count(arguments.client, arguments.library)
    result = json.dumps({"rustc": rustc, "isa": "avx2", "counts": counts}, indent=2) + "\n"
    RESULT.write_text(result)
    baseline = json.loads(BASELINE.read_text()) if BASELINE.exists() else {"rustc": None, "counts": {}}
    worse = compare(counts, baseline["counts"])
    if arguments.update:
        BASELINE.write_text(result)
        return 0
    if worse and baseline["rustc"] != rustc:
        print(f"not judged: the baseline is of {baseline['rustc']}, this is {rustc}")
        return 0
    if worse:
        print(f"more instructions than before: {', '.join(worse)}", file=sys.stderr)
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
