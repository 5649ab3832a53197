"""A fresh process: loads a library, calls its gemm, and says what each of both took. Nothing else is imported."""

import ctypes
import json
import os
import sys
import time

SMALL, LARGE = 4, 512  # the first call, and one that is worth threads


def status(name: str) -> int:
    """A number of /proc/self/status."""
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith(name))


def main() -> None:
    file, symbol, bits = sys.argv[1:]
    integer = ctypes.c_int64 if bits == "64" else ctypes.c_int32
    a, b, c = ((ctypes.c_double * (LARGE * LARGE))() for _ in range(3))
    one, zero, no = ctypes.c_double(1.0), ctypes.c_double(0.0), ctypes.c_char(b"N")

    def gemm(n: int) -> None:
        order = ctypes.byref(integer(n))
        head = (ctypes.byref(no), ctypes.byref(no), order, order, order, ctypes.byref(one))
        library[symbol](*head, a, order, b, order, ctypes.byref(zero), c, order)

    memory, threads = status("VmRSS"), status("Threads")
    start = time.perf_counter()
    library = ctypes.CDLL(file, os.RTLD_LAZY | os.RTLD_GLOBAL)
    loaded = time.perf_counter()
    loaded_memory, loaded_threads = status("VmRSS"), status("Threads")
    begin = time.perf_counter()
    gemm(SMALL)
    called = time.perf_counter()
    gemm(LARGE)
    print(
        json.dumps(
            {
                "load_ms": 1e3 * (loaded - start),
                "first_call_ms": 1e3 * (called - begin),
                "memory_kb": loaded_memory - memory,
                "threads_after_load": loaded_threads - threads,
                "threads_after_call": status("Threads") - threads,
            }
        )
    )


if __name__ == "__main__":
    main()
