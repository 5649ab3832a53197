"""What test_seeing.py runs with the library preloaded."""

from __future__ import annotations

import ctypes
from concurrent.futures import ThreadPoolExecutor

import numpy as np


def products(n: int) -> tuple[int, int, int]:
    """Where the operands of a product lie that it makes through CBLAS, column-major."""
    a, b, c = (np.ones((n, n), order="F") for _ in range(3))
    address = [x.ctypes.data for x in (a, b, c)]
    double, integer, pointer = ctypes.c_double, ctypes.c_int, ctypes.c_void_p
    dgemm = ctypes.CDLL(None).cblas_dgemm
    dgemm.argtypes = [integer] * 6 + [double, pointer, integer, pointer, integer, double, pointer, integer]
    dgemm(102, 111, 112, n, n, n, 0.5, address[0], n, address[1], n, 0.0, address[2], n)
    assert c[0, 0] == n / 2
    return tuple(address)


def several() -> None:
    """Calls of several kinds, through several doors."""
    library = ctypes.CDLL(None)
    integer, refer = ctypes.c_int, ctypes.byref
    x = (ctypes.c_double * 4)(3.0, 4.0, 0.0, 0.0)
    library.dznrm2_.restype = ctypes.c_double
    assert library.dznrm2_(refer(integer(2)), x, refer(integer(1))) == 5.0
    library.csscal_(refer(integer(0)), refer(ctypes.c_float(2)), None, refer(integer(1)))
    a, tau, work, info = (ctypes.c_double * 6)(*range(6)), (ctypes.c_double * 2)(), (ctypes.c_double * 64)(), integer(7)
    m, n, bad = integer(3), integer(2), integer(-5)
    library.dgeqrf_(refer(m), refer(n), a, refer(m), tau, work, refer(integer(64)), refer(info))
    library.dgeqrf_(refer(bad), refer(n), a, refer(m), tau, work, refer(integer(64)), refer(info))
    assert info.value == -1
    row_major = (ctypes.c_float * 6)(*range(6))
    library.LAPACKE_sgeqr2_work(101, integer(3), integer(2), row_major, integer(2), tau, work)


def switched(path: str) -> list[int]:
    """What `MKL_Verbose` returns as it is turned on, asked for nonsense, and turned off, with calls between."""
    library = ctypes.CDLL(None)
    assert library.MKL_Verbose_Output_File(b"/no/such/place") == 1
    assert library.MKL_Verbose_Output_File(path.encode()) == 0
    answers = []
    for mode, n in ((1, 11), (9, 12), (0, 13)):
        answers.append(library.MKL_Verbose(mode))
        products(n)
    return answers


def pool(callers: int) -> None:
    """Products from several threads at a time."""
    a = np.ones((400, 400))
    with ThreadPoolExecutor(callers) as executor:
        list(executor.map(lambda _: a @ a, range(3 * callers)))
