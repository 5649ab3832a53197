"""What is timed: programs as people write them, with nothing set. `workers` is for who tunes by hand."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from multiprocessing.pool import ThreadPool

import numpy as np

_RANDOM = np.random.default_rng(1)


def qr(workers: int | None) -> Callable[[], object]:
    """The article's: a pool of ten over ten matrices."""
    pool = ThreadPool(workers or 10)
    matrices = [_RANDOM.standard_normal((256, 256)) for _ in range(10)]
    return lambda: pool.map(np.linalg.qr, matrices)


def unbalanced(workers: int | None) -> Callable[[], object]:
    """One large matrix among fifty small ones."""
    pool = ThreadPool(workers or os.cpu_count())
    matrices = [_RANDOM.standard_normal((128, 128)) for _ in range(50)]
    matrices.insert(25, _RANDOM.standard_normal((1024, 1024)))
    return lambda: pool.map(np.linalg.qr, matrices, 1)


def dask_qr(workers: int | None) -> Callable[[], object]:
    """The QR factorisation of a tall array."""
    import dask
    import dask.array as da

    _enter(dask.config.set(num_workers=workers) if workers else None)
    q, r = da.linalg.qr(da.from_array(_tall(), chunks=(2500, 100)))
    return lambda: dask.compute(q, r)


def dask_svd(workers: int | None) -> Callable[[], object]:
    """The singular values and vectors of a tall array."""
    import dask
    import dask.array as da

    _enter(dask.config.set(num_workers=workers) if workers else None)
    u, s, v = da.linalg.svd(da.from_array(_tall(), chunks=(2500, 100)))
    return lambda: dask.compute(u, s, v)


def joblib_matmul(workers: int | None) -> Callable[[], object]:
    """Products in Joblib's threads."""
    from joblib import Parallel, delayed

    pairs = [(_RANDOM.standard_normal((700, 700)), _RANDOM.standard_normal((700, 700))) for _ in range(16)]
    parallel = _enter(Parallel(n_jobs=workers or 8, prefer="threads"))
    return lambda: parallel(delayed(np.matmul)(a, b) for a, b in pairs)


LOADS = {load.__name__: load for load in (qr, unbalanced, dask_qr, dask_svd, joblib_matmul)}

_entered = ExitStack()  # until the process ends


def _enter(manager: object) -> object:
    return manager and _entered.enter_context(manager)


def _tall() -> np.ndarray:
    return _RANDOM.standard_normal((20_000, 100))
