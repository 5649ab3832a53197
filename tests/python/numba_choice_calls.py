"""What test_numba.py has done about Numba's choice of a threading layer, in a process that has not imported Numba."""

from __future__ import annotations

import importlib
import sys
import warnings
from types import ModuleType

from launching import SOURCES

sys.path.insert(0, str(SOURCES))
from arenablas import _numba


def _choose() -> str:
    """Has Numba start a layer, as it does when it compiles something parallel; its name."""
    parallel = _parallel()
    parallel._launch_threads()
    return parallel.threading_layer()


def _parallel() -> ModuleType:
    return importlib.import_module("numba.np.ufunc.parallel")


def installed(imported: bool) -> tuple[bool, str]:
    """Whether to install imports Numba; the layer's name."""
    if imported:
        _parallel()
    _numba.install()
    _numba.install()
    return "numba" in sys.modules, _choose()


def uninstalled(imported: bool) -> str:
    """The layer's name, if ours was taken back before Numba chose."""
    if imported:
        _parallel()
    _numba.install()
    if not imported:
        _numba.uninstall()
    _parallel()
    _numba.uninstall()
    return _choose()


def of_other_versions(imported: bool) -> tuple[list[str], str]:
    """The warnings about a Numba of a version that isn't known, and its layer."""
    _numba.KNOWN_VERSIONS = ((0, 1), (0, 2))
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        if imported:
            _parallel()
        _numba.install()
        _parallel()
        _numba.install()
        layer = _choose()
        _numba.install()
    return [str(warning.message) for warning in seen], layer


def too_late() -> tuple[list[str], str]:
    """The same of one that has started another layer."""
    layer = _choose()
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        _numba.install()
        _numba.install()
    return [str(warning.message) for warning in seen], layer
