"""[`Process`]: a server of one setting, stopped while others are measured.

Stopped, because a library's idle threads may spin for a while (OpenBLAS's do for some 100 ms), and would burn the next
one's time.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType

from configurations import Configuration

SERVER = Path(__file__).with_name("server.py")


class Process:
    """A setting's process. It runs only while it is asked something."""

    def __init__(self, setting: Configuration, library: str) -> None:
        self.setting = setting
        self._child = subprocess.Popen(
            [sys.executable, str(SERVER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=setting.environment(library),
            text=True,
            bufsize=1,
        )
        self._child.send_signal(signal.SIGSTOP)

    def ask(self, do: str, **order: object) -> dict:
        """Its answer."""
        self._child.send_signal(signal.SIGCONT)
        print(json.dumps({"do": do, **order}), file=self._child.stdin)
        line = self._child.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.setting.name}: the process ended with {self._child.wait()}")
        self._child.send_signal(signal.SIGSTOP)
        return json.loads(line)

    def __enter__(self) -> Process:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._child.kill()
        self._child.wait()
