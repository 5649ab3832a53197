#!/usr/bin/env bash
# Times the library against the newest OpenBLAS, by turns in one process. Options: scripts/measure.sh --help
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

need_cargo
need_python requirements.txt requirements-test.txt
build_library
# NumPy only checks the answers: its threads would still spin while the next turn is timed.
export OPENBLAS_NUM_THREADS=1
exec "$VENV/bin/python" "$ROOT/scripts/measure.py" --library "$LIBRARY" "$@"
