#!/usr/bin/env bash
# Installs the library for programs that are built with it, and for those that were built with another BLAS.
#
#   scripts/install.sh --prefix DIR [--alternatives]
#   scripts/install.sh --prefix DIR --uninstall
#
#   DIR/lib/libarenablas.so.0, .so        the library: cc … -larenablas
#   DIR/lib/libblas.so, libcblas.so       the same for the linker: cc … -LDIR/lib -lblas
#   DIR/lib/arenablas/libblas.so.3        for programs that are linked with one: LD_LIBRARY_PATH=DIR/lib/arenablas
#   DIR/include/arenablas/*.h             cblas.h, lapack.h, lapacke.h, arenablas.h, mkl_service.h
#   DIR/lib/pkgconfig/*.pc                arenablas, arenablas-ilp64, blas, cblas
#   DIR/lib/cmake/arenablas/              find_package(arenablas CONFIG)
#
# --alternatives (Debian): the library becomes a choice for the system's libblas.so.3, above those of Debian's packages;
# `update-alternatives --config libblas.so.3-x86_64-linux-gnu` chooses another. --uninstall removes that as well.
# Files of others are never replaced. DESTDIR is put in front of DIR, as packagers want it.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

SONAME=libarenablas.so.0
# OpenBLAS's packages have 100.
PRIORITY=110

usage() { die "usage: ${0##*/} --prefix DIR [--alternatives | --uninstall]"; }

prefix='' action=install alternatives=no
while [ $# -gt 0 ]; do
    case $1 in
    --prefix) [ $# -gt 1 ] || usage; prefix=$2; shift ;;
    --prefix=*) prefix=${1#*=} ;;
    --alternatives) alternatives=yes ;;
    --uninstall) action=uninstall ;;
    *) usage ;;
    esac
    shift
done
[ -n "$prefix" ] || usage
[ "$action$alternatives" != uninstallyes ] || usage
prefix=$(realpath -ms "$prefix")
target=${DESTDIR:-}$prefix
# Every file that was installed, itself included.
MANIFEST=lib/arenablas/installed-files

triplet() { cc -dumpmachine; }
chosen() { echo "$prefix/lib/arenablas/libblas.so.3"; }
registered() {
    command -v update-alternatives >/dev/null &&
        update-alternatives --list "libblas.so.3-$(triplet)" 2>/dev/null | grep -xF "$(chosen)" >/dev/null
}

# stage DIR: all that is installed, below DIR as it will be below the prefix.
stage() {
    local lib=$1/lib version name file
    version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$ROOT/Cargo.toml" | head -1)
    mkdir -p "$lib/arenablas" "$lib/pkgconfig" "$lib/cmake/arenablas" "$1/include/arenablas"
    install -m 644 "$LIBRARY" "$lib/libarenablas.so.$version"
    strip --strip-debug "$lib/libarenablas.so.$version"
    ln -s "libarenablas.so.$version" "$lib/$SONAME"
    for name in arenablas blas cblas; do ln -s "$SONAME" "$lib/lib$name.so"; done
    for name in blas cblas; do stand_in "$name" "$lib"; done
    install -m 644 "$ROOT"/include/*.h "$1/include/arenablas"
    for file in "$ROOT"/packaging/*; do
        name=$(basename "${file%.in}")
        case $name in *.pc) name=pkgconfig/$name ;; *) name=cmake/arenablas/$name ;; esac
        sed -e "s|@PREFIX@|$prefix|g" -e "s|@VERSION@|$version|g" "$file" >"$lib/$name"
    done
    (cd "$1" && echo "$MANIFEST" && find . -type f -o -type l | sed 's|^\./||') >"$1.files"
    mv "$1.files" "$1/$MANIFEST"
}

# stand_in NAME LIB: what the loader takes for libNAME.so.3. It is empty and needs the library, which is thus loaded under
# its own name, and once, whichever names a process asks for.
stand_in() {
    cc -shared -nostdlib -o "$2/arenablas/lib$1.so.3" -Wl,-soname,"lib$1.so.3" \
        -Wl,--no-as-needed "$2/$SONAME" -Wl,-rpath,"$prefix/lib" -x c /dev/null
}

# Dies if the library has not all the BLAS that the reference offers to the programs of the system. (Its CBLAS also leaves
# helpers of its own to be seen, ?sub_, and what it shares with LAPACK is in liblapack.so.3 as well.)
check_complete() {
    local reference=/usr/lib/$(triplet)/blas/libblas.so.3 lacking
    [ -e "$reference" ] || return 0
    lacking=$(comm -23 <(names "$reference") <(names "$LIBRARY"))
    [ -z "$lacking" ] || die "the library is no libblas.so.3; it lacks $(wc -w <<<"$lacking") routines:" $lacking
}
names() {
    nm -D --defined-only "$1" | awk '{ print $3 }' | grep -xE '[a-z0-9_]+' | grep -vxE '_.*|.*sub_|lsame_|xerbla_array_' | sort -u
}

remove_files() {
    local file
    [ -f "$target/$MANIFEST" ] || return 0
    while read -r file; do rm -f "$target/$file"; done < <(cat "$target/$MANIFEST")
    (cd "$target" && rmdir -p --ignore-fail-on-non-empty lib/arenablas lib/pkgconfig lib/cmake/arenablas \
        include/arenablas 2>/dev/null) || true
}

install_files() {
    local staged file
    staged=$(mktemp -d)
    # shellcheck disable=SC2064 # the folder of now
    trap "rm -rf '$staged'" EXIT
    stage "$staged/root"
    remove_files
    while read -r file; do
        [ ! -e "$target/$file" ] && [ ! -L "$target/$file" ] || die "$target/$file is not ours; nothing was installed"
    done <"$staged/root/$MANIFEST"
    mkdir -p "$target"
    # The manifest first: whatever interrupts the rest, --uninstall finds it.
    (cd "$staged/root" && cp -a --parents "$MANIFEST" "$target")
    cp -a "$staged/root/." "$target"
}

case $action in
install)
    command -v cc >/dev/null || need_packages gcc libc6-dev
    if [ -z "${ARENABLAS_LIBRARY:-}" ]; then need_cargo; build_library; fi
    [ $alternatives = no ] || check_complete
    install_files
    if [ $alternatives = yes ]; then
        as_root update-alternatives --install "/usr/lib/$(triplet)/libblas.so.3" "libblas.so.3-$(triplet)" \
            "$(chosen)" $PRIORITY
    fi
    echo "installed in $target; for pkg-config: PKG_CONFIG_PATH=$prefix/lib/pkgconfig"
    ;;
uninstall)
    [ -f "$target/$MANIFEST" ] || die "nothing is installed in $target"
    if registered; then as_root update-alternatives --remove "libblas.so.3-$(triplet)" "$(chosen)"; fi
    remove_files
    echo "uninstalled from $target"
    ;;
esac
