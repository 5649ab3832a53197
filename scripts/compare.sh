#!/usr/bin/env bash
# Times the library beside OpenBLAS, MKL, BLIS and faer, and checks every answer: two minutes, or 45 with --full. The
# machine should do nothing else meanwhile. How it measures: benches/README.md. Options: scripts/compare.sh --help
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

CLIENT=$ROOT/benches/client
need_python requirements.txt
case " $* " in
*" --help "* | *" --agree "* | *" --render "*) ;; # measure nothing
*)
    need_cargo
    say "Building the library and the client (release)"
    build_library
    (cd "$CLIENT" && cargo build --release --quiet --locked)
    ;;
esac
PYTHONPATH=$ROOT/scripts/measuring exec "$VENV/bin/python" "$ROOT/benches/compare" \
    --own "$LIBRARY" --client "$CLIENT/target/release/compare-client" "$@"
