#!/usr/bin/env bash
# The composability grid: the default, with nothing set, against the best hand-tuned setting and against NumPy's own
# OpenBLAS, cell by cell; and an arena that believes in eight cores. The machine should do nothing else meanwhile: 25
# minutes, or three with --quick. Options: scripts/composability.sh --help
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

need_cargo
need_python requirements.txt
build_library
# measuring: what all that measures shares; demo: which variables make a configuration.
PYTHONPATH=$ROOT/scripts/measuring:$ROOT/scripts/demo exec "$VENV/bin/python" "$ROOT/scripts/composability" --library "$LIBRARY" "$@"
