"""The composability demo: a Python thread pool around LAPACK calls that are parallel themselves, that is
pool = ThreadPool(10); pool.map(np.linalg.qr, [random((256, 256)) for i in range(10)])
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from configurations import ALL, CAPACITY_8, DEFAULT, NUMPY, NUMPY_ONE_THREAD
from machine import machine
from plot import plot
from rounds import Run, Task, run_rounds
from summary import Row, speed_up, summarise, table
from verify import faults

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    options = _options()
    task = Task(str(options.library.resolve()), options.size, options.matrices, options.pool, options.time)
    title = f"ThreadPool({task.pool}).map(np.linalg.qr, {task.matrices} × {task.size}×{task.size})"
    print(f"\n{title}\n{machine()}")
    print(f"{options.rounds} rounds of {len(ALL)} configurations by turns, each in a fresh process\n")
    runs = _run(options.rounds, task)
    rows = summarise(runs)
    print(f"\n{table(rows)}\n")
    wrong = faults(runs, task.library)
    _report(rows, runs, wrong)
    plot(rows, title, machine(), options.plot)
    print(f"Plot: {options.plot}")
    if options.json:
        _write_json(options.json, title, rows, wrong)
    return 1 if wrong else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/demo.sh", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=_positive, default=256, help="rows and columns of a matrix (256)")
    parser.add_argument("--pool", type=_positive, default=10, help="threads of the Python pool (10)")
    parser.add_argument("--matrices", type=_positive, default=10, help="matrices a map (10)")
    parser.add_argument("--rounds", type=_positive, default=5, help="processes a configuration (5)")
    parser.add_argument("--time", type=float, default=1.0, metavar="S", help="seconds of maps a process (1)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures there")
    default_plot = ROOT / "build" / "demo" / "composability.png"
    parser.add_argument("--plot", type=Path, metavar="FILE", default=default_plot, help="where the plot goes")
    parser.add_argument("--library", type=Path, required=True, help=argparse.SUPPRESS)
    return parser.parse_args()


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _run(rounds: int, task: Task) -> list[Run]:
    """All runs, with a line of progress for each."""
    runs = []
    for number, run in run_rounds(ALL, rounds, task):
        runs.append(run)
        done = f"[{len(runs):2d}/{rounds * len(ALL)}] round {number}"
        print(f"{done}: {run.configuration.name:32} {run.median:9.1f} ms a map", flush=True)
    return runs


def _report(rows: list[Row], runs: list[Run], wrong: list[str]) -> None:
    """Says in words what the table shows."""
    files = {run.configuration: run.binding[0] for run in runs}
    print("The dgeqrf that NumPy calls, read from the slot that its linalg module calls through, is in")
    print(f"  {files[NUMPY]} (NumPy as it comes)")
    print(f"  {files[DEFAULT]} (arenablas)")
    if wrong:
        print("WRONG:", *wrong, sep="\n  ")
    else:
        print("On arenablas NumPy's factors are bit for bit those of our dgeqrf and dorgqr called past NumPy, the same")
        print("bits in every layer and capacity, and other bits than NumPy's own library gives. All are right.")
    print("\narenablas with nothing set")
    print(f"  over NumPy as it comes:     {speed_up(rows, DEFAULT, NUMPY):6.2f} × as fast")
    print(f"  over NumPy with one thread: {speed_up(rows, DEFAULT, NUMPY_ONE_THREAD):6.2f} × as fast")
    print(f"  ARENABLAS_CAPACITY=8 takes  {speed_up(rows, DEFAULT, CAPACITY_8):6.2f} × its time")


def _write_json(file: Path, title: str, rows: list[Row], wrong: list[str]) -> None:
    figures = {"title": title, "machine": machine(), "faults": wrong, "rows": [asdict(row) for row in rows]}
    file.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.exit(main())
