"""The composability grid: pools of 1 to 32 threads, each with matrices of order 64 to 1024 to factor or multiply. Is
the default, with nothing set, as fast as the best that tuning by hand finds, and as NumPy's own OpenBLAS?
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import cells
import report
import settings
from cells import Cell
from configurations import Configuration
from host import stolen
from machine import machine
from process import Process
from record import Record
from turns import Figures, measure
from verdict import Verdict, forced_verdict, grid_verdict

ROOT = Path(__file__).resolve().parents[2]
SERVER = Path(__file__).with_name("server.py")
CELL_SECONDS, QUICK_CELL_SECONDS = 3.5, 1.5
AGAIN = 3  # a cell that misses a target, or nearly, is measured again for so many times as long …
AGAIN_SHARE = 0.5  # … while all of that takes no more than this share of the time that the first look took


def main() -> int:
    options = _options()
    if options.render:
        record = Record.load(options.render)
    else:
        record = _run(options)
        options.json.parent.mkdir(parents=True, exist_ok=True)
        record.save(options.json)
        print(f"\nFigures: {options.json}")
    print(report.terminal(record))
    if options.docs:
        for file in report.write(record, options.docs):
            print(file)
    return 1 if any(verdict.misses for verdict in (*record.grid, *record.forced)) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/composability.sh", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few cells, some three minutes")
    parser.add_argument("--only", default="", metavar="TEXT", help="only cells whose name contains this")
    parser.add_argument("--part", choices=("grid", "forced"), help="only this part")
    parser.add_argument(
        "--seconds",
        type=float,
        metavar="S",
        help=f"for the turns of a cell ({CELL_SECONDS}; {QUICK_CELL_SECONDS} if quick)",
    )
    parser.add_argument("--docs", type=Path, metavar="FOLDER", help="write COMPOSABILITY.md and its picture there")
    parser.add_argument("--render", type=Path, metavar="JSON", help="measure nothing: report the figures of a past run")
    default_json = ROOT / "build" / "composability" / "figures.json"
    parser.add_argument("--json", type=Path, default=default_json, metavar="FILE", help="where the figures go")
    parser.add_argument("--library", type=Path, required=True, help=argparse.SUPPRESS)
    return parser.parse_args()


def _run(options: argparse.Namespace) -> Record:
    cores = len(os.sched_getaffinity(0))
    budget = options.seconds or (QUICK_CELL_SECONDS if options.quick else CELL_SECONDS)
    library = str(options.library.resolve())
    tuned = settings.hand_tuned(cores)
    steal, start = stolen(), time.monotonic()
    load = os.getloadavg()[0]
    print(f"{machine()}\nload average {load:.2f} before\n")

    def part(
        name: str,
        selected: Iterable[Cell],
        wanted: Iterable[Configuration],
        judge: Callable[[Cell, dict[str, Figures]], Verdict],
    ) -> list[Verdict]:
        selected = [cell for cell in selected if options.only in cell.name]
        if options.part not in (None, name) or not selected:
            return []
        return _measure_all(selected, wanted, library, judge, budget)

    grid_cells = cells.quick() if options.quick else cells.full()
    forced_cells = [cell for cell in cells.forced() if not options.quick or cell.n == 256]
    return Record(
        grid=part("grid", grid_cells, settings.grid(cores), lambda c, f: grid_verdict(c, f, tuned, cores)),
        forced=part("forced", forced_cells, settings.FORCED, lambda c, f: forced_verdict(c, f, cores)),
        machine=machine(),
        cores=cores,
        load_average=load,
        seconds=time.monotonic() - start,
        stolen=stolen() - steal,
    )


def _measure_all(
    selected: list[Cell],
    wanted: Iterable[Configuration],
    library: str,
    judge: Callable[[Cell, dict[str, Figures]], Verdict],
    budget: float,
) -> list[Verdict]:
    """All cells; then those over a limit, or close to it, once more and longer, which counts."""
    verdicts = {}
    with contextlib.ExitStack() as stack:
        processes = [stack.enter_context(_start(setting, library)) for setting in wanted]

        def look(cell: Cell, seconds: float, progress: str) -> None:
            verdicts[cell] = judge(cell, measure(cell, processes, seconds))
            print(f"[{progress}] {report.line(verdicts[cell])}", flush=True)

        start = time.monotonic()
        for number, cell in enumerate(selected, 1):
            look(cell, budget, f"{number}/{len(selected)}")
        now = time.monotonic()
        deadline = now + AGAIN_SHARE * (now - start)
        close = [cell for cell in selected if verdicts[cell].close]
        close.sort(key=lambda cell: not verdicts[cell].misses)  # those that miss first
        for number, cell in enumerate(close, 1):
            if time.monotonic() < deadline:
                look(cell, AGAIN * budget, f"again {number}/{len(close)}")
    return list(verdicts.values())


def _start(setting: Configuration, library: str) -> Process:
    return Process(setting.name, [sys.executable, str(SERVER)], setting.environment(library))


if __name__ == "__main__":
    sys.exit(main())
