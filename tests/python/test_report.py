"""The comparison's report, on made-up records: complete, self-contained, and loud about what is wrong or slower."""

from __future__ import annotations

import copy
import io
import re
import sys
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import made_up_record
import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benches" / "compare"))
import report
from report import palette, summary, svg, targets
from report.model import Run, series
from report.targets import Status

RECORD = made_up_record.record()


@dataclass(frozen=True)
class Slower:
    """What the comparison with a baseline says of a cell."""

    suite: str
    label: str
    threads: int

    def __str__(self) -> str:
        return f"{self.label}: 0.50 × as fast"


class Page(HTMLParser):
    """Checks that what opens is closed, and collects ids and links."""

    VOID = ("meta", "input", "br")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        found = dict(attributes)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found[name] for name in ("href", "src") if name in found]

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def page(record: dict, folder: Path, regressions: tuple = ()) -> tuple[str, Page]:
    file = folder / "page.html"
    report.write_html(record, file, regressions)
    text = file.read_text(encoding="utf-8")
    return text, Page(text)


def table(record: dict, regressions: tuple = ()) -> str:
    stream = io.StringIO()
    report.print_table(record, stream, regressions)
    return stream.getvalue()


def spoilt(library: str) -> tuple[dict, str]:
    """A record with one wrong result, as the comparison would keep it, and the cell's label."""
    record = copy.deepcopy(RECORD)
    cell = next(cell for cell in record["cells"] if cell["label"] == "dgemm 256 NN" and cell["threads"] == 1)
    cell["results"][library]["right"] = False
    cell["ratios"] = {} if library == "arenablas" else {n: r for n, r in cell["ratios"].items() if n != library}
    cell["best_peer"] = min(cell["ratios"], key=lambda name: cell["ratios"][name]["median"], default=None)
    return record, cell["label"]


def test_the_page_is_whole(tmp_path: Path) -> None:
    text, parsed = page(RECORD, tmp_path)
    shown = " ".join(parsed.words)
    assert len(parsed.ids) == len(set(parsed.ids))
    assert {link.removeprefix("#") for link in parsed.links} <= set(parsed.ids)
    for cell in RECORD["cells"]:
        assert cell["suite"] in parsed.ids
        assert cell["suite"] == "scaling" or f"{cell['suite']}-{cell['family']}" in parsed.ids
        assert cell["label"] in shown
    for library in RECORD["libraries"]:
        assert library["title"] in shown
        assert (library["config"] if not library.get("missing") else library["missing"]) in shown
    assert "MKL's generic path" in shown
    assert not re.search(r"\{\{|None|nan\b", text)


def test_the_page_needs_nothing_else(tmp_path: Path) -> None:
    text, parsed = page(RECORD, tmp_path)
    assert all(link.startswith("#") for link in parsed.links)
    assert not re.search(r"https?:|//\w+\.\w|@import|url\(", text)


def test_text_is_escaped(tmp_path: Path) -> None:
    record = copy.deepcopy(RECORD)
    record["libraries"][1]["title"] = "<Open> & BLAS"
    record["machine"]["cpu"] = "<script>alert(1)</script>"
    text, parsed = page(record, tmp_path)
    assert "<Open>" not in text and "<script>alert" not in text
    assert "<Open> & BLAS" in " ".join(parsed.words)


@pytest.mark.parametrize("library", ["arenablas", "blis"])
def test_a_wrong_result_stands_out(library: str, tmp_path: Path) -> None:
    record, label = spoilt(library)
    text, parsed = page(record, tmp_path)
    assert "alarms" in parsed.ids and f"{label}, 1 thread: {library}" in parsed.words
    assert 'class="wrong"' in text and "cross" in text
    assert f"WRONG result of {library}" in table(record)
    report.write_docs(record, tmp_path)
    assert f"- {label}, 1 thread: {library}" in (tmp_path / "PERFORMANCE.md").read_text(encoding="utf-8")
    # Where nothing is wrong, nothing says so.
    whole, parsed = page(RECORD, tmp_path)
    assert "alarms" not in parsed.ids and 'class="wrong"' not in whole and "WRONG" not in table(RECORD)


def test_a_wrong_result_of_ours_counts_for_nothing() -> None:
    record, label = spoilt("arenablas")
    run, whole = Run(record), Run(RECORD)
    cell = next(cell for cell in run.cells if cell.wrong)
    assert cell.label == label and run.ratio(cell) is None and run.fraction(cell) is None
    assert len(summary.judged(run, run.cells)) == len(summary.judged(whole, whole.cells)) - 1


def test_a_regression_stands_out(tmp_path: Path) -> None:
    slower = (Slower("level3", "dgemm 256 NN", 2),)
    text, parsed = page(RECORD, tmp_path, slower)
    assert "dgemm 256 NN: 0.50 × as fast" in parsed.words
    assert text.count('class="slower"') == 1
    assert "SLOWER" in table(RECORD, slower) and "SLOWER" not in table(RECORD)


def test_the_table_fits_and_is_coloured_only_where_it_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    text = table(RECORD)
    assert max(map(len, text.splitlines())) <= 120
    assert "\033" not in text

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    report.print_table(RECORD, stream := Terminal())
    assert re.sub(r"\033\[[\d;]*m", "", stream.getvalue()) == text != stream.getvalue()
    monkeypatch.setenv("NO_COLOR", "1")
    report.print_table(RECORD, stream := Terminal())
    assert stream.getvalue() == text


def test_a_suite_with_two_units_has_a_block_for_each() -> None:
    cells = [found for found in RECORD["cells"] if found["label"] in ("dgemm 1024 NN", "dgemv 1024 N")]
    text = table(RECORD | {"cells": [found | {"suite": "scaling", "threads": 1} for found in cells]})
    blocks = text.split("\n\n")
    assert [("dgemm" in block, "GFLOP/s" in block) for block in blocks[:2]] == [(True, True), (False, False)]
    assert "dgemv" in blocks[1] and "GB/s" in blocks[1]


def test_the_documents_are_whole(tmp_path: Path) -> None:
    (tmp_path / "performance").mkdir()
    (tmp_path / "performance" / "of-an-earlier-run.svg").write_text("")
    files = report.write_docs(RECORD, tmp_path)
    text = files[0].read_text(encoding="utf-8")
    pictures = re.findall(r"!\[.*?\]\((.*?)\)", text)
    assert sorted(tmp_path / name for name in pictures) == sorted(files[1:]) == sorted(tmp_path.glob("*/*.svg"))
    for file in files[1:]:
        assert ElementTree.parse(file).getroot().tag == "{http://www.w3.org/2000/svg}svg"
        assert not re.search(r"nan\b|None", file.read_text(encoding="utf-8"))
    assert "2000-01-01" in text and RECORD["command"] in text and RECORD["machine"]["cpu"] in text


@pytest.mark.parametrize("part", ["cells", "limits", "composability", "startup", "instructions", "libraries"])
def test_a_part_may_be_missing(part: str, tmp_path: Path) -> None:
    record = copy.deepcopy(RECORD)
    record[part] = None if part == "composability" else type(record[part])()
    if part == "libraries":
        record["cells"] = []
    page(record, tmp_path)
    table(record)
    report.write_docs(record, tmp_path)


@pytest.mark.parametrize("threads", [1, 2])
def test_one_number_of_threads_and_no_peers(threads: int, tmp_path: Path) -> None:
    record = copy.deepcopy(RECORD)
    record["cells"] = [cell for cell in record["cells"] if cell["threads"] == threads]
    for cell in record["cells"]:
        cell |= {"ratios": {}, "best_peer": None, "results": {"arenablas": cell["results"]["arenablas"]}}
    page(record, tmp_path)
    assert "dgemm 256 NN" in table(record)
    report.write_docs(record, tmp_path)
    over_peers = [verdict for verdict in targets.judge(Run(record)) if "peer" in verdict.target.what]
    assert over_peers and all(verdict.status is Status.OPEN for verdict in over_peers)


def test_a_single_cell(tmp_path: Path) -> None:
    for found in RECORD["cells"][:: len(RECORD["cells"]) // 12]:
        record = RECORD | {"cells": [found]}
        page(record, tmp_path)
        report.write_docs(record, tmp_path)
        assert found["label"] in table(record)


def cell(label: str, ratio: float, high: float = 0.0, suite: str = "level3", threads: int = 1, **more: object) -> dict:
    """As small as a cell can be: ours takes a second for a flop, at half of the limit."""
    routine, size = label.split()[:2]
    result = {"median": 1.0, "low": 1.0, "high": 1.0, "best": 1.0, "turns": 7, "error": 0.0, "right": True}
    return {
        **{"suite": suite, "family": routine[1:], "routine": routine, "shape": "square", "size": int(size)},
        **{"params": {}, "label": label, "threads": threads, "flops": 1.0, "bytes": 1.0, "unit": "flops", "limit": 2.0},
        **{"results": {"arenablas": result, "openblas": result}, "best_peer": "openblas"},
        "ratios": {"openblas": {"median": ratio, "low": ratio, "high": max(high, ratio)}},
    } | more


def verdict(what: str, *cells: dict) -> targets.Judgement:
    """The first target that has these words, judged by these cells."""
    target = next(target for target in targets.TARGETS if what in f"{target.area}: {target.what}")
    return targets.judge(Run(RECORD | {"cells": list(cells)}), [target])[0]


@pytest.mark.parametrize(
    ("ratio", "high", "status"),
    [
        (0.95, 0.95, Status.MET),
        (0.9499, 0.9499, Status.MISSED),
        (0.9499, 0.95, Status.NOISE),
        (0.5, 0.94, Status.MISSED),
    ],
)
def test_a_target_of_each_cell_is_judged_at_its_edge(ratio: float, high: float, status: Status) -> None:
    good, small = cell("dgemm 512 NN", 2.0), cell("dgemm 127 NN", 0.1)  # which is too small to be asked for
    found = verdict("each cell over its best peer, n ≥ 128", good, small, cell("dgemm 128 NN", ratio, high))
    assert (found.status, found.cells) == (status, 2)
    assert found.last and found.last.label == "dgemm 128 NN"


def test_targets_ask_for_the_best_blas_library() -> None:
    found = cell("dgemm 128 NN", 1.0)
    found["ratios"] |= {
        "mkl": found["ratios"]["openblas"] | {"median": 0.96},
        "faer": {"median": 0.5, "low": 0.5, "high": 0.5},
    }
    found["best_peer"] = "faer"
    assert verdict("each cell over its best peer, n ≥ 128", found).measured.median == 0.96


def test_one_cell_beyond_noise_is_a_miss() -> None:
    cells = (cell("dgemm 128 NN", 0.94, 1.0), cell("dgemm 256 NN", 0.94, 0.945))
    assert verdict("each cell over its best peer, n ≥ 128", *cells).status is Status.MISSED


def test_a_mean_is_judged_by_itself() -> None:
    mean = "mean over the best peer"
    assert verdict(mean, cell("dgemm 128 NN", 0.8), cell("dgemm 256 NN", 1.5)).measured.median == pytest.approx(
        1.2**0.5
    )
    assert verdict(mean, cell("dgemm 128 NN", 0.8), cell("dgemm 256 NN", 1.5)).status is Status.MET
    assert verdict(mean, cell("dgemm 128 NN", 1.04, high=9.0)).status is Status.MISSED
    assert verdict(mean, cell("dgemm 128 NN", 2.0, threads=2)).status is Status.OPEN


def test_shares_are_of_the_limit_and_of_our_own_gemm() -> None:
    assert verdict("of the FMA peak, n ≥ 1000, 1", cell("dgemm 1024 NN", 1.0)).measured.median == 0.5
    for share, status in ((0.9501, Status.MET), (0.9499, Status.MISSED)):
        near = cell("dgemm 1024 NN", 1.0, limit=1 / share)
        assert verdict("of the FMA peak, n ≥ 1000, 1", near).status is status
    gemm, trsm = cell("dgemm 1024 NN", 1.0, flops=2.0), cell("dtrsm 1024 LLNN", 1.0, flops=1.841)
    assert verdict("trsm of our own gemm", gemm, trsm).status is Status.MET
    assert verdict("trsm of our own gemm", gemm | {"flops": 2.003}, trsm).status is Status.MISSED
    assert verdict("trsm of our own gemm", gemm | {"threads": 2}, trsm).status is Status.OPEN
    assert verdict("trsm of our own gemm", gemm | {"routine": "sgemm"}, trsm).status is Status.OPEN


def test_nrm2_is_compared_with_openblas_alone() -> None:
    found = cell("dnrm2 1000", 0.5, suite="level1", best_peer="mkl", unit="bytes")
    found["ratios"]["mkl"] = {"median": 0.4, "low": 0.4, "high": 0.4}
    found["ratios"]["openblas"] = {"median": 2.0, "low": 2.0, "high": 2.0}
    assert verdict("nrm2 over OpenBLAS", found).status is Status.MET


def test_the_skinny_target_is_about_its_four_shapes() -> None:
    other = cell("dgemm 2048 NN", 0.1, suite="skinny") | {"label": "dgemm 2048×16×2048 NN"}
    asked = cell("dgemm 4096 NN", 1.3, suite="skinny") | {"label": "dgemm 4096×64×4096 NN"}
    assert verdict("4096×64×4096", other, asked).status is Status.MET
    assert verdict("4096×64×4096", other).status is Status.OPEN


def test_cells_that_differ_in_size_alone_are_one_line() -> None:
    lines = series(Run(RECORD).cells)
    assert all(len({(c.routine, c.variant, c.threads) for c in line.cells}) == 1 for line in lines)
    assert all(list(line.cells) == sorted(line.cells, key=lambda c: c.size) for line in lines)
    assert sum(len(line.cells) for line in lines) == len(RECORD["cells"])


def test_a_library_has_one_look_and_no_two_the_same() -> None:
    pens = palette.pens(Run(RECORD).present)
    assert len(set(pens.values())) == len(pens) == len(made_up_record.LIBRARIES)
    assert pens["arenablas"].css == "c-ours" and pens["mkl"].css == pens["mkl-tbb"].css


def test_what_lies_beyond_a_scale_goes_to_its_edge() -> None:
    scale = svg.ratio_scale([0.01], [100.0], 100.0, 0.0)
    assert scale(0.001) == scale(scale.low) == 100.0
    assert scale(1000.0) == scale(scale.high) == 0.0
    assert scale(2.0) - scale(1.0) == pytest.approx(scale(1.0) - scale(0.5))  # twice as fast, twice as slow
