"""A run's figures, and the file that keeps them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from cells import Cell
from turns import Figures
from verdict import Ratio, Verdict


@dataclass(frozen=True)
class Record:
    """All that a run found out."""

    grid: list[Verdict]
    forced: list[Verdict]
    machine: str
    cores: int
    load_average: float  # before
    seconds: float
    stolen: float  # seconds of processor time that the hypervisor gave to others

    def save(self, file: Path) -> None:
        file.write_text(json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n")

    @staticmethod
    def load_verdict(saved: dict) -> Verdict:
        """What `asdict` made of it, back again."""
        figures = {name: Figures(**figures) for name, figures in saved["figures"].items()}
        ratios = {name: Ratio(**ratio) for name, ratio in saved["ratios"].items()}
        return Verdict(**saved | {"cell": Cell(**saved["cell"]), "figures": figures, "ratios": ratios})

    @staticmethod
    def load(file: Path) -> Record:
        saved = json.loads(file.read_text())
        verdicts = {part: [Record.load_verdict(v) for v in saved[part]] for part in ("grid", "forced")}
        return Record(**saved | verdicts)
