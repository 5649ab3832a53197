"""Checks of the library under Python. Each runs child processes with the library preloaded; this process has not."""

from __future__ import annotations

import pytest
from preload import LIBRARY


def pytest_sessionstart(session: pytest.Session) -> None:
    if not LIBRARY.exists():
        pytest.exit(f"{LIBRARY} is not there: cargo build --release", returncode=2)
