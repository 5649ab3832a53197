"""np.linalg.qr of everything; runs in child processes."""

from __future__ import annotations

import itertools

import numpy as np
from inputs import DTYPES, random
from numpy.typing import NDArray

SHAPES = (
    (300, 120),
    (120, 300),
    (200, 200),
    (33, 32),
    (32, 33),
    (1, 1),
    (1, 7),
    (7, 1),
    (0, 5),
    (5, 0),
    (0, 0),
    (3, 40, 25),
    (2, 25, 40),
    (0, 4, 3),
)
MODES = ("reduced", "complete", "r", "raw")
CASES = tuple(itertools.product(DTYPES, SHAPES, ("C", "F"), MODES))


def all_cases() -> dict[tuple, tuple[NDArray, ...]]:
    """The factors of each of CASES, in the order in which NumPy returns them."""
    return {case: _factors(*case) for case in CASES}


def _factors(dtype: str, shape: tuple[int, ...], order: str, mode: str) -> tuple[NDArray, ...]:
    factors = np.linalg.qr(random(dtype, *shape, order=order), mode=mode)
    return (factors,) if mode == "r" else tuple(factors)


BAD_SHAPE = (100, 70)
BAD_CASES = tuple(itertools.product(DTYPES, ((0, 0), (40, 20), (99, 69)), (np.nan, np.inf, -np.inf)))


def bad_elements() -> list[tuple[NDArray, ...]]:
    """The factors of matrices with one bad element each, for each of BAD_CASES."""
    factors = []
    for dtype, place, value in BAD_CASES:
        a = random(dtype, *BAD_SHAPE)
        a[place] = value
        factors.append(tuple(np.linalg.qr(a)))
    return factors
