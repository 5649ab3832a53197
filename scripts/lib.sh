# Shared by the scripts here: sourced, never run.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
VENV=$ROOT/.venv
LIBRARY=${ARENABLAS_LIBRARY:-$ROOT/target/release/libarenablas.so}

say() { printf '\n== %s\n' "$*"; }

die() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# Installs the named Debian packages that are not there yet.
need_packages() {
    local package missing=()
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} = 0 ] && return
    command -v apt-get >/dev/null || die "please install: ${missing[*]}"
    say "Installing ${missing[*]}"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
}

need_cargo() {
    command -v cargo >/dev/null || export PATH="$HOME/.cargo/bin:$PATH"
    command -v cargo >/dev/null || die "Rust 1.95 or newer is needed: https://rustup.rs"
    command -v cc >/dev/null || need_packages gcc libc6-dev
}

# The private Python environment with the packages of the named requirements files.
need_python() {
    local file stamp
    if ! python3 -c 'import venv, ensurepip' 2>/dev/null; then
        need_packages python3 python3-venv
    fi
    [ -x "$VENV/bin/python" ] || python3 -m venv "$VENV"
    for file in "$@"; do
        stamp=$VENV/.installed-$file
        cmp -s "$ROOT/scripts/$file" "$stamp" && continue
        say "Installing Python packages of scripts/$file"
        "$VENV/bin/pip" install --quiet --disable-pip-version-check -r "$ROOT/scripts/$file"
        cp "$ROOT/scripts/$file" "$stamp"
    done
}

# The library as users get it.
build_library() {
    (cd "$ROOT" && cargo build --release --quiet)
    [ -f "$LIBRARY" ] || die "no library at $LIBRARY"
}
