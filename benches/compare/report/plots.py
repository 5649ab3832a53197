"""Which pictures a group of cells gets; for the page one by one, for the documents put together in a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from . import heatmap, palette, panel, rows, scaling, strip, svg, words
from .model import Cell, Library, Run, Series, series
from .palette import Pen
from .strip import Group

A_CURVE = 3  # sizes
GAP = 16


@dataclass(frozen=True)
class Picture:
    """What is drawn, and how large."""

    content: Sequence[str]
    width: int
    height: int
    label: str

    @property
    def inline(self) -> str:
        """As a part of a page, whose style sheet it uses."""
        return svg.picture(self.width, self.height, self.content, self.label)


def overview(run: Run, groups: Sequence[Group], label: str) -> Picture:
    """Groups of cells, a line each."""
    return Picture(strip.strips(run, groups), strip.WIDTH, strip.height(groups), label)


def suite_groups(run: Run) -> list[Group]:
    """The suites, by number of threads."""
    return [
        (f"{words.suite(suite)}, {words.threads(threads)}", cells)
        for suite in run.suites
        if suite != "scaling"
        for threads, cells in by_threads([cell for cell in run.cells if cell.suite == suite]).items()
    ]


def family_groups(run: Run, suite: str) -> list[Group]:
    """A suite's families, by number of threads."""
    return [
        (f"{family}, {words.threads(threads)}", mine)
        for family, cells in run.families(suite).items()
        for threads, mine in by_threads(cells).items()
    ]


def by_threads(cells: Sequence[Cell]) -> dict[int, list[Cell]]:
    return {n: [cell for cell in cells if cell.threads == n] for n in sorted({cell.threads for cell in cells})}


def chapters(run: Run, suite: str) -> list[tuple[list[str], list[Cell]]]:
    """A suite's families with their cells: each that has a curve by itself, and all others together at the end."""
    families = run.families(suite)
    alone = [([name], cells) for name, cells in families.items() if _curves(cells)]
    others = {name: cells for name, cells in families.items() if not _curves(cells)}
    return [*alone, *([(list(others), [cell for cells in others.values() for cell in cells])] if others else [])]


def family(run: Run, cells: Sequence[Cell], pens: dict[str, Pen]) -> list[Picture]:
    """A family's: curves where there are sizes enough for one, and a line a cell for the rest."""
    curves = _curves(cells)
    drawn = {id(cell) for line in curves for cell in line.cells}
    rest = [cell for line in series(cells) for cell in line.cells if id(cell) not in drawn and cell.results]
    pictures = [over_size(run, line, pens) for line in curves]
    return [*pictures, *([by_cell(run, rest, pens)] if rest else [])]


def _curves(cells: Sequence[Cell]) -> list[Series]:
    return [line for line in series(cells) if len(line.cells) >= A_CURVE]


def by_cell(run: Run, cells: Sequence[Cell], pens: dict[str, Pen]) -> Picture:
    return Picture(rows.by_cell(run, cells, pens), rows.WIDTH, rows.height(cells), f"{cells[0].family}, cell by cell")


def over_size(run: Run, line: Series, pens: dict[str, Pen]) -> Picture:
    label = f"{line.title} over size, {words.threads(line.threads)}"
    return Picture(panel.over_size(run, line, pens), panel.WIDTH, panel.HEIGHT, label)


def over_threads(run: Run, pens: dict[str, Pen]) -> list[Picture]:
    """The scaling suite's: a picture a call, if there is more than one number of threads."""
    found: dict[str, list[Cell]] = {}
    for cell in run.cells:
        if cell.suite == "scaling" and cell.results:
            found.setdefault(cell.label, []).append(cell)
    return [
        Picture(scaling.by_threads(run, cells, pens), scaling.WIDTH, scaling.HEIGHT, f"{label} over threads")
        for label, cells in found.items()
        if len(cells) > 1
    ]


def composability(run: Run) -> list[Picture]:
    """The nested grid against what tuning by hand finds, and against OpenBLAS."""
    verdicts = (run.record.get("composability") or {}).get("grid") or []
    if not verdicts:
        return []
    width, height = heatmap.size(verdicts)
    return [
        Picture(heatmap.heatmap(verdicts, column), width, height, title) for column, title in heatmap.TITLES.items()
    ]


def together(
    pictures: Sequence[Picture], columns: int, label: str, legend: Sequence[Library], pens: dict[str, Pen]
) -> str:
    """Pictures of one width in a file of its own, with a legend if there are libraries to name."""
    width = columns * (pictures[0].width + GAP) + GAP
    content, top = [], GAP + (26 if legend else 0)
    if legend:
        content.append(svg.element("g", _legend(legend, pens), transform=f"translate({GAP} {GAP})"))
    for start in range(0, len(pictures), columns):
        row = pictures[start : start + columns]
        for place, picture in enumerate(row):
            x = GAP + place * (picture.width + GAP)
            content.append(svg.element("g", picture.content, transform=f"translate({x} {top})"))
        top += max(picture.height for picture in row) + GAP
    content = [svg.untitled(mark) for mark in content]
    paper = svg.element("rect", width=width, height=top, rx=6, fill="var(--paper)")
    return svg.picture(width, top, [paper, *content], label, palette.STYLE)


def _legend(libraries: Sequence[Library], pens: dict[str, Pen]) -> list[str]:
    marks, x = [], 0.0
    for library in libraries:
        pen = pens[library.name]
        sample = [svg.path([(x, 6), (x + 26, 6)], pen.dash), svg.dot(x + 13, 6, 4.0 if library.ours else 3.0)]
        marks.append(svg.element("g", sample, class_=pen.css))
        marks.append(svg.text(x + 32, 10, library.title))
        x += 50 + 6.2 * len(library.title)
    return marks
