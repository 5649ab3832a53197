"""A call's speed over the number of threads, in every library."""

from __future__ import annotations

from collections.abc import Sequence

from . import svg, words
from .model import Cell, Run
from .palette import Pen
from .panel import tip
from .svg import Scale

WIDTH, HEIGHT = 300, 250
LEFT, RIGHT, TOP, END = 44, WIDTH - 12, 40, 214


def by_threads(run: Run, cells: Sequence[Cell], pens: dict[str, Pen]) -> list[str]:
    """The picture's content, WIDTH × HEIGHT. Dashed: what the machine can do with so many threads."""
    cells = sorted(cells, key=lambda cell: cell.threads)
    counts = [cell.threads for cell in cells]
    across = Scale(min(counts), max(counts), LEFT + 14, RIGHT - 12, log=True)
    speeds = [cell.value(r.median) for cell in cells for r in cell.results.values()]
    limits = [cell.limit for cell in cells if cell.limit]
    up = Scale(0.0, 1.05 * max([*speeds, *limits]), END, TOP)
    marks = [svg.text(LEFT, 15, cells[0].label, class_="head")]
    marks.append(svg.text(LEFT, 30, words.UNITS[cells[0].unit], class_="soft"))
    for value in svg.round_ticks(up, 14):
        marks.append(svg.line(LEFT, up(value), RIGHT, up(value), "grid"))
        marks.append(svg.text(LEFT - 5, up(value) + 3.5, words.short(value), "end", class_="soft"))
    marks += [svg.text(across(n), END + 16, str(n), "middle", class_="soft") for n in counts]
    marks.append(svg.text((LEFT + RIGHT) / 2, END + 31, "threads", "middle", class_="soft"))
    ceiling = [(across(cell.threads), up(cell.limit)) for cell in cells if cell.limit]
    marks.append(svg.element("g", svg.path(ceiling), class_="ceiling") if len(ceiling) > 1 else "")
    for library in reversed(run.present):
        found = [(cell, cell.results[library.name]) for cell in cells if library.name in cell.results]
        places = [(across(cell.threads), up(cell.value(result.median))) for cell, result in found]
        pen = pens[library.name]
        dots = [
            svg.dot(x, y, 4.0 if library.ours else 3.0, f"{tip(cell, library.title, r)}, {words.threads(cell.threads)}")
            for (x, y), (cell, r) in zip(places, found, strict=True)
        ]
        curve = svg.path(places, pen.dash) if len(places) > 1 else ""
        marks.append(svg.element("g", [curve, *dots], class_=f"{pen.css} lib-{library.name}") if dots else "")
    return marks
