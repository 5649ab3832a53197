"""Installs a kernel of Jupyter as `python -m arenablas --install-kernel` does, in a private place."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from launching import environment, launch


class Kernel(NamedTuple):
    """Where it is, and what the launcher needs to be told to find it there."""

    file: Path  # its kernel.json
    said: str  # by the launcher, when it installed it
    variables: dict[str, str]

    @property
    def jupyter_path(self) -> str:
        """What to set JUPYTER_PATH to."""
        return str(self.file.parents[2])


def install_kernel(place: Path, *options: object) -> Kernel:
    """Installs one with these options of the launcher into the folder."""
    # In a virtual environment it goes there, so that is moved.
    (place / "sitecustomize.py").write_text(f"import sys; sys.prefix = {str(place)!r}")
    path = f"{place}:{environment()['PYTHONPATH']}"
    variables = {"JUPYTER_DATA_DIR": str(place), "JUPYTER_PATH": str(place), "HOME": str(place), "PYTHONPATH": path}
    done = launch("--install-kernel", *options, **variables)
    assert done.returncode == 0, done.stderr
    (file,) = place.rglob("kernels/*/kernel.json")
    return Kernel(file, done.stdout, variables)
