"""The launcher: sets the environment and becomes the program.

It replaces itself (`execve`), so that the program is an ordinary Python process: signals, exit status, standard input,
`sys.argv` and child processes are as they would be without it. Children inherit the environment, so they use the
library, too.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

from arenablas._library import MissingError, library_path

LAYERS = ("tbb", "omp", "sequential")
POLICIES = ("composable", "static")
_STARTUP = Path(__file__).with_name("_startup")  # whose sitecustomize patches
_USAGE = """%(prog)s [options] [script.py | -m module | -c command | -] [arguments]
       %(prog)s --info | --install-kernel | --remove-kernel"""
_SPLITS_PRELOAD = (" ", ":")  # the loader reads LD_PRELOAD as a list with these between


class CommandLine(NamedTuple):
    """A command line, taken apart."""

    options: argparse.Namespace
    program: list[str]  # as Python itself would be given it


def main(arguments: Sequence[str]) -> int:
    """Does what the command line says; returns only if that isn't to run a program."""
    parser = _parser()
    try:
        line = parse(parser, arguments)
        if line.options.install_kernel or line.options.remove_kernel:
            from arenablas import _kernel

            return (_kernel.install if line.options.install_kernel else _kernel.remove)(line.options)
        program = ["-m", "arenablas._info"] if line.options.info else line.program
        if not line.options.no_patch and (sys.flags.ignore_environment or sys.flags.no_site):
            print("arenablas: with -I, -E or -S pools stay the standard ones, as with --no-patch", file=sys.stderr)
        _become(program, environment(line.options, os.environ))
    except MissingError as missing:
        parser.exit(1, f"arenablas: {missing}\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m arenablas",
        usage=_USAGE,
        description="Runs a Python program with its BLAS and LAPACK calls on one task arena for the whole process. "
        "Without a program it starts the interpreter as `python` does.",
        allow_abbrev=False,
    )
    parser.add_argument("--layer", choices=LAYERS, type=str.lower, help="how calls use threads (default: tbb)")
    parser.add_argument("--threads", type=_count, metavar="N", help="the most threads that run at once")
    parser.add_argument(
        "--policy",
        choices=POLICIES,
        type=str.lower,
        help="cores that no worker of a pool needs are for the calls of those that run (composable, the default), or "
        "each worker has its share and no more (static)",
    )
    parser.add_argument("--no-patch", action="store_true", help="leave Python's pools, Joblib and Dask as they are")
    parser.add_argument("--verbose", action="store_true", help="print a line for each call of BLAS and LAPACK")
    parser.add_argument("--trace", type=Path, metavar="FILE", help="write what every thread did, for Perfetto")
    other = parser.add_mutually_exclusive_group()
    other.add_argument("--info", action="store_true", help="print whose BLAS libraries use, and how many threads")
    other.add_argument("--install-kernel", action="store_true", help="make this a Jupyter kernel, named for its layer")
    other.add_argument("--remove-kernel", action="store_true", help="remove that kernel")
    return parser


def _count(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"not a number of threads: {text!r}")
    return number


def parse(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> CommandLine:
    """Our options end where the program begins; what follows is the program's, whatever it looks like."""
    valued = {option for action in parser._actions if action.nargs is None for option in action.option_strings}
    end = 0
    while end < len(arguments) and arguments[end].startswith("--") and arguments[end] != "--":
        end += 2 if arguments[end] in valued else 1
    ours, program = list(arguments[:end]), list(arguments[end:])
    if program[:1] == ["-h"]:
        ours, program = ["--help"], []
    options = parser.parse_args(ours)
    if program[:1] == ["--"]:
        del program[0]
    elif program and program[0].startswith("-") and program[0] != "-" and program[0][:2] not in ("-m", "-c"):
        parser.error(f"unknown option {program[0]} (the interpreter's own go before -m arenablas)")
    if program and (options.info or options.install_kernel or options.remove_kernel):
        parser.error(f"no program to run with this: {program[0]}")
    return CommandLine(options, program)


def environment(options: argparse.Namespace, before: Mapping[str, str]) -> dict[str, str]:
    """The program's environment."""
    after = {**before, "LD_PRELOAD": _preload(before.get("LD_PRELOAD", ""))}
    if options.layer:
        after["ARENABLAS_THREADING_LAYER"] = options.layer
    if options.threads:
        after["ARENABLAS_NUM_THREADS"] = str(options.threads)
    if options.policy:
        after["ARENABLAS_POLICY"] = options.policy
    after["PYTHONPATH"] = _python_path(before.get("PYTHONPATH", ""), not options.no_patch)
    if options.verbose:
        after["ARENABLAS_VERBOSE"] = "1"
    if options.trace:
        after["ARENABLAS_TRACE"] = str(_writable(options.trace))
    return after


def _preload(others: str) -> str:
    """`LD_PRELOAD` with our library in front: what comes first is what calls go to."""
    library = str(library_path())
    if any(separator in library for separator in _SPLITS_PRELOAD):
        raise MissingError(f"the loader can't preload {library}: no spaces or colons may be in its path")
    rest = [other for other in others.replace(":", " ").split() if other != library]
    return ":".join([library, *rest])


def _python_path(others: str, patch: bool) -> str:
    """`PYTHONPATH`, in front of it what patches when an interpreter starts."""
    startup = str(_STARTUP.absolute())
    if patch and os.pathsep in startup:
        raise MissingError(f"nothing can be patched from {startup}: no colons may be in its path (try --no-patch)")
    rest = [other for other in others.split(os.pathsep) if other != startup]
    return os.pathsep.join([startup, *rest] if others else [startup]) if patch else os.pathsep.join(rest)


def _writable(trace: Path) -> Path:
    """A program may change its folder, and children have others: so the whole path."""
    folder = trace.absolute().parent
    if not (folder.is_dir() and os.access(folder, os.W_OK)):
        raise MissingError(f"no trace can be written to {trace}: there is no such folder, or it can't be written to")
    return trace.absolute()


def interpreter_options(original: Sequence[str], ours: int) -> list[str]:
    """The interpreter's options (-O, -X dev, …) of a command line that ends in so many arguments of ours: what stands
    between its name and `-m arenablas`, which may be one word, and in one with options: -Om arenablas."""
    before = list(original[1 : len(original) - ours])
    for words in (1, 2):
        if len(before) >= words and (joined := "".join(before[-words:])).startswith("-"):
            options, found, name = joined.partition("marenablas")
            if found and not name:
                return [*before[:-words], *([options] if options != "-" else [])]
    raise MissingError("it is started as python -m arenablas")


def _become(program: list[str], variables: dict[str, str]) -> NoReturn:
    """Replaces this process by the interpreter, with the same options of its own."""
    if not sys.executable:
        raise MissingError("Python doesn't know its own file (sys.executable), which is to be started again")
    options = interpreter_options(sys.orig_argv, len(sys.argv) - 1)
    try:
        os.execve(sys.executable, [sys.executable, *options, *program], variables)
    except OSError as error:
        raise MissingError(f"{sys.executable} can't be started: {error.strerror}") from None
