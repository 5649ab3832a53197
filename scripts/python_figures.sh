#!/usr/bin/env bash
# What the Python package is worth: pools, Dask and Joblib under the launcher, with nothing set, against the best that can be
# set by hand; what a trivial task costs; whether more threads run than there are cores; and whether anything hangs. The
# machine should do nothing else meanwhile (five minutes). Options: scripts/python_figures.sh --help
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

need_cargo
need_python requirements.txt requirements-test.txt
build_library
# measuring: what all that measures shares; scripts: the reading of traces; python/src: the launcher.
export ARENABLAS_LIBRARY=$LIBRARY
PYTHONPATH=$ROOT/scripts/measuring:$ROOT/scripts:$ROOT/python/src exec "$VENV/bin/python" "$ROOT/scripts/python_figures" "$@"
