"""What a run found out, for people: a table in the terminal, a page, and docs/PERFORMANCE.md. Reads the record only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from . import markdown, page, table
from .model import Change, Run


def print_table(record: dict, stream: TextIO, regressions: Sequence[Change] = ()) -> None:
    """Every cell, and the summaries."""
    stream.write(table.text(Run(record, regressions), table.coloured(stream)))


def write_html(record: dict, path: Path, regressions: Sequence[Change] = ()) -> None:
    """The page, in one file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page.page(Run(record, regressions)), encoding="utf-8")


def write_docs(record: dict, folder: Path) -> list[Path]:
    """PERFORMANCE.md and its pictures, into `folder`."""
    return markdown.write(Run(record), folder)
