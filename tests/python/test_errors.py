"""A bad argument: the handler says which, nothing is written, the process lives (a dead one fails in preload.run)."""

from __future__ import annotations

import re

import error_calls
import pytest
from preload import Outcome, run


@pytest.mark.parametrize("suffix", ["_", "_64_", "s:_", "s:_64_"])
def test_fortran(suffix: str) -> None:
    for routine, arguments, position in error_calls.FORTRAN_CASES:
        outcome = run(error_calls.fortran, routine, arguments, suffix)
        assert outcome.value == (True, -position if arguments.endswith("I") else None), (routine, arguments)
        assert _complaint(outcome) == (routine.upper(), position), (routine, arguments)


@pytest.mark.parametrize(("layout", "given", "position"), error_calls.CBLAS_CASES)
def test_cblas(layout: int, given: tuple[int, ...], position: int) -> None:
    outcome = run(error_calls.cblas, layout, given)
    assert outcome.value
    match = re.search(r"Parameter (\d+) to routine (\w+) was incorrect", outcome.stdout + outcome.stderr)
    assert match, outcome
    assert (match[2], int(match[1])) == ("cblas_dgemm", position)


def test_through_numpy() -> None:
    outcome = run(error_calls.through_numpy)
    assert outcome.value == (True, -4)
    assert _complaint(outcome) == ("DGEQRF", 4)


def _complaint(outcome: Outcome) -> tuple[str, int]:
    """The name and position in the handler's message."""
    match = re.search(r"On entry to (\w+) +parameter number +(\d+) had", outcome.stdout + outcome.stderr)
    assert match, outcome
    return match[1], int(match[2])
