"""Numba's loops on our threading layer with nothing set, beside Numba's own layers in all settings that one might
choose: with our library or SciPy's OpenBLAS, and the cores given to the loop, to BLAS, or to both.

A time is the median of a setting's rounds; settings take turns. scripts/numba_figures.sh prepares what this needs.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from host import clean_environment
from process import Process

ROOT = Path(__file__).resolve().parents[2]
SERVER = Path(__file__).with_name("server.py")
LAYERS = ("workqueue", "omp", "tbb")
OURS = "arenablas"


class Case(NamedTuple):
    """A prange loop of so many products of matrices of this order; of order 0, one that does next to nothing."""

    order: int
    count: int

    def __str__(self) -> str:
        return f"{self.count} × {self.order}²" if self.order else "empty loop"


CASES = (Case(0, 0), Case(64, 500), Case(128, 100), Case(256, 16), Case(512, 4), Case(1024, 2), Case(1024, 3))


def settings(library: str, layers: list[str]) -> dict[str, dict[str, str]]:
    """What each sets in the environment."""
    preload = {"LD_PRELOAD": library, "ARENABLAS_LIBRARY": library}
    libraries = (("arenablas", "ARENABLAS_NUM_THREADS", preload), ("OpenBLAS", "OPENBLAS_NUM_THREADS", {}))
    found = {OURS: preload}
    for layer in layers:
        for library, variable, variables in libraries:
            base = variables | {"NUMBA_THREADING_LAYER": layer}
            found[f"{layer}, {library}"] = base
            found[f"{layer}, {library} on one thread"] = base | {variable: "1"}
            found[f"{layer} on one thread, {library}"] = base | {"NUMBA_NUM_THREADS": "1"}
    return found


def main() -> None:
    """Prints a line a case."""
    parser = argparse.ArgumentParser(prog="scripts/numba_figures.sh", description=__doc__)
    parser.add_argument("--library", required=True)
    parser.add_argument("--layers", nargs="+", default=LAYERS, choices=LAYERS, help="of Numba's, to compare with")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--time", type=float, default=0.1, metavar="S", help="of a setting in a round")
    parser.add_argument("--all", action="store_true", help="print the times of all settings")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        common = clean_environment() | {"NUMBA_CACHE_DIR": cache, "PYTHONPATH": str(ROOT / "python/src")}
        common["LD_LIBRARY_PATH"] = f"{sys.prefix}/lib"  # where the package puts TBB, and the loader doesn't look
        command = [sys.executable, str(SERVER)]
        every = settings(options.library, options.layers)
        processes = {name: Process(name, command, common | variables) for name, variables in every.items()}
        for name, process in processes.items():
            process.ask("prepare", layer=every[name].get("NUMBA_THREADING_LAYER", OURS))
        print(f"{'loop':14}{OURS:>12}{'best other':>12}{'ratio':>8}  of")
        for case in CASES:
            times = {name: [] for name in processes}
            for _ in range(options.rounds):
                for name, process in processes.items():
                    times[name].append(process.ask("time", **case._asdict(), seconds=options.time)["median"])
            _print(case, {name: statistics.median(rounds) for name, rounds in times.items()}, options.all)
        for process in processes.values():
            process.end()


def _print(case: Case, seconds: dict[str, float], all_of_them: bool) -> None:
    best = min(seconds.keys() - {OURS}, key=seconds.__getitem__)
    ours, other = seconds[OURS] * 1e6, seconds[best] * 1e6
    print(f"{case!s:14}{ours:9.1f} µs{other:9.1f} µs{ours / other:8.2f}  {best}", flush=True)
    if all_of_them:
        for name in sorted(seconds, key=seconds.__getitem__):
            print(f"{seconds[name] * 1e6:23.1f} µs  {name}")


if __name__ == "__main__":
    main()
