"""Cells that make no curve, such as skinny shapes: a line a cell, our ratio on the left, all libraries on the right."""

from __future__ import annotations

from collections.abc import Sequence

from . import svg, words
from .model import Cell, Run
from .palette import Pen
from .panel import ratio_tip, tip
from .summary import CLOSE
from .svg import Scale

WIDTH, ROW = 760, 24
LEFT, MIDDLE, SECOND, RIGHT = 245, 480, 510, WIDTH - 14
TOP, BOTTOM = 34, 22


def height(cells: Sequence[Cell]) -> int:
    return TOP + ROW * len(cells) + BOTTOM


def by_cell(run: Run, cells: Sequence[Cell], pens: dict[str, Pen]) -> list[str]:
    """The picture's content, WIDTH × `height(cells)`."""
    ratios = [ratio for ratio in map(run.ratio, cells) if ratio]
    left = svg.ratio_scale([r.low for r in ratios], [r.high for r in ratios], LEFT, MIDDLE)
    right = _speeds(cells)
    limit = "; dotted: limit" if any(cell.limit for cell in cells) else ""
    end = TOP + ROW * len(cells)
    ground = svg.element("rect", x=LEFT, y=TOP, width=left(1.0) - LEFT, height=end - TOP, class_="below")
    marks = [ground, svg.text(LEFT, 15, "our speed ÷ best peer's", class_="soft")]
    marks.append(svg.text(SECOND, 15, f"{words.UNITS[cells[0].unit]}, every library{limit}", class_="soft"))
    for value in svg.ticks(left, svg.RATIO_TICKS, 30):
        marks.append(svg.line(left(value), TOP, left(value), end, "one" if value == 1.0 else "grid"))
        marks.append(svg.text(left(value), end + 16, words.ratio(value), "middle", class_="soft"))
    for value in svg.round_ticks(right, 30):
        marks.append(svg.line(right(value), TOP, right(value), end, "grid"))
        marks.append(svg.text(right(value), end + 16, words.short(value), "middle", class_="soft"))
    for place, cell in enumerate(cells):
        y = TOP + ROW * (place + 0.5)
        marks.append(svg.text(LEFT - 10, y + 4, words.name(cell), "end"))
        marks += [*_ratio(run, cell, left, y), *_libraries(run, cell, right, y, pens)]
    return marks


def _speeds(cells: Sequence[Cell]) -> Scale:
    speeds = [cell.value(result.median) for cell in cells for result in cell.results.values()]
    limits = [cell.limit for cell in cells if cell.limit]
    return Scale(min(speeds) / 1.1, max([*speeds, *limits]) * 1.1, SECOND, RIGHT, log=True)


def _ratio(run: Run, cell: Cell, across: Scale, y: float) -> list[str]:
    ratio = run.ratio(cell)
    wrong = [svg.cross(LEFT + 8, y, f"{words.name(cell)}: WRONG")] if cell.wrong else []
    if ratio is None:
        return wrong
    bad = " bad" if ratio.median < CLOSE else ""
    bar = svg.line(across(ratio.low), y, across(ratio.high), y, f"bar{bad}")
    mark = svg.dot(across(ratio.median), y, 4.5, ratio_tip(run, cell), f"dot{bad}")
    return [svg.element("g", [bar, mark], class_="c-ours"), *wrong]


def _libraries(run: Run, cell: Cell, across: Scale, y: float, pens: dict[str, Pen]) -> list[str]:
    marks = []
    if cell.limit:
        x = across(cell.limit)
        marks.append(svg.line(x, y - 7, x, y + 7, "limit"))
    for library in reversed(run.present):
        result = cell.results.get(library.name)
        if result:
            x, css = across(cell.value(result.median)), pens[library.name].css
            about = tip(cell, library.title, result)
            mark = svg.dot(x, y, 5.0 if library.ours else 3.6, about) if result.right else svg.cross(x, y, about)
            marks.append(svg.element("g", mark, class_=f"{css} lib-{library.name}"))
    return marks
