"""Random matrices, the same in every process."""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray

DTYPES = ("f4", "f8", "c8", "c16")


def random(dtype: str, *shape: int, order: str = "C") -> NDArray:
    """Elements of [-1, 1) (each part of a complex one), a function of type and shape alone."""
    generator = np.random.default_rng(zlib.crc32(f"{dtype} {shape}".encode()))
    a = generator.uniform(-1, 1, shape)
    if dtype.startswith("c"):
        a = a + 1j * generator.uniform(-1, 1, shape)
    return np.array(a, dtype=dtype, order=order)
