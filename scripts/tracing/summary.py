"""What a timeline amounts to, in numbers. All times are in microseconds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from typing import Any

from tracing.timeline import STATES, Segment, Slice, Steps, Timeline


@dataclass
class Group:
    """All calls of one routine and shape, as the program made them."""

    name: str
    calls: int = 0
    time: float = 0.0  # from begin to end, added up
    longest: float = 0.0
    core_time: float = 0.0  # what all threads worked on them
    steals: int = 0
    joins: int = 0
    width: int = 1  # the most threads that one of them could have had

    @property
    def threads(self) -> float:
        """How many threads worked on them, on average."""
        return self.core_time / self.time if self.time else 0.0


@dataclass
class Summary:
    """The numbers of a trace."""

    wall: float = 0.0  # from the first call's beginning to the last one's end
    in_calls: float = 0.0  # of that, while there was a call
    capacity: int = 0
    callers: int = 0
    workers: int = 0
    routines: int = 0
    calls: int = 0  # those that could go parallel
    tasks: int = 0
    pieces: int = 0
    steals: int = 0
    joins: int = 0
    leaves: int = 0
    parks: int = 0
    waits: int = 0
    give_backs: int = 0
    lost: int = 0
    time_in: dict[str, float] = field(default_factory=dict)  # of all threads, by what they did
    utilisation: float = 0.0  # work / (capacity · in_calls)
    over_capacity: float = 0.0  # more threads running in calls than there are cores, by the arena's count
    callers_over_capacity: float = 0.0  # more threads at work than cores, calls of one thread included
    free_core_with_work: float = 0.0  # a core free while tasks were queued
    groups: list[Group] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """For the page, and for programs."""
        groups = [asdict(group) | {"threads": group.threads} for group in self.groups]
        return asdict(self) | {"groups": groups}


def summarise(timeline: Timeline) -> Summary:
    """The numbers of a timeline."""
    begin, end = timeline.start, timeline.end
    kinds = Counter(s.category for s in timeline.slices)
    marks = Counter(name for _, _, name, _ in timeline.instants)
    names = timeline.threads.values()
    total = Summary(
        wall=end - begin,
        capacity=max(timeline.capacity.values, default=0),
        callers=sum(name.startswith("caller") for name in names),
        workers=sum(name.startswith("worker") for name in names),
        routines=kinds["routine"],
        calls=kinds["call"],
        tasks=kinds["task"],
        pieces=kinds["piece"],
        steals=marks["steal"],
        joins=kinds["join"],
        leaves=sum(s.category == "join" and s.end < end for s in timeline.slices) if kinds["join"] else 0,
        parks=kinds["park"],
        waits=kinds["wait"],
        give_backs=marks["give back"],
        lost=sum(args.get("records", 0) for _, _, name, args in timeline.instants if name == "lost"),
        time_in={state: 0.0 for state in STATES},
    )
    for segments in timeline.segments.values():
        for segment in segments:
            total.time_in[segment.state] += segment.end - segment.start

    running, capacity, queued = timeline.running, timeline.capacity, timeline.queued
    at_work, in_calls, cores = working(timeline), calls(timeline), 0.0
    for since, until in _times(begin, end, running, capacity, queued, at_work, in_calls):
        may = capacity.at(since) or total.capacity
        total.in_calls += (until - since) * (in_calls.at(since) > 0)
        cores += (until - since) * may * (in_calls.at(since) > 0)
        total.over_capacity += (until - since) * (running.at(since) > may)
        total.callers_over_capacity += (until - since) * (at_work.at(since) > may > 0)
        total.free_core_with_work += (until - since) * (queued.at(since) > 0 and running.at(since) < may)
    total.utilisation = total.time_in["work"] / cores if cores else 0.0
    total.groups = _groups(timeline)
    return total


def working(timeline: Timeline) -> Steps:
    """How many threads work, in calls of any width."""
    segments = (segment for own in timeline.segments.values() for segment in own)
    return _overlap((segment.start, segment.end) for segment in segments if segment.state == "work")


def calls(timeline: Timeline) -> Steps:
    """How many calls there are."""
    return _overlap((s.start, s.end) for s in timeline.slices if s.category in {"routine", "call"})


def _overlap(spans: Iterable[tuple[float, float]]) -> Steps:
    """How many of the spans there are at a time."""
    changes: Counter[float] = Counter()
    for start, end in spans:
        changes[start] += 1
        changes[end] -= 1
    steps, now = Steps(), 0
    for time in sorted(changes):
        now += changes[time]
        steps.times.append(time)
        steps.values.append(now)
    return steps


def _times(begin: float, end: float, *all_steps: Steps) -> list[tuple[float, float]]:
    """The times between which nothing changes."""
    times = {time for steps in all_steps for time in steps.times if begin < time < end}
    return list(pairwise(sorted(times | {begin, end})))


def _groups(timeline: Timeline) -> list[Group]:
    """The program's calls by name, those that took longest first. A call of the arena that no routine made counts as
    one; one that a routine made counts to that routine."""
    outer: dict[int, Slice] = {}  # the arena's calls by number, and what the program called
    groups: dict[str, Group] = defaultdict(lambda: Group(""))
    tops: dict[int, list[Slice]] = defaultdict(list)  # a thread's calls from outside that have begun
    for s in sorted(timeline.slices, key=lambda s: s.start):
        if s.category not in {"routine", "call"}:
            continue
        enclosing = tops[s.thread]
        while enclosing and enclosing[-1].end <= s.start:
            enclosing.pop()
        top = enclosing[-1] if s.category == "call" and enclosing and enclosing[-1].category == "routine" else s
        if s.category == "call":
            outer[s.args["call"]] = top
            groups[top.name].width = max(groups[top.name].width, s.args["width"])
        if top is s:
            enclosing.append(s)
            group = groups[s.name]
            group.name, group.calls = s.name, group.calls + 1
            group.time, group.longest = group.time + s.time, max(group.longest, s.time)
    for segments in timeline.segments.values():
        for segment in segments:
            group = _group_of(segment, outer, groups)
            if group and segment.state == "work":
                group.core_time += segment.end - segment.start
    for s in timeline.slices:
        if s.category == "join" and (call := outer.get(s.args["call"])):
            groups[call.name].joins += 1
    for thread, time, name, _ in timeline.instants:
        segment = _segment_at(timeline.segments.get(thread, []), time) if name == "steal" else None
        group = segment and _group_of(segment, outer, groups)
        if group:
            group.steals += 1
    return sorted(groups.values(), key=lambda group: -group.time)


def _group_of(segment: Segment, outer: dict[int, Slice], groups: dict[str, Group]) -> Group | None:
    """The group that a thread is at work for."""
    named = segment.named
    if named is None:
        return None
    if named.category != "routine":
        named = outer.get(named.args["call"])
    return groups[named.name] if named else None


def _segment_at(segments: list[Segment], time: float) -> Segment | None:
    """What a thread does at a time."""
    low, high = 0, len(segments)
    while low < high:
        middle = (low + high) // 2
        if segments[middle].end <= time:
            low = middle + 1
        else:
            high = middle
    return segments[low] if low < len(segments) and segments[low].start <= time else None
