#!/usr/bin/env bash
# The simulator (docs/SCALING.md): the arena's own code in virtual time, on machines of 2 to 256 cores.
#
#   scripts/simulate.sh          simulates and writes the tables and pictures of docs/SCALING.md (minutes)
#   scripts/simulate.sh test     the simulator's own tests
#   scripts/simulate.sh record   records the calls' structure and times anew, on this machine (a minute, best idle)
#   scripts/simulate.sh real     makes the calls of some scenarios for real, on this machine's cores, to compare
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"
cd "$ROOT/simulator"

RESULTS=$ROOT/build/simulator
RECORDED=$ROOT/simulator/recorded.json

# The arena's flag changes how the library is compiled, so it has a folder of its own.
simulator_cargo() { RUSTFLAGS="--cfg arena_sim" CARGO_TARGET_DIR=$ROOT/target/simulator cargo "$@"; }

# simulate POLICY: on a core of its own, for the policies take minutes.
simulate() {
    "$ROOT/target/simulator/debug/arenablas-simulator" run "$RECORDED" "$RESULTS/$1.jsonl" "/$1" \
        2>"$RESULTS/$1.log" || die "$1 failed: $RESULTS/$1.log"
}

mkdir -p "$RESULTS"
need_cargo
case ${1-} in
'')
    simulator_cargo build --quiet
    need_python requirements.txt
    say "Simulating"
    pids=()
    for policy in arena tbb smp omp sequential; do
        simulate "$policy" &
        pids+=($!)
    done
    for pid in "${pids[@]}"; do wait "$pid"; done
    "$VENV/bin/python" "$ROOT/scripts/scaling/report.py" "$RESULTS" "$ROOT/docs"
    ;;
test) simulator_cargo test --quiet --tests ;;
record) simulator_cargo run --release --quiet -- record "$RECORDED" ;;
real)
    build_library
    simulator_cargo build --quiet
    need_python requirements.txt
    simulator_cargo run --quiet -- describe "$RECORDED" "$RESULTS/calls.json"
    LD_PRELOAD=$LIBRARY "$VENV/bin/python" "$ROOT/scripts/scaling/real.py" "$RESULTS/calls.json"
    ;;
*) die "what is $1?" ;;
esac
