#!/bin/sh
# A thousand forks in each state of the arena (tests/arena_forks.rs): no hang, the right bits on both sides, and how long
# fork takes the parent. Some minutes. Usage: fork.sh [forks in each state]
set -eu
cd "$(dirname "$0")/.."
FORKS=${1:-1000} exec cargo test --quiet --release --test arena_forks -- --nocapture --test-threads=1
