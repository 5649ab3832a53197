"""What a run found out, for the terminal and for docs/."""

from __future__ import annotations

import datetime
import statistics
from collections.abc import Iterable
from pathlib import Path

import heatmap
from cells import WORKS
from record import Record
from settings import CAPACITY_8, CAPACITY_8_OMP, DEFAULT
from verdict import (
    OVER_HAND_TUNED,
    OVER_OPENBLAS,
    OVER_TWO_THREADS,
    TAIL_SHARE,
    Verdict,
    missed,
)

PICTURE = "composability-grid.png"


def line(verdict: Verdict) -> str:
    """A cell as a line of text."""
    ratios = "  ".join(
        f"{column} {r!s:>5} ({r.low:.2f} – {r.high:.2f}; {r.over})" for column, r in verdict.ratios.items()
    )
    tail = f"  tail {verdict.tail_share:.2f}" if verdict.tail_share is not None else ""
    mark = "  MISSED" if verdict.misses else ""
    turns = len(verdict.default.seconds)
    return f"{verdict.cell.name:34} {1e3 * verdict.default.median:9.2f} ms  {ratios} {turns:3} turns{tail}{mark}"


def terminal(record: Record) -> str:
    """The summary, and what was missed."""
    lines = ["", *_summary(record)]
    misses = list(missed((*record.grid, *record.forced)))
    lines += ["", *(f"MISSED  {cell.name}: {miss}" for cell, miss in misses)]
    return "\n".join(lines)


def write(record: Record, folder: Path) -> list[Path]:
    """COMPOSABILITY.md and its picture."""
    folder.mkdir(parents=True, exist_ok=True)
    page, picture = folder / "COMPOSABILITY.md", folder / PICTURE
    page.write_text(_page(record))
    if record.grid:
        heatmap.draw(record.grid, picture)
    return [page, picture]


def _summary(record: Record) -> list[str]:
    """Target by target: how many cells meet it."""
    grid, forced = record.grid, record.forced
    tails = [v.tail_share for v in grid if v.tail_share is not None]
    lines = []
    if grid:
        lines += [
            _count(f"≤ {OVER_HAND_TUNED:.2f} × the best hand-tuned", [v.ratios["hand-tuned"].met for v in grid]),
            _count(f"≤ {OVER_OPENBLAS:.2f} × OpenBLAS as it comes", [v.ratios["OpenBLAS"].met for v in grid]),
            _count("threads ≤ callers + capacity", [v.default.threads <= v.threads_allowed for v in grid]),
            _count(f"tail uses ≥ {TAIL_SHARE:.1f} of the cores", [share >= TAIL_SHARE for share in tails]),
            _spread(grid),
        ]
    for setting in (CAPACITY_8, CAPACITY_8_OMP):
        if forced:
            met = [v.ratios[setting.name].met for v in forced]
            lines.append(_count(f"{setting.name}: ≤ {OVER_TWO_THREADS:.2f} × the default", met))
    right = [f.right for v in (*grid, *forced) for f in v.figures.values()]
    return [*lines, _count("right answers (cells × settings)", right)]


def _count(what: str, met: list[bool]) -> str:
    return f"{what:40} {sum(met):4} of {len(met)}"


def _spread(verdicts: list[Verdict]) -> str:
    """How far apart two measurements of the same thing are."""
    noise = [verdict.noise for verdict in verdicts]
    if len(noise) < 2:
        return ""
    low, *_, high = statistics.quantiles(noise, n=20, method="inclusive")
    return f"the default over itself: {low:.2f} to {high:.2f} in nine cells of ten, {max(noise):.2f} at worst"


def _page(record: Record) -> str:
    minutes = record.seconds / 60
    stolen = f"{record.stolen:.0f} s of processor time were taken away by the hypervisor"
    parts = [
        "# Composability",
        f"Written by `scripts/composability.sh` on {datetime.date.today()} from one run of {minutes:.0f} minutes."
        " Do not edit; run it on your own machine.",
        f"{record.machine}. Load average {record.load_average:.2f} before; {stolen} meanwhile.",
        f"## What is measured\n{_METHOD}",
        "## Result\n```\n" + "\n".join(_summary(record)) + "\n```",
        f"![the default's time over others, cell by cell]({PICTURE})",
        "## What is missed\n" + _misses(record),
        *(_tables(record.grid) if record.grid else []),
        *([_FORCED, _forced_table(record.forced)] if record.forced else []),
    ]
    return "\n\n".join(parts) + "\n"


_METHOD = """A *cell* is a pool of 1 to 32 Python threads that maps over one task a thread (two tasks at least). A task
is so many calls on matrices of one order, 64 to 1024, that it has 17 Mflop: 32 calls at most, one at least.
- *QR*: `np.linalg.qr`. *gemm*: `np.matmul` into a buffer that is there.
- *Cholesky*: the trsm, syrk and gemm calls of a blocked factorisation (eight block columns, or blocks of 32), made one
  by one with ctypes, of the functions that NumPy itself calls. The factors of the diagonal blocks are given; the rest
  is a factorisation, and is checked as one.

*Straggler*: the first task's matrix is of order 1024 (2048 among those of 1024).

Each setting is a process of its own, with nothing but its environment different; all but the one that is measured are
stopped. They take turns, A B C B C A …; a ratio is the median, over the turns, of one's time over the other's. A cell
that misses a target, or is within 0.03 of it, is measured again three times as long, and that counts (those that miss
first, while time allows). A setting that takes three times as long as the fastest takes three turns only. Every answer
is checked, in every cell and setting.

*Best hand-tuned*: the fastest in that cell of `sequential` (one thread is the same in every layer) and `tbb` and `omp`
with 2, half as many and as many threads as there are cores. `tbb` with all cores is what the default is; it is
measured too, as a control: what the default seems to lose or gain against itself is the noise.

*Threads* are those beyond what there was when NumPy was loaded. *Tail*: the cores in use (CPU time over time) between
the end of the last small task and that of the straggler, as a share of those that the task uses when it runs alone."""

_FORCED = """## An arena that believes in eight cores
`ARENABLAS_CAPACITY=8`, in the layers `tbb` and `omp`, against the default. Balanced cells; ms a map."""


def _misses(record: Record) -> str:
    misses = [f"- {cell.name}: {miss}" for cell, miss in missed((*record.grid, *record.forced))]
    return "\n".join(misses) or "Nothing."


def _tables(verdicts: list[Verdict]) -> Iterable[str]:
    yield "## All cells\nMilliseconds a map. *Switches*: involuntary context switches a map, default and OpenBLAS."
    for work in WORKS:
        mine = [verdict for verdict in verdicts if verdict.cell.work == work]
        if mine:
            yield f"### {work}\n{_table(mine)}"


def _table(verdicts: list[Verdict]) -> str:
    names = list(verdicts[0].figures)
    heads = ["n", "callers", "straggler", *names, "÷ hand-tuned", "÷ OpenBLAS", "threads", "tail", "switches"]
    rows = [_row(verdict, names) for verdict in sorted(verdicts, key=_order)]
    return _markdown(heads, rows)


def _order(verdict: Verdict) -> tuple:
    cell = verdict.cell
    return cell.straggler, cell.n, cell.callers


def _row(verdict: Verdict, names: list[str]) -> list[str]:
    cell, figures = verdict.cell, verdict.figures
    switches = [statistics.median(figures[name].switches) for name in (DEFAULT.name, "OpenBLAS")]
    share = verdict.tail_share
    return [
        *(str(cell.n), str(cell.callers), str(cell.big) if cell.straggler else ""),
        *(_milliseconds(figures[name].median) for name in names),
        *(f"{r}" if r.met else f"**{r}**" for r in verdict.ratios.values()),
        f"{verdict.default.threads}",
        "" if share is None else f"{share:.2f}" if share >= TAIL_SHARE else f"**{share:.2f}**",
        f"{switches[0]:.0f}, {switches[1]:.0f}",
    ]


def _forced_table(verdicts: list[Verdict]) -> str:
    names = list(verdicts[0].figures)
    heads = ["work", "n", "callers", *names, *(f"÷ default: {name}" for name in names[1:])]
    rows = []
    for verdict in verdicts:
        cell = verdict.cell
        rows.append(
            [
                *(cell.work, str(cell.n), str(cell.callers)),
                *(_milliseconds(verdict.figures[name].median) for name in names),
                *(f"{r}" if r.met else f"**{r}**" for r in verdict.ratios.values()),
            ]
        )
    return _markdown(heads, rows)


def _milliseconds(seconds: float) -> str:
    return f"{1e3 * seconds:.3g}" if seconds < 1 else f"{1e3 * seconds:.0f}"


def _markdown(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
