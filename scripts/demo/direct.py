"""QR by calling a library's own LAPACK routines, past NumPy."""

from __future__ import annotations

import ctypes
from ctypes import POINTER, byref, c_double, c_int64

import numpy as np


def direct_qr(library: str, a: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Q and R of the square matrix `a`, as `library`'s dgeqrf and dorgqr compute them."""
    lib = ctypes.CDLL(library)
    n = c_int64(len(a))
    factors, tau = np.array(a, order="F"), np.empty(len(a))
    info = c_int64()

    def call(routine: str, *leading: c_int64) -> None:
        """Asks for the best workspace, then runs."""
        function = getattr(lib, f"scipy_{routine}_64_")
        work = np.empty(1)
        for lwork in (-1, None):
            size = c_int64(len(work) if lwork is None else lwork)
            heads = [byref(x) for x in leading]
            function(*heads, _data(factors), byref(n), _data(tau), _data(work), byref(size), byref(info))
            if info.value:
                raise RuntimeError(f"{routine}: info = {info.value}")
            if lwork is not None:
                work = np.empty(int(work[0]))

    call("dgeqrf", n, n)
    r = np.triu(factors)
    call("dorgqr", n, n, n)
    return factors, r


def _data(array: np.ndarray) -> ctypes._Pointer[c_double]:
    return array.ctypes.data_as(POINTER(c_double))
