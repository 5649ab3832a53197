"""The composability grid: a square a cell, its colour and number how many times the other's time the default takes."""

from __future__ import annotations

import math
from collections.abc import Sequence

from . import svg, words

TITLES = {"hand-tuned": "over the best that tuning by hand finds", "OpenBLAS": "over NumPy's own OpenBLAS, as it comes"}
FASTEST, SLOWEST = 0.4, 2.0  # where the colours end; the numbers go on
BOX, ROW = 40, 22
LEFT, TOP, BOTTOM = 92, 58, 40
TITLE = 430  # as wide as the longest title is


def size(verdicts: Sequence[dict]) -> tuple[int, int]:
    """Width and height."""
    rows, columns = _frame(verdicts)
    return max(LEFT + BOX * len(columns) + 8, TITLE), TOP + ROW * len(rows) + BOTTOM


def heatmap(verdicts: Sequence[dict], column: str) -> list[str]:
    """The picture's content; `column` is one of TITLES."""
    rows, columns = _frame(verdicts)
    marks = [svg.text(8, 15, f"Time of the default {TITLES[column]}", class_="head")]
    marks += _heads(columns)
    for y, (work, n) in enumerate(rows):
        marks.append(svg.text(LEFT - 8, TOP + ROW * y + 15, f"{work} {n}", "end"))
    for verdict in verdicts:
        cell = verdict["cell"]
        x, y = columns.index((cell["straggler"], cell["callers"])), rows.index((cell["work"], cell["n"]))
        marks.append(_box(LEFT + BOX * x, TOP + ROW * y, verdict, column))
    end = TOP + ROW * len(rows)
    limit = next((v["ratios"][column]["limit"] for v in verdicts), math.nan)
    legend = f"blue: faster, orange: slower; framed: over {limit:.2f}"
    marks.append(svg.text(8, end + 24, legend, class_="soft"))
    return marks


def _frame(verdicts: Sequence[dict]) -> tuple[list[tuple[str, int]], list[tuple[bool, int]]]:
    """Rows and columns, those that occur."""
    cells = [verdict["cell"] for verdict in verdicts]
    works = list(dict.fromkeys(cell["work"] for cell in cells))
    rows = sorted({(cell["work"], cell["n"]) for cell in cells}, key=lambda row: (works.index(row[0]), row[1]))
    return rows, sorted({(cell["straggler"], cell["callers"]) for cell in cells})


def _heads(columns: Sequence[tuple[bool, int]]) -> list[str]:
    marks = []
    for straggler in sorted({straggler for straggler, _ in columns}):
        places = [x for x, column in enumerate(columns) if column[0] == straggler]
        title = "one straggler" if straggler else "callers, balanced"
        marks.append(svg.text(LEFT + BOX * places[0] + 3, TOP - 21, title, class_="soft"))
    for x, (_, callers) in enumerate(columns):
        marks.append(svg.text(LEFT + BOX * (x + 0.5), TOP - 6, str(callers), "middle", class_="soft"))
    return marks


def _box(x: float, y: float, verdict: dict, column: str) -> str:
    ratio, cell = verdict["ratios"][column], verdict["cell"]
    median = ratio["median"]
    slow = median > 1
    # In the colours half the time is as far from 1 as twice the time.
    depth = min(abs(math.log(median)) / math.log(SLOWEST if slow else 1 / FASTEST), 1.0)
    tip = f"{cell['work']} {cell['n']}, {cell['callers']} callers{', one straggler' if cell['straggler'] else ''}"
    tip += f": {words.ratio(median)} × {ratio['over']} ({ratio['low']:.2f}–{ratio['high']:.2f})"
    fill = f"rgb(var(--{'slow' if slow else 'fast'}) / {0.05 + 0.75 * depth:.2f})"
    frame = "framed" if median > ratio["limit"] else ""
    square = svg.element(
        "rect", x=float(x + 1), y=float(y + 1), width=BOX - 2, height=ROW - 2, style=f"fill: {fill}", class_=frame
    )
    number = svg.text(x + BOX / 2, y + 15, words.ratio(median), "middle")
    return svg.element("g", [svg.titled(tip), square, number])
