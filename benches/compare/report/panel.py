"""A routine over size: on top our ratio to the best peer with its quartiles, below every library against the limit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from . import svg, words
from .model import Cell, Result, Run, Series
from .palette import Pen
from .summary import CLOSE
from .svg import Scale

WIDTH, HEIGHT = 460, 306
LEFT, RIGHT = 40, WIDTH - 12
RATIO_TOP, RATIO_END = 30, 122
SPEED_TOP, SPEED_END = 152, 276
ROOM = 1.06  # beyond the outermost points


def over_size(run: Run, line: Series, pens: dict[str, Pen]) -> list[str]:
    """The picture's content, WIDTH × HEIGHT."""
    sizes = [cell.size for cell in line.cells]
    across = Scale(min(sizes), max(sizes), LEFT + 16, RIGHT - 12, log=True)
    return [
        svg.text(LEFT, 15, f"{line.title}, {words.threads(line.threads)}", class_="head"),
        *_ratios(run, line, across, pens),
        *_speeds(run, line, across, pens),
        *_sizes(run, line, across),
    ]


def tip(cell: Cell, who: str, result: Result) -> str:
    """What the pointer shows of a library in a cell."""
    unit = words.UNITS[cell.unit]
    share = cell.fraction(result.median)
    of_limit = f", {words.percent(share)} of the limit" if share is not None else ""
    spread = f"{words.figure(cell, result.high)}–{words.figure(cell, result.low)}"
    return f"{who}: {cell.label}: {words.figure(cell, result.median)} {unit} ({spread}){of_limit}"


def ratio_tip(run: Run, cell: Cell) -> str:
    ratio = run.ratio(cell)
    return f"{words.name(cell)}: {words.ratio(ratio.median)} × {cell.best_peer} ({words.quartiles(ratio)})"


def _ratios(run: Run, line: Series, across: Scale, pens: dict[str, Pen]) -> list[str]:
    found = [(cell, run.ratio(cell)) for cell in line.cells]
    known = [(cell, ratio) for cell, ratio in found if ratio]
    lows, highs = [ratio.low for _, ratio in known], [ratio.high for _, ratio in known]
    up = svg.ratio_scale(lows, highs, RATIO_END, RATIO_TOP)
    frame = [_below(up), *_grid(up, svg.ticks(up, svg.RATIO_TICKS, 13), words.ratio)]
    curve = svg.path([(across(cell.size), up(ratio.median)) for cell, ratio in known])
    marks = []
    for cell, ratio in known:
        x = across(cell.size)
        bad = " bad" if ratio.median < CLOSE else ""
        marks.append(svg.line(x, up(ratio.low), x, up(ratio.high), f"bar{bad}"))
        marks.append(svg.dot(x, up(ratio.median), 4.0, ratio_tip(run, cell), f"dot{bad}"))
        marks.append(_best(cell, x, pens))
    marks += [svg.cross(across(c.size), RATIO_END - 8, f"{words.name(c)}: WRONG") for c in line.cells if c.wrong]
    caption = svg.text(RIGHT, 15, "our speed ÷ best peer's", "end", class_="soft")
    return [*frame, caption, svg.element("g", [curve, *marks], class_="c-ours")]


def _below(up: Scale) -> str:
    """The ground on which we are slower."""
    return svg.element("rect", x=LEFT, y=up(1.0), width=RIGHT - LEFT, height=up.start - up(1.0), class_="below")


def _best(cell: Cell, x: float, pens: dict[str, Pen]) -> str:
    """Whose colour the best peer has: a tab under its cell."""
    pen = pens.get(cell.best_peer or "")
    if pen is None:
        return ""
    tab = svg.element("rect", x=float(x - 5), y=RATIO_END + 2, width=10, height=4, rx=1, fill="var(--c)")
    return svg.element("g", [svg.titled(f"best peer: {cell.best_peer}"), tab], class_=pen.css)


def _speeds(run: Run, line: Series, across: Scale, pens: dict[str, Pen]) -> list[str]:
    axis = _axis(line.cells)
    curves = []
    for library in reversed(run.present):  # ours comes last, on top of all
        points = [(cell, cell.results[library.name]) for cell in line.cells if library.name in cell.results]
        if points:
            curves.append(_curve(points, across, axis, library.title, pens[library.name], library.name))
    caption = svg.text(RIGHT, SPEED_TOP - 8, axis.caption, "end", class_="soft")
    return [*_grid(axis.scale, axis.ticks, axis.words), caption, *_limit(line.cells, across, axis), *curves]


@dataclass(frozen=True)
class _Axis:
    """What stands upwards in the lower part of a picture."""

    scale: Scale
    ticks: Sequence[float]
    words: Callable[[float], str]
    value: Callable[[Cell, float], float]  # of seconds a call
    caption: str


def _axis(cells: Sequence[Cell]) -> _Axis:
    """Arithmetic as a share of the peak. What memory feeds has a limit only where it is too large for the caches, so
    its speed itself, logarithmically. Short calls, whose times span decades, beside the fastest library's."""
    if cells[0].unit == "ns":
        return _slowdown(cells)
    timed = [(cell, seconds) for cell in cells for r in cell.results.values() for seconds in (r.low, r.high)]
    if cells[0].unit == "flops" and all(cell.limit for cell in cells):
        shares = [cell.fraction(seconds) for cell, seconds in timed]
        floor = int(4 * min(shares)) / 4  # a quarter line below all
        scale = Scale(min(floor, 0.75), max(1.02, max(shares) * 1.02), SPEED_END, SPEED_TOP)
        marks = [value for value in (0.0, 0.25, 0.5, 0.75, 1.0) if scale.holds(value)]
        return _Axis(scale, marks, words.percent, Cell.fraction, "share of the peak")
    limits = [cell.limit for cell in cells if cell.limit]
    speeds = [*(cell.value(seconds) for cell, seconds in timed), *limits]
    scale = Scale(min(speeds) / ROOM, max(speeds) * ROOM, SPEED_END, SPEED_TOP, log=True)
    caption = words.UNITS[cells[0].unit] + ("; dashed: memory" if limits else "")
    return _Axis(scale, svg.round_ticks(scale, 14), words.short, Cell.value, caption)


def _slowdown(cells: Sequence[Cell]) -> _Axis:
    """Times over the fastest library's of the same cell; below the sizes stand our own in ns."""

    def over(cell: Cell, seconds: float) -> float:
        return seconds / min(result.median for result in cell.results.values())

    most = max(over(cell, r.median) for cell in cells for r in cell.results.values())
    scale = Scale(max(1.5, most * ROOM), 0.97, SPEED_END, SPEED_TOP, log=True)
    return _Axis(scale, svg.round_ticks(scale, 14), words.short, over, "time ÷ the fastest library's")


def _limit(cells: Sequence[Cell], across: Scale, axis: _Axis) -> list[str]:
    """What the machine can do, from the first size that has such a limit to the last."""
    points = [(across(c.size), axis.scale(axis.value(c, c.least))) for c in cells if c.least]
    if len(points) == 1:
        ((x, y),) = points
        points = [(x - 12, y), (x + 12, y)]
    return [svg.element("g", svg.path(points), class_="ceiling")] if points else []


def _curve(points: Sequence[tuple[Cell, Result]], across: Scale, axis: _Axis, title: str, pen: Pen, name: str) -> str:
    places = [(across(cell.size), axis.scale(axis.value(cell, r.median))) for cell, r in points]
    marks = []
    for (x, y), (cell, result) in zip(places, points, strict=True):
        low, high = (axis.scale(axis.value(cell, seconds)) for seconds in (result.high, result.low))
        marks.append(svg.line(x, low, x, high, "bar"))
        if result.right:
            marks.append(svg.dot(x, y, 3.2 if pen.css == "c-ours" else 2.2, tip(cell, title, result)))
        else:
            marks.append(svg.cross(x, y, f"{tip(cell, title, result)} WRONG"))
    return svg.element("g", [svg.path(places, pen.dash), *marks], class_=f"{pen.css} lib-{name}")


def _grid(up: Scale, values: Sequence[float], label: Callable[[float], str]) -> list[str]:
    marks = []
    for value in values:
        y = up(value)
        marks.append(svg.line(LEFT, y, RIGHT, y, "one" if value == 1.0 and label is words.ratio else "grid"))
        marks.append(svg.text(LEFT - 5, y + 3.5, label(value), "end", class_="soft"))
    return marks


def _sizes(run: Run, line: Series, across: Scale) -> list[str]:
    """As many of the sizes as there is room for, the largest among them; of short calls, our times too."""
    short = line.cells[0].unit == "ns"
    marks = [svg.text(LEFT - 5, SPEED_END + 15, "n", "end", class_="soft")]
    marks += [svg.text(LEFT - 5, SPEED_END + 28, "our ns", "end", class_="soft")] if short else []
    last = RIGHT + 40.0
    for cell in reversed(line.cells):
        ours, x = cell.results.get(run.ours), across(cell.size)
        labels = [words.size(cell.size), *([words.figure(cell, ours.median)] if short and ours else [])]
        if last - x >= 7 * max(map(len, labels)) + 4:
            marks += [
                svg.text(x, SPEED_END + 15 + 13 * row, label, "middle", class_="soft")
                for row, label in enumerate(labels)
            ]
            last = x
    return marks
