"""The page's parts about the whole run: targets, machine, libraries, start-up, method."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from . import words
from .model import Library, Run
from .palette import Pen
from .summary import judged
from .svg import element
from .targets import Judgement, Status

MARKS = {Status.MET: "✓", Status.NOISE: "≈", Status.MISSED: "✗", Status.OPEN: "–"}


def table(heads: Sequence[str], rows: Iterable[str], class_: str = "") -> str:
    """A table that scrolls by itself where the screen is narrow. Heads and rows are markup."""
    head = element("thead", element("tr", [h if h.startswith("<th") else element("th", h) for h in heads]))
    whole = element("table", [head, element("tbody", list(rows))], class_=class_)
    return element("div", whole, class_="scroll")


def row(cells: Sequence[str], class_: str = "") -> str:
    """Cells are markup, or whole `td` elements."""
    return element("tr", [c if c.startswith("<td") else element("td", c or "&#8203;") for c in cells], class_=class_)


def alarms(run: Run) -> str:
    """What nobody must overlook: wrong results, and what became slower than a baseline."""
    wrong = [f"{words.name(cell)}: {', '.join(cell.wrong)}" for cell in run.cells if cell.wrong]
    parts = []
    if wrong:
        lines = [element("li", escape(line)) for line in wrong]
        parts.append(element("h2", "Wrong results") + element("ul", lines))
    if run.regressions:
        lines = [element("li", escape(str(found))) for found in run.regressions]
        parts.append(element("h2", "Slower than the baseline") + element("ul", lines))
    return element("section", parts, class_="alarm", id="alarms") if parts else ""


def cards(run: Run, verdicts: Sequence[Judgement]) -> str:
    """The run in a few numbers."""
    ratios = [found.ratio.median for found in judged(run, run.cells)]
    asked = [verdict for verdict in verdicts if verdict.status is not Status.OPEN]
    facts = [
        (f"{sum(v.status is Status.MET for v in asked)} of {len(asked)}", "targets met"),
        (f"{sum(r >= 1 for r in ratios)} of {len(ratios)}", "cells at least as fast as the best peer"),
        (str(sum(r < 0.95 for r in ratios)), "cells below 0.95 of the best peer"),
        (str(sum(bool(cell.wrong) for cell in run.cells)), "cells with a wrong result"),
    ]
    shown = [element("div", element("b", value) + element("span", what), class_="card") for value, what in facts]
    return element("div", shown, class_="cards")


def targets(verdicts: Sequence[Judgement]) -> str:
    """Asked, measured, met."""
    left = '<th class="words">'
    heads = [f"{left}</th>", f"{left}asked</th>", "at least", "measured", "cells that reach it"]
    heads += [f"{left}furthest behind</th>"]
    return table(heads, [_target(verdict) for verdict in verdicts], "targets")


def _target(verdict: Judgement) -> str:
    target, measured = verdict.target, verdict.measured
    badge = f"{MARKS[verdict.status]} {verdict.status.value}"
    spread = element("small", words.quartiles(measured)) if measured and measured.low < measured.high else ""
    return row(
        [
            element("td", badge, class_=f"badge {verdict.status.name.lower()}"),
            element("td", f'<span class="soft">{target.area}:</span> {escape(target.what)}', class_="words"),
            words.ratio(target.floor),
            f"<b>{words.measured(measured.median)}</b> {spread}" if measured else "",
            f"{verdict.met} of {verdict.cells}" if measured else "",
            element("td", escape(words.name(verdict.last)) if verdict.last else "&#8203;", class_="words soft"),
        ]
    )


def machine(run: Run) -> str:
    """What it ran on, and what that can do."""
    about = filter(None, (words.machine(run), words.caches(run), words.quiet(run)))
    lines = [element("p", escape(line) + ".") for line in about]
    limits = run.record.get("limits") or {}
    heads = ["limit, by threads", *sorted(limits, key=int)]
    rows = []
    for name, title in words.LIMITS.items():
        values = [limits[count].get(name) for count in heads[1:]]
        if any(values):
            rows.append(row([element("td", title, class_="words"), *(words.limit(name, value) for value in values)]))
    return "".join(lines) + (table(heads, rows) if rows else "")


def libraries(run: Run, pens: dict[str, Pen]) -> str:
    """Who took part, by which path, and who could not be had."""
    heads = ["library", "threads", "path it chose", "layer", "its own configuration string"]
    rows = [_library(run, library, pens) for library in run.libraries]
    return table(heads, rows, "libraries")


def _library(run: Run, library: Library, pens: dict[str, Pen]) -> str:
    title = element("td", f"{sample(pens.get(library.name))} {escape(library.title)}", class_="words name")
    absent = words.absent(library)
    if absent:
        return row([title, element("td", escape(absent), colspan=4, class_="words soft")], "missing")
    note = words.path_note(library, run)
    path = escape(library.core or "not known") + (element("small", f"<br>{escape(note)}") if note else "")
    return row(
        [
            title,
            ", ".join(map(str, library.threads)),
            element("td", path, class_="words"),
            element("td", escape(library.layer or ""), class_="words"),
            element("td", element("small", escape(library.config or "")), class_="words"),
        ]
    )


def sample(pen: Pen | None) -> str:
    """A stroke as the library has in the pictures."""
    if pen is None:
        return ""
    stroke = element("path", d="M1 6h26", stroke_dasharray=pen.dash) + element(
        "circle", cx=14, cy=6, r=3.5, class_="dot"
    )
    return element(
        "svg", stroke, class_=f"chart sample {pen.css}", width=28, height=12, viewBox="0 0 28 12", aria_hidden="true"
    )


STARTUP = {
    "load_ms": "loading, ms",
    "first_call_ms": "first call, ms",
    "memory_kb": "memory, MB",
    "threads_after_load": "its threads after loading",
    "threads_after_call": "… after a call",
}


def startup(run: Run, pens: dict[str, Pen]) -> str:
    """What a library costs before it computes."""
    found = run.record.get("startup") or []
    titles = {library.name: library.title for library in run.libraries}
    rows = []
    for entry in found:
        who = entry["library"]
        title = f"{sample(pens.get(who))} {escape(titles.get(who, who))}"
        values = [_cost(key, entry.get(key)) for key in STARTUP]
        rows.append(row([element("td", title, class_="words name"), *values], f"lib-{who}"))
    return table(["library", *STARTUP.values()], rows) if rows else ""


def _cost(key: str, value: float | None) -> str:
    if value is None:
        return ""
    if key == "memory_kb":
        return words.three_digits(value / 1024)
    return words.three_digits(value) if key.endswith("_ms") else f"{value:.0f}"


def failures(run: Run) -> str:
    """What a library could not do, or does not have."""
    found = run.record.get("failures") or []
    lines = [f"{f['library']}: {f['label']}, {words.threads(f['threads'])}: {f['reason']}" for f in found]
    listed = element("ul", [element("li", escape(line)) for line in lines])
    return element("details", element("summary", words.count(len(lines), "call")) + listed) if lines else ""


def instructions(run: Run) -> str:
    """Counts by callgrind, which know no noise."""
    found = run.record.get("instructions") or []
    rows = [row([element("td", escape(entry["label"]), class_="words"), f"{entry['count']:,.0f}"]) for entry in found]
    return table(["call", "instructions"], rows) if rows else ""


METHOD = """
<p>Every library is loaded by the same program, in a process of its own for each number of threads, and called through
the same symbols. All libraries of a cell are prepared first; then they take turns, A B C, B C A, …, and whoever is not
at turn is stopped, so that nobody's waiting threads use another's core. A <em>ratio</em> is taken turn by turn: the
peer's time over ours in the same round. What is shown is the median of the rounds, and the quartiles beside it. The
<em>best peer</em> of a cell is the library other than ours with the lowest of these ratios.</p>
<p>One thread is timed by the processor time of the process, several by the clock on the wall. The results of every turn
are checked; a cell in which any library computed wrongly is marked, and that library's ratio is left out.</p>
<p>The <em>limits</em> are measured in the same run: the rate of fused multiply-adds from registers, and the bandwidth
of an update in place (as daxpy's) and of a read from memory. Data that fit the caches have no such limit, and no share
of one.</p>
<p>A target is <em>met</em> by medians, and names the BLAS libraries: faer is in the tables only. <em>Within noise</em>
means missed, but by less than the distance to the upper quartile, so that another run may say otherwise.</p>
"""
