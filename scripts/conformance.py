#!/usr/bin/env python3
"""Runs netlib's BLAS test programs, as Debian packages them in libblas-test and libblas64-test, on the library.

The programs are linked to libblas.so.3 or libblas64.so.3; the preloaded library takes the calls of what it exports, and
Debian's reference takes the rest. Every layer, capacity and instruction set runs them all. A program passes when its
summary says so for each of its routines, error exits included, and says nothing else.

libblas64.so.3 has 64-bit integers under the plain names, which are those of 32-bit integers here. A small library of
jumps, made on the spot, forwards them to the names with _64, and the error handlers back to the program's.
"""

from __future__ import annotations

import argparse
import functools
import itertools
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

LAYERS = ("sequential", "tbb", "omp")
CAPACITIES = ("1", "2", "8")
ISA_FLAGS = {"generic": set(), "avx2": {"avx2", "fma"}, "avx512": {"avx512f", "avx512dq", "avx512bw", "avx512vl"}}
COMPLAINT = re.compile(r"FAIL|SUSPECT|FATAL|\*\*\*|ABANDONED|NOT DETECTED|NOT RECOGNI[SZ]ED|SUPPLIED VALUE")
LIMIT_SECONDS = 120


@dataclass(frozen=True)
class Program:
    """A test program, its input, its preloaded libraries, and how many of the routines it tests are the library's."""

    path: Path
    input: Path | None
    preload: str
    ours: int
    total: int

    def __str__(self) -> str:
        return f"{self.path.parent.name}/{self.path.name}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library", type=Path, nargs="?", default=Path("target/release/libarenablas.so"))
    library = parser.parse_args().library.resolve()
    with tempfile.TemporaryDirectory() as folder:
        jumps = _jumps(library, Path(folder))
        programs = _programs("libblas", library, str(library))
        programs += _programs("libblas64", library, f"{jumps} {library}")
        return _run_all([program for program in programs if program.ours])


def _run_all(programs: list[Program]) -> int:
    """Runs them in all settings; the exit status."""
    for program in programs:
        print(f"{program}: {program.ours} of {program.total} routines are the library's")
    settings = list(itertools.product(LAYERS, CAPACITIES, _instruction_sets()))
    jobs = [(program, setting) for setting in settings for program in programs]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        complaints = list(pool.map(lambda job: _run(*job), jobs))
    for (program, setting), complaint in zip(jobs, complaints, strict=True):
        if complaint:
            print(f"FAILED {program} with {' '.join(setting)}: {complaint}")
    failed = sum(map(bool, complaints))
    print(f"{len(settings)} settings of {len(programs)} programs: {len(jobs) - failed} passed, {failed} failed")
    return 1 if failed else 0


def _programs(package: str, library: Path, preload: str) -> list[Program]:
    """The programs of a reference library's package of tests, with their inputs."""
    listed = subprocess.run(["dpkg", "-L", f"{package}-test"], capture_output=True, text=True, check=False).stdout
    files = {Path(line).name: Path(line) for line in listed.splitlines()}
    exported, wide = _symbols(library, "--defined-only"), package == "libblas64"
    found = []
    for name, path in sorted(files.items()):
        if match := re.fullmatch(r"x(?:blat([123])([sdcz])|([sdcz])cblat([123]))", name):
            level, precision, c_precision, c_level = match.groups()
            source = f"{precision}blat{level}.in" if level else f"{c_precision}in{c_level}"
            blas = {s for s in _symbols(path, "--undefined-only") if s in _reference_names()}
            ours = [s for s in blas if (_wide(s) if wide else s) in exported]
            found.append(Program(path, files.get(source), preload, len(ours), len(blas)))
    if not found:
        sys.exit(f"conformance: no programs; please install {package}-test")
    return found


def _wide(name: str) -> str:
    """The name for 64-bit integers."""
    return f"{name}64_" if name.endswith("_") else f"{name}_64"


def _jumps(library: Path, folder: Path) -> Path:
    """A library whose plain names have 64-bit integers: jumps to the names with _64, where the library has them."""
    exported = _symbols(library, "--defined-only")
    handlers = {"xerbla_", "cblas_xerbla"}
    names = sorted(name for name in _reference_names() - handlers if _wide(name) in exported)
    jumps = [(name, _wide(name)) for name in names] + [(_wide(name), name) for name in sorted(handlers)]
    source, shared = folder / "jumps.s", folder / "jumps.so"
    text = "".join(f".globl {name}\n.type {name}, @function\n{name}: jmp {to}@PLT\n" for name, to in jumps)
    source.write_text(text + '.section .note.GNU-stack, "", @progbits\n')
    subprocess.run(["cc", "-shared", "-o", shared, source], check=True)
    return shared


@functools.cache
def _reference_names() -> set[str]:
    """What Debian's reference BLAS exports."""
    names = _symbols(_reference(), "--defined-only")
    return {name for name in names if re.fullmatch(r"(cblas_)?[a-z0-9]+_?", name)}


def _reference() -> Path:
    """The file that Debian's reference BLAS is in."""
    listed = subprocess.run(["dpkg", "-L", "libblas3"], capture_output=True, text=True, check=True).stdout
    return next(Path(line) for line in listed.splitlines() if line.endswith("libblas.so.3"))


def _symbols(file: Path, which: str) -> set[str]:
    """Names of a file's dynamic symbols."""
    lines = subprocess.run(["nm", "-D", which, str(file)], capture_output=True, text=True, check=True).stdout
    return {line.split()[-1].split("@")[0] for line in lines.splitlines()}


def _instruction_sets() -> list[str]:
    """Those that this processor has."""
    with open("/proc/cpuinfo") as info:
        flags = next((set(line.split()) for line in info if line.startswith("flags")), set())
    return [name for name, needed in ISA_FLAGS.items() if needed <= flags]


def _run(program: Program, setting: tuple[str, str, str]) -> str | None:
    """What the program complains about; nothing when it passes."""
    layer, capacity, isa = setting
    environment = os.environ | {
        "LD_PRELOAD": program.preload,
        "ARENABLAS_THREADING_LAYER": layer,
        "ARENABLAS_CAPACITY": capacity,
        "ARENABLAS_ISA": isa,
    }
    with tempfile.TemporaryDirectory() as scratch:
        try:
            done = subprocess.run(
                [program.path],
                input=program.input.read_text() if program.input else "",
                capture_output=True,
                text=True,
                cwd=scratch,
                env=environment,
                timeout=LIMIT_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return f"not done after {LIMIT_SECONDS} s"
        text = done.stdout + "".join(file.read_text() for file in sorted(Path(scratch).glob("*.out")))
    if done.returncode:
        return f"exit status {done.returncode}: {done.stderr.strip()[-200:]}"
    if complaint := COMPLAINT.search(text):
        return text[complaint.start() - 60 : complaint.start() + 200].strip()
    return _missing(program, text)


def _missing(program: Program, text: str) -> str | None:
    """Which passes the summary should have but hasn't: silence is no success."""
    if not program.input:
        tests, passes = text.count("Test of subprogram"), text.count("----- PASS -----")
        return None if tests == passes > 0 else f"{passes} passes of {tests} tests"
    routines = re.findall(r"^(\w+) +T", program.input.read_text(), re.MULTILINE)
    for routine in routines:
        layouts = 2 if routine.startswith("cblas_") else 1
        passes = len(re.findall(rf"{routine} +PASSED THE (?:(?:COLUMN|ROW)-MAJOR +)?COMPUTATIONAL TESTS", text))
        if passes != layouts:
            return f"{routine} passed the computational tests in {passes} of {layouts} layouts"
    # Not by name: netlib's complex CBLAS program reports gerc's error exits as geru's.
    passes = text.count("PASSED THE TESTS OF ERROR-EXITS")
    return None if passes == len(routines) else f"{passes} of {len(routines)} routines passed the tests of error exits"


if __name__ == "__main__":
    sys.exit(main())
