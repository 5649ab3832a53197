"""A process that times one load whenever it is asked to: `child.py LOAD [WORKERS]`."""

from __future__ import annotations

import json
import sys
import time

from loads import LOADS


def main() -> None:
    load = LOADS[sys.argv[1]](int(sys.argv[2]) if sys.argv[2:] else None)
    for line in sys.stdin:
        print(json.dumps({"milliseconds": timed(load, json.loads(line)["seconds"])}), flush=True)


def timed(load, seconds: float) -> list[float]:  # noqa: ANN001
    """Of each run; as many as fit, at least one, after one that isn't timed."""
    load()
    times = []
    begin = end = time.perf_counter()
    while not times or end - begin < seconds:
        start = end
        load()
        end = time.perf_counter()
        times.append(1e3 * (end - start))
    return times


if __name__ == "__main__":
    main()
