#!/usr/bin/env bash
# NumPy's own tests on the library: linear algebra and matrix products, or what is named (pytest's arguments, e.g.
# `scripts/numpy_tests.sh numpy._core`).
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

need_python requirements.txt requirements-test.txt
if [ ! -f "$LIBRARY" ]; then
    need_cargo
    build_library
fi
if [ $# = 0 ]; then
    set -- numpy.linalg numpy._core.tests.test_multiarray -k "linalg or Dot or Matmul or MatMul or Vdot or Inner"
fi
LD_PRELOAD=$LIBRARY exec "$VENV/bin/python" -m pytest -q -W ignore -p no:cacheprovider --pyargs "$@"
