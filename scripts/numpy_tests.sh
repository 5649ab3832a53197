#!/usr/bin/env bash
# NumPy's own tests on the library.
#
#   scripts/numpy_tests.sh                 linear algebra and matrix products
#   scripts/numpy_tests.sh --all           what NumPy tests of itself, as numpy.test() would, but for f2py, which is a compiler's
#                                          matter; some minutes
#   scripts/numpy_tests.sh numpy._core …   what pytest's arguments name
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

need_python requirements.txt requirements-test.txt
if [ ! -f "$LIBRARY" ]; then
    need_cargo
    build_library
fi
if [ "${1:-}" = --all ]; then
    shift
    set -- numpy -m "not slow" --ignore-glob="*/f2py/*" "$@"
elif [ $# = 0 ]; then
    set -- numpy.linalg numpy._core.tests.test_multiarray -k "linalg or Dot or Matmul or MatMul or Vdot or Inner"
fi
LD_PRELOAD=$LIBRARY PATH=$VENV/bin:$PATH exec "$VENV/bin/python" -m pytest -q -W ignore -p no:cacheprovider --pyargs "$@"
