"""Reads a trace (docs/TRACING.md) and flattens it: at every moment a thread is in one routine and does one thing."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# Slices that say for what a thread is at work. All others say what it does.
NAMED = {"routine", "call", "join"}
# What a thread does, by the category of its innermost slice: a master in a call works; a worker in one (`join`) works
# only inside of a task, and looks for one otherwise.
DOES = {
    "routine": "work",
    "call": "work",
    "task": "work",
    "piece": "work",
    "join": "search",
    "search": "search",
    "wait": "wait",
    "park": "park",
    "writing the trace": "writing",
}
STATES = ("work", "wait", "search", "park", "writing")


@dataclass(frozen=True)
class Slice:
    """Something that took time, in microseconds."""

    thread: int
    category: str
    name: str
    start: float
    end: float
    args: dict[str, int]

    @property
    def time(self) -> float:
        return self.end - self.start


@dataclass
class Segment:
    """A time in which a thread does one thing, for one routine, in one innermost slice."""

    start: float
    end: float
    state: str
    inner: Slice
    named: Slice | None  # for what: the innermost routine, call or part in a call


@dataclass
class Steps:
    """A number that changes at times."""

    times: list[float] = field(default_factory=list)
    values: list[int] = field(default_factory=list)

    def at(self, time: float) -> int:
        """Its value then; before the first, 0."""
        i = bisect_right(self.times, time)
        return self.values[i - 1] if i else 0


@dataclass
class Timeline:
    """A trace."""

    threads: dict[int, str] = field(default_factory=dict)  # in the order in which they are shown
    slices: list[Slice] = field(default_factory=list)
    segments: dict[int, list[Segment]] = field(default_factory=dict)
    instants: list[tuple[int, float, str, dict[str, int]]] = field(default_factory=list)
    running: Steps = field(default_factory=Steps)
    capacity: Steps = field(default_factory=Steps)
    queued: Steps = field(default_factory=Steps)

    @property
    def start(self) -> float:
        return min((s.start for s in self.slices if s.category in NAMED), default=0.0)

    @property
    def end(self) -> float:
        return max((s.end for s in self.slices if s.category in NAMED), default=0.0)


def read(path: Path) -> list[dict[str, Any]]:
    """The events of a file; of that of a process which was killed, all complete lines."""
    text = path.read_text(encoding="utf-8")
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        lines = [line.rstrip(",") for line in text.splitlines()[1:]]
        events = []
        for line in lines:
            try:
                events.append(json.loads(line))
            except json.JSONDecodeError:
                break
        return events


def build(events: list[dict[str, Any]]) -> Timeline:
    """The timeline of a file's events."""
    timeline = Timeline()
    counters = {"running threads": timeline.running, "capacity": timeline.capacity, "queued tasks": timeline.queued}
    by_thread = defaultdict(list)
    timed = sorted((event for event in events if "ts" in event), key=lambda event: event["ts"])
    for event in timed:
        match event["ph"]:
            case "B" | "E":
                by_thread[event["tid"]].append(event)
            case "i":
                timeline.instants.append((event["tid"], event["ts"], event["name"], event.get("args", {})))
            case "C" if event["name"] in counters:
                counters[event["name"]].times.append(event["ts"])
                counters[event["name"]].values.append(event["args"][event["name"]])
    last = timed[-1]["ts"] if timed else 0.0
    for thread, own in by_thread.items():
        timeline.segments[thread] = _flatten(thread, own, last, timeline.slices)

    meta = [event for event in events if event["ph"] == "M" and "tid" in event]
    names = {event["tid"]: event["args"]["name"] for event in meta if event["name"] == "thread_name"}
    order = {event["tid"]: event["args"]["sort_index"] for event in meta if event["name"] == "thread_sort_index"}
    for thread in sorted(by_thread, key=lambda thread: (order.get(thread, 0), thread)):
        timeline.threads[thread] = names.get(thread, f"thread {thread}")
    return timeline


def _flatten(thread: int, events: list[dict[str, Any]], last: float, slices: list[Slice]) -> list[Segment]:
    """The segments of a thread; its slices are added to `slices`. Those that never end do so at `last`."""
    ends: dict[int, float] = {}
    stack: list[int] = []
    for i, event in enumerate(events):
        if event["ph"] == "B":
            stack.append(i)
        elif stack:
            ends[stack.pop()] = event["ts"]

    segments: list[Segment] = []
    open_slices: list[Slice] = []
    since = 0.0
    for i, event in enumerate([*events, {"ph": "E", "ts": last}]):
        now = event["ts"]
        if open_slices and now > since:
            inner = open_slices[-1]
            named = next((outer for outer in reversed(open_slices) if outer.category in NAMED), None)
            segments.append(Segment(since, now, DOES.get(inner.category, "work"), inner, named))
        since = now
        if event["ph"] == "B":
            category = event.get("cat", "")
            end = ends.get(i, last)
            begun = Slice(thread, category, event["name"], now, end, event.get("args", {}))
            slices.append(begun)
            open_slices.append(begun)
        elif open_slices:
            open_slices.pop()
    return segments
