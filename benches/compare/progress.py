"""How far a run is: one line that changes on a terminal, a line a cell elsewhere."""

from __future__ import annotations

import shutil
import sys
import time
from typing import TextIO

BAR = 24  # characters


class Progress:
    """Counts steps towards `total`."""

    def __init__(self, total: int, stream: TextIO = sys.stderr) -> None:
        self._total, self._done = total, 0
        self._start = time.monotonic()
        self._stream = stream
        self._live = stream.isatty()

    def begin(self, what: str) -> None:
        """What is being measured now."""
        if self._live:
            full = round(BAR * self._done / self._total)
            line = f"{'█' * full}{'░' * (BAR - full)} {self._done}/{self._total}  {self._left():>9}  {what}"
            print(f"\r\033[K{line[: shutil.get_terminal_size().columns - 1]}", end="", file=self._stream, flush=True)

    def end(self, result: str) -> None:
        """It is measured, and this came of it."""
        self._done += 1
        if not self._live:
            print(f"[{self._done}/{self._total}] {result}", file=self._stream, flush=True)

    def more(self, steps: int) -> None:
        """There is more to do than was thought."""
        self._total += steps

    def note(self, text: str) -> None:
        """Something to keep on the screen."""
        print(f"\r\033[K{text}" if self._live else text, file=self._stream, flush=True)

    def close(self) -> None:
        """Leaves the terminal as it was."""
        if self._live:
            print("\r\033[K", end="", file=self._stream, flush=True)

    def _left(self) -> str:
        if self._done < 3:
            return ""
        seconds = (time.monotonic() - self._start) / self._done * (self._total - self._done)
        return f"{seconds / 60:.0f} min" if seconds > 90 else f"{seconds:.0f} s"
