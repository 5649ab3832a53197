#!/usr/bin/env bash
# The composability demo: ThreadPool(10).map(np.linalg.qr, ten 256x256 matrices), on NumPy as it comes and on
# arenablas. Builds the library, makes a private Python environment, measures, prints a table, saves a plot. With
# --article: the same under the launcher, with its two policies.
# Options: scripts/demo.sh --help
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

need_cargo
need_python requirements.txt
say "Building the library (release)"
build_library
# measuring: what all that measures shares; python/src: the launcher.
PYTHONPATH=$ROOT/scripts/measuring:$ROOT/python/src exec "$VENV/bin/python" "$ROOT/scripts/demo" --library "$LIBRARY" "$@"
