"""SciPy's decompositions; runs in child processes.

SciPy's own library computes most of them, but its LAPACK calls the inner routines by name, and so reaches ours.
"""

from __future__ import annotations

import numpy as np
import scipy.linalg
from inputs import DTYPES, random
from numpy.typing import NDArray

SIZES = (1, 5, 60, 200)


def residuals() -> dict[str, float]:
    """For each decomposition, type and size the largest scaled residual of the identities that define it."""
    results = {}
    for dtype in DTYPES:
        for n in SIZES:
            for name, value in _decompositions(random(dtype, n, n), random(dtype, n + 30, n)).items():
                results[f"{name} {dtype} {n}"] = value
    return results


def _decompositions(a: NDArray, tall: NDArray) -> dict[str, float]:
    h = a + a.conj().T
    u, s, vh = scipy.linalg.svd(tall, full_matrices=False)
    full_u, _, _ = scipy.linalg.svd(tall, lapack_driver="gesvd")
    w, v = scipy.linalg.eigh(h)
    values, vectors = scipy.linalg.eig(a)
    t, z = scipy.linalg.schur(a)
    hess, p = scipy.linalg.hessenberg(a, calc_q=True)
    qq, rr, pivots = scipy.linalg.qr(tall, mode="economic", pivoting=True)
    q, r = scipy.linalg.qr(tall)
    x = scipy.linalg.lstsq(tall, tall @ a)[0]
    y = scipy.linalg.solve(a, a @ a)
    product, _ = scipy.linalg.qr_multiply(tall, a, mode="left")
    rq_r, rq_q = scipy.linalg.rq(a)
    definite = h @ h + len(a) * np.eye(len(a), dtype=a.dtype)
    lower = scipy.linalg.cholesky(definite, lower=True)
    return {
        "svd": _scaled(tall - (u * s) @ vh, tall),
        "svd, U": _orthogonal(full_u),
        "eigh": _scaled(h @ v - v * w, h),
        "eig": _scaled(a @ vectors - vectors * values, a),
        "schur": _scaled(a - z @ t @ z.conj().T, a),
        "hessenberg": _scaled(a - p @ hess @ p.conj().T, a),
        "pivoted qr": _scaled(tall[:, pivots] - qq @ rr, tall),
        "qr": _scaled(tall - q @ r, tall),
        "qr, Q": _orthogonal(q),
        "lstsq": _scaled(tall @ x - tall @ a, tall, a),
        "solve": _scaled(a @ y - a @ a, a, y),
        "qr_multiply": _scaled(product - q[:, : len(a)] @ a, a),
        "rq": _scaled(a - rq_r @ rq_q, a),
        "cholesky": _scaled(definite - lower @ lower.conj().T, definite),
    }


def _scaled(difference: NDArray, *factors: NDArray) -> float:
    """Its 1-norm over the product of the factors' norms, their size and ε."""
    scale = np.prod([np.linalg.norm(factor, 1) for factor in factors], dtype=float)
    return float(np.linalg.norm(difference, 1) / (scale * max(difference.shape) * np.finfo(difference.dtype).eps))


def _orthogonal(q: NDArray) -> float:
    return _scaled(q.conj().T @ q - np.eye(q.shape[1], dtype=q.dtype), np.eye(1))


def wrong_least_squares() -> list[str]:
    """The drivers and types whose solution is not the best: at the best one the residual is orthogonal to A."""
    wrong = []
    for dtype in DTYPES:
        a, b = random(dtype, 300, 120), random(dtype, 300, 7)
        for driver in ("gelsd", "gelss", "gelsy"):
            x = scipy.linalg.lstsq(a, b, lapack_driver=driver)[0]
            if _scaled(a.conj().T @ (b - a @ x), a, b) > 30:
                wrong.append(f"{driver} {dtype}")
    return wrong
