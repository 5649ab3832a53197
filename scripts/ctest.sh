#!/bin/sh
# Builds the programs in c-tests/ against the library and runs them: linked as -larenablas and, through symbolic links,
# as -lblas -llapack -llapacke, and preloaded under programs that are linked with the reference BLAS and LAPACK.
# Needs a C compiler and Debian's libblas3, liblapack3 and liblapacke. Usage: ctest.sh [library]
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
library=$(realpath "${1:-$root/target/release/libarenablas.so}")
work=$root/target/c-tests
system=/usr/lib/$(cc -dumpmachine)
reference="$system/blas/libblas.so.3 $system/lapack/liblapack.so.3 $system/liblapacke.so.3"

rm -rf "$work" && mkdir -p "$work/as-blas"
for name in blas lapack lapacke; do ln -s "$library" "$work/as-blas/lib$name.so"; done
ours="-L$(dirname "$library") -larenablas -Wl,-rpath,$(dirname "$library")"
as_blas="-L$work/as-blas -lblas -llapack -llapacke -Wl,-rpath,$(dirname "$library")"

build() { # program, source, flags…
    out=$work/$1 source=$root/c-tests/$2
    shift 2
    # -rdynamic: a handler that the program defines must be visible to the library.
    cc -std=c99 -Wall -Wextra -Werror -O1 -fno-builtin -rdynamic -I"$root/include" "$source" -o "$out" \
        -Wl,--no-as-needed "$@" -lm
}
fail() { echo "c-tests: $*" >&2; exit 1; }
same() { diff "$1" "$2" >"$work/diff" || { head -20 "$work/diff"; fail "$3"; }; }

# shellcheck disable=SC2086 # flags are words
for flags in "" -DARENABLAS_ILP64; do
    build "values$flags" values.c $flags $ours
    "$work/values$flags" 2>"$work/log" || { cat "$work/log"; fail "values $flags"; }
    LAPACKE_NANCHECK=0 "$work/values$flags" 2>"$work/log" || { cat "$work/log"; fail "values $flags, no NaN check"; }
    build "alive$flags" alive.c $flags $ours
    "$work/alive$flags" >"$work/alive.txt" 2>&1 || fail "alive $flags"
    same "$root/c-tests/alive.expected" "$work/alive.txt" "the messages of the default handlers"
    build "service$flags" service.c $flags $ours -lpthread
    "$work/service$flags" 2>"$work/log" || { cat "$work/log"; fail "service $flags"; }
done

# shellcheck disable=SC2086
{
    build errors errors.c $ours
    build errors-as-blas errors.c $as_blas
    build errors-reference errors.c $reference
    build values-reference values.c $reference
}
for program in errors errors-as-blas errors-reference; do "$work/$program" >"$work/$program.txt"; done
LD_PRELOAD=$library "$work/errors-reference" >"$work/errors-preload.txt"
LD_PRELOAD=$library "$work/values-reference" 2>"$work/log" || { cat "$work/log"; fail "values, preloaded"; }

# Each case in a process of its own: how processes and threads end, what can't be had, loading and unloading.
# shellcheck disable=SC2086
{
    build lifetime lifetime.c -pthread $ours
    build limits limits.c -pthread $ours
    build load load.c -pthread -ldl
}
for program in lifetime limits load; do
    LIBRARY=$library "$work/$program" >"$work/log" 2>&1 || { cat "$work/log"; fail "$program"; }
done

# errors.known lists where the reference is wrong: a row-major gerc goes by the name of geru and misses incy = 0;
# TransB of a row-major gemm and Uplo of a row-major syrk or syr2k are reported as their neighbours; a row-major csyrk or
# csyr2k takes ConjTrans, and cherk and cher2k take Trans, which the column-major ones refuse; row-major Hermitian
# routines of level 2 miss incX = 0 (and incY of updates), as they conjugate copies, and conjugate y before they judge
# the rest.
for program in errors errors-reference; do
    grep -v -E -f "$root/c-tests/errors.known" "$work/$program.txt" >"$work/$program.filtered"
done
same "$work/errors-reference.filtered" "$work/errors.filtered" "bad arguments: the reference (<) hears something else"
same "$work/errors.txt" "$work/errors-as-blas.txt" "bad arguments, linked as -lblas"
same "$work/errors.txt" "$work/errors-preload.txt" "bad arguments, preloaded"
if grep -q "written" "$work/errors.txt"; then fail "a refused call wrote"; fi

# The headers in C++, where there is a compiler for it.
if command -v c++ >/dev/null; then
    for flags in "" -DARENABLAS_ILP64; do
        # shellcheck disable=SC2086
        (cd "$root/include" && printf '#include "%s"\n' *.h) |
            c++ -std=c++11 -Wall -Wextra -Werror -fsyntax-only $flags -I"$root/include" -x c++ - || fail "C++ $flags"
    done
fi

soname=$(readelf -d "$library" | sed -n 's/.*(SONAME).*\[\(.*\)\]/\1/p')
[ "$soname" = libarenablas.so.0 ] || fail "the SONAME is $soname"
readelf -d "$library" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' >"$work/needed"
if grep -v -x -E 'lib(c|m|gcc_s|pthread|dl)\.so\.[0-9]+|ld-linux-.*' "$work/needed"; then
    fail "the library needs what is named above"
fi
echo "c-tests: $(wc -l <"$work/errors.txt") calls with bad arguments as the reference judges them; all passed"
