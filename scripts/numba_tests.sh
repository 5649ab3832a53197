#!/usr/bin/env bash
# Numba's own tests of parallel loops, ufuncs and threading layers, on our layer (python/README.md names the exceptions).
#
#   scripts/numba_tests.sh            what takes some minutes
#   scripts/numba_tests.sh --all      all of test_parfors, and layers under several threads and processes: an hour
#   scripts/numba_tests.sh -v NAME …  what numba.runtests' arguments name
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

need_python requirements.txt requirements-test.txt
if [ ! -f "$LIBRARY" ]; then
    need_cargo
    build_library
fi
# A sitecustomize has every process use our layer. Tests of one that is named hold it to that layer's promises.
export PYTHONPATH=$ROOT/scripts/numba_layer:$ROOT/python/src ARENABLAS_LIBRARY=$LIBRARY
run() { (cd / && LD_PRELOAD=$LIBRARY "$VENV/bin/python" -m numba.runtests "$@"); }

all=0
if [ "${1:-}" = --all ]; then
    all=1
elif [ $# -gt 0 ]; then
    run "$@"
    exit
fi

tests=numba.tests
parfors=(TestParforBasic TestParforsSlice TestPrangeBasic TestPrangeSpecific TestParforChunksizing
    TestParforReductionSetNumThreads)
backend=$tests.test_parallel_backend
say "Ufuncs and gufuncs"
run $tests.npyufunc
say "Loops"
if [ $all = 1 ]; then
    run $tests.test_parfors
else
    SUBPROC_TEST=1 run "${parfors[@]/#/$tests.test_parfors.}" # else each test waits to be run in a process of its own
fi
run $tests.doc_examples.test_parallel_chunksize $tests.test_parfors_caching
say "Numbers of threads, ids, masks"
NUMBA_NUM_THREADS=4 ARENABLAS_CAPACITY=4 run -k '*_omp_4_threads' $tests.test_num_threads.TestNumThreadsBackends
say "Layers"
# Not those that expect what others do: GNU OpenMP to abort after a fork (they wait for its error, for ever), TBB to warn of one.
forks=(check_threading_layer_is_gnu par_parent_os_fork_par_child par_parent_mp_spawn_par_child_par_parent
    serial_parent_implicit_mp_fork_par_child_then_par_parent serial_parent_explicit_mp_fork_par_child_then_par_parent)
run $backend.TestThreadingLayerSelection $backend.TestMiscBackendIssues $backend.TestInitSafetyIssues \
    "${forks[@]/#/$backend.TestForkSafetyIssues.test_}"
if [ $all = 1 ]; then
    NUMBA_THREADING_LAYER=omp run $backend.TestParallelBackend
    run $backend.TestSpecificBackend
fi
