"""The composability demo: a Python thread pool around LAPACK calls that are parallel themselves, that is
pool = ThreadPool(10); pool.map(np.linalg.qr, [random((256, 256)) for i in range(10)])

--article runs three trials, as A. Malakhov and others do in "Composable Multi-Threading and Multi-Processing for
Numeric Libraries" (SciPy 2018) with Python as it is, python -m smp, and python -m tbb: here they are NumPy as it comes,
and the launcher with the policies static and composable.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from configurations import ARTICLE, SETTINGS, Comparison
from machine import machine
from plot import plot
from rounds import Run, Task, run_rounds
from summary import Row, speed_up, summarise, table
from verify import faults

PLOTS = Path(__file__).resolve().parents[2] / "build/demo"


def main() -> int:
    options = _options()
    comparison = ARTICLE if options.article else SETTINGS
    task = Task(str(options.library.resolve()), options.size, options.matrices, options.pool, options.time)
    title = f"ThreadPool({task.pool}).map(np.linalg.qr, {task.matrices} × {task.size}×{task.size})"
    print(f"\n{title}\n{machine()}")
    count = len(comparison.configurations)
    print(f"{options.rounds} rounds of {count} configurations by turns, each in a fresh process\n")
    runs = _run(comparison, options.rounds, task)
    rows = summarise(runs)
    print(f"\n{table(rows)}\n")
    wrong = faults(runs, task.library)
    _report(comparison, rows, runs, wrong)
    file = options.plot or PLOTS / f"{comparison.name}.png"
    plot(rows, title, machine(), file)
    print(f"Plot: {file}")
    if options.json:
        _write_json(options.json, title, rows, wrong)
    return 1 if wrong else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/demo.sh", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--article", action="store_true", help="the article's three trials")
    parser.add_argument("--size", type=_positive, default=256, help="rows and columns of a matrix (256)")
    parser.add_argument("--pool", type=_positive, default=10, help="threads of the Python pool (10)")
    parser.add_argument("--matrices", type=_positive, default=10, help="matrices a map (10)")
    parser.add_argument("--rounds", type=_positive, default=5, help="processes a configuration (5)")
    parser.add_argument("--time", type=float, default=1.0, metavar="S", help="seconds of maps a process (1)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures there")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="where the plot goes (into build/demo)")
    parser.add_argument("--library", type=Path, required=True, help=argparse.SUPPRESS)
    return parser.parse_args()


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _run(comparison: Comparison, rounds: int, task: Task) -> list[Run]:
    """All runs, with a line of progress for each."""
    runs = []
    for number, run in run_rounds(comparison.configurations, rounds, task):
        runs.append(run)
        done = f"[{len(runs):2d}/{rounds * len(comparison.configurations)}] round {number}"
        print(f"{done}: {run.configuration.name:32} {run.median:9.1f} ms a map", flush=True)
    return runs


def _report(comparison: Comparison, rows: list[Row], runs: list[Run], wrong: list[str]) -> None:
    """Says in words what the table shows."""
    files = {run.configuration.preload: run.binding[0] for run in runs}
    print("The dgeqrf that NumPy calls, read from the slot that its linalg module calls through, is in")
    print(f"  {files[False]} (NumPy as it comes)")
    print(f"  {files[True]} (arenablas)")
    if wrong:
        print("WRONG:", *wrong, sep="\n  ")
    else:
        print("On arenablas NumPy's factors are bit for bit those of our dgeqrf and dorgqr called past NumPy, the same")
        print("bits in all its settings, and other bits than NumPy's own library gives. All are right.")
    print()
    for of, over in comparison.ratios:
        print(f"{of.name} is {speed_up(rows, of, over):.2f} × as fast as {over.name}")


def _write_json(file: Path, title: str, rows: list[Row], wrong: list[str]) -> None:
    figures = {"title": title, "machine": machine(), "faults": wrong, "rows": [asdict(row) for row in rows]}
    file.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.exit(main())
