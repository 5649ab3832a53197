#!/usr/bin/env python3
"""Checks by the `use` lines (and paths) in src/ that data flows one way (docs/ARCHITECTURE.md, and lib.rs)."""

import pathlib
import re
import sys
from collections.abc import Iterator

ROOT = pathlib.Path(__file__).resolve().parent.parent
# What everybody may use.
GROUND = {"enums", "mat", "scalar"}
# What each layer may use besides itself. `ffi` and `int` appear nowhere but in `ffi`.
ALLOWED = {
    "lib": set(),
    "enums": set(),
    "env": set(),
    "int": set(),
    "mat": {"enums", "scalar"},
    # Scalar hands out the kernels of its type.
    "scalar": {"kernel"},
    "kernel": GROUND | {"env"},
    "pack": GROUND | {"kernel"},
    "workspace": {"scalar"},
    "arena": GROUND | {"env"},
    "level1": GROUND | {"kernel", "pack", "workspace", "arena"},
    "level2": GROUND | {"kernel", "pack", "workspace", "arena", "level1"},
    "level3": GROUND | {"kernel", "pack", "workspace", "arena", "level1", "level2"},
    "lapack": GROUND | {"kernel", "pack", "workspace", "arena", "level1", "level2", "level3"},
    # The arena and the kernels' names, for reports and services alone.
    "ffi": GROUND | {"env", "int", "kernel", "workspace", "arena", "level1", "level2", "level3", "lapack"},
}
# The part of `ffi` that is about the arena and the kernels themselves.
ALLOWED["ffi/service"] = ALLOWED["ffi"] | {"ffi", "arena", "kernel"}
UNSAFE = {"ffi", "ffi/service", "mat", "pack", "kernel", "arena", "workspace"}


def layer(path: pathlib.Path) -> str:
    """The layer that a file of src/ belongs to."""
    parts = path.relative_to(ROOT / "src").with_suffix("").parts
    return "/".join(parts[:2]) if "/".join(parts[:2]) in ALLOWED else parts[0]


def code(text: str) -> str:
    """The text without comments and string contents, lines kept."""
    text = re.sub(r'"(?:\\.|[^"\\])*"', '""', text)
    return re.sub(r"//.*", "", text)


def imports(text: str, depth: int) -> Iterator[tuple[int, str]]:
    """(line number, top-level module) of everything that is reached through `crate::`, or through as many `super::`
    as the file is deep."""
    for match in re.finditer(rf"(?:\bsuper::){{{depth},}}(\w+)", text):
        yield text.count("\n", 0, match.start()) + 1, match.group(1)
    for match in re.finditer(r"\bcrate::(\w+|\{[^;]*\})", text):
        line = text.count("\n", 0, match.start()) + 1
        group = match.group(1)
        # crate::{a::b, c}: the names at the first level of the braces
        while re.search(r"\{[^{}]*\{", group):
            group = re.sub(r"(?<=.)\{[^{}]*\}", "", group)
        for name in re.findall(r"(?:^|[{,])\s*(\w+)", group):
            yield line, name


def problems() -> Iterator[str]:
    """What breaks the rules, a line each."""
    for path in sorted((ROOT / "src").rglob("*.rs")):
        text = code(path.read_text(encoding="utf-8"))
        here, where = layer(path), path.relative_to(ROOT)
        if here not in ALLOWED:
            yield f"{where}:1: {here} is no layer that scripts/check_layers.py knows"
            continue
        for line, name in imports(text, len(path.relative_to(ROOT / "src").parts)):
            if name in ALLOWED and name not in ALLOWED[here] | {here}:
                yield f"{where}:{line}: {here} must not use {name}"
        for number, line in enumerate(text.splitlines(), 1):
            if here not in UNSAFE and re.search(r"\bunsafe\b\s*(\{|fn|impl|extern)", line):
                yield f"{where}:{number}: unsafe outside of the layers that may"
            if path.name != "env.rs" and re.search(r"\benv::(var|vars|var_os)\b|\bgetenv\b", line):
                yield f"{where}:{number}: environment variables are read in env.rs"


def main() -> int:
    """Prints the offending lines."""
    wrong = list(problems())
    for line in wrong:
        print(f"error: {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
