#!/usr/bin/env bash
# CPython's own tests of ThreadPool and ThreadPoolExecutor on ours (a minute). They are run by the first interpreter that
# has them: pyenv's have, and Debian's if there is a package of their own.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

# Whether it is one that the package is for, and has the tests.
has_tests() {
    "$1" -c 'import sys, test.test_concurrent_futures; sys.exit(sys.version_info < (3, 10))' 2>/dev/null
}

find_python() {
    local python
    for python in "$VENV/bin/python" python3 python3.1{0..9} "$HOME"/.pyenv/versions/*/bin/python3 /usr/bin/python3; do
        if has_tests "$python"; then
            echo "$python"
            return
        fi
    done
    return 1
}

[ -f "$LIBRARY" ] || build_library
if ! PYTHON=$(find_python); then
    PYTHON=/usr/bin/python3
    need_packages python3
    need_packages "libpython$("$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-testsuite"
fi
ARENABLAS_LIBRARY=$LIBRARY PYTHONPATH=$ROOT/python/src exec "$PYTHON" "$ROOT/scripts/stdlib_tests.py" "$@"
