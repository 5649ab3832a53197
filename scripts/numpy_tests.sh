#!/usr/bin/env bash
# NumPy's own test-suites on the library: numpy.linalg, or the modules that are named.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

need_python requirements.txt requirements-test.txt
[ -f "$LIBRARY" ] || { need_cargo && build_library; }
[ $# -gt 0 ] || set -- numpy.linalg numpy._core.tests.test_multiarray
LD_PRELOAD=$LIBRARY exec "$VENV/bin/python" -m pytest -q -p no:cacheprovider --pyargs "$@"
