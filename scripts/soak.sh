#!/bin/sh
# 64 threads in all kinds of calls at once, in each layer, bitwise compared with the same calls alone (tests/soak.rs).
# Usage: soak.sh [seconds in all, 60 if not given]
set -eu
cd "$(dirname "$0")/.."
SOAK_SECONDS=${1:-60} exec cargo test --quiet --test soak -- --nocapture
