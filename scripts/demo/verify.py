"""Are the factors right, and whose are they? Both are checked outside the process that computed them, by a NumPy that
has nothing preloaded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from matrices import matrices

if TYPE_CHECKING:
    from rounds import Run

THRESHOLD = 30.0  # netlib's own test programs pass a scaled residual below this
OUR_POOL = "arenablas._pool"


@dataclass(frozen=True)
class Accuracy:
    """The worst over all matrices; the scaled ones as LAPACK's test programs scale them (dqrt01, dqrt02)."""

    residual: float  # ‖A − QR‖ / ‖A‖
    orthogonality: float  # ‖QᵀQ − I‖
    scaled: float  # the worse of the two, over n·ε

    @property
    def right(self) -> bool:
        """Within netlib's threshold; a NaN is not."""
        return self.scaled < THRESHOLD


def accuracy(results: Path, size: int, count: int) -> Accuracy:
    """Compares the saved factors with the matrices that they should multiply to."""
    with np.load(results) as saved:
        pairs = zip(matrices(size, count), saved["q"], saved["r"], strict=True)
        residuals, losses = zip(*(_errors(a, q, r) for a, q, r in pairs), strict=True)
    residual, loss = float(np.max(residuals)), float(np.max(losses))
    return Accuracy(residual, loss, np.maximum(residual, loss) / (size * np.finfo(float).eps))


def _errors(a: np.ndarray, q: np.ndarray, r: np.ndarray) -> tuple[float, float]:
    if np.any(np.tril(r, -1)):
        return np.inf, np.inf
    residual = np.linalg.norm(a - q @ r, 1) / np.linalg.norm(a, 1)
    return residual, np.linalg.norm(q.T @ q - np.eye(q.shape[1]), 1)


def faults(runs: Iterable[Run], library: str) -> list[str]:
    """What is wrong with the runs, in words; empty when they are right and ours were done by our library."""
    runs = list(runs)
    ours = [run for run in runs if run.configuration.preload]
    theirs = {run.bits for run in runs if not run.configuration.preload}
    found = [
        f"{run.configuration.name}: wrong factors: {asdict(run.accuracy)}" for run in runs if not run.accuracy.right
    ]
    for run in runs:
        mine = run.binding[0] == str(Path(library).resolve())
        if mine != run.configuration.preload:
            found.append(f"{run.configuration.name}: NumPy's dgeqrf is that of {run.binding[0]}")
    for run in runs:
        if (run.pool == OUR_POOL) != (run.configuration.launcher is not None):
            found.append(f"{run.configuration.name}: its ThreadPool is that of {run.pool}")
    for run in ours:
        if run.bits != run.bits_direct:
            found.append(f"{run.configuration.name}: NumPy's factors are not those of the library's own dgeqrf, dorgqr")
    if len({run.bits for run in ours}) > 1:
        found.append("settings of our library differ in some bit")
    if theirs & {run.bits for run in ours}:
        found.append("NumPy's own library gives the same bits: they prove nothing")
    return sorted(set(found))
