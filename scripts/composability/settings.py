"""What somebody may set: a name, and the environment that makes it so."""

from __future__ import annotations

from configurations import Configuration

DEFAULT = Configuration("default")
OPENBLAS = Configuration("OpenBLAS", preload=False)
OPENBLAS_ONE = Configuration("OpenBLAS × 1", {"OPENBLAS_NUM_THREADS": "1"}, preload=False)
CAPACITY_8 = Configuration("capacity 8", {"ARENABLAS_CAPACITY": "8"})
CAPACITY_8_OMP = Configuration("capacity 8, omp", {"ARENABLAS_CAPACITY": "8", "ARENABLAS_THREADING_LAYER": "omp"})
FORCED = (DEFAULT, CAPACITY_8, CAPACITY_8_OMP)


def hand_tuned(cores: int) -> list[Configuration]:
    """What somebody would try who tunes by hand, layer by layer and thread count by thread count. One thread is the
    same in all layers. As many as there are cores with `tbb` is the default, which [`control`] runs."""
    counts = sorted({2, max(cores // 2, 2), cores} - {1}) if cores > 1 else []
    several = [_layer(layer, count) for layer in ("tbb", "omp") for count in counts if (layer, count) != ("tbb", cores)]
    return [Configuration("sequential", {"ARENABLAS_THREADING_LAYER": "sequential"}), *several]


def control(cores: int) -> Configuration:
    """The default again, spelled out: what it seems to lose or gain against itself is the noise."""
    return _layer("tbb", cores)


def grid(cores: int) -> tuple[Configuration, ...]:
    """All that a cell is measured with."""
    return (DEFAULT, *hand_tuned(cores), control(cores), OPENBLAS, OPENBLAS_ONE)


def _layer(layer: str, threads: int) -> Configuration:
    variables = {"ARENABLAS_THREADING_LAYER": layer, "ARENABLAS_NUM_THREADS": str(threads)}
    return Configuration(f"{layer} × {threads}", variables)
