#!/usr/bin/env bash
# Writes docs/PERFORMANCE.md from a measured run on this machine, which should do nothing else meanwhile (some minutes).
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"
cd "$ROOT"

out=build/performance
rm -rf "$out" && mkdir -p "$out"
scripts/demo.sh --plot docs/composability.png | tee "$out/demo.txt"
for threads in 1 2; do
    scripts/measure.sh --threads "$threads" | tee "$out/measure-$threads.txt"
done

# From the first line that matches to the end, as a block of text.
block() { printf '```\n'; sed -n "/$1/,\$p" "$2" | grep -v -e '^\[' -e '^Plot: ' | sed "s|$ROOT/||"; printf '```\n'; }
{
    printf '# Performance\n'
    # shellcheck disable=SC2016 # the backquotes are Markdown's
    printf 'Written by `scripts/performance.sh` on %s, from one run. Do not edit; run it on your own machine.\n\n' "$(date -u +%F)"
    printf '## Composability\n![ms a map, by configuration](composability.png)\n\n'
    block '^ThreadPool' "$out/demo.txt"
    printf '\n## Against the newest OpenBLAS, side by side\n'
    printf 'One thread is timed by CPU time, two by wall time. Every answer is checked.\n\n'
    for threads in 1 2; do
        block 'thread(s), medians' "$out/measure-$threads.txt"
    done
} >docs/PERFORMANCE.md
echo "docs/PERFORMANCE.md"
