"""The kernel of Jupyter: installed, it runs what it is sent under the launcher; removed, it is gone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from kernels import install_kernel
from launching import environment, launch


def test_without_jupyter_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "jupyter_client").mkdir()
    (tmp_path / "jupyter_client/__init__.py").write_text("raise ImportError")
    for option in ("--install-kernel", "--remove-kernel"):
        done = launch(option, cwd=tmp_path)
        assert done.returncode == 1
        assert "jupyter_client is not installed" in done.stderr
        assert "Traceback" not in done.stderr


def test_it_is_installed_runs_and_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manager = pytest.importorskip("jupyter_client.manager")
    pytest.importorskip("ipykernel")
    kernel = install_kernel(tmp_path, "--layer", "omp", "--threads", 2)
    assert "arenablas-omp" in kernel.said
    assert kernel.file.parent.name == "arenablas-omp"
    argv = json.loads(kernel.file.read_text())["argv"]
    assert " ".join(argv[1:]) == "-m arenablas --layer omp --threads 2 -m ipykernel_launcher -f {connection_file}"

    monkeypatch.setenv("JUPYTER_PATH", kernel.jupyter_path)
    code = (
        "import ctypes, os; library = ctypes.CDLL(None)\nprint(library.arenablas_get_layer(), os.environ['LD_PRELOAD'])"
    )
    running, client = manager.start_new_kernel(kernel_name="arenablas-omp", env=environment(HOME=tmp_path))
    try:
        said: list[str] = []
        reply = client.execute_interactive(
            code, timeout=60, output_hook=lambda message: said.append(message["content"].get("text", ""))
        )
    finally:
        client.stop_channels()
        running.shutdown_kernel(now=True)
    assert reply["content"]["status"] == "ok"
    assert "".join(said).startswith("2 /")

    remove = ("--remove-kernel", "--layer", "omp")
    assert launch(*remove, **kernel.variables).returncode == 0
    assert not kernel.file.exists()
    assert "there is no kernel arenablas-omp" in launch(*remove, **kernel.variables).stderr
