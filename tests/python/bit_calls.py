"""Digests of answers, for comparing them bit by bit; runs in child processes."""

from __future__ import annotations

import hashlib
import itertools
from multiprocessing.pool import ThreadPool

import numpy as np
import scipy.linalg
from inputs import DTYPES, random
from numpy.typing import NDArray


def _digest(*arrays: NDArray) -> str:
    return hashlib.sha256(b"".join(np.ascontiguousarray(a).tobytes() for a in arrays)).hexdigest()


def _product(dtype: str, m: int, k: int, n: int) -> str:
    a, b = random(dtype, m, k), random(dtype, k, n)
    return _digest(a @ b, np.asfortranarray(a) @ b, a @ np.asfortranarray(b), a @ b[:, 0], b.T @ a[0])


def _qr(dtype: str, m: int, n: int) -> str:
    """Through SciPy, which has single precision as well, and through NumPy."""
    a = random(dtype, m, n)
    return _digest(*scipy.linalg.qr(a, mode="economic"), *np.linalg.qr(a))


JOBS = (
    *((_product, dtype, *shape) for dtype in DTYPES for shape in ((300, 310, 290), (2000, 40, 30), (40, 3000, 40))),
    *((_qr, dtype, *shape) for dtype in DTYPES for shape in ((420, 400), (1000, 200), (150, 1200))),
)


def digests() -> list[str]:
    """Of every job, one after another."""
    return [function(*args) for function, *args in JOBS]


def digests_of_many_callers(callers: int, repeats: int) -> list[set[str]]:
    """Of every job, all of them at once from several threads: the different answers that a job ever gave."""
    with ThreadPool(callers) as pool:
        answers = pool.map(lambda job: job[0](*job[1:]), JOBS * repeats, chunksize=1)
    return [set(answers[i :: len(JOBS)]) for i in range(len(JOBS))]


def digests_of_offsets() -> list[set[str]]:
    """The different answers to the same product and the same QR, when the arrays begin at other places in memory."""
    return [_at_offsets(*case) for case in itertools.product(DTYPES, ((130, 70, 90), (20, 20, 20)))]


def _at_offsets(dtype: str, shape: tuple[int, int, int]) -> set[str]:
    m, k, n = shape
    a, b = random(dtype, m, k), random(dtype, k, n)
    answers = set()
    for elements in range(64 // a.itemsize + 1):
        moved_a, moved_b = _moved(a, elements), _moved(b, 3 * elements)
        factors = scipy.linalg.lapack.get_lapack_funcs("geqrf", (a,))(_moved(a.T, elements).T, overwrite_a=True)
        answers.add(_digest(moved_a @ moved_b, moved_a @ moved_b[:, 0], factors[0], factors[1]))
    return answers


def _moved(a: NDArray, elements: int) -> NDArray:
    """A copy that begins so many elements after a 64-byte boundary."""
    buffer = np.empty(a.nbytes + 64 + elements * a.itemsize, np.uint8)
    start = -buffer.ctypes.data % 64 + elements * a.itemsize
    moved = buffer[start : start + a.nbytes].view(a.dtype).reshape(a.shape)
    moved[...] = a
    return moved
