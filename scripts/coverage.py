#!/usr/bin/env python3
"""Compares what the library exports with the oracle in docs/abi, group by group.

Fails if a routine of the groups that are complete is missing, if a trap is exported, if a name belongs to no routine
that the oracle knows, if a routine has some of its names but not all, if include/ declares something else than what
is exported, or if Debian's libblas.so.3, which the library stands in for, has what it lacks.
"""

import argparse
import collections
import csv
import pathlib
import re
import subprocess
import sys
from collections.abc import Iterator

import headers

ROOT = pathlib.Path(__file__).resolve().parent.parent
ABI = ROOT / "docs" / "abi"

Row = dict[str, str]

# Each kind of name, and how each convention decorates it: (convention, prefix, suffix).
MANGLINGS = {
    "fortran": [
        ("plain", "", "_"),
        ("ilp64", "", "_64_"),
        ("scipy", "scipy_", "_"),
        ("numpy", "scipy_", "_64_"),
    ],
    "c": [
        ("plain", "", ""),
        ("ilp64", "", "_64"),
        ("openblas64", "", "64_"),
        ("scipy", "scipy_", ""),
        ("numpy", "scipy_", "64_"),
    ],
    # OpenBLAS's service functions, and their Fortran forms.
    "openblas": [
        ("plain", "", ""),
        ("ilp64", "", "_64"),
        ("openblas64", "", "64_"),
        ("scipy", "scipy_", ""),
        ("numpy", "scipy_", "64_"),
        ("scipy ilp64", "scipy_", "_64"),
    ],
    "service": [("plain", "", "")],
}
CONVENTIONS = ["plain", "ilp64", "openblas64", "scipy", "numpy"]
# The groups that are complete: all of them, or all that a provider has of them.
COMPLETE = {
    "blas1": "",
    "blas2": "",
    "blas3": "",
    "cblas": "",
    "blas-ext": "openblas0.3.34",
    "cblas-ext": "openblas0.3.34",
}
# The reference's library, and what it has for itself: subroutines around Fortran's functions, and two variables.
REFERENCE = pathlib.Path("/usr/lib/x86_64-linux-gnu/blas/libblas.so.3")
REFERENCES_OWN = re.compile(r"\w+sub_|CBLAS_CallFromC|RowMajorStrg")
# The library's own API.
OWN = re.compile(r"arenablas_\w+")


def table(name: str) -> list[Row]:
    """The rows of one of the oracle's files."""
    with open(ABI / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def kind(symbol: str, group: str) -> str:
    """How a symbol is mangled."""
    if group == "service":
        if not symbol.startswith(("openblas_", "goto_")):
            return "service"
        return "fortran" if symbol.endswith("_") else "openblas"
    return "c" if symbol.startswith(("cblas_", "LAPACKE_")) else "fortran"


def manglings(symbol: str, group: str) -> dict[str, str]:
    """All names of a routine, by convention; `symbol` is the plain one."""
    form = kind(symbol, group)
    base = symbol.removesuffix("_") if form == "fortran" else symbol
    names = {convention: prefix + base + suffix for convention, prefix, suffix in MANGLINGS[form]}
    if form == "service" and symbol.lower().startswith("mkl_"):
        names |= {"small": symbol.lower(), "small fortran": symbol.lower() + "_"}
    return names


def exports(library: pathlib.Path) -> set[str]:
    """The dynamic symbols that a library defines."""
    command = ["nm", "-D", "--defined-only", "--format=posix", str(library)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return {line.split()[0] for line in lines}


def declared() -> set[str]:
    """The functions that the headers declare, under their plain names."""
    names = set()
    for header in sorted((ROOT / "include").glob("*.h")):
        text = re.sub(r"/\*.*?\*/", "", header.read_text(encoding="utf-8"), flags=re.DOTALL)
        text = re.sub(r"^\s*#.*(?:\\\n.*)*$", "", text, flags=re.MULTILINE)
        names |= set(re.findall(r"\b(\w+)\(", text))
    return names


def is_required(row: Row) -> bool:
    """Whether a routine must be exported."""
    provider = COMPLETE.get(row["group"])
    return provider is not None and provider in row["providers"]


def problems(exported: set[str], routines: list[Row]) -> Iterator[str]:
    """What is wrong with the exported names, a line each."""
    excepted = {row["name"] for row in table("exceptions.tsv")}
    traps = {row["symbol"]: row["reason"] for row in table("traps.tsv")}
    known = set()
    for row in routines:
        names = manglings(row["symbol"], row["group"])
        known |= set(names.values())
        have = exported & set(names.values())
        lacking = set(names.values()) - exported - excepted - set(traps)
        if not have and is_required(row):
            yield f"{row['symbol']} of group {row['group']} is missing"
        elif have and lacking:
            yield f"{row['symbol']} is exported, but not as {', '.join(sorted(lacking))}"
    for name in sorted(exported):
        if name in traps:
            yield f"{name} is a trap: {traps[name]}"
        elif name in excepted:
            yield f"{name} is exported against docs/abi/exceptions.tsv"
        elif name not in known and not OWN.fullmatch(name):
            yield f"{name} is no name that the oracle knows"


def summary(exported: set[str], routines: list[Row]) -> Iterator[str]:
    """The table: a line for each group, exported of all, in each convention."""
    counts = collections.defaultdict(collections.Counter)
    for row in routines:
        for convention, name in manglings(row["symbol"], row["group"]).items():
            counts[row["group"]][convention, name in exported] += 1
    yield "group".ljust(22) + "".join(convention.rjust(13) for convention in CONVENTIONS)
    for group, count in sorted(counts.items()):
        cells = []
        for convention in CONVENTIONS:
            have, lack = count[convention, True], count[convention, False]
            cells.append(f"{have}/{have + lack}" if have + lack else "-")
        yield group.ljust(22) + "".join(cell.rjust(13) for cell in cells)


def beyond(exported: set[str], routines: list[Row]) -> Iterator[str]:
    """How much there is of the groups of which only a part is required, a line each."""
    for group, provider in COMPLETE.items():
        if provider:
            inside = [row["symbol"] in exported for row in routines if row["group"] == group and is_required(row)]
            others = [row["symbol"] in exported for row in routines if row["group"] == group and not is_required(row)]
            yield f"{group}: {sum(inside)}/{len(inside)} of {provider}, {sum(others)}/{len(others)} of others alone"


def families(exported: set[str], routines: list[Row]) -> tuple[list[str], list[str]]:
    """The extensions that are missing, a line for each family of missing.tsv; and what is wrong with that file."""
    groups = {"blas-ext", "cblas-ext"}
    missing = {row["symbol"] for row in routines if row["group"] in groups} - exported
    lines, listed = [], set()
    for family in table("missing.tsv"):
        pattern = re.compile(f"(cblas_)?({family['symbols']})_?")
        mine = {symbol for symbol in missing if pattern.fullmatch(symbol)}
        lines.append(f"missing {len(mine):3}: {family['what']} ({family['reason']})")
        listed |= mine
    wrong = [f"{symbol} is missing, but not in missing.tsv" for symbol in sorted(missing - listed)]
    return lines, wrong + [f"nothing is missing of what missing.tsv lists: {line}" for line in lines if "  0:" in line]


def main() -> int:
    """Prints the table and what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", nargs="?", default=ROOT / "target/release/libarenablas.so")
    parser.add_argument("--missing", metavar="GROUP", nargs="?", const="", help="list what is missing (of a group)")
    parser.add_argument("--provider", default="", help="count only what this one provides, as ref3.11")
    options = parser.parse_args()

    wrong: list[str] = []
    routines = [row for row in table("routines.tsv") if options.provider in row["providers"]]
    exported = exports(options.library)
    print("\n".join(summary(exported, routines)))
    if not options.provider:
        lines, wrong = families(exported, routines)
        print("\n".join([*beyond(exported, routines), *lines]))
    if options.missing is not None:
        for row in routines:
            names = manglings(row["symbol"], row["group"]).values()
            if options.missing in ("", row["group"]) and not exported & set(names):
                print(f"missing {row['group']} {row['symbol']}")

    everything = table("routines.tsv")
    wrong += problems(exported, everything)
    plain = {row["symbol"] for row in everything} | {name for name in exported if OWN.fullmatch(name)}
    wrong += [f"{name} is exported, but no header declares it" for name in sorted(exported & plain - declared())]
    wrong += [f"{name} is declared, but not exported" for name in sorted(declared() - exported)]
    if REFERENCE.exists():
        lacking = exports(REFERENCE) - exported
        wrong += [f"{name} is in libblas.so.3 only" for name in sorted(lacking) if not REFERENCES_OWN.fullmatch(name)]
    wrong += [f"{path.name} is not what scripts/headers.py writes" for path, _ in headers.stale()]
    for line in wrong:
        print(f"error: {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
