"""The notebooks of docs/examples, in small: each runs in the kernel that the launcher installs, its answers are right
(its own assertions say so), and the kernel and the launcher's other trials, and nobody else, call this library."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from kernels import install_kernel
from launching import environment
from preload import HERE, LIMIT_SECONDS

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")

NUMBER = re.compile(r" NThr:(\d+) ")
CAPACITY = 6
EXAMPLES = HERE.parents[1] / "docs/examples"

# What each sets in its first cell, in small; the packages that it needs besides NumPy; the routine that it is about;
# how many processes call it in this library; and how many threads its calls may have, of CAPACITY: under the static
# policy a worker's share.
SMALL = {
    "article": ("SIZE, MATRICES, THREADS = 48, 4, 3", (), "dgeqrf", 2, {CAPACITY, 2}),
    "unbalanced": (
        "LARGE, SMALL, COUNT = 128, 16, 6",
        (),
        "dgeqrf",
        2,
        {CAPACITY, CAPACITY // (os.cpu_count() or 1) or 1},
    ),
    "dask_qr_svd": ("ROWS, COLUMNS, BLOCKS = 400, 12, 4", ("dask.array",), "dgeqrf", 1, {CAPACITY}),
    "joblib_scikit_learn": (
        "SAMPLES, FEATURES, COMPONENTS = 60, 40, [4, 8]",
        ("sklearn", "joblib"),
        "dgemm",
        1,
        {CAPACITY},
    ),
    "numba_numpy": ("COUNT, SIZE = 4, 24", ("numba",), "dgemm", 1, {CAPACITY}),
}


def test_all_are_here_and_show_what_they_print() -> None:
    """Also that their stored outputs hold a picture, and no error."""
    assert {file.stem for file in EXAMPLES.glob("*.ipynb")} == set(SMALL)
    for name in SMALL:
        outputs = [output for cell in _read(name).cells for output in cell.get("outputs", ())]
        assert any("image/png" in output.get("data", {}) for output in outputs), name
        assert not any(output.output_type == "error" or output.get("name") == "stderr" for output in outputs), name


@pytest.fixture(scope="module")
def jupyter_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the kernel is."""
    return install_kernel(tmp_path_factory.mktemp("jupyter"), "--layer", "tbb").jupyter_path


@pytest.mark.parametrize("name", SMALL)
def test_it_runs(name: str, jupyter_path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parameters, packages, routine, processes, threads = SMALL[name]
    for package in packages:
        pytest.importorskip(package)
    notebook = _read(name)
    assert notebook.metadata.kernelspec.name == "arenablas-tbb"
    (cell,) = (cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ()))
    cell.source += f"\n{parameters}\nSECONDS = 0.01"
    for cell in notebook.cells:
        cell.pop("outputs", None)
        if cell.cell_type == "code":
            cell.outputs = []
    monkeypatch.setenv("JUPYTER_PATH", jupyter_path)
    client = nbclient.NotebookClient(notebook, timeout=LIMIT_SECONDS, resources={"metadata": {"path": str(EXAMPLES)}})
    calls = {"ARENABLAS_VERBOSE": 1, "MKL_VERBOSE_OUTPUT_FILE": tmp_path / "calls"}
    client.execute(
        env=environment(HOME=tmp_path, ARENABLAS_CAPACITY=CAPACITY, ARENABLAS_TRACE=tmp_path / "%p.json", **calls)
    )

    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert not [output for output in outputs if output.get("name") == "stderr"]
    assert any("image/png" in output.get("data", {}) for output in outputs)
    traces = [file.read_text() for file in tmp_path.glob("*.json")]
    assert sum(f'"{routine} ' in trace for trace in traces) == len(traces) == processes
    lines = (tmp_path / "calls").read_text().splitlines()
    assert {int(NUMBER.search(line)[1]) for line in lines if f" {routine.upper()}(" in line} == threads
    table = "".join(output.text for output in outputs if output.output_type == "stream")
    assert "as it comes" in table and "this kernel" in table


def _read(name: str) -> nbformat.NotebookNode:
    return nbformat.read(EXAMPLES / f"{name}.ipynb", as_version=4)
