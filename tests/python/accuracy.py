"""How near is near enough: residuals scaled as LAPACK's test programs scale them, against their threshold."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

THRESHOLD = 30.0


def scaled(difference: NDArray, norm: float, size: int, eps: float) -> float:
    """‖difference‖₁ / (norm · size · ε), the largest of a stack; 0 for an empty one."""
    if difference.size == 0:
        return 0.0
    norms = np.linalg.norm(difference.astype(complex), 1, axis=(-2, -1))
    return float(np.max(norms) / (max(norm, np.finfo(float).tiny) * max(size, 1) * eps))


def assert_equal_matrices(got: NDArray, expected: NDArray, norm: float, size: int) -> None:
    """The same shape and type, and equal up to rounding in problems of that norm and size."""
    assert got.shape == expected.shape
    assert got.dtype == expected.dtype
    assert scaled(got - expected, norm, size, float(np.finfo(got.dtype).eps)) < THRESHOLD


def assert_factors(a: NDArray, q: NDArray, r: NDArray, eps: float | None = None) -> None:
    """A = Q·R, QᴴQ = I, R upper trapezoidal."""
    eps = eps or float(np.finfo(q.dtype).eps)
    size, norm = max(a.shape[-2:]), norm1(a)
    assert not np.any(np.tril(r, -1))
    a, q, r = (x.astype(np.result_type(x.dtype, float)) for x in (a, q, r))
    assert scaled(a - q @ r, norm, size, eps) < THRESHOLD
    identity = np.eye(q.shape[-1])
    assert scaled(identity - np.swapaxes(q, -1, -2).conj() @ q, 1.0, size, eps) < THRESHOLD


def norm1(a: NDArray) -> float:
    """The largest 1-norm of a stack of matrices; 0 for an empty one."""
    return float(np.max(np.linalg.norm(a, 1, axis=(-2, -1)))) if a.size else 0.0
