"""Matrix products on the library, in every layout that NumPy hands over."""

from __future__ import annotations

import numpy as np
import product_calls
import pytest
from accuracy import assert_equal_matrices, norm1
from inputs import random
from preload import run


def test_products_in_every_layout() -> None:
    got, expected = run(product_calls.products).value, run(product_calls.products, preload=False).value
    for case, mine, bundled in zip(product_calls.CASES, got, expected, strict=True):
        dtype, (m, k, n), _, _ = case
        norm = norm1(random(dtype, m, k)) * norm1(random(dtype, k, n))
        try:
            assert_equal_matrices(mine, bundled, norm, k)
        except AssertionError as error:
            raise AssertionError(case) from error


def test_relatives_of_the_product() -> None:
    got, expected = run(product_calls.relatives).value, run(product_calls.relatives, preload=False).value
    for name, bundled in expected.items():
        eps = np.finfo(bundled.dtype).eps
        np.testing.assert_allclose(got[name], bundled, rtol=0, atol=1000 * eps, err_msg=name)


@pytest.mark.parametrize("value", [1.0, 0.0, np.nan, np.inf, 1e300])
def test_the_same_warnings(value: float) -> None:
    """Padding and unused lanes of a kernel must not raise what the user's own elements don't."""
    got = run(product_calls.warnings_of, value).value
    assert got == run(product_calls.warnings_of, value, preload=False).value
    if value in (0.0, 1.0):
        assert got == []
