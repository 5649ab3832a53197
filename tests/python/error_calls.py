"""Calls with one bad argument, past NumPy and through it; runs in child processes."""

from __future__ import annotations

import ctypes
from ctypes import byref, c_char, c_double, c_int32, c_int64

import numpy as np
import numpy.linalg.lapack_lite as lapack_lite
from numpy.typing import NDArray
from preload import LIBRARY

FORTRAN_CASES = (
    # routine, its arguments (see _argument), the position of the bad one
    ("dgeqrf", "-1 2 A 2 T W 8 I", 1),
    ("dgeqrf", "2 -1 A 2 T W 8 I", 2),
    ("dgeqrf", "2 2 A 1 T W 8 I", 4),
    ("dgeqrf", "2 2 A 2 T W 1 I", 7),
    ("dorgqr", "2 3 2 A 2 T W 8 I", 2),
    ("dorgqr", "2 2 3 A 2 T W 8 I", 3),
    ("dorgqr", "2 2 2 A 2 T W 1 I", 8),
    ("dormqr", "x N 2 2 2 A 2 T A 2 W 8 I", 1),
    ("dormqr", "L C 2 2 2 A 2 T A 2 W 8 I", 2),
    ("dgemm", "x N 2 2 2 D A 2 A 2 D A 2", 1),
    ("dgemm", "N x 2 2 2 D A 2 A 2 D A 2", 2),
    ("dgemm", "N N 2 2 -3 D A 2 A 2 D A 2", 5),
    ("dgemm", "N N 2 2 2 D A 1 A 2 D A 2", 8),
    ("dgemm", "N N 2 2 2 D A 2 A 2 D A 1", 13),
    ("dgemv", "N 2 2 D A 2 T 0 D T 1", 8),
    ("dtrsm", "L U N x 2 2 D A 2 A 2", 4),
)
CBLAS_CASES = (
    # arguments of cblas_dgemm after the layout, the position of the bad one
    (101, (7, 111, 2, 2, 2, 2, 2, 2), 2),
    (102, (111, 7, 2, 2, 2, 2, 2, 2), 3),
    (102, (111, 111, -1, 2, 2, 2, 2, 2), 4),
    (101, (111, 111, 2, 2, 2, 1, 2, 2), 9),
    (102, (111, 111, 2, 2, 2, 2, 1, 2), 11),
    (101, (111, 111, 2, 2, 2, 2, 2, 1), 14),
)


def fortran(routine: str, arguments: str, suffix: str) -> tuple[bool, int | None]:
    """Calls it; whether all arrays are as they were, and the info that came back."""
    integer = c_int64 if suffix.endswith("64_") else c_int32
    arrays = {"A": np.arange(4.0), "T": np.arange(2.0), "W": np.arange(8.0)}
    before = {name: array.copy() for name, array in arrays.items()}
    info = integer(77)
    given = [_argument(text, integer, arrays, info) for text in arguments.split()]
    prefix = "scipy_" if suffix.startswith("s:") else ""
    characters = sum(len(text) == 1 and text.isalpha() and text not in "ATWDI" for text in arguments.split())
    hidden = [ctypes.c_size_t(1)] * characters
    getattr(ctypes.CDLL(str(LIBRARY)), prefix + routine + suffix.removeprefix("s:"))(*given, *hidden)
    untouched = all(np.array_equal(arrays[name], before[name]) for name in arrays)
    return untouched, info.value if "I" in arguments.split() else None


def _argument(text: str, integer: type, arrays: dict[str, NDArray], info: ctypes._SimpleCData) -> object:
    """A, T, W: an array; I: info; D: a real; another letter: itself; else an integer."""
    if text in arrays:
        return ctypes.c_void_p(arrays[text].ctypes.data)
    if text == "I":
        return byref(info)
    if text == "D":
        return byref(c_double(1.0))
    return byref(c_char(text.encode())) if text.isalpha() else byref(integer(int(text)))


def cblas(layout: int, given: tuple[int, ...]) -> bool:
    """Calls cblas_dgemm as NumPy's wheel names it; whether C is as it was."""
    transa, transb, m, n, k, lda, ldb, ldc = given
    a, c = np.arange(4.0), np.arange(4.0)
    array, integers = ctypes.c_void_p, [c_int64(x) for x in (m, n, k)]
    ctypes.CDLL(str(LIBRARY)).scipy_cblas_dgemm64_(
        *(layout, transa, transb, *integers, c_double(1.0), array(a.ctypes.data), c_int64(lda)),
        *(array(a.ctypes.data), c_int64(ldb), c_double(1.0), array(c.ctypes.data), c_int64(ldc)),
    )
    return bool(np.array_equal(c, np.arange(4.0)))


def through_numpy() -> tuple[bool, int]:
    """The one way that NumPy leaves open to hand a wrong number to LAPACK."""
    a, tau, work = np.arange(4.0).reshape(2, 2), np.zeros(2), np.zeros(8)
    answer = lapack_lite.dgeqrf(2, 2, a, 1, tau, work, 8, 0)
    return bool(np.array_equal(a, np.arange(4.0).reshape(2, 2))), answer["info"]
