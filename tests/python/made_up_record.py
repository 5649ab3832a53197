"""A record of a run that never was, for the tests of the report: every number in it is invented."""

from __future__ import annotations

import math
import random

GHZ = 1e9
PEAK = {"s": 100 * GHZ, "c": 100 * GHZ, "d": 50 * GHZ, "z": 50 * GHZ}
UPDATE, CACHE = 25 * GHZ, 4e6
TURNS = 9
SPREAD = 0.06  # of a library's speed from cell to cell

LIBRARIES = (
    ("arenablas", "arenablas", "made up", "made-up", "tbb", (1, 2)),
    ("openblas", "OpenBLAS", "OpenBLAS 0.0.0 made up", "MadeUp", None, (1, 2)),
    ("mkl", "MKL, sequential", "MKL made up", "libmkl_def", "sequential", (1,)),
    ("mkl-tbb", "MKL, TBB", "MKL made up", "libmkl_def", "tbb", (2,)),
    ("mkl-omp", "MKL, Intel OpenMP", "MKL made up", "libmkl_def", "intel", (2,)),
    ("blis", "BLIS", "BLIS made up", "madeup", None, (1, 2)),
    ("faer", "faer", "", None, None, (1, 2)),
)
LAPACK_ONLY = ("faer",)
SPEED = {"arenablas": 1.0, "openblas": 0.95, "mkl": 0.88, "mkl-tbb": 0.86, "mkl-omp": 0.9, "blis": 0.93, "faer": 0.8}

# suite: unit, shape, (family, parameters that are the size, others), types, sizes
SUITES = {
    "level3": (
        "flops",
        "square",
        (
            ("gemm", "m n k", {"transa": "N", "transb": "N"}),
            ("symm", "m n", {"side": "L", "uplo": "L"}),
            ("syrk", "n k", {"uplo": "L", "trans": "N"}),
            ("trmm", "m n", {"side": "L", "uplo": "L", "transa": "N", "diag": "N"}),
            ("trsm", "m n", {"side": "L", "uplo": "L", "transa": "N", "diag": "N"}),
        ),
        "dsz",
        (64, 128, 192, 256, 384, 512, 768, 1024, 2048),
    ),
    "small": ("ns", "small", (("gemm", "m n k", {"transa": "N", "transb": "N"}),), "d", (1, 2, 4, 8, 16, 32, 64)),
    "level2": (
        "bytes",
        "square",
        (("gemv", "m n", {"trans": "N"}), ("symv", "n", {"uplo": "L"})),
        "ds",
        (256, 512, 1024, 2048, 4096),
    ),
    "level1": (
        "bytes",
        "vector",
        tuple((stem, "n", {}) for stem in ("dot", "axpy", "nrm2")),
        "d",
        (100, 1_000, 10_000, 100_000, 10_000_000),
    ),
    "lapack": ("flops", "square", (("geqrf", "m n", {}), ("potrf", "n", {"uplo": "L"})), "d", (64, 256, 1000)),
    "scaling": ("flops", "scaling", (("gemm", "m n k", {"transa": "N", "transb": "N"}),), "d", (1024,)),
}
SKINNY = ((4096, 64, 4096, "N"), (4096, 4096, 64, "N"), (100_000, 16, 16, "N"), (16, 16, 100_000, "T"))


def record(seed: int = 1) -> dict:
    """A full one."""
    dice = random.Random(seed)
    threads = (1, 2)
    cells = []
    for suite, (unit, shape, families, types, sizes) in SUITES.items():
        for count in threads:
            for family, extents, options in families:
                for letter in types:
                    for n in sizes:
                        params = dict.fromkeys(extents.split(), n) | options
                        cells.append(cell(dice, suite, family, letter + family, shape, n, params, unit, count))
    for count in threads:
        for m, n, k, transa in SKINNY:
            params = {"m": m, "n": n, "k": k, "transa": transa, "transb": "N"}
            cells.append(cell(dice, "skinny", "gemm", "dgemm", "skinny", max(m, n, k), params, "flops", count))
    return {
        "format": 1,
        "date": "2000-01-01T00:00:00Z",
        "seconds": 1000,
        "mode": "full",
        "command": "scripts/compare.sh --full",
        "machine": machine(),
        "limits": {str(count): limits(count) for count in threads},
        "libraries": libraries(),
        "cells": cells,
        "startup": [startup(dice, name) for name, *_ in LIBRARIES],
        "instructions": [{"label": f"dgemm {n}", "count": 300 + 9 * n**2} for n in (2, 4, 8)],
        "composability": {"grid": list(grid(dice))},
        "wrong": [],
    }


def machine() -> dict:
    return {
        **{"cpu": "AMD Made-up Processor", "cores": 2, "kernel": "6.0", "compiler": "rustc 1.95.0"},
        **{"frequency_ghz": 3.0, "governor": None, "l1": 2**15, "l2": 2**20, "l3": 2**25, "memory_gb": 16},
        **{"load_before": 0.05, "stolen_seconds": 0.2},
    }


def limits(threads: int) -> dict:
    peaks = {f"fma_{width}_{isa}": 50 * GHZ * threads * k for width, k in (("f64", 1), ("f32", 2)) for isa in ISAS}
    return peaks | {"update": UPDATE, "read": UPDATE, "ghz": 3.0}


ISAS = ("avx2", "avx512")


def libraries() -> list[dict]:
    found = [
        {
            **{"name": name, "title": title, "version": "0.0", "config": config, "core": core, "layer": layer},
            **{"path": f"lib{name}.so", "threads": list(threads), "ours": name == "arenablas", "missing": None},
        }
        for name, title, config, core, layer, threads in LIBRARIES
    ]
    missing = {"name": "openblas-debian", "title": "Debian's OpenBLAS", "threads": [], "ours": False}
    return [*found, missing | {"missing": "apt-get: no network"}]


def cell(
    dice: random.Random,
    suite: str,
    family: str,
    routine: str,
    shape: str,
    size: int,
    params: dict,
    unit: str,
    threads: int,
) -> dict:
    """One with believable speeds: from slow and noisy at the small end to steady near the limit."""
    extents = [value for value in params.values() if isinstance(value, int)]
    volume = math.prod((*extents, size, size)[:3]) if unit != "bytes" else size ** min(len(extents), 2)
    flops, moved = 2.0 * volume, 8.0 * volume
    peak = PEAK[routine[0]] * threads
    limit = peak if unit == "flops" else None
    if unit == "bytes":
        limit = UPDATE if moved > CACHE else None
        ideal = moved / (UPDATE if limit else UPDATE * (1 + 6 * dice.random()))
    else:
        ideal = flops / peak * (1 + 40 / size)
    names = [
        name for name, *_, counts in LIBRARIES if threads in counts and (suite == "lapack" or name not in LAPACK_ONLY)
    ]
    mood = {name: SPEED[name] * math.exp(dice.gauss(0, SPREAD)) for name in names}
    turns = {name: [ideal * (1.05 + 0.1 * dice.random()) / mood[name] for _ in range(TURNS)] for name in names}
    results = {name: result(seconds) for name, seconds in turns.items()}
    peers = [name for name in names if name != "arenablas"]
    pairs = {p: [a / b for a, b in zip(turns[p], turns["arenablas"], strict=True)] for p in peers}
    words = "×".join(map(str, extents if len(set(extents)) > 1 else extents[:1]))
    options = "".join(value for value in params.values() if isinstance(value, str))
    return {
        **{"suite": suite, "family": family, "routine": routine, "shape": shape, "size": size, "params": params},
        **{"label": " ".join(filter(None, (routine, words, options))), "threads": threads, "unit": unit},
        **{"flops": flops, "bytes": moved, "limit": limit, "results": results},
        "ratios": {name: {k: v for k, v in result(found).items() if k in RATIO} for name, found in pairs.items()},
        "best_peer": min(peers, key=lambda name: results[name]["median"]),
    }


RATIO = ("median", "low", "high")


def result(values: list[float]) -> dict:
    """Median and quartiles of some."""
    values = sorted(values)
    n = len(values)
    quartiles = {"median": values[n // 2], "low": values[n // 4], "high": values[3 * n // 4]}
    return quartiles | {"best": values[0], "turns": n, "error": 0.1, "right": True}


def startup(dice: random.Random, name: str) -> dict:
    return {
        **{"library": name, "load_ms": 1 + 20 * dice.random(), "first_call_ms": dice.random(), "memory_kb": 1500},
        **{"threads_after_load": 0, "threads_after_call": 1},
    }


def grid(dice: random.Random) -> list[dict]:
    """A composability grid, with what the report reads of it."""
    found = []
    for work in ("QR", "gemm"):
        for n in (64, 256):
            for callers in (1, 4, 32):
                for straggler in (False, True):
                    over = {"hand-tuned": ("omp × 2", 1.1), "OpenBLAS": ("OpenBLAS", 1.0)}
                    ratios = {}
                    for column, (other, limit) in over.items():
                        median = math.exp(dice.uniform(-1, 0.3))
                        ratios[column] = {
                            **{"of": "default", "over": other, "limit": limit, "median": median},
                            **{"low": 0.9 * median, "high": 1.1 * median},
                        }
                    where = {"work": work, "n": n, "callers": callers, "straggler": straggler}
                    found.append({"cell": where, "ratios": ratios})
    return found
