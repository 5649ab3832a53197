#!/usr/bin/env bash
# Random callers, trees of tasks, limits changed in flight, workers sent home, forks; results compared, hangs noticed
# (tests/arena_stress.rs). With and without the optimiser's and the standard library's checks, a minute each in turn, every
# turn with another seed.
#
#   scripts/stress.sh [HOURS]     one if not given; 0.1 are six minutes
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"
cd "$ROOT"

need_cargo
until=$(awk -v now="$(date +%s)" -v hours="${1:-1}" 'BEGIN { printf "%d", now + hours * 3600 }')
export STRESS_SECONDS=60
turn=0
while [ "$(date +%s)" -lt "$until" ]; do
    for profile in "" --release; do
        turn=$((turn + 1))
        say "Turn $turn, seed $turn ${profile}"
        STRESS_SEED=$turn cargo test --quiet ${profile:+"$profile"} --test arena_stress -- --nocapture
    done
done
