"""Runs when an interpreter starts whose PYTHONPATH has this folder, which `python -m arenablas` sees to: puts the pools
of the package in the place of the standard ones. Then it is as if this folder had not been there: the next
`sitecustomize` runs, if there is one."""

# Any Python that a program starts comes by here, so this is written for all.
# ruff: noqa: ANN202, UP036

import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))


def _patch():
    """With the package that this is a part of, be it to be found on the path or not."""
    root = os.path.dirname(os.path.dirname(_HERE))
    sys.path.insert(0, root)
    try:
        import arenablas._patch
    finally:
        sys.path.remove(root)
    arenablas._patch.patch()


def _go_on():
    """Takes this folder off the path, and runs the `sitecustomize` that it hides."""
    sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry) != _HERE]
    this = sys.modules.pop("sitecustomize")
    try:
        import sitecustomize  # noqa: F401
    except ImportError as error:
        if getattr(error, "name", "sitecustomize") != "sitecustomize":
            raise
    finally:
        sys.modules.setdefault("sitecustomize", this)


if sys.version_info >= (3, 10):
    _patch()
_go_on()
