"""The comparison harness: its statistics on made-up figures, and that it finds a slow library and a wrong one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from preload import LIBRARY

ROOT = Path(__file__).resolve().parents[2]
MODULES = (ROOT / "scripts" / "measuring", ROOT / "benches" / "compare")
CLIENT = ROOT / "benches" / "client"

sys.path[:0] = map(str, MODULES)

import baseline  # noqa: E402 (found by the line above)
import ratios  # noqa: E402
import suites  # noqa: E402
import turns  # noqa: E402
from process import Ended  # noqa: E402


class TestRatios:
    def test_pair_by_pair(self) -> None:
        """A round that was slow for both doesn't show."""
        assert ratios.pairwise([2.0, 20.0, 2.2], [1.0, 10.0, 1.0]) == ratios.Spread(2.0, 2.0, 2.1)

    def test_one_round_has_no_spread(self) -> None:
        assert ratios.spread([3.0]) == ratios.Spread(3.0, 3.0, 3.0)

    def test_error_of_a_median(self) -> None:
        """Quartiles at ± 0.6745 σ of the logarithm."""
        sigma = 0.1
        ratio = {"low": 2.718281828 ** (-0.6745 * sigma), "high": 2.718281828 ** (0.6745 * sigma)}
        assert ratios.log_error(ratio, 25) == pytest.approx(1.2533 * sigma / 5, rel=1e-3)


def cell(ratio: float, width: float = 0.01, label: str = "dgemm 256 NN", size: int = 256, peer: str = "peer") -> dict:
    """A made-up cell of a record."""
    spread = {"median": ratio, "low": ratio * (1 - width), "high": ratio * (1 + width)}
    return {
        **{"suite": "level3", "label": label, "threads": 1, "size": size, "best_peer": peer},
        **{"ratios": {peer: spread}, "results": {peer: {"turns": 9}}},
    }


class TestBaseline:
    def regressions(self, old: list[dict], new: list[dict]) -> list[str]:
        return [change.label for change in baseline.regressions(baseline.changes(old, new))]

    def test_slower(self) -> None:
        assert self.regressions([cell(1.2)], [cell(1.0)]) == ["dgemm 256 NN"]

    def test_faster_or_hardly_slower(self) -> None:
        assert self.regressions([cell(1.0)], [cell(1.2)]) == []
        assert self.regressions([cell(1.0)], [cell(0.95)]) == []

    def test_slower_within_the_noise(self) -> None:
        assert self.regressions([cell(1.2, width=0.3)], [cell(1.0, width=0.3)]) == []

    def test_noise_of_either_run_counts(self) -> None:
        assert self.regressions([cell(1.2, width=0.3)], [cell(1.0)]) == []
        assert self.regressions([cell(1.2)], [cell(1.0, width=0.3)]) == []

    def test_scatter_of_all_cells_counts(self) -> None:
        """Where cells differ by ± 8 % for no reason, one at − 12 % has none either; one at − 40 % has."""
        old = [cell(1.0, label=f"cell {i}") for i in range(40)]
        new = [cell(1.08 if i % 2 else 0.92, label=f"cell {i}") for i in range(38)]
        new += [cell(0.88, label="cell 38"), cell(0.6, label="cell 39")]
        assert self.regressions(old, new) == ["cell 39"]

    def test_all_slower(self) -> None:
        old = [cell(1.0, label=f"cell {i}") for i in range(40)]
        new = [cell(0.85, label=f"cell {i}") for i in range(40)]
        assert len(self.regressions(old, new)) == 40

    def test_one_peers_mood(self) -> None:
        """The median over three peers does not care."""
        old, new = ({"a": 1.0, "b": 1.0, "c": 1.0}, {"a": 0.7, "b": 1.0, "c": 1.01})
        cells = [cell(1.0), cell(1.0)]
        for made_up, medians in zip(cells, (old, new), strict=True):
            spreads = {name: {"median": m, "low": m, "high": m} for name, m in medians.items()}
            made_up |= {"ratios": spreads, "results": {name: {"turns": 9} for name in medians}}
        assert self.regressions(cells[:1], cells[1:]) == []

    def test_no_peer_in_common(self) -> None:
        assert self.regressions([cell(1.2, peer="a")], [cell(1.0, peer="b")]) == []


class TestAgreement:
    def test_farthest_first_and_small_sizes_out(self) -> None:
        first = [cell(1.0, label="x"), cell(1.0, label="y"), cell(1.0, label="z", size=64)]
        second = [cell(1.05, label="x"), cell(0.85, label="y"), cell(2.0, label="z", size=64)]
        pairs = baseline.agreement(first, second)
        assert [(pair.label, pair.close) for pair in pairs] == [("y", False), ("x", True)]


class TestSuites:
    @pytest.mark.parametrize("quick", [False, True])
    def test_labels_tell_cells_apart(self, quick: bool) -> None:
        for suite in suites.SUITES:
            labels = [found.label for found in suites.cells(suite, quick, 1, 2)]
            assert len(labels) == len(set(labels))
            assert labels

    def test_names(self) -> None:
        level1 = {found.routine for found in suites.cells("level1", False, 1, 1)}
        assert level1 >= {"ddot", "zdotc", "idamax", "izamax", "dznrm2", "dzasum", "sasum", "zcopy", "zdrot"}
        assert {"dger", "zgeru"} <= {found.routine for found in suites.cells("level2", False, 1, 1)}


class Answers:
    """Something that is asked as a process is, and makes its answers up."""

    def __init__(self, name: str, seconds: Iterator[float], wrong_turn: int = 0, ends: bool = False) -> None:
        self.name, self._seconds, self._wrong, self._ends = name, seconds, wrong_turn, ends
        self.turns = 0

    def ask(self, do: str, **order: object) -> dict:
        """What a client would answer."""
        if do == "turn":
            self.turns += 1
            if self._ends:
                raise Ended("it crashed")
        seconds = next(self._seconds)
        right = self.turns == 0 or self.turns != self._wrong
        figures = {"seconds": seconds, "best": seconds, "flops": 1.0, "bytes": 1.0}
        return figures | {"error": 0.1 if right else None, "right": right}


def always(seconds: float) -> Iterator[float]:
    while True:
        yield seconds


CELL = suites.Cell("level3", "gemm", "dgemm", "square", 8, {"m": 8, "n": 8, "k": 8}, "flops")


class TestTurns:
    def measure(self, *answers: Answers) -> turns.Measured:
        by_name = {a.name: a for a in answers}
        seat = lambda names: {name: by_name[name] for name in names}  # noqa: E731
        return turns.measure(CELL, list(by_name), seat, 1.0, turns.Rounds(5, 7, 9, sitting=1))

    def test_as_many_as_usual(self) -> None:
        measured = self.measure(Answers("ours", always(0.1)), Answers("peer", always(0.2)))
        assert [len(figures.seconds) for figures in measured.figures.values()] == [7, 7]
        assert measured.ratios()["peer"].median == 2.0

    def test_more_where_it_is_noisy(self) -> None:
        noisy = iter([0.1, 0.1, 0.1, 0.15, 0.15, 0.15] * 10)  # a call, a turn that doesn't count, a turn
        measured = self.measure(Answers("ours", noisy), Answers("peer", always(0.2)))
        assert len(measured.figures["ours"].seconds) == 9

    def test_the_first_turn_of_a_sitting_does_not_count(self) -> None:
        cold = iter([0.1, 0.14, 0.1] * 10)  # a call, a turn after the others have prepared, a turn
        measured = self.measure(Answers("ours", cold), Answers("peer", always(0.2)))
        assert set(measured.figures["ours"].seconds) == {0.1}

    def test_few_where_a_call_is_long(self) -> None:
        measured = self.measure(Answers("ours", always(1.0)), Answers("peer", always(2.0)))
        assert len(measured.figures["ours"].seconds) == 5

    def test_one_wrong_turn_is_wrong(self) -> None:
        measured = self.measure(Answers("ours", always(0.1)), Answers("peer", always(0.2), wrong_turn=3))
        assert measured.figures["ours"].right
        assert not measured.figures["peer"].right
        assert measured.figures["peer"].json()["error"] is None  # not a number at all

    def test_who_ends_drops_out(self) -> None:
        measured = self.measure(Answers("ours", always(0.1)), Answers("peer", always(0.2), ends=True))
        assert list(measured.figures) == ["ours"]
        assert measured.failures == {"peer": "it crashed"}

    def test_others_go_on_without_who_ended(self) -> None:
        peers = (Answers("a", always(0.2), ends=True), Answers("b", always(0.2)))
        measured = self.measure(Answers("ours", always(0.1)), *peers)
        assert {name: len(figures.seconds) for name, figures in measured.figures.items()} == {"ours": 7, "b": 7}

    def test_who_crashes_first_ends_the_cell(self) -> None:
        measured = self.measure(Answers("ours", always(0.1), ends=True), Answers("peer", always(0.2)))
        assert measured.failures == {"ours": "it crashed"}

    def test_a_hopeless_one_is_not_waited_for(self) -> None:
        slow = Answers("peer", always(10.0))
        measured = self.measure(Answers("ours", always(0.1)), slow)
        assert slow.turns == 1
        assert measured.ratios()["peer"].median == 100.0


class Outcome(NamedTuple):
    """What a run of the harness gave."""

    status: int
    output: str
    record: dict


@pytest.fixture(scope="module")
def client() -> Path:
    subprocess.run(["cargo", "build", "--release", "--quiet", "--locked"], cwd=CLIENT, check=True)
    return CLIENT / "target" / "release" / "compare-client"


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """c-tests/shim.c: dgemm with a fault that the environment chooses."""
    library = tmp_path_factory.mktemp("shim") / "libshim.so"
    source = ROOT / "c-tests" / "shim.c"
    subprocess.run(["cc", "-O1", "-Wall", "-Wextra", "-shared", "-fPIC", source, "-o", library, "-ldl"], check=True)
    return library


@pytest.fixture
def compare(client: Path, shim: Path, tmp_path: Path):  # noqa: ANN201 (a function)
    def run(fault: str, *options: str) -> Outcome:
        """One small cell, with the shim in our place and the library itself as its peer."""
        file = tmp_path / f"{fault}.json"
        takes_part = ("--own", shim, "--libraries", "none", "--library", f"{LIBRARY}=peer", "--client", client)
        where = ("--only", "level3", "--cells", "dgemm 256", "--threads", "1", "--json", file)
        page = ("--html", tmp_path / "page.html")
        done = subprocess.run(
            [sys.executable, ROOT / "benches" / "compare", *takes_part, *where, *page, *options],
            env=os.environ | {"PYTHONPATH": str(MODULES[0]), "SHIM_LIBRARY": str(LIBRARY), "SHIM_FAULT": fault},
            capture_output=True,
            text=True,
        )
        return Outcome(done.returncode, done.stdout + done.stderr, json.loads(file.read_text()))

    return run


QUIET = 1.3  # quartiles of a quiet measurement lie no farther apart
MEASUREMENTS = 5


def in_quiet(compare, fault: str, *options: str) -> Outcome:  # noqa: ANN001
    """A run that no neighbour on the machine disturbed, whatever it found: only its scatter decides."""
    for _ in range(MEASUREMENTS):
        outcome = compare(fault, *options)
        (found,) = outcome.record["cells"]
        spread = found["ratios"]["peer"]
        if spread["high"] <= QUIET * spread["low"]:
            return outcome
    pytest.fail(f"{MEASUREMENTS} measurements, none of them quiet: {outcome.output}")


def test_a_slowed_kernel_is_flagged(compare, tmp_path: Path) -> None:  # noqa: ANN001
    before = in_quiet(compare, "none")
    assert before.status == 0, before.output
    known = ("--baseline", str(tmp_path / "none.json"))
    same, slow = in_quiet(compare, "still none", *known), in_quiet(compare, "slow", *known)
    assert same.status == 0, same.output
    assert slow.status == 1, slow.output
    assert "SLOWER THAN THE BASELINE:\n  dgemm 256 NN, 1 thread: 0." in slow.output


def test_a_wrong_result_is_flagged(compare) -> None:  # noqa: ANN001
    wrong = compare("wrong")
    assert wrong.status == 1, wrong.output
    assert wrong.record["wrong"] == ["dgemm 256 NN, 1 thread: arenablas"]
    (found,) = wrong.record["cells"]
    assert found["ratios"] == {}, "a fast wrong answer has no ratio"
    assert not found["results"]["arenablas"]["right"]
    assert found["results"]["peer"]["right"]
