#!/usr/bin/env bash
# scripts/install.sh in all its ways: a C program, a program with Fortran's calls and Debian's NumPy run on what it
# installs, and afterwards the system is what it was, also when this is interrupted.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

SOURCES=$ROOT/tests/install
ALTERNATIVE=libblas.so.3-$(cc -dumpmachine)
passed=0

need_packages gcc libc6-dev binutils pkg-config cmake make libblas-dev libblas3 liblapack3 python3-numpy
export ARENABLAS_LIBRARY=$LIBRARY
work=$(mktemp -d)
prefix=$work/prefix
other=$work/other
before=$(update-alternatives --query "$ALTERNATIVE")

# What was chosen by hand is chosen again: removing a choice may have changed that.
restore() {
    local status=$?
    trap - EXIT
    for place in "$prefix" "$other"; do
        [ ! -d "$place/lib" ] || "$ROOT/scripts/install.sh" --prefix "$place" --uninstall >/dev/null || true
    done
    if grep -qx 'Status: manual' <<<"$before"; then
        as_root update-alternatives --quiet --set "$ALTERNATIVE" "$(sed -n 's/^Value: //p' <<<"$before")"
    fi
    rm -rf "$work"
    [ "$before" = "$(update-alternatives --query "$ALTERNATIVE")" ] || die "the alternatives are not what they were"
    exit "$status"
}
trap restore EXIT
trap 'exit 1' HUP INT TERM

# check WHAT COMMAND…: runs it; what it prints is of interest if it fails.
check() {
    local what=$1
    shift
    "$@" >"$work/log" 2>&1 || { cat "$work/log"; die "$what"; }
    passed=$((passed + 1))
}
# The library that the loader finds for a program is that of a prefix.
uses() { [[ $(ldd "$1") == *"libarenablas.so.0 => $2/lib/libarenablas.so.0"* ]]; }
compile() { cc -std=c99 -Wall -Wextra -Werror -I"$SOURCES" "$@"; }
install_into() { check "installing in $1" "$ROOT/scripts/install.sh" --prefix "$@"; }

say "A prefix"
install_into "$prefix"
install_into "$prefix" # again, over itself
export PKG_CONFIG_PATH=$prefix/lib/pkgconfig
for package in arenablas arenablas-ilp64 cblas blas; do
    read -ra flags < <(pkg-config --cflags --libs "$package")
    check "building by $package.pc" compile "$SOURCES/program.c" -o "$work/program" "${flags[@]}" -Wl,-rpath,"$prefix/lib"
    check "running it" "$work/program"
    check "whose library is the prefix's" uses "$work/program" "$prefix"
done
check "linking -lcblas -lblas" compile "$SOURCES/fortran.c" -o "$work/fortran" -L"$prefix/lib" -Wl,--no-as-needed -lcblas -lblas
check "running it" env LD_LIBRARY_PATH="$prefix/lib" "$work/fortran"
check "configuring with CMake" cmake -S "$SOURCES" -B "$work/cmake" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_BUILD_TYPE=Release
check "building with CMake" cmake --build "$work/cmake"
for program in by-name by-name-ilp64 by-blas; do
    check "CMake's $program" "$work/cmake/$program"
    check "whose library is the prefix's" uses "$work/cmake/$program" "$prefix"
done

say "Programs that are linked with libblas.so.3"
system=/usr/lib/$(cc -dumpmachine)
check "linking the system's -lblas" compile "$SOURCES/fortran.c" -o "$work/system" "$system/blas/libblas.so"
if "$work/system" >/dev/null; then die "the system's BLAS is this library already"; fi
check "by LD_LIBRARY_PATH" env LD_LIBRARY_PATH="$prefix/lib/arenablas" "$work/system"
check "NumPy by LD_LIBRARY_PATH" env LD_LIBRARY_PATH="$prefix/lib/arenablas" /usr/bin/python3 "$SOURCES/numpy_calls.py"

say "Alternatives"
install_into "$other" --alternatives
check "the system's -lblas" "$work/system"
check "a C program by pkg-config" compile "$SOURCES/program.c" -o "$work/program" $(pkg-config --cflags arenablas) "$system/blas/libblas.so" -L"$other/lib" -larenablas -Wl,-rpath,"$other/lib"
check "with one library in it" "$work/program"
check "NumPy" /usr/bin/python3 "$SOURCES/numpy_calls.py"
check "uninstalling" "$ROOT/scripts/install.sh" --prefix "$other" --uninstall
if "$work/system" >/dev/null; then die "uninstalled, it is still the system's BLAS"; fi
[ "$before" = "$(update-alternatives --query "$ALTERNATIVE")" ] || die "uninstalling left an alternative behind"

say "What is not ours stays"
mkdir -p "$other/lib" && echo theirs >"$other/lib/libblas.so"
if "$ROOT/scripts/install.sh" --prefix "$other" >/dev/null 2>&1; then die "it replaced another's libblas.so"; fi
[ "$(cat "$other/lib/libblas.so")" = theirs ] || die "it touched another's libblas.so"
rm -r "$other"
check "uninstalling" "$ROOT/scripts/install.sh" --prefix "$prefix" --uninstall
[ -z "$(find "$prefix" -mindepth 1)" ] || die "uninstalling left $(find "$prefix" -mindepth 1)"
echo "$passed passed, 0 failed"
