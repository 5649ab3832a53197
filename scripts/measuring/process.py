"""A process that runs only while it is asked something: one line of JSON a question, one an answer.

Whoever is not at turn is stopped, because a library's idle threads may spin for a while (OpenBLAS's do for some
100 ms), and would burn the next one's time.
"""

from __future__ import annotations

import json
import select
import signal
import subprocess
from collections.abc import Mapping, Sequence
from types import TracebackType


class Ended(RuntimeError):
    """The process is no more, or had to be ended because it did not answer."""


class Process:
    """What is measured in a process of its own."""

    def __init__(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.name = name
        self._child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True, bufsize=1
        )
        self._child.send_signal(signal.SIGSTOP)

    def ask(self, do: str, patience: float | None = None, **order: object) -> dict:
        """Its answer, for which it has `patience` seconds."""
        self._child.send_signal(signal.SIGCONT)
        try:
            print(json.dumps({"do": do, **order}), file=self._child.stdin)
        except BrokenPipeError:
            raise Ended(f"{self.name}: the process ended with {self._child.wait()}") from None
        # Its last answer was read whole, so nothing of this one can be in our buffer.
        if not select.select([self._child.stdout], [], [], patience)[0]:
            self.end()
            raise Ended(f"{self.name}: no answer to {do} in {patience:.0f} s")
        line = self._child.stdout.readline()
        if not line:
            raise Ended(f"{self.name}: the process ended with {self._child.wait()}")
        self._child.send_signal(signal.SIGSTOP)
        return json.loads(line)

    def end(self) -> None:
        """Ends it, whatever it does."""
        self._child.kill()
        self._child.wait()

    def __enter__(self) -> Process:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.end()
