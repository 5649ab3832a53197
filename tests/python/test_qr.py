"""np.linalg.qr on the library: right, and in agreement with the library that NumPy bundles."""

from __future__ import annotations

import numpy as np
import pytest
import qr_calls
from accuracy import assert_equal_matrices, assert_factors, norm1
from inputs import random
from numpy.typing import NDArray
from preload import run

Factors = dict[tuple, tuple[NDArray, ...]]


@pytest.fixture(scope="module")
def ours() -> Factors:
    return run(qr_calls.all_cases).value


@pytest.fixture(scope="module")
def theirs() -> Factors:
    return run(qr_calls.all_cases, preload=False).value


@pytest.mark.parametrize("case", qr_calls.CASES, ids=str)
def test_right_and_like_the_bundled_library(ours: Factors, theirs: Factors, case: tuple) -> None:
    dtype, shape, _, mode = case
    a = random(dtype, *shape)
    got, expected = ours[case], theirs[case]
    assert [x.shape for x in got] == [x.shape for x in expected]
    assert [x.dtype for x in got] == [x.dtype for x in expected]
    if mode == "raw":
        assert_factors(a, *_from_reflectors(*got))
    elif mode != "r":
        assert_factors(a, *got)
    # Signs included: LAPACK's convention fixes them.
    assert_equal_matrices(_r(got, mode), _r(expected, mode), norm1(a), max(shape[-2:]))


def _r(factors: tuple[NDArray, ...], mode: str) -> NDArray:
    return np.triu(np.swapaxes(factors[0], -1, -2)) if mode == "raw" else factors[-1]


def _from_reflectors(h: NDArray, tau: NDArray) -> tuple[NDArray, NDArray]:
    """Q and R from what `mode="raw"` returns: Q = H₁·H₂⋯H_k, Hᵢ = I − τᵢ·vᵢ·vᵢᴴ, multiplied out one by one."""
    below = np.swapaxes(h, -1, -2)
    m, k = below.shape[-2], tau.shape[-1]
    q = np.zeros((*below.shape[:-1], m), dtype=np.result_type(h.dtype, float)) + np.eye(m)
    for i in reversed(range(k)):
        v = np.where(np.arange(m) == i, 1, np.tril(below, -1)[..., i])
        v_q = np.einsum("...i,...ij->...j", v.conj(), q)
        q = q - tau[..., i, None, None] * v[..., :, None] * v_q[..., None, :]
    return q.astype(h.dtype), np.triu(below)


def test_a_bad_element_returns_and_shows() -> None:
    pairs = zip(run(qr_calls.bad_elements).value, run(qr_calls.bad_elements, preload=False).value, strict=True)
    for case, (got, expected) in zip(qr_calls.BAD_CASES, pairs, strict=True):
        for mine, bundled in zip(got, expected, strict=True):
            # What is lost there is not made up here. (It may be more: the reference skips a reflector on zeros,
            # whatever its tau, and so keeps some columns of Q.)
            assert _bad_columns(mine) >= _bad_columns(bundled) != set(), case


def _bad_columns(a: NDArray) -> set[int]:
    return set(np.flatnonzero(~np.isfinite(a).all(axis=0)))
