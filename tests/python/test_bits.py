"""The answer depends on the input and the instruction set alone: not on threads, layer, place in memory, neighbours."""

from __future__ import annotations

import bit_calls
import pytest
from preload import CAPACITIES, LAYERS, instruction_sets, run


@pytest.mark.parametrize("isa", instruction_sets())
def test_every_layer_and_capacity_gives_the_same_bits(isa: str) -> None:
    expected = run(bit_calls.digests, ARENABLAS_ISA=isa, ARENABLAS_CAPACITY=1).value
    for layer in LAYERS:
        for capacity in CAPACITIES:
            setting = {"ARENABLAS_THREADING_LAYER": layer, "ARENABLAS_CAPACITY": capacity}
            assert run(bit_calls.digests, ARENABLAS_ISA=isa, **setting).value == expected, setting


@pytest.mark.parametrize("layer", LAYERS)
def test_many_callers_get_the_bits_of_a_lone_one(layer: str) -> None:
    alone = run(bit_calls.digests).value
    together = run(bit_calls.digests_of_many_callers, 8, 10, ARENABLAS_CAPACITY=4, ARENABLAS_THREADING_LAYER=layer)
    assert together.value == [{digest} for digest in alone]


@pytest.mark.parametrize("isa", instruction_sets())
def test_the_place_in_memory_does_not_matter(isa: str) -> None:
    assert [len(answers) for answers in run(bit_calls.digests_of_offsets, ARENABLAS_ISA=isa).value] == [1] * 8
