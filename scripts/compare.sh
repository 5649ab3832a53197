#!/usr/bin/env bash
# Times the library beside OpenBLAS, MKL, BLIS and faer, and checks every answer: two minutes, or 45 with --full. The
# machine should do nothing else meanwhile. How it measures: benches/README.md. Options: scripts/compare.sh --help
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

need_cargo
need_python requirements.txt
build_library
CLIENT=$ROOT/benches/client
(cd "$CLIENT" && cargo build --release --quiet --locked)
PYTHONPATH=$ROOT/scripts/measuring exec "$VENV/bin/python" "$ROOT/benches/compare" \
    --own "$LIBRARY" --client "$CLIENT/target/release/compare-client" "$@"
