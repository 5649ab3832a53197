"""Dask's distributed scheduler under the launcher: its worker's threads and processes compute with the library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from launching import launch

PROGRAM = """
import ctypes, json, sys, warnings
import dask, dask.array as da, numpy as np
from dask.distributed import Client, LocalCluster, worker_client
from multiprocessing.pool import ThreadPool

def threads_a_call():
    return ctypes.CDLL(None).arenablas_get_max_threads()

def pool_in_a_task(n):
    with ThreadPool(4) as pool:
        return sum(len(r) for _, r in pool.map(np.linalg.qr, [np.eye(n)] * 8))

def tasks_in_a_task(n):
    with worker_client() as client:
        return sum(client.gather(client.map(pool_in_a_task, range(n, n + 3))))

if __name__ == "__main__":
    warnings.simplefilter("ignore")
    processes = sys.argv[1] == "processes"
    a = np.random.default_rng(1).standard_normal((800, 20))
    with LocalCluster(n_workers=1, threads_per_worker=6, processes=processes, dashboard_address=None) as cluster:
        with Client(cluster) as client:
            q, r = dask.compute(*da.linalg.qr(da.from_array(a, chunks=(100, 20))))
            assert np.allclose(q @ r, a) and np.allclose(q.T @ q, np.eye(20))
            sums = client.gather(client.map(tasks_in_a_task, range(20, 32)))
            assert sums == [8 * (3 * n + 3) for n in range(20, 32)], sums
            print(json.dumps(client.submit(threads_a_call).result()))
"""


@pytest.mark.parametrize(
    ("workers", "options", "threads_a_call"),
    # Dask asks for one thread a call in its processes, not in its threads; what the launcher is told counts for more.
    [("threads", (), 3), ("processes", (), 1), ("processes", ("--threads", 2), 2)],
)
def test_it_computes(workers: str, options: tuple[object, ...], threads_a_call: int, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    done = launch(*options, program, workers, cwd=tmp_path, ARENABLAS_CAPACITY=3)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == threads_a_call
