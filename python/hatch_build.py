"""Builds the shared library and puts it into the wheel, which is for any CPython 3 on this kind of machine: what is
compiled knows nothing of Python."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

REPOSITORY = Path(__file__).resolve().parent.parent
IN_PACKAGE = "arenablas/libarenablas.so.0"


class LibraryHook(BuildHookInterface):
    """Called by hatchling before it collects the files of a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the library to what the wheel (or an editable install) holds, and names the platform."""
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{sysconfig.get_platform().replace('-', '_').replace('.', '_')}"
        key = "force_include_editable" if version == "editable" else "force_include"
        place = f"src/{IN_PACKAGE}" if version == "editable" else IN_PACKAGE
        build_data[key] = {str(_stripped(_library(), Path(self.directory))): place}


def _library() -> Path:
    """The library: as ARENABLAS_LIBRARY says, or built now."""
    if given := os.environ.get("ARENABLAS_LIBRARY"):
        return Path(given).resolve(strict=True)
    if not (REPOSITORY / "Cargo.toml").exists():
        raise SystemExit("arenablas: the library's sources are not beside python/: build in a clone of the repository")
    cargo = shutil.which("cargo") or shutil.which("cargo", path=Path.home() / ".cargo/bin")
    if cargo is None:
        raise SystemExit("arenablas: Rust 1.95 or newer is needed to build the library: https://rustup.rs")
    subprocess.run([cargo, "build", "--release", "--lib"], cwd=REPOSITORY, check=True)
    target = Path(os.environ.get("CARGO_TARGET_DIR", "target"))
    return REPOSITORY / target / "release/libarenablas.so"


def _stripped(library: Path, folder: Path) -> Path:
    """The library without what only debuggers read, nine tenths of the file; binutils came with the linker."""
    folder.mkdir(parents=True, exist_ok=True)
    slim = folder / "libarenablas.so"
    subprocess.run(["strip", "--strip-debug", "-o", slim, library], check=True)
    return slim
