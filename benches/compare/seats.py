"""Where the libraries sit: each in a process of its own, all with the same number of threads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from libraries import Library
from limits import Limits
from process import Ended, Process
from suites import Cell
from turns import PATIENCE, Measured, Rounds, measure


class Seats:
    """Where the libraries sit, each in a process with the same number of threads, and take their turns."""

    def __init__(self, client: Path, libraries: Sequence[Library], threads: int) -> None:
        self.threads = threads
        self.limits = Limits(client, threads)
        self._client, self._ours = client, libraries[0].name
        self._libraries = {library.name: library for library in libraries if library.takes_part(threads)}
        self._processes: dict[str, Process] = {}

    def about(self) -> dict[str, dict]:
        """What each says of itself. Who can't be loaded does not sit down."""
        found = {}
        for name, process in self._seat(list(self._libraries)).items():
            try:
                found[name] = process.ask("about", patience=PATIENCE)
            except Ended as reason:
                if name == self._ours:
                    raise SystemExit(str(reason)) from None
                found[name] = {"missing": str(reason)}
        self._libraries = {n: library for n, library in self._libraries.items() if "missing" not in found[n]}
        return found

    def measure(self, cell: Cell, seconds: float, rounds: Rounds) -> Measured:
        """A cell, and the limits beside it."""
        self.limits.look()
        return measure(cell, list(self._libraries), self._seat, seconds, rounds)

    def _seat(self, names: Sequence[str]) -> dict[str, Process]:
        self._leave()
        self._processes = {name: self._libraries[name].start(self._client, self.threads) for name in names}
        return self._processes

    def _leave(self) -> None:
        for process in self._processes.values():
            process.end()

    def __enter__(self) -> Seats:
        return self

    def __exit__(self, *error: object) -> None:
        self.limits.end()
        self._leave()
