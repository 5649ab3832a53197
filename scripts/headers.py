#!/usr/bin/env python3
"""Writes cblas.h, lapack.h, lapacke.h and mkl_service.h in include/ from docs/abi/signatures.tsv (arenablas.h, which
they include, is written by hand). With --check, says whether they are as this script would write them."""

import argparse
import csv
import pathlib
import sys
import textwrap
from collections.abc import Callable, Iterator

ROOT = pathlib.Path(__file__).resolve().parent.parent

CBLAS_TYPES = """\
#define CBLAS_INT blasint
#define CBLAS_INDEX size_t

typedef enum CBLAS_LAYOUT { CblasRowMajor = 101, CblasColMajor = 102 } CBLAS_LAYOUT;
typedef enum CBLAS_TRANSPOSE {
    CblasNoTrans = 111,
    CblasTrans = 112,
    CblasConjTrans = 113,
    CblasConjNoTrans = 114 /* an extension */
} CBLAS_TRANSPOSE;
typedef enum CBLAS_UPLO { CblasUpper = 121, CblasLower = 122 } CBLAS_UPLO;
typedef enum CBLAS_DIAG { CblasNonUnit = 131, CblasUnit = 132 } CBLAS_DIAG;
typedef enum CBLAS_SIDE { CblasLeft = 141, CblasRight = 142 } CBLAS_SIDE;
#define CBLAS_ORDER CBLAS_LAYOUT
"""

LAPACKE_TYPES = """\
#define LAPACK_ROW_MAJOR 101
#define LAPACK_COL_MAJOR 102
#define LAPACK_WORK_MEMORY_ERROR (-1010)
#define LAPACK_TRANSPOSE_MEMORY_ERROR (-1011)
"""

OPENBLAS_TYPES = """\
/* OpenBLAS's own functions stand below, too. A callback is taken, and never called: arenablas_parallel_for is there for
 * programs that want to share their threads. */
typedef void (*openblas_dojob_callback)(int thread_num, void* jobdata, int dojob_data);
typedef void (*openblas_threads_callback)(int sync, openblas_dojob_callback dojob, int numjobs, size_t jobdata_elsize,
    void* jobdata, int dojob_data);
"""

MKL_TYPES = """\
typedef struct {
    int MajorVersion, MinorVersion, UpdateVersion, PatchVersion;
    const char *ProductStatus, *Build, *Processor, *Platform;
} MKLVersion;
typedef void (*MKLExitHandler)(int why);
typedef void (*XerblaEntry)(const char* name, const int* position, int length);
typedef int (*ProgressEntry)(int* thread, int* step, char* stage, int length);

#define MKL_DOMAIN_ALL 0
#define MKL_DOMAIN_BLAS 1
#define MKL_DOMAIN_FFT 2
#define MKL_DOMAIN_VML 3
#define MKL_DOMAIN_PARDISO 4
#define MKL_DOMAIN_LAPACK 5

#define MKL_INTERFACE_LP64 0
#define MKL_INTERFACE_ILP64 1
#define MKL_INTERFACE_GNU 2
#define MKL_THREADING_INTEL 0
#define MKL_THREADING_SEQUENTIAL 1
#define MKL_THREADING_GNU 3
#define MKL_THREADING_TBB 4

#define MKL_CBWR_BRANCH 1
#define MKL_CBWR_ALL (~0)
#define MKL_CBWR_OFF 0
#define MKL_CBWR_BRANCH_OFF 1
#define MKL_CBWR_AUTO 2
#define MKL_CBWR_COMPATIBLE 3
#define MKL_CBWR_AVX2 10
#define MKL_CBWR_AVX512 12
#define MKL_CBWR_STRICT 0x10000
#define MKL_CBWR_SUCCESS 0
#define MKL_CBWR_ERR_INVALID_INPUT (-2)
#define MKL_CBWR_ERR_UNSUPPORTED_BRANCH (-3)

#define MKL_ENABLE_AVX2 2
#define MKL_ENABLE_AVX512 4
"""

# A function of the table: its name, its result, its arguments.
Function = tuple[str, str, str]

# File, what it is, what stands before the functions, which symbols, and their name with 64-bit integers.
HEADERS = [
    (
        "cblas.h",
        "The C interface to BLAS.",
        CBLAS_TYPES + "\n" + OPENBLAS_TYPES,
        lambda symbol: symbol.startswith(("cblas_", "openblas_", "goto_")) and not symbol.endswith("_"),
        # OpenBLAS's own have no integers of the interface.
        lambda symbol: symbol + "_64" if symbol.startswith("cblas_") else symbol,
    ),
    (
        "lapack.h",
        "BLAS and LAPACK under their Fortran names. Hidden lengths of strings need not be passed.",
        "",
        lambda symbol: symbol.endswith("_"),
        lambda symbol: symbol.removesuffix("_") + "_64_",
    ),
    (
        "lapacke.h",
        "The C interface to LAPACK.",
        LAPACKE_TYPES,
        lambda symbol: symbol.startswith("LAPACKE_"),
        lambda symbol: symbol + "_64",
    ),
    (
        "mkl_service.h",
        "MKL's functions about the library: limits, layers, versions, memory.",
        MKL_TYPES,
        lambda symbol: symbol.lower().startswith("mkl_"),
        lambda symbol: symbol,
    ),
]
TYPES = {"c32": "lapack_complex_float", "c64": "lapack_complex_double"}


def c_type(text: str) -> str:
    """A type of the table in C."""
    return " ".join(TYPES.get(word.rstrip("*"), word.rstrip("*")) + "*" * word.count("*") for word in text.split())


def prototype(symbol: str, result: str, args: str) -> str:
    """A function's declaration."""
    parameters = []
    for arg in filter(None, args.split(", ")):
        name, kind = arg.split(":")
        parameters.append("..." if kind == "..." else f"{c_type(kind)} {name}")
    text = f"{c_type(result)} {symbol}({', '.join(parameters) or 'void'});"
    return textwrap.fill(text, 110, subsequent_indent="    ", break_long_words=False)


def header(about: str, before: str, functions: list[Function], long_name: Callable[[str], str], guard: str) -> str:
    """A header's text."""
    lines = [f"/* {about} Written by scripts/headers.py. */", f"#ifndef {guard}", f"#define {guard}", ""]
    lines += ['#include "arenablas.h"', "", before] if before else ['#include "arenablas.h"', ""]
    renamed = [f"#define {name} {long_name(name)}" for name, _, _ in functions if long_name(name) != name]
    lines += ["#ifdef ARENABLAS_ILP64", *renamed, "#endif", ""] if renamed else []
    # In small letters, C programs mean MKL's functions for C; the names themselves are its Fortran interface.
    small = [name for name, _, _ in functions if name.startswith("MKL_")]
    lines += [*(f"#define {name.lower()} {name}" for name in small), ""] if small else []
    lines += ["#ifdef __cplusplus", 'extern "C" {', "#endif", ""]
    lines += [prototype(*function) for function in functions]
    lines += ["", "#ifdef __cplusplus", "}", "#endif", "", "#endif", ""]
    return "\n".join(lines)


def stale() -> Iterator[tuple[pathlib.Path, str]]:
    """The headers that are not as this script would write them, with the text that they should have."""
    with open(ROOT / "docs/abi/signatures.tsv", newline="", encoding="utf-8") as file:
        rows = [
            (row["symbol"], row["return"], row["args"])
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]
    for file, about, before, belongs, long_name in HEADERS:
        guard = "ARENABLAS_" + file.upper().replace(".", "_")
        text = header(about, before, [row for row in rows if belongs(row[0])], long_name, guard)
        path = ROOT / "include" / file
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            yield path, text


def main() -> int:
    """Writes or checks the headers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a header would change")
    options = parser.parse_args()
    old = list(stale())
    if options.check and old:
        print(f"error: run scripts/headers.py for {', '.join(path.name for path, _ in old)}", file=sys.stderr)
        return 1
    for path, text in old:
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
