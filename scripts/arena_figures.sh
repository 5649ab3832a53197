#!/usr/bin/env bash
# The arena's own figures: what was asked, what this machine gives. It should do nothing else meanwhile (a minute).
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"
cd "$ROOT"

need_cargo
say "Entry, exit, scaling"
cargo test --release --quiet --test arena_figures -- --ignored --nocapture
scripts/demo.sh --rounds 3 --time 0.5
