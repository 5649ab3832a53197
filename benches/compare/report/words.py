"""Numbers, libraries and machines in words, the same in the terminal, the page and the documents."""

from __future__ import annotations

import math

from .model import SUITE_TITLES, Cell, Library, Ratio, Run

UNITS = {"flops": "GFLOP/s", "bytes": "GB/s", "ns": "ns a call"}


def figure(cell: Cell, seconds: float) -> str:
    """A time a call in the cell's unit, in three digits."""
    return three_digits(cell.value(seconds))


def three_digits(value: float) -> str:
    if value >= 99.95:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 9.995 else f"{value:.2f}"


def short(value: float) -> str:
    """A tick's number: no more digits than it has."""
    return f"{value:,.10g}"


def ratio(value: float) -> str:
    return f"{value:.2f}" if value < 9.995 else f"{value:.1f}"


def measured(value: float) -> str:
    """Rounded down, so that what misses a target by little does not look as if it met it."""
    return f"{math.floor(100 * value) / 100:.2f}"


def quartiles(found: Ratio) -> str:
    return f"{ratio(found.low)}–{ratio(found.high)}"


def percent(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.0f} %"


def size(value: int) -> str:
    """10000 as 10k, 1000000 as 1M; other sizes as they are."""
    for unit, letter in ((10**6, "M"), (1000, "k")):
        if value >= 10**4 and value % unit == 0:
            return f"{value // unit}{letter}"
    return str(value)


def suite(name: str) -> str:
    return SUITE_TITLES.get(name, name)


def threads(count: int) -> str:
    return "1 thread" if count == 1 else f"{count} threads"


def count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def name(cell: Cell) -> str:
    """A cell for people: its label and its threads."""
    return f"{cell.label}, {threads(cell.threads)}"


def duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"


def date(record: dict) -> str:
    """2026-11-23 06:00 UTC of the record's 2026-11-23T06:00:00Z."""
    return record["date"].replace("T", " ").removesuffix("Z")[:16] + " UTC"


def absent(library: Library) -> str | None:
    """Why a library took no part."""
    if library.missing:
        return f"not measured: {library.missing}"
    return None if library.threads else "not measured: not meant for these numbers of threads"


def path_note(library: Library, run: Run) -> str | None:
    """What is worth knowing about the code that a library chose: MKL's for Intel's processors stays shut elsewhere."""
    if not library.name.startswith("mkl"):
        return None
    core = (library.core or "").replace("libmkl_", "").split()
    if "def" in core:
        return "MKL's generic path: its code for AVX2 and AVX-512 is kept for Intel's processors"
    wide = any(limits.get("fma_f64_avx512") for limits in (run.record.get("limits") or {}).values())
    return "MKL leaves AVX-512 unused on this processor" if core and wide and "avx512" not in core else None


def machine(run: Run) -> str:
    """Processor, cores, system, compiler."""
    found = run.record["machine"]
    parts = [found.get("cpu"), count(found["cores"], "core") if found.get("cores") else None]
    parts += [f"{found['frequency_ghz']:.2f} GHz" if found.get("frequency_ghz") else None]
    parts += [f"Linux {found['kernel'].split('-')[0]}" if found.get("kernel") else None, found.get("compiler")]
    return ", ".join(part for part in parts if part)


def caches(run: Run) -> str:
    """Sizes of the caches and of the memory."""
    found = run.record["machine"]
    parts = [f"L{level} {_bytes(found[f'l{level}'])}" for level in (1, 2, 3) if found.get(f"l{level}")]
    parts += [f"{found['memory_gb']:.0f} GB of memory"] if found.get("memory_gb") else []
    return ", ".join(parts)


def _bytes(number: int) -> str:
    return f"{number / 2**20:.3g} MB" if number >= 2**20 else f"{number / 2**10:.0f} KB"


def quiet(run: Run) -> str:
    """How busy the machine was besides."""
    found = run.record["machine"]
    load = f"Load average {found['load_before']:.2f} before" if found.get("load_before") is not None else ""
    stolen = found.get("stolen_seconds")
    taken = f"{stolen:.1f} s of processor time taken by the hypervisor meanwhile" if stolen is not None else ""
    return "; ".join(filter(None, (load, taken)))


LIMITS = {
    "fma_f64_avx2": "multiply-add f64, AVX2",
    "fma_f64_avx512": "multiply-add f64, AVX-512",
    "fma_f32_avx2": "multiply-add f32, AVX2",
    "fma_f32_avx512": "multiply-add f32, AVX-512",
    "update": "update, memory",
    "read": "read, memory",
    "ghz": "frequency",
}


def limit(name: str, value: float | None) -> str:
    """One of LIMITS with its unit."""
    if not value:
        return ""
    if name == "ghz":
        return f"{value:.2f} GHz"
    return f"{three_digits(value / 1e9)} {UNITS['flops' if name.startswith('fma') else 'bytes']}"
