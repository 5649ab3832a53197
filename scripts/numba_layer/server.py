"""One setting's process: does what it is told in lines of JSON on standard input, and answers each with a line."""

from __future__ import annotations

import json
import statistics
import sys
import time

import arenablas
import numpy as np
from numba import njit, prange, threading_layer


@njit(parallel=True, cache=True)
def empty(marks: np.ndarray) -> None:
    """A loop that does next to nothing."""
    for i in prange(marks.size):
        marks[i] += 1


@njit(parallel=True, cache=True)
def products(matrices: np.ndarray) -> float:
    """A loop of products, and a sum."""
    s = 0.0
    for i in prange(matrices.shape[0]):
        s += np.dot(matrices[i], matrices[i])[0, 0]
    return s


def prepare(layer: str) -> dict:
    """Compiles, for that layer."""
    if layer == "arenablas":
        arenablas.patch()
    empty(np.zeros(64))
    assert products(np.ones((3, 5, 5))) == 15
    assert threading_layer() == layer
    return {}


def median(order: int, count: int, seconds: float) -> dict:
    """The median of the times of as many loops as fit into so many seconds, after one that isn't timed."""
    function, argument = (products, np.ones((count, order, order))) if order else (empty, np.zeros(64))
    function(argument)
    times, end = [], time.perf_counter() + seconds
    while not times or time.perf_counter() < end:
        begin = time.perf_counter()
        function(argument)
        times.append(time.perf_counter() - begin)
    return {"median": statistics.median(times)}


DO = {"prepare": prepare, "time": median}

for line in sys.stdin:
    order = json.loads(line)
    print(json.dumps(DO[order.pop("do")](**order)), flush=True)
