"""Prints the figures, and whether each is what was asked for. Exit status 1 if one is not."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles

import tasks
from host import processor
from process import Process
from settings import CORES, GOALS, LAUNCHER, Setting
from tracing.summary import summarise
from tracing.timeline import build, read

LIMIT_SECONDS = 60  # for one answer: whoever takes longer hangs
OVER = 0.02  # the part of the time for which more threads may be at work than there are cores: while they change places


def main() -> int:
    options = _options()
    print(f"{processor()}, {CORES} cores")
    good = [compare(load, options) for load in options.load or GOALS]
    if options.tasks:
        good.append(print_tasks())
    if options.trace:
        good += [trace(load) for load in options.load or GOALS]
    if options.repetitions:
        good += [repeat(load, options.repetitions) for load in options.load or GOALS]
    return 0 if all(good) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/python_figures.sh", description=__doc__)
    parser.add_argument("--load", action="append", choices=GOALS, help="only this one (may be given again)")
    parser.add_argument("--rounds", type=int, default=7, help="turns that each setting gets; 0: no timing")
    parser.add_argument("--seconds", type=float, default=0.4, help="that a turn takes")
    parser.add_argument("--tasks", action="store_true", help="also what a trivial task costs")
    parser.add_argument("--trace", action="store_true", help="also a trace of each load, and what it says")
    parser.add_argument("--repetitions", type=int, default=0, metavar="N", help="also N repetitions without a hang")
    return parser.parse_args()


def compare(load: str, options: argparse.Namespace) -> bool:
    """The launcher against the others, by turns, there and back again: medians of the turns' medians."""
    if options.rounds == 0:
        return True
    others, goal = GOALS[load]
    # The same again: what it seems to lose or gain against itself is the noise.
    settings = (LAUNCHER, replace(LAUNCHER, name="the same again"), *others)
    turns: list[list[float]] = [[] for _ in settings]
    children = [_child(load, setting) for setting in settings]
    try:
        order = list(zip(children, turns, strict=True))
        for turn in range(options.rounds):
            for child, times in order[:: -1 if turn % 2 else 1]:
                answer = child.ask("time", LIMIT_SECONDS, seconds=options.seconds)
                times.append(median(answer["milliseconds"]))
    finally:
        for child in children:
            child.end()
    print(f"\n{load}")
    for setting, times in zip(settings, turns, strict=True):
        print(f"  {setting.name:32} {median(times):8.2f} ms  ({min(times):.2f} to {max(times):.2f})")
    best = min(turns[2:], key=median)
    ratios = [theirs / ours for ours, theirs in zip(turns[0], best, strict=True)]
    low, ratio, high = quantiles(ratios, method="inclusive") if len(ratios) > 1 else ratios * 3
    print(f"  {ratio:.2f} ({low:.2f} to {high:.2f}) times as fast as the best of the others; asked for: {goal:.2f}")
    return ratio >= goal


def print_tasks() -> bool:
    """All ways, in pools of one thread, of two, and of ten; on all cores, and on one."""
    ratios = []
    for cores, where in ((nullcontext, "on all cores"), (tasks.on_one_core, "on one core")):
        print(f"\na trivial task {where}, µs: standard pool, ours, ratio")
        for threads in (1, 2, 10):
            with cores():
                found = tasks.figures(threads)
            for way, (standard, ours) in found.items():
                ratios.append(ours / standard)
                print(f"  {threads:2} threads  {way:18} {standard:8.2f} {ours:8.2f}  {ratios[-1]:.2f}")
    print(f"  median ratio {median(ratios):.2f}; asked for: 1.00 at most")
    return median(ratios) <= 1


def trace(load: str) -> bool:
    """How long more threads were at work than there are cores, by a trace of all calls."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "trace.json"
        setting = replace(LAUNCHER, launcher=("--trace", str(file)))
        _run(load, setting, '{"seconds": 0.5}\n')
        summary = summarise(build(read(file)))
    over = summary.callers_over_capacity / summary.in_calls
    print(f"\n{load}: {over:.2%} of the time in calls more threads at work than the {summary.capacity} there may be")
    return over <= OVER


def repeat(load: str, times: int) -> bool:
    """Whether it always comes to an end."""
    try:
        _run(load, LAUNCHER, '{"seconds": 0}\n' * ((times + 1) // 2), patience=LIMIT_SECONDS * 10)
    except subprocess.TimeoutExpired:
        print(f"\n{load}: hangs")
        return False
    print(f"\n{load}: {times} repetitions without a hang")
    return True


def _child(load: str, setting: Setting) -> Process:
    return Process(setting.name, setting.command(load), setting.environment())


def _run(load: str, setting: Setting, orders: str, patience: float = LIMIT_SECONDS) -> None:
    subprocess.run(
        setting.command(load),
        env=setting.environment(),
        input=orders,
        stdout=subprocess.DEVNULL,
        text=True,
        check=True,
        timeout=patience,
    )


if __name__ == "__main__":
    sys.exit(main())
