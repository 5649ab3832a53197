"""What test_numba.py has done about Numba's choice of a threading layer, in a process that has not imported Numba."""

from __future__ import annotations

import importlib
import sys
import warnings
from types import ModuleType

from launching import SOURCES

sys.path.insert(0, str(SOURCES))
import arenablas
from arenablas import _numba


def _choose() -> str:
    """Has Numba start a layer, as it does when it compiles something parallel; its name."""
    parallel = _parallel()
    parallel._launch_threads()
    return parallel.threading_layer()


def _parallel() -> ModuleType:
    return importlib.import_module("numba.np.ufunc.parallel")


def patched(imported: bool) -> tuple[bool, str]:
    """Whether Numba is imported after the patch; the layer's name."""
    if imported:
        _parallel()
    arenablas.patch()
    return "numba" in sys.modules, _choose()


def unpatched(imported: bool) -> str:
    """The layer's name, if the patch ended before Numba chose."""
    if imported:
        _parallel()
    with arenablas.patch():
        _parallel()
    return _choose()


def of_other_versions(imported: bool) -> tuple[list[str], str]:
    """The warnings about a Numba of a version that isn't known, and its layer."""
    _numba.KNOWN_VERSIONS = ((0, 1), (0, 2))
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        if imported:
            _parallel()
        with arenablas.patch():
            _parallel()
        with arenablas.patch():
            layer = _choose()
    return [str(warning.message) for warning in seen], layer


def too_late() -> tuple[list[str], str]:
    """The same of one that has started another layer."""
    layer = _choose()
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        for _ in range(2):
            with arenablas.patch():
                _choose()
    return [str(warning.message) for warning in seen], layer
