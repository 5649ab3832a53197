/* arenablas: the types that its headers share, and what it offers besides BLAS and LAPACK: limits, statistics, and
 * loops and tasks of the program's own that run in the same arena as the library's.
 *
 * Define ARENABLAS_ILP64 for 64-bit integers: the functions then have the suffixes _64_ (Fortran) and _64 (C), and the
 * headers let programs write the plain names for them. The functions below are the same in both. */
#ifndef ARENABLAS_H
#define ARENABLAS_H

#include <stddef.h>
#include <stdint.h>

#ifdef ARENABLAS_ILP64
typedef int64_t blasint;
#else
typedef int32_t blasint;
#endif
#ifndef lapack_int
#define lapack_int blasint
#endif

/* A program may define these two itself, as any types that lie in memory as two reals. */
#ifndef lapack_complex_float
#ifdef __cplusplus
#include <complex>
#define lapack_complex_float std::complex<float>
#else
#include <complex.h>
#define lapack_complex_float float _Complex
#endif
#endif
#ifndef lapack_complex_double
#ifdef __cplusplus
#include <complex>
#define lapack_complex_double std::complex<double>
#else
#include <complex.h>
#define lapack_complex_double double _Complex
#endif
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- The library ------------------------------------------------------------------------------------------------ */

/* Of this header. */
#define ARENABLAS_VERSION "0.1.0"

/* Of the library, as "0.1.0". */
const char *arenablas_get_version(void);

/* The name of the kernels in use: "generic", "avx2", "avx512". */
const char *arenablas_get_kernels(void);

/* Gives the scratch memory that waits for the next call back to the system. The bytes. */
size_t arenablas_free_buffers(void);

/* ---- How many threads ------------------------------------------------------------------------------------------- *
 * A limit belongs to whoever sets it. It limits and never raises: the least of the limits that concern a call counts, and
 * none makes more cores than there are. 0 (or less) is no limit. They never fail. */

/* The threads that may run at the same time: the cores that the process may use (affinity mask, quota of its container), or
 * the process's limit if that is less. At least 1. */
int arenablas_get_capacity(void);

/* The most threads that a call of this thread may have now: 1 to the capacity. */
int arenablas_get_max_threads(void);

/* The process's limit, for all threads together. Setting it returns the former one; 0 goes back to what the environment
 * says. Calls under way heed it at the next boundary of their tasks. */
int arenablas_get_process_limit(void);
int arenablas_set_process_limit(int threads);

/* The limit of this thread's calls, from the next one on, and of nobody else's. (Calls made in the tasks of such a call have
 * it, too.) Setting it returns the former one; 0 takes it away. */
int arenablas_get_thread_limit(void);
int arenablas_set_thread_limit(int threads);

/* The same for a part of a program, which can make the limit of those around it less, but not more:
 *     int former = arenablas_limit_begin(1);
 *     ...
 *     arenablas_limit_end(former);
 * Both on the same thread. */
int arenablas_limit_begin(int threads);
void arenablas_limit_end(int former);

/* ---- Layers: how calls use threads ------------------------------------------------------------------------------ */

#define ARENABLAS_LAYER_SEQUENTIAL 0 /* every call runs on its caller */
#define ARENABLAS_LAYER_TBB 1        /* threads go where there is work, and come and go within a call (the default) */
#define ARENABLAS_LAYER_OMP 2        /* each call takes a fixed team of the threads that are free */

/* Answers are bit for bit the same in all of them. Setting one works until there has been a call that may have more
 * than one thread; the layer in force is returned, and another number changes nothing. */
int arenablas_get_layer(void);
int arenablas_set_layer(int layer);
/* "sequential", "tbb" or "omp". */
const char *arenablas_get_layer_name(void);

/* ---- Statistics ------------------------------------------------------------------------------------------------- */

/* What the arena has done since the process began, or was forked. */
typedef struct arenablas_stats {
    size_t size;      /* of this struct: set by the program, so that newer versions can have more members */
    uint64_t calls;   /* that could have more than one thread */
    uint64_t workers; /* threads created */
    uint64_t joins;   /* times that a worker joined a call */
    uint64_t steals;  /* tasks that ran on another thread than the one that offered them */
    uint64_t parks;   /* times that a thread went to sleep */
} arenablas_stats;

/* Fills in as many members as `size` has room for; those that this library doesn't know become 0.
 *     arenablas_stats stats = {sizeof stats};
 *     arenablas_get_stats(&stats);
 * 0, or -1 for a null pointer or a size that hasn't room for itself. */
int arenablas_get_stats(arenablas_stats *stats);

/* ---- Loops and tasks of the program's own ----------------------------------------------------------------------- *
 * They run in the arena that the library's calls run in. A call made in a task is a call of its own; when tasks run
 * short at the end of a loop, the cores that become free flow into the calls of those that still run. (The omp layer's
 * teams stay together until a loop or a group ends, so there they don't.)
 *
 * A task may do what it likes: call BLAS, LAPACK and everything here, loop and group in loops and groups, block on a lock.
 * Two things to know:
 *   - Help is optional. Everything completes on the calling thread alone, when no other may or can help. So a
 *     task must not wait for another one to be running at the same time.
 *   - A thread that waits here (in parallel_for, group_wait, or in the library) runs tasks of the loop or group that it waits
 *     for, and of no other. So it must not hold a lock that those take; others may.
 * Leaving a task by a C++ exception, by longjmp, or by the end of its thread (pthread_exit, pthread_cancel) is undefined.
 * Worker threads have stacks of 2 MB. A task has the signal mask of some thread that called the library, and so have the
 * processes that it starts. The floating-point environment is the caller's. */

/* Calls body(b, e, arg) for the pieces [b, e) of [begin, end), in any order, perhaps at the same time, and returns when all
 * are done. The pieces begin at begin + k*grain and have `grain` indices, the last perhaps fewer; a grain of 0 is 1. One
 * that takes less than some microseconds is better done together with others. */
void arenablas_parallel_for(size_t begin, size_t end, size_t grain, void (*body)(size_t begin, size_t end, void *arg),
                            void *arg);

/* Tasks that are added one by one, and waited for together. */
typedef struct arenablas_group arenablas_group;

/* A group without tasks. It belongs to the calling thread, its creator. From its first task to the end of the wait the
 * creator counts as a running thread. Null if memory is short; to the functions below that is a group whose tasks run at
 * once. */
arenablas_group *arenablas_group_new(void);

/* Adds a task, task(arg). To be called by the creator, or in a task of the group. It may begin at once on another thread;
 * if it finds none, it runs when its adder waits. It runs before this function returns, on the calling thread, if no
 * other may help (the sequential layer, a limit of 1), if memory is short, if tasks are deeply nested; and if it
 * was added by somebody else. */
void arenablas_group_run(arenablas_group *group, void (*task)(void *arg), void *arg);

/* Waits. The creator, outside of tasks: for all tasks; the group can be used again. In a task of the group: for those that this
 * task has added, and that they have. 0; or -1 without waiting if the caller is neither; or -1 in the child of a fork, if
 * there are tasks that its parent's other threads had begun: the child doesn't have them. */
int arenablas_group_wait(arenablas_group *group);

/* Waits for all tasks, and frees the group; to be called by the creator, outside of its tasks. Null is nothing. A
 * group with tasks must be waited for or freed before its creator ends. */
void arenablas_group_free(arenablas_group *group);

/* ---- Threads of the program's own ------------------------------------------------------------------------------- *
 * A program that has threads of its own, a pool's for example, can have them counted: a thread with a core of the capacity
 * is a guest, no more guests run than there are cores, and the library's threads use what they leave free. A guest's calls
 * of BLAS and LAPACK have its core.
 *     arenablas_core_take();
 *     for (;;) {
 *         task = ...                                 what is to be done, or leave the loop if there is nothing
 *         run(task);
 *         if (*sign && !arenablas_core_keep())       sign: of arenablas_core_sign()
 *             arenablas_core_take();
 *     }
 *     arenablas_core_give();
 * Take the core first and the task then: so a task isn't kept from others by a thread that waits.
 *
 * A task that waits for something doesn't keep its core. It may say so, by arenablas_core_give before and arenablas_core_retake
 * after the wait. If it doesn't, its core is somebody else's when somebody needs one and it has used no CPU time for about
 * 10 ms; when it goes on, it is counted again at the next look or call of the library. A thread gives its core back before it
 * ends. In the child of a fork no thread has one. */

/* Takes a core for this thread, and waits until there is one. 1; or 0 if it has one already: by an earlier call, or because it
 * works on a loop, group or call of this library. */
int arenablas_core_take(void);

/* The same without the wait; 0 also if there is none. */
int arenablas_core_try_take(void);

/* Between two tasks: 1 if this thread has a core and may keep it. 0 if it has none, or has none any more: somebody has
 * waited for one for some milliseconds, or there are too many at work. */
int arenablas_core_keep(void);

/* Gives this thread's core back. 1; or 0 if it had none by the functions here. */
int arenablas_core_give(void);

/* Takes a core without a wait, also where there is none: for a thread that goes on in the middle of a task. */
void arenablas_core_retake(void);

/* The address of a number that is not 0 while arenablas_core_keep may say 0 to some thread, so that others needn't ask. It
 * stays valid. */
const int *arenablas_core_sign(void);

/* ---- Numba's threading layer ------------------------------------------------------------------------------------ *
 * What Numba (0.57 and later) asks of a threading layer, under its own names with ours in front; its interface, which changes
 * with its versions, and so not a part of ours that stays. The Python package hands the addresses to Numba; there is nothing in
 * them for other programs, whose function is arenablas_parallel_for.
 *
 * A loop is cut into as many parts as Numba has threads (or finer, by the chunk size), and Numba's thread i is whoever runs
 * part i. Masks, ids and chunk sizes are the calling thread's; those that a task sets end with it. */

/* How many threads loops are cut for, at most and if a thread has no mask. None is started. */
void arenablas_numba_launch_threads(int threads);

/* The calling thread's mask: how many threads its loops are cut for, 1 to the number above. */
size_t arenablas_numba_get_num_threads(void);
void arenablas_numba_set_num_threads(int threads);

/* In a loop, a number from 0 to its threads - 1 that no other task at work has; else 0. */
size_t arenablas_numba_get_thread_id(void);

/* The most iterations of a part of a prange loop; 0 is no limit. Setting it returns the former one. */
size_t arenablas_numba_get_parallel_chunksize(void);
size_t arenablas_numba_set_parallel_chunksize(size_t size);

/* Cuts a nest of loops over starts[d] to ends[d], the last iteration, for each d < ndim: into how many parts; memory for so many
 * numbers, or the end of the process; and for each part its ndim starts and its ndim ends, to `rows`. Where indices have a sign,
 * starts, ends and rows are such numbers. `debug` is ignored. */
size_t arenablas_numba_get_sched_size(size_t threads, size_t ndim, const size_t *starts, const size_t *ends);
size_t *arenablas_numba_allocate_sched(size_t numbers);
void arenablas_numba_deallocate_sched(size_t *rows);
void arenablas_numba_do_scheduling_signed(size_t ndim, const size_t *starts, const size_t *ends, size_t parts, size_t *rows,
                                          size_t debug);
void arenablas_numba_do_scheduling_unsigned(size_t ndim, const size_t *starts, const size_t *ends, size_t parts,
                                            size_t *rows, size_t debug);

/* Runs sizes[0] iterations of a loop in the form of NumPy's: each array goes on by its step, and the kernel gets where they are,
 * how many iterations to run, and the rest as it is. If the first array is the schedule that the calling thread has made last,
 * an iteration is a part of that. */
typedef void (*arenablas_numba_kernel)(char **arrays, size_t *sizes, const ptrdiff_t *steps, void *data);
void arenablas_numba_parallel_for(arenablas_numba_kernel kernel, char *const *arrays, const size_t *sizes,
                                  const ptrdiff_t *steps, void *data, size_t inner_ndim, size_t array_count,
                                  size_t threads);

#ifdef __cplusplus
}
#endif

#endif
