"""A library that takes part, and the processes that time it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from host import clean_environment
from process import Process

THREAD_VARIABLES = (
    *("ARENABLAS_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "OMP_NUM_THREADS"),
    "RAYON_NUM_THREADS",
)


@dataclass(frozen=True)
class Names:
    """What stands around a Fortran name in a library, and how wide its integers are."""

    prefix: str
    suffix: str
    integer: int


ILP64 = Names("", "_64_", 64)  # arenablas has all names; these are taken


@dataclass(frozen=True)
class Library:
    """Something to compare: a file, how to call it, and what it needs around it."""

    name: str
    title: str
    file: Path | None  # none if it could not be had …
    names: Names = ILP64
    environment: dict[str, str] = field(default_factory=dict, hash=False)
    threads: tuple[str, ...] = ("one", "many")
    limit: str = ""
    ours: bool = False
    quick: bool = True
    version: str = ""
    missing: str | None = None  # … for this reason

    def takes_part(self, threads: int) -> bool:
        """With so many threads."""
        return self.file is not None and ("one" if threads == 1 else "many") in self.threads

    def surroundings(self, threads: int) -> dict[str, str]:
        """The environment of a process that is to use so many threads."""
        return clean_environment() | dict.fromkeys(THREAD_VARIABLES, str(threads)) | self.environment

    def start(self, client: Path, threads: int) -> Process:
        """A process that has loaded it."""
        names = ("--prefix", self.names.prefix, "--suffix", self.names.suffix, "--integer", str(self.names.integer))
        command = [*self._held(threads), str(client), str(self.file), *names, "--threads", str(threads)]
        return Process(self.name, command, self.surroundings(threads))

    def _held(self, threads: int) -> Sequence[str]:
        cores = sorted(os.sched_getaffinity(0))
        if self.limit != "affinity" or threads >= len(cores):
            return ()
        return ("taskset", "--cpu-list", ",".join(map(str, cores[:threads])))


def own(file: Path, name: str = "arenablas") -> Library:
    """A build of this project."""
    return Library(name, name, file.resolve(), ours=True)
