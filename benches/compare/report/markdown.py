"""docs/PERFORMANCE.md and its pictures, from the record of a full run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from . import palette, plots, targets, words
from .model import Cell, Library, Run, series
from .palette import Pen
from .plots import A_CURVE, Picture
from .summary import CLOSE, summarise
from .targets import Judgement, Status

PAGE, PICTURES = "PERFORMANCE.md", "performance"


def write(run: Run, folder: Path) -> list[Path]:
    """The page, and a folder of pictures, in which nothing else is left."""
    pictures = folder / PICTURES
    pictures.mkdir(parents=True, exist_ok=True)
    for old in pictures.glob("*.svg"):
        old.unlink()
    drawn = dict(_pictures(run))
    files = []
    for name, picture in drawn.items():
        files.append(pictures / f"{name}.svg")
        files[-1].write_text(picture + "\n", encoding="utf-8")
    page = folder / PAGE
    page.write_text("\n\n".join(_parts(run, drawn)) + "\n", encoding="utf-8")
    return [page, *files]


def _pictures(run: Run) -> Iterator[tuple[str, str]]:
    """Their names, and what is in their files."""
    pens = palette.pens(run.present)
    groups = plots.suite_groups(run)
    if groups:
        yield "overview", plots.together([plots.overview(run, groups, "")], 1, "All cells by suite", (), pens)
    for suite in run.suites:
        if suite == "scaling":
            shown = plots.over_threads(run, pens)
            if shown:
                yield suite, plots.together(shown, min(3, len(shown)), words.suite(suite), _shown(run, suite), pens)
            continue
        for family, cells in run.families(suite).items():
            chosen = _chosen(run, cells, pens)
            if chosen:
                columns = 2 if chosen[0].width < 600 else 1
                label = f"{words.suite(suite)}: {family}"
                yield f"{suite}-{family}", plots.together(chosen, columns, label, _shown(run, suite), pens)
    grid = plots.composability(run)
    if grid:
        yield "composability", plots.together(grid, len(grid), "Composability", (), pens)


def _chosen(run: Run, cells: Sequence[Cell], pens: dict[str, Pen]) -> list[Picture]:
    """The first curve of each precision, on each number of threads; without a curve the family's cells by line, if its
    suite is about shapes rather than sizes."""
    curves = [line for line in series(cells) if len(line.cells) >= A_CURVE]
    first: dict[str, str] = {}
    for line in curves:
        first.setdefault(line.routine, line.variant)
    chosen = [plots.over_size(run, line, pens) for line in curves if first[line.routine] == line.variant]
    return chosen or (plots.family(run, cells, pens) if cells[0].suite == "skinny" else [])


def _shown(run: Run, suite: str) -> list[Library]:
    timed = {name for cell in run.cells if cell.suite == suite for name in cell.results}
    return [library for library in run.present if library.name in timed]


def _parts(run: Run, drawn: dict[str, str]) -> Iterator[str]:
    record = run.record
    yield "# Performance"
    yield (
        f"Written by `{record['command']}` on {record['date'][:10]}, from one run of"
        f" {words.duration(record['seconds'])}. Do not edit; run it on your own machine."
    )
    about = filter(None, (words.machine(run), words.caches(run), words.quiet(run)))
    yield "  \n".join(f"{line}." for line in about)
    yield from _alarms(run)
    yield "## Targets\n" + _markdown(
        ["", "asked", "at least", "measured", "cells", ""], map(_target, targets.judge(run))
    )
    if "overview" in drawn:
        yield f"## Overview\n{_METHOD}\n\n{_image('overview', 'all cells by suite')}"
    yield "## Who is compared\n" + _libraries(run)
    for suite in run.suites:
        yield from _suite(run, suite, drawn)
    if "composability" in drawn:
        yield "## Composability\n" + _image("composability", "composability grid")
    if record.get("startup"):
        yield "## Start-up\n" + _startup(run)


_METHOD = """A dot is a cell: one call, timed by turns in all libraries, its ratio taken turn by turn; above 1 we are
faster than the best peer in that cell. How it is measured is in [benches/README.md](../benches/README.md)."""


def _alarms(run: Run) -> Iterator[str]:
    wrong = [cell for cell in run.cells if cell.wrong]
    if wrong:
        yield "**Wrong results**\n" + "\n".join(f"- {words.name(cell)}: {', '.join(cell.wrong)}" for cell in wrong)


def _target(verdict: Judgement) -> list[str]:
    target, measured = verdict.target, verdict.measured
    status = verdict.status.value if verdict.status is not Status.MISSED else f"**{verdict.status.value}**"
    figures = [words.measured(measured.median), f"{verdict.met} of {verdict.cells}"] if measured else ["", ""]
    return [target.area, target.what, words.ratio(target.floor), *figures, status]


def _libraries(run: Run) -> str:
    rows = []
    for library in run.libraries:
        absent = words.absent(library)
        if absent:
            rows.append([library.title, "", absent, ""])
            continue
        note = words.path_note(library, run)
        path = " ".join(filter(None, (library.core, f"({note})" if note else "")))
        rows.append([library.title, ", ".join(map(str, library.threads)), path, library.config or ""])
    return _markdown(["library", "threads", "path it chose", "configuration"], rows)


def _suite(run: Run, suite: str, drawn: dict[str, str]) -> Iterator[str]:
    yield f"## {words.suite(suite)}"
    if suite == "scaling":
        yield _image(suite, "speed over threads") if suite in drawn else ""
        return
    heads = ["family", "threads", "cells", "mean", "worst", "", "below 0.95", "closest to the limit"]
    rows = []
    for family, cells in run.families(suite).items():
        for threads, mine in plots.by_threads(cells).items():
            found = summarise(run, mine)
            if found.worst:
                worst = found.worst.ratio.median
                shown = f"**{words.ratio(worst)}**" if worst < CLOSE else words.ratio(worst)
                counts = [str(len(found.judged)), words.ratio(found.mean), shown, found.worst.cell.label]
                rows.append(
                    [family, str(threads), *counts, str(found.below(CLOSE) or ""), words.percent(found.fraction)]
                )
    yield _markdown(heads, rows)
    for family in run.families(suite):
        if f"{suite}-{family}" in drawn:
            yield _image(f"{suite}-{family}", f"{words.suite(suite)}: {family}")
    yield f"<details><summary>All figures</summary>\n\n{_figures(run, suite)}\n\n</details>"


def _figures(run: Run, suite: str) -> str:
    """Every cell, beside the best peer only: the page that a run makes has all of them."""
    cells = [cell for family in run.families(suite).values() for cell in family]
    rows = []
    for cell in cells:
        ours, best, ratio = cell.results.get(run.ours), cell.results.get(cell.best_peer or ""), run.ratio(cell)
        shown = [words.figure(cell, result.median) if result else "" for result in (ours, best)]
        quartiles = f"{words.ratio(ratio.median)} ({words.quartiles(ratio)})" if ratio else ""
        rows.append(
            [cell.label, str(cell.threads), *shown, cell.best_peer or "", quartiles, words.percent(run.fraction(cell))]
        )
    heads = ["", "threads", f"ours, {words.UNITS[cells[0].unit]}", "best peer", "", "ratio (quartiles)", "of the limit"]
    return _markdown(heads, rows)


def _startup(run: Run) -> str:
    titles = {library.name: library.title for library in run.libraries}
    rows = [
        [
            titles.get(found["library"], found["library"]),
            *(words.three_digits(found[key]) for key in ("load_ms", "first_call_ms")),
            words.three_digits(found["memory_kb"] / 1024),
            *(f"{found[key]:.0f}" for key in ("threads_after_load", "threads_after_call")),
        ]
        for found in run.record["startup"]
    ]
    return _markdown(
        ["library", "load, ms", "first call, ms", "memory, MB", "its threads after loading", "… after a call"], rows
    )


def _image(name: str, label: str) -> str:
    return f"![{label}]({PICTURES}/{name}.svg)"


def _markdown(heads: Sequence[str], rows: Iterator[list[str]] | Sequence[list[str]]) -> str:
    lines = [list(heads), ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
