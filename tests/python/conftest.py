"""Checks of the library under Python. Each runs child processes with the library preloaded; this process has not."""

from __future__ import annotations

import signal

import pytest
from preload import LIBRARY


def pytest_sessionstart(session: pytest.Session) -> None:
    if not LIBRARY.exists():
        pytest.exit(f"{LIBRARY} is not there: cargo build --release", returncode=2)
    # A shell's background jobs ignore interrupts, and hand that down to all whom they start.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
