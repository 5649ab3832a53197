"""The run in the terminal: a line a cell, then the summaries."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TextIO

from . import targets, words
from .model import Cell, Run
from .plots import by_threads
from .summary import CLOSE, summarise
from .targets import Judgement, Status

WIDTH = 120
LABEL, COLUMN = 28, 9
Paint = Callable[[str, str], str]

BOLD, FAINT, RED, GREEN, YELLOW = "1", "2", "31;1", "32", "33"
COLOURS = {Status.MET: GREEN, Status.NOISE: YELLOW, Status.MISSED: RED, Status.OPEN: FAINT}


def coloured(stream: TextIO) -> Paint:
    """How to colour what goes to `stream`: not at all if it is no terminal, or if that isn't wanted."""
    plain = not stream.isatty() or bool(os.environ.get("NO_COLOR"))
    return lambda text, code: text if plain or not text else f"\033[{code}m{text}\033[0m"


def text(run: Run, paint: Paint) -> str:
    """All of it."""
    lines = [line for suite in run.suites for line in _suite(run, suite, paint)]
    lines += [*_summaries(run, paint), *_targets(run, paint), *_alarms(run, paint)]
    return "\n".join(lines) + "\n"


def _suite(run: Run, suite: str, paint: Paint) -> Iterator[str]:
    """A block for each number of threads and each unit."""
    cells = [cell for family in run.families(suite).values() for cell in family]
    for threads, mine in by_threads(cells).items():
        for unit in dict.fromkeys(cell.unit for cell in mine):
            yield ""
            yield from _block(run, f"{words.suite(suite)}, {words.threads(threads)}", _in(unit, mine), paint)


def _in(unit: str, cells: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell.unit == unit]


def _block(run: Run, title: str, cells: Sequence[Cell], paint: Paint) -> Iterator[str]:
    """A head with the libraries' names, and a line a cell. The best peer's figure has a star."""
    names = [library.name for library in run.present if any(library.name in cell.results for cell in cells)]
    room = (WIDTH - LABEL - 27) // COLUMN
    heads = "".join(f"{_short(run, name):>{COLUMN - 1}} " for name in names[:room])
    beyond = f" (on the page: {', '.join(names[room:])})" if names[room:] else ""
    yield paint(title + beyond, BOLD)
    yield paint(f"{words.UNITS[cells[0].unit]:{LABEL}}{heads}  ÷ best (quartiles)   limit", FAINT)
    for cell in cells:
        yield _cell(run, cell, names[:room], paint)


def _short(run: Run, name: str) -> str:
    """A library's name in a column's width."""
    return "ours" if name == run.ours else name.replace("openblas-", "ob-")[: COLUMN - 1]


def _cell(run: Run, cell: Cell, names: Sequence[str], paint: Paint) -> str:
    ratio = run.ratio(cell)
    label = cell.label if len(cell.label) < LABEL else cell.label[: LABEL - 2] + "…"
    figures = "".join(_figure(cell, name) for name in names)
    if ratio:
        shown = f"{words.ratio(ratio.median):>6} ({words.quartiles(ratio)})"
        code = RED if ratio.median < CLOSE else GREEN if ratio.median >= 1 else ""
    else:
        shown, code = f"{'–':>6}", ""
    line = f"{label:{LABEL}}{figures}  {_pad(paint(shown, code) if code else shown, shown, 18)}"
    line += f"{words.percent(run.fraction(cell)):>8}"
    if cell.wrong:
        line += "\n" + paint(f"  WRONG result of {', '.join(cell.wrong)}", RED)
    if run.slower(cell):
        line += "\n" + paint("  SLOWER than the baseline", YELLOW)
    return line


def _pad(shown: str, plain: str, width: int) -> str:
    """To a width that colours don't count in."""
    return shown + " " * (width - len(plain))


def _figure(cell: Cell, name: str) -> str:
    result = cell.results.get(name)
    if result is None:
        return f"{'–':>{COLUMN - 1}} "
    mark = "!" if not result.right else "*" if name == cell.best_peer else " "
    return f"{words.figure(cell, result.median):>{COLUMN - 1}}{mark}"


def _summaries(run: Run, paint: Paint) -> Iterator[str]:
    """A line a family, and one for all."""
    yield ""
    yield paint("Our speed ÷ the best peer's, cell by cell", BOLD)
    yield paint(f"{'':28}{'cells':>6}{'mean':>7}{'< 0.95':>8}{'< 1':>5}{'limit':>8}   worst", FAINT)
    groups = [
        (f"{words.suite(suite)}: {family} × {threads}", mine)
        for suite in run.suites
        for family, cells in run.families(suite).items()
        for threads, mine in by_threads(cells).items()
    ]
    for name, cells in [*groups, ("all", run.cells)]:
        found = summarise(run, cells)
        if found.worst is None:
            continue
        worst = found.worst.ratio.median
        line = f"{name:28}{len(found.judged):6}{words.ratio(found.mean):>7}{found.below(CLOSE) or '':>8}"
        line += f"{found.below(1.0) or '':>5}{words.percent(found.fraction):>8}   "
        where = f"{words.ratio(worst)} {words.name(found.worst.cell)}"
        yield line + (paint(where, RED) if worst < CLOSE else where)


def _targets(run: Run, paint: Paint) -> Iterator[str]:
    yield ""
    yield paint("Targets", BOLD)
    for verdict in targets.judge(run):
        yield _target(verdict, paint)


def _target(verdict: Judgement, paint: Paint) -> str:
    target, measured = verdict.target, verdict.measured
    status = paint(f"{verdict.status.value:>12}", COLOURS[verdict.status])
    line = f"{status}  {target.area + ': ' + target.what:68} ≥ {words.ratio(target.floor)}"
    if measured is None:
        return line
    return f"{line}  {words.measured(measured.median):>5}  {verdict.met} of {words.count(verdict.cells, 'cell')}"


def _alarms(run: Run, paint: Paint) -> Iterator[str]:
    wrong = sum(bool(cell.wrong) for cell in run.cells)
    if wrong:
        yield paint(f"\n{words.count(wrong, 'cell')} with WRONG results", RED)
    if run.regressions:
        yield paint(f"\n{words.count(len(run.regressions), 'cell')} SLOWER than the baseline", YELLOW)
