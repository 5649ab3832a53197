"""What `python -m arenablas --info` prints. It runs in a process that was started as a program would be, and reports
what is in force there."""

from __future__ import annotations

import ctypes
import importlib.metadata
import importlib.util
import os
import re
from collections.abc import Iterator
from pathlib import Path

from arenablas import _elf, _patch, _policy
from arenablas._library import SONAME, library_path, load

_BLAS = re.compile(r"blas|lapack|mkl|blis|flame|atlas", re.IGNORECASE)
_SYSTEM = ("usr/lib/*-linux-gnu", "usr/lib/*-linux-gnu/*", "usr/lib64", "usr/lib", "lib")
_LIMITS = (
    "ARENABLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "MKL_DOMAIN_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "GOTO_NUM_THREADS",
    "OMP_NUM_THREADS",
    "OPENBLAS_DEFAULT_NUM_THREADS",
)
_LAYERS = ("ARENABLAS_THREADING_LAYER", "MKL_THREADING_LAYER")


def main() -> None:
    """Prints the report."""
    library = load()
    for row in (*_arena(library), *_packages(library)):
        print(*row, sep="")


def _arena(library: ctypes.CDLL) -> Iterator[tuple[str, str]]:
    for function in ("arenablas_get_version", "arenablas_get_kernels", "arenablas_get_layer_name"):
        getattr(library, function).restype = ctypes.c_char_p
    yield "arenablas ", f"{library.arenablas_get_version().decode()}, {library_path()}"
    yield "  preloaded  ", "yes" if _preloaded() else "no: the loader has refused it, or this was started otherwise"
    source = _first(_LAYERS)
    yield "  layer      ", f"{library.arenablas_get_layer_name().decode()} ({source or 'the default'})"
    yield "  capacity   ", _capacity(library)
    policy = "static" if _policy.STATIC else "composable"
    yield "  pools      ", f"of this package, {policy}" if _patch.in_force() else "the standard ones"
    yield "  kernels    ", library.arenablas_get_kernels().decode()


def _capacity(library: ctypes.CDLL) -> str:
    """How many threads may run, and who says so."""
    capacity, cores = library.arenablas_get_capacity(), library.openblas_get_num_procs()
    allowed = len(os.sched_getaffinity(0))
    if "ARENABLAS_CAPACITY" in os.environ and cores == capacity:
        source = "ARENABLAS_CAPACITY"
    elif capacity < cores:
        source = f"{_first(_LIMITS)}, of {_count(cores, 'core')}"
    elif cores < allowed:
        source = f"the CPU quota of its control group; the affinity mask has {_count(allowed, 'core')}"
    else:
        source = "the affinity mask"
    return f"{_count(capacity, 'thread')} ({source})"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("s" if number != 1 else "")


def _first(variables: tuple[str, ...]) -> str | None:
    return next((name for name in variables if os.environ.get(name, "").strip()), None)


def _preloaded() -> bool:
    """Whether a plain search for a name finds ours first."""
    try:
        ours = ctypes.CDLL(SONAME, mode=os.RTLD_NOLOAD | os.RTLD_LAZY)
        found = ctypes.CDLL(None).arenablas_get_version
    except (OSError, AttributeError):
        return False
    return _address(found) == _address(ours.arenablas_get_version)


def _address(function: object) -> int | None:
    return ctypes.cast(function, ctypes.c_void_p).value


def _packages(library: ctypes.CDLL) -> Iterator[tuple[str, str]]:
    preloaded = _preloaded()
    for name in ("numpy", "scipy", *_bundlers()):
        spec = importlib.util.find_spec(name)
        if spec is None or not spec.submodule_search_locations:
            yield f"{name} ", "is not installed"
            continue
        yield f"{name} ", importlib.metadata.version(name)
        yield from _uses(Path(spec.submodule_search_locations[0]), library, preloaded)


def _bundlers() -> list[str]:
    """The other packages that bring a BLAS with them, in the folder where wheels keep such libraries."""
    site = [Path(entry) for entry in os.sys.path if entry.endswith("-packages")]
    folders = (found.parent for folder in site for found in folder.glob("*.libs/*") if _BLAS.search(found.name))
    return sorted({folder.name.removesuffix(".libs") for folder in folders} - {"numpy", "scipy"})


def _uses(package: Path, library: ctypes.CDLL, preloaded: bool) -> Iterator[tuple[str, str]]:
    """For each BLAS or LAPACK that the package's modules are linked with: which routines they call there, and which of
    these calls come to us."""
    called: dict[str, set[str]] = {}
    for file in package.rglob("*.so*"):
        module = _elf.read(file)
        for name in module.needed if module else ():
            if _BLAS.search(name) and name != SONAME and (exports := _exports(name, module.search)):
                called.setdefault(name, set()).update(module.undefined & exports)
    if not called:
        yield "  ", "calls no BLAS library that it is linked with"
    for name, routines in sorted(called.items()):
        ours = {routine for routine in routines if hasattr(library, routine)} if preloaded else set()
        yield f"  {name}: ", f"{len(ours)} of {_count(len(routines), 'routine')} that it calls are intercepted"
        if ours and (rest := sorted(routines - ours)):
            yield "    not: ", _some(rest)


def _exports(name: str, search: list[Path]) -> set[str]:
    """What a library defines: the first of that name where its user looks, else where the system does."""
    system = (folder for pattern in _SYSTEM for folder in sorted(Path("/").glob(pattern)))
    for folder in (*search, *system):
        if (folder / name).is_file() and (found := _elf.read(folder / name)):
            return found.defined
    return set()


def _some(names: list[str], most: int = 12) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


if __name__ == "__main__":
    main()
