"""Every cell of many groups on one axis: a line a group, a dot a cell, a mark for the geometric mean."""

from __future__ import annotations

from collections.abc import Sequence

from . import svg, words
from .model import Cell, Run
from .panel import ratio_tip
from .summary import CLOSE, Judged, summarise
from .svg import Scale

WIDTH, ROW = 760, 21
LEFT, RIGHT = 165, WIDTH - 130
TOP, BOTTOM = 34, 22

Group = tuple[str, Sequence[Cell]]


def height(groups: Sequence[Group]) -> int:
    return TOP + ROW * len(groups) + BOTTOM


def strips(run: Run, groups: Sequence[Group]) -> list[str]:
    """The picture's content, WIDTH × `height(groups)`."""
    summaries = [(name, summarise(run, cells)) for name, cells in groups]
    medians = [j.ratio.median for _, summary in summaries for j in summary.judged]
    across = svg.ratio_scale(medians, medians, LEFT, RIGHT)
    end = TOP + ROW * len(groups)
    ground = svg.element("rect", x=LEFT, y=TOP, width=across(1.0) - LEFT, height=end - TOP, class_="below")
    marks = [ground, svg.text(LEFT, 15, "our speed ÷ best peer's, every cell", class_="soft")]
    for value in svg.ticks(across, svg.RATIO_TICKS, 30):
        marks.append(svg.line(across(value), TOP, across(value), end, "one" if value == 1.0 else "grid"))
        marks.append(svg.text(across(value), end + 16, words.ratio(value), "middle", class_="soft"))
    marks.append(svg.text(RIGHT + 50, 15, "mean", "end", class_="soft"))
    marks.append(svg.text(RIGHT + 90, 15, "worst", "end", class_="soft"))
    marks.append(svg.text(RIGHT + 128, 15, "cells", "end", class_="soft"))
    for place, (name, summary) in enumerate(summaries):
        y = TOP + ROW * (place + 0.5)
        marks.append(svg.text(LEFT - 10, y + 4, name, "end"))
        marks += [_dot(run, found, across, y) for found in summary.judged]
        if summary.mean is None:
            marks.append(svg.text(RIGHT + 50, y + 4, "–", "end"))
            continue
        marks += _mean(across(summary.mean), y, words.ratio(summary.mean))
        worst = summary.worst.ratio.median
        marks.append(svg.text(RIGHT + 90, y + 4, words.ratio(worst), "end", class_="bad" if worst < CLOSE else ""))
        marks.append(svg.text(RIGHT + 128, y + 4, str(len(summary.judged)), "end", class_="soft"))
    return [svg.element("g", marks, class_="c-ours")]


def _dot(run: Run, found: Judged, across: Scale, y: float) -> str:
    bad = " bad" if found.ratio.median < CLOSE else ""
    return svg.dot(across(found.ratio.median), y, 3.4, ratio_tip(run, found.cell), f"dot faint{bad}")


def _mean(x: float, y: float, value: str) -> list[str]:
    diamond = svg.element("path", d=f"M{x:.1f} {y - 8:.1f}l5 8l-5 8l-5 -8z", class_="mean")
    return [diamond, svg.text(RIGHT + 50, y + 4, value, "end", font_weight=600)]
