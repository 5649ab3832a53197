"""`python -m arenablas`: runs a Python program with its BLAS and LAPACK calls on the arena."""

from __future__ import annotations

import sys

from arenablas import _launcher

sys.exit(_launcher.main(sys.argv[1:]))
