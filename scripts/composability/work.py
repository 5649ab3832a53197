"""The three kinds of work: each runs as often as it takes to be a task, and can check its own answer.

Buffers belong to threads, as a program's would; inputs are shared.
"""

from __future__ import annotations

import ctypes
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from ctypes import c_double, c_int, c_int64, c_void_p
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

TASK_FLOPS = 1 << 24  # a task is so many calls that it has about so many flops, but no more than …
MOST_CALLS = 32
ROW_MAJOR, NO_TRANS, TRANS, LOWER, NON_UNIT, RIGHT = 101, 111, 112, 122, 131, 142  # as cblas.h numbers them


class Work(ABC):
    """A kind of work on matrices of one order."""

    flops: float  # a call, over n³

    def __init__(self, n: int) -> None:
        self.n = n
        self.calls = max(1, min(MOST_CALLS, round(TASK_FLOPS / (self.flops * n**3))))
        self.x = np.random.default_rng(1).uniform(-1, 1, (n, 3))
        self.own = threading.local()

    def run(self) -> None:
        """A task."""
        for _ in range(self.calls):
            self.call()

    @abstractmethod
    def call(self) -> None:
        """One of its calls."""

    @abstractmethod
    def error(self) -> float:
        """How wrong the last answer of this thread is, in units of n·ε."""

    def scaled(self, difference: NDArray, norm: float) -> float:
        """A residual in those units."""
        return float(np.linalg.norm(difference, 1) / (norm * self.n * np.finfo(float).eps))


class Gemm(Work):
    """`np.matmul` into a buffer that is there."""

    flops = 2.0

    def __init__(self, n: int) -> None:
        super().__init__(n)
        self.a, self.b = np.random.default_rng(n).uniform(-1, 1, (2, n, n))

    def call(self) -> None:
        if not hasattr(self.own, "c"):
            self.own.c = np.empty((self.n, self.n))
        np.matmul(self.a, self.b, out=self.own.c)

    def error(self) -> float:
        norm = np.linalg.norm(self.a, 1) * np.linalg.norm(self.b, 1) * np.linalg.norm(self.x, 1)
        return self.scaled(self.own.c @ self.x - self.a @ (self.b @ self.x), norm)


class Qr(Work):
    """`np.linalg.qr`: geqrf, then orgqr."""

    flops = 8 / 3

    def __init__(self, n: int) -> None:
        super().__init__(n)
        self.a = np.random.default_rng(n).uniform(-1, 1, (n, n))

    def call(self) -> None:
        self.own.q, self.own.r = np.linalg.qr(self.a)

    def error(self) -> float:
        q, r, x = self.own.q, self.own.r, self.x
        norm = np.linalg.norm(x, 1)
        residual = self.scaled(q @ (r @ x) - self.a @ x, np.linalg.norm(self.a, 1) * norm)
        return max(residual, self.scaled(q.T @ (q @ x) - x, norm))


class Cholesky(Work):
    """The BLAS calls of a blocked Cholesky factorisation, made from Python one by one: a trsm a block column, then a
    syrk and a gemm for every block column to its right.

    The factors of the diagonal blocks are given: their computation would be LAPACK's, of which the library does not
    have this part yet. Else it is a factorisation, and its answer is checked as one.
    """

    flops = 1 / 3

    def __init__(self, n: int) -> None:
        super().__init__(n)
        self.l = np.tril(np.random.default_rng(n).uniform(-1, 1, (n, n)) / n) + np.eye(n)
        self.a = self.l @ self.l.T

    def call(self) -> None:
        if not hasattr(self.own, "buffer"):
            self.own.buffer = np.empty_like(self.a)
            self.own.steps = self._steps(self.own.buffer)
        self.own.buffer[...] = self.a
        for function, arguments in self.own.steps:
            function(*arguments)

    def error(self) -> float:
        below = np.tril(np.ones((self.n, self.n), bool), -max(32, self.n // 8))
        return self.scaled(np.where(below, self.own.buffer - self.l, 0), np.linalg.norm(self.l, 1))

    def _steps(self, buffer: NDArray) -> list[tuple[Callable[..., None], tuple]]:
        n, nb = self.n, max(32, self.n // 8)

        def at(matrix: NDArray, i: int, j: int) -> int:
            return matrix.ctypes.data + 8 * (i * n + j)

        steps = []
        for k in range(0, n - nb, nb):
            below = k + nb
            l11, a21 = at(self.l, k, k), at(buffer, below, k)
            # A21 := A21·L11⁻ᵀ
            trsm = (ROW_MAJOR, RIGHT, LOWER, TRANS, NON_UNIT, n - below, nb, 1.0, l11, n, a21, n)
            steps.append((_blas("dtrsm"), trsm))
            for j in range(below, n, nb):
                # A22 := A22 − A21·A21ᵀ, block column by block column
                left, rest = at(buffer, j, k), n - j - nb
                syrk = (ROW_MAJOR, LOWER, NO_TRANS, nb, nb, -1.0, left, n, 1.0, at(buffer, j, j), n)
                steps.append((_blas("dsyrk"), syrk))
                if rest:
                    lower, c = at(buffer, j + nb, k), at(buffer, j + nb, j)
                    gemm = (ROW_MAJOR, NO_TRANS, TRANS, rest, nb, nb, -1.0, lower, n, left, n, 1.0, c, n)
                    steps.append((_blas("dgemm"), gemm))
        return steps


_I, _L, _D, _P = c_int, c_int64, c_double, c_void_p
_SIGNATURES = {
    "dgemm": (_I, _I, _I, _L, _L, _L, _D, _P, _L, _P, _L, _D, _P, _L),
    "dsyrk": (_I, _I, _I, _L, _L, _D, _P, _L, _D, _P, _L),
    "dtrsm": (_I, _I, _I, _I, _I, _L, _L, _D, _P, _L, _P, _L),
}


def _blas(routine: str) -> Callable[..., None]:
    """The function that NumPy would call: the preloaded one, else that of its own OpenBLAS. Without the GIL."""
    name = f"scipy_cblas_{routine}64_"
    try:
        function = getattr(ctypes.CDLL(None), name)
    except AttributeError:
        (bundled,) = Path(np.__file__).parents[1].glob("numpy.libs/libscipy_openblas64_*.so")
        function = getattr(ctypes.CDLL(str(bundled)), name)
    function.argtypes, function.restype = _SIGNATURES[routine], None
    return function


KINDS: dict[str, type[Work]] = {"QR": Qr, "gemm": Gemm, "Cholesky": Cholesky}
