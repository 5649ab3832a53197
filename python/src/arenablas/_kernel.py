"""A kernel of Jupyter that runs notebooks under the launcher."""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from arenablas._library import MissingError, library_path


def install(options: argparse.Namespace) -> int:
    """Installs it: into the virtual environment that this is, or for the user."""
    manager = _manager()
    if importlib.util.find_spec("ipykernel") is None:
        raise MissingError("ipykernel is not installed, which runs Python in Jupyter: pip install ipykernel")
    library_path()  # if it is missing, now is the time to hear of it
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "kernel.json").write_text(json.dumps(_specification(options), indent=1))
        where = {"prefix": sys.prefix} if sys.prefix != sys.base_prefix else {"user": True}
        placed = manager.install_kernel_spec(folder, _name(options), **where)
    print(f"kernel {_name(options)} is in {placed}")
    return 0


def remove(options: argparse.Namespace) -> int:
    """Removes the one of that layer."""
    manager = _manager()
    if _name(options) not in manager.find_kernel_specs():
        raise MissingError(f"there is no kernel {_name(options)}")
    print(f"kernel {_name(options)} was in {manager.remove_kernel_spec(_name(options))}")
    return 0


def _manager() -> Any:  # noqa: ANN401 (the type is that of a package which may be missing)
    try:
        from jupyter_client.kernelspec import KernelSpecManager
    except ImportError:
        raise MissingError("jupyter_client is not installed, which places kernels: pip install jupyter") from None
    return KernelSpecManager()


def _name(options: argparse.Namespace) -> str:
    return f"arenablas-{options.layer or 'tbb'}"


def _specification(options: argparse.Namespace) -> dict[str, object]:
    """kernel.json: the launcher with the options that were given now, and IPython's kernel as the program."""
    ours = ["--layer", options.layer or "tbb"]
    if options.threads:
        ours += ["--threads", str(options.threads)]
    if options.policy:
        ours += ["--policy", options.policy]
    if options.no_patch:
        ours += ["--no-patch"]
    if options.verbose:
        ours += ["--verbose"]
    if options.trace:
        ours += ["--trace", str(options.trace.absolute())]
    run = ["-m", "ipykernel_launcher", "-f", "{connection_file}"]
    return {
        "argv": [sys.executable, "-m", "arenablas", *ours, *run],
        "display_name": f"Python 3 ({_name(options)})",
        "language": "python",
        "metadata": {"debugger": True},
    }
