"""Has every Python process of Numba's tests use our threading layer, under whichever name a test asks for one.

Their processes choose a layer by name (`NUMBA_THREADING_LAYER=omp`) and check that they got it, and what it does. So
our layer takes all names here, and says the one that it was asked for.
"""

import arenablas
from arenablas import _numba

_numba.OPEN_CHOICES |= {"tbb", "omp", "workqueue"}
start = _numba._Choice.__call__


def start_and_say_the_name(choice: _numba._Choice) -> None:
    """As before; the layer is said to be the one that was asked for."""
    start(choice)
    parallel, config = choice.parallel, choice.parallel.config
    if parallel._threading_layer == _numba.NAME and config.THREADING_LAYER in config.THREADING_LAYER_PRIORITY:
        parallel._threading_layer = config.THREADING_LAYER


_numba._Choice.__call__ = start_and_say_the_name
arenablas.patch()
