#!/usr/bin/env bash
# Builds the Python package's wheel, with the library in it, into build/wheel/ and names it.
# `pip install ./python` does the same and installs it.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

need_cargo
python3 -c 'import venv, ensurepip' 2>/dev/null || need_packages python3 python3-venv
[ -x "$VENV/bin/python" ] || python3 -m venv "$VENV"
mkdir -p "$ROOT/build/wheel"
rm -f "$ROOT"/build/wheel/*.whl
"$VENV/bin/python" -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir "$ROOT/build/wheel" "$ROOT/python"
ls "$ROOT"/build/wheel/*.whl
