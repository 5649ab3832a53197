"""The demo's input, the same in every process."""

from __future__ import annotations

import numpy as np


def matrices(size: int, count: int) -> list[np.ndarray]:
    """`count` random matrices of `size` × `size`."""
    random = np.random.default_rng(2026)
    return [random.random((size, size)) for _ in range(count)]
