#!/usr/bin/env python3
"""Turns a trace (`ARENABLAS_TRACE=trace.json`) into a page that shows it, and prints its numbers.

scripts/trace_report.py trace.json [-o report.html] [--json]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from tracing.summary import Summary, summarise, working  # noqa: E402
from tracing.timeline import NAMED, STATES, Timeline, build, read  # noqa: E402


def ms(us: float) -> str:
    """A time to read."""
    return f"{us / 1e6:.2f} s" if us >= 1e6 else f"{us / 1e3:.2f} ms" if us >= 1e3 else f"{us:.1f} µs"


def percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def facts(total: Summary) -> list[tuple[str, str, str]]:
    """(what, how much, what it means) of the whole trace."""
    return [
        ("wall time", ms(total.wall), "from the first call's beginning to the last one's end"),
        ("in calls", ms(total.in_calls), "of that, while there was a call"),
        ("threads", f"{total.callers} callers, {total.workers} workers", f"on a capacity of {total.capacity}"),
        ("utilisation", percent(total.utilisation, 1), "of the capacity was at work while there was a call"),
        ("working", ms(total.time_in["work"]), "all threads together"),
        ("waiting", ms(total.time_in["wait"]), f"in {total.waits} waits for a task that another thread had"),
        ("searching", ms(total.time_in["search"]), "workers that looked for a task or a call"),
        ("asleep", ms(total.time_in["park"]), f"in {total.parks} parks, which cost no core"),
        ("calls", f"{total.routines} + {total.calls}", "of routines by the program, and that could go parallel"),
        ("tasks", f"{total.tasks} + {total.pieces}", "out of deques, and pieces of loops"),
        ("steals", str(total.steals), "tasks that ran on another thread than the one that offered them"),
        ("joins and leaves", f"{total.joins}, {total.leaves}", "of workers that came to a call, and went"),
        ("give-backs", str(total.give_backs), "workers that stopped because their core was needed"),
        ("oversubscribed", ms(total.over_capacity), "more threads ran in parallel calls than there are cores"),
        (
            "callers over",
            ms(total.callers_over_capacity),
            "more threads were at work than cores, in calls of any width",
        ),
        ("core free, work queued", ms(total.free_core_with_work), "wake-ups on their way, or calls at their width"),
        ("lost records", str(total.lost), "that the trace had no room for"),
    ]


COLUMNS = ("routine", "calls", "time", "mean", "longest", "threads", "width", "joins", "steals")


def table(total: Summary) -> list[tuple[str, ...]]:
    """A line for each routine, by COLUMNS."""
    return [
        (
            group.name,
            str(group.calls),
            ms(group.time),
            ms(group.time / group.calls),
            ms(group.longest),
            f"{group.threads:.2f}",
            str(group.width),
            str(group.joins),
            str(group.steals),
        )
        for group in total.groups
    ]


def text(total: Summary, most: int = 20) -> str:
    """The numbers for a terminal."""
    lines = [f"{what:>24}  {much:<22} {meaning}" for what, much, meaning in facts(total)]
    rows = [COLUMNS, *table(total)[:most]]
    widths = [max(len(row[i]) for row in rows) for i in range(len(COLUMNS))]
    lines.append("")
    for row in rows:
        cells = (row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)))
        lines.append("  ".join(cells))
    if len(total.groups) > most:
        lines.append(f"… and {len(total.groups) - most} more")
    return "\n".join(lines)


def page_data(timeline: Timeline, total: Summary) -> dict[str, object]:
    """What the page draws: for each thread two bands without overlaps, one of names and one of what it does. Times are
    whole ns from the beginning, and names are numbers."""
    names: dict[str, int] = {}

    def number(name: str) -> int:
        return names.setdefault(name, len(names))

    def ns(us: float) -> int:
        return round((us - begin) * 1000)

    begin = min((s.start for s in timeline.slices), default=0.0)
    for group in total.groups:  # first, so that colours go by time
        number(group.name)
    rows = []
    for thread, label in timeline.threads.items():
        bands: list[int] = []  # start, end, name, call
        does: list[int] = []  # start, end, state, name, length of the slice that it is a part of
        last = None
        for segment in timeline.segments[thread]:
            named, inner = segment.named, segment.inner
            if named and named is last and bands[-3] == ns(segment.start):
                bands[-3] = ns(segment.end)
            elif named:
                bands += [ns(segment.start), ns(segment.end), number(named.name), named.args.get("call", 0)]
            last = named
            if inner.category in NAMED and segment.state == "work":
                what = "serial part"
            else:
                what = inner.name if inner.category not in NAMED else "search"
            if "start" in inner.args:
                what = f"{what} {inner.args['start']}–{inner.args['end']}"
            does += [
                ns(segment.start),
                ns(segment.end),
                STATES.index(segment.state),
                number(what),
                round(inner.time * 1e3),
            ]
        marks = [[ns(time), name] for tid, time, name, _ in timeline.instants if tid == thread]
        rows.append({"label": label, "bands": bands, "does": does, "marks": marks})
    counters = {
        name: [[ns(time) for time in steps.times], steps.values]
        for name, steps in (
            ("running", timeline.running),
            ("capacity", timeline.capacity),
            ("queued", timeline.queued),
            ("working", working(timeline)),
        )
    }
    return {
        "rows": rows,
        "names": list(names),
        "routines": len(total.groups),
        "states": STATES,
        "counters": counters,
        "span": [ns(timeline.start), ns(timeline.end)],
        "view": view(timeline, ns),
        "facts": facts(total),
        "columns": COLUMNS,
        "table": table(total),
    }


def view(timeline: Timeline, ns: Callable[[float], int]) -> list[int]:
    """What the page shows first: from the first call worth mentioning to the last. (An import of NumPy makes a call of
    a microsecond, long before the program's own.)"""
    worth = [s for s in timeline.slices if s.category in NAMED and s.time >= (timeline.end - timeline.start) / 1000]
    start, end = (
        min((s.start for s in worth), default=timeline.start),
        max((s.end for s in worth), default=timeline.end),
    )
    margin = (end - start) / 100
    return [ns(max(timeline.start, start - margin)), ns(min(timeline.end, end + margin))]


def page(timeline: Timeline, total: Summary, title: str) -> str:
    """A page that needs nothing else."""
    part = {name: (HERE / "tracing" / f"page.{name}").read_text(encoding="utf-8") for name in ("html", "css", "js")}
    # "</" would end the script element.
    data = json.dumps(page_data(timeline, total), separators=(",", ":"), ensure_ascii=False).replace("</", "<\\/")
    html = part["html"].replace("{title}", title.replace("&", "&amp;").replace("<", "&lt;"))
    return html.replace("{style}", part["css"]).replace("{script}", part["js"]).replace("{data}", data)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("trace", type=Path)
    arguments.add_argument("-o", "--output", type=Path, help="the page; trace.html by default")
    arguments.add_argument("--json", action="store_true", help="print the numbers as JSON, and write no page")
    options = arguments.parse_args()
    timeline = build(read(options.trace))
    total = summarise(timeline)
    if options.json:
        print(json.dumps(total.as_dict()))
        return 0
    output = options.output or options.trace.with_suffix(".html")
    output.write_text(page(timeline, total, options.trace.name), encoding="utf-8")
    print(text(total))
    print(f"\n{output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
