"""The grid as a picture: a square a cell, its colour and number how many times the other's time the default takes."""

from __future__ import annotations

import math
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from cells import CALLERS, SIZES, WORKS
from matplotlib.axes import Axes
from matplotlib.colors import TwoSlopeNorm
from matplotlib.patches import Rectangle
from verdict import Verdict

TITLES = {"hand-tuned": "over the best that tuning by hand finds", "OpenBLAS": "over NumPy's own OpenBLAS, as it comes"}
FASTEST, SLOWEST = 0.25, 2.0  # where the colours end; the numbers go on


def draw(verdicts: list[Verdict], file: Path) -> None:
    """Saves it."""
    figure, panels = plt.subplots(1, len(TITLES), figsize=(15, 8.5), layout="constrained")
    for axes, (column, title) in zip(panels, TITLES.items(), strict=True):
        _panel(axes, verdicts, column, title)
    figure.suptitle("Time of arenablas with nothing set", fontsize=14)
    figure.savefig(file, dpi=110)
    plt.close(figure)


def _panel(axes: Axes, verdicts: list[Verdict], column: str, title: str) -> None:
    rows = [(work, n) for work in WORKS for n in SIZES]
    columns = [(straggler, callers) for straggler in (False, True) for callers in CALLERS]
    image = [[math.nan] * len(columns) for _ in rows]
    for verdict in verdicts:
        cell, ratio = verdict.cell, verdict.ratios[column]
        y, x = rows.index((cell.work, cell.n)), columns.index((cell.straggler, cell.callers))
        # In the colours half the time is as far from 1 as twice the time.
        image[y][x] = math.log2(min(max(ratio.median, FASTEST), SLOWEST))
        axes.text(x, y, str(ratio), ha="center", va="center", fontsize=9)
        if not ratio.met:
            axes.add_patch(Rectangle((x - 0.46, y - 0.46), 0.92, 0.92, fill=False, edgecolor="black", linewidth=2))
    norm = TwoSlopeNorm(0, math.log2(FASTEST), math.log2(SLOWEST))
    axes.imshow(image, cmap="RdYlGn_r", norm=norm, aspect="auto", alpha=0.75)
    axes.set_xticks(range(len(columns)), [str(callers) for _, callers in columns])
    axes.set_yticks(range(len(rows)), [f"{work} {n}" for work, n in rows])
    axes.set_xlabel("callers, balanced                              callers, one straggler")
    axes.axvline(len(CALLERS) - 0.5, color="black", linewidth=1)
    for line in range(len(SIZES), len(rows), len(SIZES)):
        axes.axhline(line - 0.5, color="black", linewidth=1)
    limit = next((verdict.ratios[column].limit for verdict in verdicts), math.nan)
    axes.set_title(f"{title} (framed: over {limit:.2f})", fontsize=11)
