"""The table's first column as bars."""

from __future__ import annotations

import math
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from summary import Row

OURS, THEIRS = "#1b7f5c", "#9aa0a6"
LOG_SCALE_FROM = 8.0  # slowest over fastest: beyond it the short bars can't be told apart


def plot(rows: list[Row], title: str, subtitle: str, file: Path) -> None:
    """Saves a bar a configuration, whiskers from quartile to quartile of the rounds."""
    figure, axes = plt.subplots(figsize=(10, 1.8 + 0.55 * len(rows)), layout="constrained")
    medians = [row.median for row in rows]
    whiskers = [[row.median - row.lower for row in rows], [row.upper - row.median for row in rows]]
    bars = axes.barh(
        [row.configuration.name for row in rows],
        medians,
        xerr=whiskers,
        color=[OURS if row.configuration.preload else THEIRS for row in rows],
        error_kw={"ecolor": "#444444", "capsize": 3, "linewidth": 1},
    )
    axes.bar_label(bars, labels=[f"{ms:.1f} ms" for ms in medians], padding=6)
    axes.invert_yaxis()
    if max(medians) > LOG_SCALE_FROM * min(medians):
        axes.set_xscale("log")
        axes.set_xlim(10 ** math.floor(math.log10(min(medians) / 1.5)), 4 * max(row.upper for row in rows))
        axes.xaxis.set_major_formatter("{x:g}")
    else:
        axes.set_xlim(0, 1.18 * max(row.upper for row in rows))
    axes.set_xlabel("milliseconds a map (median of the rounds; whiskers: quartiles); shorter is better")
    axes.spines[["top", "right"]].set_visible(False)
    figure.suptitle(f"{title}\n", fontsize=13)
    figure.text(0.5, 0.93, subtitle, fontsize=8, color="#555555", ha="center")
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(file, dpi=150)
    plt.close(figure)
