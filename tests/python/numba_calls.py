"""What test_numba.py has done in a process with the library preloaded: loops of Numba's, on our threading layer.

(Numba keeps what it compiles in NUMBA_CACHE_DIR, so that only the first process compiles.)"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context

import numpy as np
from launching import SOURCES

sys.path.insert(0, str(SOURCES))
import arenablas

arenablas.patch()

import numba  # noqa: E402
from numba import get_num_threads, get_thread_id, njit, prange, set_num_threads  # noqa: E402

parallel = njit(parallel=True, cache=True)
Array = np.ndarray


@parallel
def total(n: int) -> int:
    s = 0
    for i in prange(n):
        s += i * i
    return s


@parallel
def rounded(x: Array) -> float:
    """A sum whose bits depend on the order of its terms."""
    s = 0.0
    for i in prange(x.size):
        s += x[i]
    return s


@parallel
def dots(matrices: Array) -> tuple[float, Array]:
    """Sums, one of arrays, in whose terms BLAS is called."""
    s, columns = 0.0, np.zeros(matrices.shape[1])
    for i in prange(matrices.shape[0]):
        product = np.dot(matrices[i], matrices[i])
        s += product[0, 0]
        columns += product[:, 1]
    return s, columns


@parallel
def nest(m: int, n: int) -> Array:
    runs = np.zeros((m, n), np.int64)
    for i, j in numba.pndindex((m, n)):
        runs[i, j] += 1 + i * n + j
    return runs


@parallel
def backwards(n: int) -> Array:
    """Indices below 0, and fewer than none."""
    runs = np.zeros(n, np.int64)
    for i in prange(-n, 0):
        runs[i] += 1
    for i in prange(3, 3 - n):
        runs[i] += 100
    for i in prange(n - n):
        runs[i] += 100
    return runs


@parallel
def indices(n: int) -> int:
    s = 0
    for i in prange(n):
        s += i
    return s


def in_chunks(n: int, size: int) -> int:
    """The same, cut so fine."""
    with numba.parallel_chunksize(size):
        return indices(n)


@parallel
def nested(n: int) -> tuple[int, int]:
    """Loops in loops, through a function that has one; and ids that are not as before afterwards."""
    s, wrong = 0, 0
    for i in prange(n):
        before = get_thread_id()
        s += total(i)
        wrong += before != get_thread_id()
    return s, wrong


@numba.vectorize(["f8(f8, f8)"], target="parallel", cache=True)
def hypotenuse(a: float, b: float) -> float:
    return np.sqrt(a * a + b * b)


@numba.guvectorize(["f8[:, :], f8[:], f8[:]"], "(m,n),(n)->(m)", target="parallel", cache=True)
def times(a: Array, x: Array, y: Array) -> None:
    for i in range(a.shape[0]):
        y[i] = 0.0
        for j in range(x.size):
            y[i] += a[i, j] * x[j]


def sums() -> dict[str, object]:
    """Of each loop what comes out and, by other means, what is right. Sums of floats are for comparison of bits."""
    rng = np.random.default_rng(1)
    floats, matrices = rng.standard_normal(100_001), rng.standard_normal((23, 70, 70))
    product = matrices @ matrices
    with_blas = dots(matrices)
    np.testing.assert_allclose(with_blas[0], product[:, 0, 0].sum(), rtol=1e-12)
    np.testing.assert_allclose(with_blas[1], product[:, :, 1].sum(0), rtol=1e-10)
    np.testing.assert_allclose(rounded(floats), floats.sum(), rtol=1e-9)
    for n in (0, 1, 2, 3, 7, 1000):
        assert total(n) == sum(i * i for i in range(n)), n
        np.testing.assert_array_equal(backwards(n), np.ones(n))
        for size in (1, 2, 3, 50, 10**9):
            assert in_chunks(n, size) == n * (n - 1) // 2, (n, size)
    for shape in ((0, 5), (5, 0), (1, 1), (3, 2), (2, 300), (300, 2)):
        np.testing.assert_array_equal(nest(*shape), 1 + np.arange(shape[0] * shape[1]).reshape(shape))
    assert nested(40) == (sum(i * i * (39 - i) for i in range(40)), 0)
    for n in (0, 1, 5, 1000):
        a, b = rng.standard_normal((2, n))
        np.testing.assert_allclose(hypotenuse(a, b), np.hypot(a, b), rtol=1e-14)
        np.testing.assert_allclose(hypotenuse(a[::-2], 1.0), np.hypot(a[::-2], 1.0), rtol=1e-14)
        x, stack = rng.standard_normal(6), rng.standard_normal((n, 4, 6))
        np.testing.assert_allclose(times(stack, x), stack @ x, rtol=1e-9, atol=1e-12)
    return {"rounded": rounded(floats).hex(), "dots": with_blas[0].hex(), "columns": with_blas[1].tobytes()}


@parallel
def collisions(n: int, threads: int, work: int) -> tuple[Array, Array]:
    """How often each id was met, and found in use already."""
    inside, met, taken = np.zeros(threads, np.int64), np.zeros(threads, np.int64), np.zeros(threads, np.int64)
    matrix = np.ones((work, work))
    for _ in prange(n):
        id = get_thread_id()
        taken[id] += inside[id]
        inside[id] += 1
        met[id] += 1 + int(np.dot(matrix, matrix)[0, 0]) // (work + 1)
        inside[id] -= 1
    return met, taken


def ids() -> list[tuple[list[int], int]]:
    """Iterations by id, and collisions: as many parts as threads, and more; and with fewer threads."""
    outcomes = []
    for threads, chunk_size in ((4, 0), (4, 1), (4, 7), (2, 0), (2, 1), (1, 1)):
        set_num_threads(threads)
        with numba.parallel_chunksize(chunk_size):
            met, taken = collisions(400, threads, 60)
        outcomes.append((met.tolist(), int(taken.sum())))
    return outcomes


@njit(parallel=True)
def masks_inside(n: int, inner: int) -> tuple[Array, Array]:
    """What tasks see of the mask, and of one that they set."""
    outer_seen, inner_seen = np.zeros(n, np.int64), np.zeros(n, np.int64)
    for i in prange(n):
        outer_seen[i] = get_num_threads()
        set_num_threads(inner)
        inner_seen[i] = get_num_threads()
    return outer_seen, inner_seen


def masks() -> list[object]:
    """Each thread's mask is its own."""
    both = threading.Barrier(2)

    def of_thread(mask: int) -> tuple[int, list[int], list[int], int]:
        both.wait()
        set_num_threads(mask)
        both.wait()
        with numba.parallel_chunksize(1):
            outer, inner = masks_inside(50, 2)
        return get_num_threads(), np.unique(outer).tolist(), np.unique(inner).tolist(), get_num_threads()

    with ThreadPoolExecutor(2) as pool:
        seen = list(pool.map(of_thread, (1, 3)))
    return [*seen, get_num_threads()]


def at_once(threads: int, rounds: int) -> bool:
    """Loops from several threads of Python's at a time, with BLAS in them."""
    matrices = np.random.default_rng(2).standard_normal((9, 90, 90))
    expected = dots(matrices)[0], total(5000), in_chunks(500, 3)

    def loops(_: int) -> bool:
        return (dots(matrices)[0], total(5000), in_chunks(500, 3)) == expected

    with ThreadPoolExecutor(threads) as pool:
        return all(pool.map(loops, range(rounds)))


def _child(answers: Callable[[object], None]) -> None:
    answers((total(1000), in_chunks(100, 1), dots(np.ones((5, 50, 50)))[0]))


def forked() -> list[object]:
    """What children of forks get: of one that has run loops, of one whose thread is not the first, and afterwards."""
    outcomes: list[object] = []
    queue = get_context("fork").SimpleQueue()

    def fork() -> None:
        process = get_context("fork").Process(target=_child, args=(queue.put,))
        process.start()
        outcomes.append(queue.get())
        process.join()
        outcomes.append(process.exitcode)

    _child(outcomes.append)
    fork()
    thread = threading.Thread(target=fork)
    thread.start()
    thread.join()
    _child(outcomes.append)
    return outcomes


def products() -> None:
    """Loops of products."""
    for order in (20, 200, 300):
        dots(np.ones((24, order, order)))


def os_threads() -> tuple[int, int]:
    """Threads of the process before and after loops on a capacity that is less than Numba's number of threads."""
    before = len(os.listdir("/proc/self/task"))
    total(10**6)
    in_chunks(1000, 1)
    return before, len(os.listdir("/proc/self/task"))
