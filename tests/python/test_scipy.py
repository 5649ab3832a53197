"""SciPy's wheel on the library: what it computes stays right although parts of it are now ours."""

from __future__ import annotations

import pytest
import scipy_calls
from accuracy import THRESHOLD
from preload import LAYERS, run


@pytest.mark.parametrize("layer", LAYERS)
def test_decompositions(layer: str) -> None:
    residuals = run(scipy_calls.residuals, ARENABLAS_THREADING_LAYER=layer, ARENABLAS_CAPACITY=4).value
    assert {name: value for name, value in residuals.items() if not value < THRESHOLD} == {}


def test_least_squares() -> None:
    assert run(scipy_calls.wrong_least_squares).value == []
