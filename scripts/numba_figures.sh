#!/usr/bin/env bash
# Numba's loops on our threading layer, nothing set, beside Numba's own layers in all settings (three minutes). The machine
# should do nothing else meanwhile. Options: scripts/numba_figures.sh --help
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

need_python requirements.txt requirements-test.txt requirements-numba.txt
if [ ! -f "$LIBRARY" ]; then
    need_cargo
    build_library
fi
PYTHONPATH=$ROOT/scripts/measuring exec "$VENV/bin/python" "$ROOT/scripts/numba_layer/figures.py" --library "$LIBRARY" "$@"
