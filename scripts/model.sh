#!/usr/bin/env bash
# The arena's protocols on the model checker: the real code of src/arena with loom's primitives (tests/model). Every
# execution with a bounded number of preemptions, and every value that C11 lets a load return, is tried.
#
#   scripts/model.sh             the bounds that src/arena/model/*.rs name: two minutes at most
#   scripts/model.sh MORE [NAME] so many more preemptions, perhaps of the models of that name alone: 1 takes about an
#                                hour, 2 a night
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"
cd "$ROOT/tests/model"

need_cargo
export CARGO_TARGET_DIR=$ROOT/target/model
export ARENABLAS_MODEL_MORE=${1:-0}
cargo test --quiet --lib -- "arena::model::${2:-}" --nocapture 2>&1 | grep -v '^\[.*(state.notified, spurious)'
