"""What the machine can do at best, looked at again and again beside the cells: its mood changes within a run."""

from __future__ import annotations

import contextlib
import statistics
from collections import deque
from pathlib import Path

from host import clean_environment
from process import Ended, Process
from suites import Cell

LOOK_SECONDS = 0.05
RECENT = 5  # looks that a cell's limit is the median of
WRITERS = ("axpy", "scal", "copy", "swap", "rot", "ger")  # level 1 and 2: those that write what they have read
SINGLE = "sc"


class Limits:
    """The measured limits of so many threads."""

    def __init__(self, client: Path, threads: int) -> None:
        command = [str(client), "--limits", "--threads", str(threads)]
        self._process = Process("limits", command, clean_environment())
        self._looks: list[dict[str, float]] = []
        self._recent: deque[dict[str, float]] = deque(maxlen=RECENT)

    def look(self) -> None:
        """Measures them. Without them there are no fractions, but still ratios."""
        with contextlib.suppress(Ended):
            answer = self._process.ask("limits", patience=30.0, seconds=LOOK_SECONDS)
            if not isinstance(answer.get("error"), str):
                look = {name: value for name, value in answer.items() if isinstance(value, int | float)}
                self._looks.append(look)
                self._recent.append(look)

    def json(self) -> dict[str, float]:
        """Their medians over the whole run."""
        return _medians(self._looks)

    def of(self, cell: Cell, moved: float, cache: int) -> float | None:
        """What bounds a cell that moves so many bytes, in its unit a second: arithmetic, or memory if it must come
        from there. None where nothing so simple does."""
        limits = _medians(self._recent)
        if cell.unit == "flops":
            width = "f32" if cell.routine[0] in SINGLE else "f64"
            peaks = [value for name, value in limits.items() if name.startswith(f"fma_{width}")]
            return max(peaks, default=None)
        if cell.unit == "bytes" and moved > 2 * cache:
            return limits.get("update" if cell.family in WRITERS else "read")
        return None

    def end(self) -> None:
        """No more looks."""
        self._process.end()


def _medians(looks: list[dict[str, float]] | deque[dict[str, float]]) -> dict[str, float]:
    names = dict.fromkeys(name for look in looks for name in look)
    return {name: statistics.median(look[name] for look in looks if name in look) for name in names}
