#!/usr/bin/env bash
# Instructions that small calls take, by callgrind: a figure without noise, so that what slows small calls down shows at
# once. Compares them with those of benches/instructions.json, and fails where one got worse by more than a few per cent.
#
#   scripts/instructions.sh             counts and compares; build/instructions.json holds the result (half a minute)
#   scripts/instructions.sh --update    counts, and makes the result what later ones are compared with
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

need_packages valgrind python3
need_cargo
build_library
(cd "$ROOT/benches/client" && cargo build --release --quiet)
mkdir -p "$ROOT/build"
exec python3 "$ROOT/benches/instructions.py" "$ROOT/benches/client/target/release/compare-client" "$LIBRARY" "$@"
