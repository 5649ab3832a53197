"""The shared library: where it is, and the one that this process has loaded."""

from __future__ import annotations

import ctypes
import functools
import os
from pathlib import Path

SONAME = "libarenablas.so.0"


class MissingError(Exception):
    """Something that isn't there, in words for the user."""


def library_path() -> Path:
    """The file of the library: `ARENABLAS_LIBRARY`, else the one in this package."""
    given = os.environ.get("ARENABLAS_LIBRARY")
    path = Path(given) if given else Path(__file__).with_name(SONAME)
    if not path.is_file():
        advice = "ARENABLAS_LIBRARY names no file" if given else "this package was put together without it"
        raise MissingError(f"there is no library at {path}: {advice}")
    return path.absolute()


@functools.cache
def load() -> ctypes.CDLL:
    """The library that this process's BLAS calls go to, if one was preloaded; else the one of `library_path`.

    Its functions keep the GIL (they take less than giving it up and getting it back does), so it is for those that
    never wait."""
    try:
        return ctypes.PyDLL(SONAME, mode=os.RTLD_NOLOAD | os.RTLD_LAZY)
    except OSError:
        return ctypes.PyDLL(os.fspath(library_path()))
