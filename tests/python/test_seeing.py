"""Seeing what happens: a line a call (ARENABLAS_VERBOSE), and the report of a trace (ARENABLAS_TRACE)."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import seeing_calls
from preload import HERE, LAYERS, run

LINE = re.compile(
    r"MKL_VERBOSE (?P<name>[A-Z0-9]+)\((?P<args>[^()]*)\) (?P<time>[0-9.]+(?:ns|us|ms|s)) CNR:OFF Dyn:1 FastMM:1 "
    r"TID:(?P<thread>\d+)  NThr:(?P<threads>\d+) Layer:(?P<layer>\w+) Asked:(?P<asked>\d+) Joined:(?P<joined>\d+) "
    r"Kernels:(?P<kernels>\w+)(?: Scalars:(?P<scalars>\S+))?"
)


def calls(text: str) -> list[dict[str, str]]:
    """The lines of a process; the first is about itself."""
    lines = [line for line in text.splitlines() if line.startswith("MKL_VERBOSE")]
    banner = r"MKL_VERBOSE arenablas \d+\.\d+\.\d+, \w+ kernels, layer \w+, capacity \d+"
    assert not lines or re.fullmatch(banner, lines[0])
    matches = [LINE.fullmatch(line) for line in lines[1:]]
    assert all(matches), lines
    return [match.groupdict() for match in matches if match]


@pytest.mark.parametrize("variable", ["ARENABLAS_VERBOSE", "MKL_VERBOSE"])
@pytest.mark.parametrize("layer", LAYERS)
def test_a_line_shows_a_call_as_mkl_does(variable: str, layer: str) -> None:
    n = 500
    settings = {variable: 1, "ARENABLAS_CAPACITY": 2, "ARENABLAS_THREADING_LAYER": layer}
    addresses, out, _ = run(seeing_calls.products, n, **settings)
    (line,) = [line for line in calls(out) if line["name"] == "DGEMM"]
    a, b, c = (f"{address:#x}" for address in addresses)
    arguments = line["args"].split(",")
    order = str(n)
    expected = ["N", "T", order, order, order, a, order, b, order, c, order]
    assert arguments[:5] + arguments[6:10] + arguments[11:] == expected
    assert all(re.fullmatch("0x[0-9a-f]+", arguments[i]) for i in (5, 10))
    width = 1 if layer == "sequential" else 2
    assert (line["threads"], line["asked"], line["layer"]) == (str(width), str(width), layer)
    assert 1 <= int(line["joined"]) <= width
    assert line["scalars"] == "0.5,0"


def test_names_and_infos() -> None:
    lines = calls(run(seeing_calls.several, ARENABLAS_VERBOSE=1).stdout)
    seen = {line["name"]: line["args"] for line in lines if line["args"].split(",")[0] != "-5"}
    assert re.fullmatch("2,0x[0-9a-f]+,1", seen["DZNRM2"])
    assert re.fullmatch("0,0x[0-9a-f]+,0x0,1", seen["CSSCAL"])
    assert re.fullmatch("3,2,0x[0-9a-f]+,3,0x[0-9a-f]+,0x[0-9a-f]+,64,0", seen["DGEQRF"])
    assert re.fullmatch("101,3,2,0x[0-9a-f]+,2,0x[0-9a-f]+,0x[0-9a-f]+,0", seen["SGEQR2"])
    (bad,) = [line["args"] for line in lines if line["args"].startswith("-5,")]
    assert bad.endswith(",64,-1")


def test_nothing_is_said_unless_asked_for() -> None:
    for variables in ({}, {"ARENABLAS_VERBOSE": 0, "MKL_VERBOSE": 1}, {"MKL_VERBOSE": "no"}):
        assert "MKL_VERBOSE" not in run(seeing_calls.products, 20, **variables).stdout


def test_lines_go_on_and_off_and_into_a_file(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    answers, out, _ = run(seeing_calls.switched, str(path))
    assert answers == [0, -1, 1]
    assert "MKL_VERBOSE" not in out
    assert [line["args"].split(",")[2] for line in calls(path.read_text()) if line["name"] == "DGEMM"] == ["11", "12"]

    other = tmp_path / "by variable"
    run(seeing_calls.products, 14, MKL_VERBOSE=1, MKL_VERBOSE_OUTPUT_FILE=other)
    assert len(calls(other.read_text())) >= 1


def report(trace: Path, *options: str) -> str:
    """What scripts/trace_report.py prints."""
    script = HERE.parents[1] / "scripts/trace_report.py"
    command = [sys.executable, str(script), str(trace), *options]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def events(*lines: tuple[str, int, float, str, str, dict[str, int]]) -> str:
    """A trace of (phase, thread, µs, category, name, arguments)."""
    keys = ("ph", "tid", "ts", "cat", "name", "args")
    named = [
        {"ph": "M", "pid": 1, "tid": tid, "name": "thread_name", "args": {"name": name}}
        for tid, name in ((1, "caller 0"), (2, "worker 1"))
    ]
    return json.dumps(named + [{"pid": 1} | dict(zip(keys, line, strict=True)) for line in lines])


def counter(at: float, name: str, value: int) -> tuple[str, int, float, str, str, dict[str, int]]:
    return ("C", 1, at, "", name, {name: value})


def test_the_report_adds_up(tmp_path: Path) -> None:
    """A call of 100 µs: its master waits for 10 of them, a worker works for 40 and looks for work for 10."""
    trace = tmp_path / "trace.json"
    text = events(
        ("B", 1, 100, "routine", "dgemm 9x9x9", {}),
        ("B", 1, 110, "call", "dgemm 9x9x9", {"call": 1, "width": 2}),
        counter(110, "capacity", 2),
        counter(110, "running threads", 1),
        counter(115, "queued tasks", 1),
        counter(118, "running threads", 2),
        ("B", 2, 120, "join", "dgemm 9x9x9", {"call": 1}),
        ("i", 2, 122, "", "steal", {}),
        counter(122, "queued tasks", 0),
        ("B", 2, 125, "task", "task", {}),
        ("E", 2, 165, "", "", {}),
        ("E", 2, 170, "", "", {}),
        counter(172, "running threads", 3),
        counter(177, "running threads", 1),
        ("B", 2, 178, "park", "park", {}),
        ("B", 1, 180, "wait", "wait", {}),
        ("E", 1, 190, "", "", {}),
        ("E", 1, 198, "", "", {}),
        ("E", 1, 200, "", "", {}),
        ("E", 2, 205, "", "", {}),
    )
    trace.write_text(text)
    total = json.loads(report(trace, "--json"))
    expected = {"wall": 100, "capacity": 2, "callers": 1, "workers": 1, "routines": 1, "calls": 1, "tasks": 1}
    expected |= {"steals": 1, "joins": 1, "leaves": 1, "parks": 1, "waits": 1, "give_backs": 0, "lost": 0}
    expected |= {"over_capacity": 5, "callers_over_capacity": 0, "free_core_with_work": 3}
    assert {name: total[name] for name in expected} == expected
    assert total["time_in"] == {"work": 130, "wait": 10, "search": 10, "park": 27, "writing": 0}
    assert total["utilisation"] == pytest.approx(130 / 200)
    (group,) = total["groups"]
    assert (group["calls"], group["time"], group["core_time"], group["width"]) == (1, 100, 130, 2)
    assert (group["threads"], group["joins"], group["steals"]) == (pytest.approx(1.3), 1, 1)

    # One that a killed process left: cut off in the middle of a line.
    lines = "[\n" + ",\n".join(json.dumps(event) for event in json.loads(text))
    trace.write_text(lines[: lines.rindex("park")])
    assert json.loads(report(trace, "--json"))["time_in"]["work"] >= 40


@pytest.mark.parametrize("layer", LAYERS)
def test_the_report_of_a_program(layer: str, tmp_path: Path) -> None:
    trace, page = tmp_path / "trace.json", tmp_path / "page.html"
    run(seeing_calls.pool, 3, ARENABLAS_TRACE=trace, ARENABLAS_CAPACITY=2, ARENABLAS_THREADING_LAYER=layer)
    recorded = json.loads(trace.read_text())
    begun = Counter(event["cat"] for event in recorded if event["ph"] == "B")
    stolen = sum(event["ph"] == "i" and event["name"] == "steal" for event in recorded)
    named = [event for event in recorded if event.get("cat") == "routine"]
    total = json.loads(report(trace, "--json"))
    assert total["routines"] == len(named) >= 9
    assert [total[k] for k in ("calls", "tasks", "joins", "parks", "steals")] == [
        *(begun[k] for k in ("call", "task", "join", "park")),
        stolen,
    ]
    assert 0 < total["utilisation"] <= 3 / 2
    assert sum(group["calls"] for group in total["groups"]) == len(named)

    text = report(trace, "-o", str(page))
    assert "dgemm 400x400x400" in text and "utilisation" in text
    html = page.read_text()
    assert "dgemm 400x400x400" in html
    assert not re.search(r"(src|href)=|https?://|@import|fetch\(", html), "it needs nothing else"
