"""Matrix products of every layout; runs in child processes."""

from __future__ import annotations

import itertools
import warnings

import numpy as np
from inputs import DTYPES, random
from numpy.typing import NDArray

SHAPES = (
    (1, 1, 1),
    (5, 7, 3),
    (16, 16, 16),
    (64, 64, 64),
    (65, 33, 129),
    (130, 70, 200),
    (257, 256, 255),
    (0, 3, 2),
    (3, 0, 2),
    (3, 2, 0),
    (1, 300, 1),
    (300, 1, 300),
    (1, 40, 60),
    (60, 40, 1),
)
LAYOUTS = ("C", "F", "padded", "every other row", "backwards", "one byte off")
CASES = tuple(itertools.product(DTYPES, SHAPES, LAYOUTS, LAYOUTS))


def lay_out(a: NDArray, layout: str) -> NDArray:
    """The same matrix, held in another way."""
    m, n = a.shape
    if layout in "CF":
        return np.array(a, order=layout)
    if layout == "padded":
        held = np.full((m + 1, n + 3), np.nan, a.dtype)[:m, :n]
    elif layout == "every other row":
        held = np.full((2 * m, n), np.nan, a.dtype)[::2]
    elif layout == "backwards":
        held = np.full((m, n), np.nan, a.dtype)[::-1, ::-1]
    else:
        held = np.zeros(a.nbytes + 1, np.uint8)[1:].view(a.dtype).reshape(m, n)
    held[...] = a
    return held


def products() -> list[NDArray]:
    """A @ B for each of CASES."""
    return [_product(*case) for case in CASES]


def _product(dtype: str, shape: tuple[int, int, int], layout_a: str, layout_b: str) -> NDArray:
    m, k, n = shape
    return lay_out(random(dtype, m, k), layout_a) @ lay_out(random(dtype, k, n), layout_b)


def relatives() -> dict[str, NDArray]:
    """The other ways into the same routines."""
    results = {}
    for dtype in DTYPES:
        a, b, x = random(dtype, 90, 110), random(dtype, 110, 80), random(dtype, 110)
        stack_a, stack_b = random(dtype, 3, 40, 50), random(dtype, 3, 50, 20)
        results |= {
            f"{dtype} dot": a.dot(b),
            f"{dtype} gram": a @ a.T,
            f"{dtype} hermitian gram": a @ a.conj().T,
            f"{dtype} matrix-vector": a @ x,
            f"{dtype} transposed matrix-vector": b.T @ x,
            f"{dtype} vector-matrix": x @ b,
            f"{dtype} strided vector": a @ random(dtype, 330)[::3],
            f"{dtype} backward vector": a @ x[::-1],
            f"{dtype} dot of vectors": np.dot(x, x[::-1]),
            f"{dtype} vdot": np.vdot(x, random(dtype, 330)[::3]),
            f"{dtype} inner": np.inner(a, b.T),
            f"{dtype} outer": np.outer(x, x),
            f"{dtype} tensordot": np.tensordot(stack_a, stack_b, axes=([0, 2], [0, 1])),
            f"{dtype} stacked": stack_a @ stack_b,
            f"{dtype} einsum": np.einsum("ij,jk->ik", a, b, optimize=True),
            f"{dtype} chain": np.linalg.multi_dot([a, b, b.T]),
        }
    return results


def warnings_of(value: float) -> list[str]:
    """What NumPy warns of in products and factors of matrices with an element of this value."""
    with warnings.catch_warnings(record=True) as caught, np.errstate(all="warn"):
        warnings.simplefilter("always")
        for dtype, (m, k, n) in itertools.product(DTYPES, SHAPES):
            a, b = random(dtype, m, k), random(dtype, k, n)
            if a.size:
                a[-1, -1] = value
            a @ b, a.T.copy().T @ b, a @ b[:, 0] if n else None
            np.linalg.qr(a)
    return sorted({str(warning.message) for warning in caught})
