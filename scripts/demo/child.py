"""One configuration's process: times the demo and leaves its results to be checked outside.

Reads its task as JSON from standard input, writes its figures as JSON to standard output.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import resource
import sys
import threading
import time
from multiprocessing.pool import ThreadPool

import numpy as np
from binding import binding
from direct import direct_qr
from matrices import matrices

WARM_UP_SECONDS = 0.2


def main() -> None:
    task = json.load(sys.stdin)
    inputs = matrices(task["size"], task["matrices"])
    with ThreadPool(task["pool"]) as pool:
        _timed_maps(pool, inputs, WARM_UP_SECONDS)
        before = resource.getrusage(resource.RUSAGE_SELF)
        milliseconds = _timed_maps(pool, inputs, task["seconds"])
        after = resource.getrusage(resource.RUSAGE_SELF)
        python_threads = threading.active_count()
        results = pool.map(np.linalg.qr, inputs)
        call_threads = pool.apply(_call_threads) if task["preloaded"] else None
    np.savez(task["results"], q=[r.Q for r in results], r=[r.R for r in results])
    maps = len(milliseconds)
    figures = {
        "milliseconds": milliseconds,
        "pool": ThreadPool.__module__,
        "call_threads": call_threads,
        "python_threads": python_threads,
        "voluntary": (after.ru_nvcsw - before.ru_nvcsw) / maps,
        "involuntary": (after.ru_nivcsw - before.ru_nivcsw) / maps,
        "binding": binding(np.linalg._umath_linalg.__file__, "scipy_dgeqrf_64_"),
        "bits": _digest(*results[0]),
        "bits_direct": _direct_digest(task["library"], inputs[0]) if task["preloaded"] else None,
    }
    json.dump(figures, sys.stdout)


def _timed_maps(pool: ThreadPool, inputs: list[np.ndarray], seconds: float) -> list[float]:
    """Milliseconds of each map; as many maps as fit into `seconds`, at least one."""
    times = []
    begin = end = time.perf_counter()
    while not times or end - begin < seconds:
        start = end
        pool.map(np.linalg.qr, inputs)
        end = time.perf_counter()
        times.append(1e3 * (end - start))
    return times


def _call_threads() -> int:
    """How many threads a call of the thread that asks may have."""
    return ctypes.CDLL(None).arenablas_get_max_threads()


def _digest(*arrays: np.ndarray) -> str:
    """Equal if and only if every bit is."""
    return hashlib.sha256(b"".join(np.ascontiguousarray(a).tobytes() for a in arrays)).hexdigest()


def _direct_digest(library: str, a: np.ndarray) -> str | None:
    """The bits of the library's own answer; none if it doesn't have the routines."""
    try:
        return _digest(*direct_qr(library, a))
    except AttributeError:
        return None


if __name__ == "__main__":
    main()
