#!/usr/bin/env bash
# The composability demo: ThreadPool(10).map(np.linalg.qr, ten 256x256 matrices), on NumPy as it comes and on
# arenablas. Builds the library, makes a private Python environment, measures, prints a table, saves a plot.
# Options: scripts/demo.sh --help
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

need_cargo
need_python requirements.txt
say "Building the library (release)"
build_library
PYTHONPATH=$ROOT/scripts/measuring exec "$VENV/bin/python" "$ROOT/scripts/demo" --library "$LIBRARY" "$@"
