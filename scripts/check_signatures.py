#!/usr/bin/env python3
"""Checks that include/ declares the functions of src/ffi/service with the types that they have in Rust.

(Which names there are, scripts/coverage.py compares; the types of BLAS and LAPACK come from docs/abi.)"""

import pathlib
import re
import sys
from collections.abc import Iterator

ROOT = pathlib.Path(__file__).resolve().parent.parent
SERVICE = ROOT / "src" / "ffi" / "service"

# What the types of Rust are in C, constness aside: C's headers differ in it where Rust's don't.
TYPES = {
    "": "void",
    "c_int": "int",
    "usize": "size_t",
    "isize": "ptrdiff_t",
    "c_longlong": "long long",
    "c_char": "char",
    "c_void": "void",
    "Group": "arenablas_group",
    "StatsOut": "arenablas_stats",
    "Version": "MKLVersion",
    "Option<Kernel>": "arenablas_numba_kernel",
    "Option<ThreadsCallback>": "openblas_threads_callback",
    "Option<ExitHandler>": "MKLExitHandler",
    "Option<xerbla::Hook>": "XerblaEntry",
    "Option<Progress>": "ProgressEntry",
}

Signature = tuple[str, ...]  # the result, then the arguments


def split(text: str) -> list[str]:
    """The parts of a list, at the commas outside of brackets."""
    parts, depth, start = [], 0, 0
    for i, c in enumerate(text.replace("->", "  ")):
        depth += (c in "(<") - (c in ")>")
        if c == "," and depth == 0:
            parts.append(text[start:i])
            start = i + 1
    return [part.strip() for part in [*parts, text[start:]] if part.strip()]


def from_rust(text: str, integers: set[str]) -> str:
    """A type of Rust in C."""
    text = text.strip()
    if match := re.fullmatch(r'Option<unsafe extern "C" fn\((.*)\)>', text):
        return f"void(*)({','.join(from_rust(arg, integers) for arg in split(match[1]))})"
    stars = len(re.findall(r"\*(?:const|mut) ", text))
    base = re.sub(r"\*(?:const|mut) ", "", text)
    return ("int" if base in integers else TYPES[base]) + "*" * stars


def rust() -> dict[tuple[str, str], Signature]:
    """The functions of src/ffi/service, by module and name."""
    functions = {}
    pattern = re.compile(
        r'extern "C" fn (\w+)(<(\w+): Integer>)?(?:<\w+: \w+>)?\((.*?)\)(?: -> ([^{]+))? \{', re.DOTALL
    )
    for path in sorted(SERVICE.glob("*.rs")):
        for name, _, integer, args, result in pattern.findall(path.read_text(encoding="utf-8")):
            types = [from_rust(arg.split(":", 1)[1], {integer} - {""}) for arg in split(args)]
            functions[path.stem, name] = (from_rust(result, {integer} - {""}), *types)
    return functions


def exported() -> dict[str, tuple[str, str]]:
    """Module and function of each exported name that is written out in exports.rs."""
    text = (ROOT / "src/ffi/exports.rs").read_text(encoding="utf-8")
    names = {}
    modules = "|".join(path.stem for path in SERVICE.glob("*.rs"))
    for name, module, function in re.findall(rf'jump!\("(\w+)" => ({modules})::(\w+)', text):
        names[name] = module, function
    for name, module, function in re.findall(rf"^    (MKL_\w+) \w+ => ({modules})::(\w+)", text, re.MULTILINE):
        names[name] = module, function
    for table, suffix in (("openblas_names", ""), ("openblas_fortran_names", "_")):
        body = re.search(rf"^{table}! \{{(.*?)^\}}", text, re.MULTILINE | re.DOTALL)
        for name, function in re.findall(r"(\w+) => (\w+);", body[1] if body else ""):
            names[name + suffix] = "openblas", function
    return names


def from_c(text: str) -> str:
    """A type of C, without const and the name of what has it."""
    if match := re.fullmatch(r"\s*void \(\*\w*\)\((.*)\)\s*", text):
        return f"void(*)({','.join(from_c(arg) for arg in split(match[1]))})"
    stars = text.count("*")
    words = [word for word in re.findall(r"\w+", text) if word != "const"]
    return " ".join(words[:-1] if len(words) > 1 else words) + "*" * stars


def declared() -> dict[str, Signature]:
    """The functions that the headers declare."""
    functions = {}
    for header in sorted((ROOT / "include").glob("*.h")):
        text = re.sub(r"/\*.*?\*/", "", header.read_text(encoding="utf-8"), flags=re.DOTALL)
        text = re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)
        for result, name, args in re.findall(
            r"^((?:\w+ )+\**|\w[\w ]*\* ?)(\w+)\((.*?)\);", text, re.MULTILINE | re.DOTALL
        ):
            types = [] if args.strip() == "void" else [from_c(" ".join(arg.split())) for arg in split(args)]
            functions[name] = (from_c(result + " result"), *types)
    return functions


def problems() -> Iterator[str]:
    """Where the two differ, a line each."""
    functions, headers, names = rust(), declared(), exported()
    if len(names) < 60:
        yield f"only {len(names)} service functions found in exports.rs: is it written otherwise than is read here?"
    for name, (module, function) in sorted(names.items()):
        ours = functions.get((module, function))
        if ours is None:
            yield f"{name}: no function {function} in src/ffi/service/{module}.rs"
        elif name in headers and headers[name] != ours:
            yield f"{name}: {headers[name]} in include/, {ours} in src/ffi/service/{module}.rs"
        elif name not in headers and re.match(r"arenablas_|MKL_|openblas_\w+[a-z]$", name):
            yield f"{name}: not in include/"


def main() -> int:
    """Prints what differs."""
    wrong = list(problems())
    for line in wrong:
        print(f"error: {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
