"""Times arenablas against the OpenBLAS of the scipy-openblas64 wheel: the same calls through the same ctypes path, in
one process, by turns (A B A B …), every answer checked. The ratio is the median of the turns' ratios, so that what
else the machine does meanwhile falls on both."""

from __future__ import annotations

import argparse
import ctypes
import os
import statistics
import sys
import time
from collections.abc import Callable
from ctypes import byref, c_char, c_int64, c_void_p
from dataclasses import dataclass

import numpy as np
import scipy_openblas64
from numpy.typing import NDArray

TURN_SECONDS = 0.01  # a turn repeats short calls for at least so long
REST_SECONDS = 0.25  # before a turn of several threads: idle threads of OpenBLAS spin for some 100 ms
THRESHOLD = 30.0  # of a residual scaled by its problem's norm and size and ε
LETTERS = {"s": "f4", "d": "f8", "c": "c8", "z": "c16"}
GEMM = {"s": (64, 256, 1024), "d": (64, 128, 256, 512, 1024, 2048), "c": (256,), "z": (64, 256, 1024)}
QR = {"d": (64, 256, 1000), "z": (256,)}


@dataclass(frozen=True)
class Case:
    """Something to time: `run` computes with a library's routines, `error` says how wrong the answer is (scaled)."""

    name: str
    flops: float
    run: Callable[[ctypes.CDLL], None]
    error: Callable[[], float]
    reset: Callable[[], None] = lambda: None


def gemm(letter: str, n: int) -> Case:
    """C := A·B."""
    a, b = _random(letter, n), _random(letter, n)
    c = np.empty_like(a)
    one, zero = np.ones(1, a.dtype), np.zeros(1, a.dtype)
    arguments = (
        *(byref(c_char(b"N")), byref(c_char(b"N")), *[byref(c_int64(n))] * 3),
        *(_at(one), _at(a), byref(c_int64(n)), _at(b), byref(c_int64(n)), _at(zero), _at(c), byref(c_int64(n))),
    )
    x = _random(letter, n)[:, :4]

    def error() -> float:
        """By Freivalds: C·x against A·(B·x), for a few vectors x."""
        return _scaled(c @ x - a @ (b @ x), np.linalg.norm(a, 1) * np.linalg.norm(b, 1) * np.linalg.norm(x, 1), n)

    flops = (8 if letter in "cz" else 2) * n**3
    return Case(f"{letter}gemm {n}", flops, lambda lib: _routine(lib, f"{letter}gemm")(*arguments), error)


def qr(letter: str, n: int) -> Case:
    """geqrf and orgqr or ungqr; a turn begins with a fresh copy of A, which is not timed."""
    a = _random(letter, n)
    factors, r, tau = a.copy(order="F"), np.empty_like(a), np.empty(n, a.dtype)
    work, info = np.empty(128 * n, a.dtype), c_int64()
    size, lwork = byref(c_int64(n)), byref(c_int64(work.size))
    tail = (_at(factors), size, _at(tau), _at(work), lwork, byref(info))
    form_q = f"{letter}{'un' if letter in 'cz' else 'or'}gqr"

    def run(lib: ctypes.CDLL) -> None:
        _routine(lib, f"{letter}geqrf")(size, size, *tail)
        r[...] = factors
        _routine(lib, form_q)(size, size, size, *tail)

    def reset() -> None:
        factors[...] = a

    def error() -> float:
        residual = _scaled(a - factors @ np.triu(r), np.linalg.norm(a, 1), n)
        return max(residual, _scaled(factors.conj().T @ factors - np.eye(n), 1.0, n))

    flops = (4 if letter in "cz" else 1) * 8 / 3 * n**3
    return Case(f"{letter}geqrf + {form_q} {n}", flops, run, error, reset)


def _random(letter: str, n: int) -> NDArray:
    generator = np.random.default_rng(n)
    a = generator.uniform(-1, 1, (n, n)) + (1j * generator.uniform(-1, 1, (n, n)) if letter in "cz" else 0)
    return np.asfortranarray(a, dtype=LETTERS[letter])


def _at(a: NDArray) -> c_void_p:
    return a.ctypes.data_as(c_void_p)  # keeps the array alive


def _routine(lib: ctypes.CDLL, name: str) -> Callable[..., None]:
    return getattr(lib, f"scipy_{name}_64_")


def _scaled(difference: NDArray, norm: float, n: int) -> float:
    return float(np.linalg.norm(difference, 1) / (norm * n * np.finfo(difference.dtype).eps))


def measure(
    case: Case, libraries: list[ctypes.CDLL], turns: int, clock: Callable[[], float], rest: float
) -> list[list[float]]:
    """Seconds of a call in each turn, for each library. A turn that follows a rest begins with a call that isn't timed."""
    times: list[list[float]] = [[] for _ in libraries]
    repeats = 1
    for turn in range(turns + 1):
        for lib, seconds in zip(libraries, times, strict=True):
            spent = 0.0
            if rest:
                time.sleep(rest)
                case.reset()
                case.run(lib)
            for _ in range(repeats):
                case.reset()
                start = clock()
                case.run(lib)
                spent += clock() - start
            if not case.error() < THRESHOLD:
                sys.exit(f"{case.name}: wrong answer of {lib._name}")
            if turn:  # the first turn warms up, and finds how many calls make a turn long enough
                seconds.append(spent / repeats)
            elif lib is libraries[-1]:
                repeats = 1 + int(TURN_SECONDS / spent)
    return times


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/measure.sh", description=__doc__)
    parser.add_argument("--threads", type=int, default=1, help="for both libraries (1)")
    parser.add_argument("--turns", type=int, default=15, help="times that each library takes its turn (15)")
    parser.add_argument("--only", default="", metavar="TEXT", help="only cases whose name contains this")
    parser.add_argument("--library", required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()
    ours, theirs = _load(options.library, options.threads)
    # One thread is timed by the CPU time of the whole process: other processes disturb it less, and a library that
    # used a second thread would pay for it.
    clock = time.process_time if options.threads == 1 else time.perf_counter
    rest = 0.0 if options.threads == 1 else REST_SECONDS
    cases = [(gemm, letter, n) for letter in GEMM for n in GEMM[letter]]
    cases += [(qr, letter, n) for letter in QR for n in QR[letter]]
    print(f"{options.threads} thread(s), medians of {options.turns} turns; OpenBLAS is {_config(theirs)}\n")
    print(f"{'':24} {'arenablas':>10} {'OpenBLAS':>10}          {'faster by':>9} {'quartiles':>13}")
    for make, letter, n in cases:
        case = make(letter, n)
        if options.only not in case.name:
            continue
        mine, other = measure(case, [ours, theirs], options.turns, clock, rest)
        ratios = [b / a for a, b in zip(mine, other, strict=True)]
        low, _, high = statistics.quantiles(ratios, n=4)
        speeds = [case.flops / statistics.median(seconds) / 1e9 for seconds in (mine, other)]
        print(
            f"{case.name:24} {speeds[0]:10.1f} {speeds[1]:10.1f} GFLOP/s {statistics.median(ratios):8.2f}× "
            f"{low:6.2f} – {high:4.2f}",
            flush=True,
        )


def _load(library: str, threads: int) -> tuple[ctypes.CDLL, ctypes.CDLL]:
    """Both, each with its symbols to itself, and limited to so many threads."""
    os.environ["ARENABLAS_NUM_THREADS"] = str(threads)
    ours = ctypes.CDLL(library, os.RTLD_LOCAL | os.RTLD_NOW)
    folder, name = scipy_openblas64.get_lib_dir(), scipy_openblas64.get_library(fullname=True)
    theirs = ctypes.CDLL(os.path.join(folder, name), os.RTLD_LOCAL | os.RTLD_NOW)
    theirs.scipy_openblas_set_num_threads64_(threads)
    return ours, theirs


def _config(openblas: ctypes.CDLL) -> str:
    openblas.scipy_openblas_get_config64_.restype = ctypes.c_char_p
    return openblas.scipy_openblas_get_config64_().decode().strip()


if __name__ == "__main__":
    main()
