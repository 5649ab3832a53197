#!/usr/bin/env bash
# The test command: installs what the tests need on a bare Debian machine, and runs them all. Each step's output is
# also in build/test/. The last line counts; the exit status is 0 only if nothing failed.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"
cd "$ROOT"

LOGS=$ROOT/build/test
passed=0 failed=0

# step NAME COMMAND…: runs it and counts its tests; a step that reports no numbers is one test.
step() {
    local name=$1 log start=$SECONDS status=0 good bad
    shift
    log=$LOGS/${name//[^a-zA-Z0-9]/-}.log
    say "$name"
    "$@" 2>&1 | tee "$log" || status=$?
    good=$(count passed "$log") bad=$(count failed "$log")
    if [ "$status" = 0 ]; then
        [ $((good + bad)) -gt 0 ] || good=1
    else
        [ "$bad" -gt 0 ] || bad=1
    fi
    passed=$((passed + good)) failed=$((failed + bad))
    printf -- '-- %s: %d passed, %d failed, %d s\n' "$name" "$good" "$bad" $((SECONDS - start))
}

# The last "N passed" (or failed) that a log speaks of.
count() { (grep -oE "[0-9]+ $1" "$2" || echo "0 $1") | tail -1 | cut -d' ' -f1; }

# The client's tests, optimised: they check matrices, and what they build serves the instruction counts, too.
client_tests() { (cd "$ROOT/benches/client" && cargo test --release --quiet); }

need_packages gcc libc6-dev binutils libblas-test libblas64-test libblas3 liblapack3 liblapacke
need_cargo
need_python requirements.txt requirements-test.txt
if ! command -v cargo-nextest >/dev/null; then
    say "Building cargo-nextest (once, some minutes)"
    cargo install --locked --quiet cargo-nextest
fi
rm -rf "$LOGS" && mkdir -p "$LOGS"

step "Format" cargo fmt --check
step "Lints" cargo clippy --all-targets --quiet -- -D warnings
step "Layers" python3 scripts/check_layers.py
step "Release build" build_library
step "Exported names" python3 scripts/coverage.py "$LIBRARY"
step "Exported types" python3 scripts/check_signatures.py
step "Rust tests" env CI=1 cargo nextest run --no-fail-fast
step "Models of the arena" scripts/model.sh
step "Simulator" scripts/simulate.sh test
step "Comparison client" client_tests
step "Instruction counts" scripts/instructions.sh
step "C programs" scripts/ctest.sh
step "Python checks" "$VENV/bin/python" -m pytest -q tests/python
step "Python's own tests of pools" scripts/stdlib_tests.sh
step "NumPy's own linalg tests" scripts/numpy_tests.sh
step "netlib BLAS programs" python3 scripts/conformance.py "$LIBRARY"
step "Installing" scripts/install_test.sh

say "All steps: $SECONDS s"
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
