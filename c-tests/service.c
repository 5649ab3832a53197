/* The functions about the library: limits, layers, versions, memory, and loops and tasks of the program's own. */
#define _POSIX_C_SOURCE 200809L
#include "arenablas.h"
#include "cblas.h"
#include "check.h"
#include "lapack.h"
#include "mkl_service.h"
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { N = 200, TASKS = 64 };

/* ---- Limits ---- */

static void *limits_of_another_thread(void *capacity) {
    CHECK(arenablas_get_thread_limit() == 0 && arenablas_get_max_threads() == *(int *)capacity);
    CHECK(MKL_Set_Num_Threads_Local(2) == 0 && arenablas_get_max_threads() == 2);
    CHECK(openblas_set_num_threads_local(3) == 2 && MKL_Get_Max_Threads() == 3);
    CHECK(mkl_set_num_threads_local(0) == 3 && openblas_get_num_threads() == *(int *)capacity);
    return NULL;
}

static void limits(void) {
    int capacity = arenablas_get_capacity(), n = 2;
    CHECK(capacity == 4 && openblas_get_num_procs() == 4 && openblas_get_num_procs_() == 4);
    CHECK(arenablas_get_max_threads() == 4 && openblas_get_num_threads() == 4 && openblas_get_num_threads_() == 4);

    /* One thread's limit is its own. */
    CHECK(arenablas_set_thread_limit(1) == 0 && arenablas_get_max_threads() == 1);
    pthread_t other;
    CHECK(pthread_create(&other, NULL, limits_of_another_thread, &capacity) == 0);
    pthread_join(other, NULL);
    CHECK(arenablas_get_thread_limit() == 1 && arenablas_set_thread_limit(-7) == 1);
    CHECK(arenablas_get_thread_limit() == 0 && arenablas_get_max_threads() == 4);

    /* A scope makes the limit around it less, never more. */
    const int outer = arenablas_limit_begin(3), inner = arenablas_limit_begin(64);
    CHECK(outer == 0 && inner == 3 && arenablas_get_max_threads() == 3);
    const int innermost = arenablas_limit_begin(1), same = arenablas_limit_begin(0);
    CHECK(innermost == 3 && same == 1 && arenablas_get_max_threads() == 1);
    arenablas_limit_end(same);
    arenablas_limit_end(innermost);
    CHECK(arenablas_get_max_threads() == 3);
    arenablas_limit_end(inner);
    arenablas_limit_end(outer);
    CHECK(arenablas_get_max_threads() == 4);

    /* The process's, by any family's function, is seen by all of them, and never raises. */
    openblas_set_num_threads(3);
    CHECK(arenablas_get_process_limit() == 3 && MKL_Get_Max_Threads() == 3 && arenablas_get_capacity() == 3);
    openblas_set_num_threads_(&n);
    CHECK(openblas_get_num_threads() == 2 && openblas_get_num_procs() == 4);
    MKL_Set_Num_Threads(64);
    CHECK(MKL_Get_Max_Threads() == 4);
    goto_set_num_threads(1);
    CHECK(MKL_Get_Max_Threads() == 1 && arenablas_set_process_limit(0) == 1 && MKL_Get_Max_Threads() == 4);

    CHECK(MKL_Domain_Set_Num_Threads(2, MKL_DOMAIN_BLAS) == 1 && MKL_Domain_Set_Num_Threads(1, MKL_DOMAIN_FFT) == 1);
    CHECK(MKL_Domain_Get_Max_Threads(MKL_DOMAIN_BLAS) == 2 && MKL_Domain_Get_Max_Threads(MKL_DOMAIN_LAPACK) == 4);
    CHECK(MKL_Domain_Get_Max_Threads(MKL_DOMAIN_ALL) == 4 && MKL_Get_Max_Threads() == 4);
    CHECK(MKL_Domain_Set_Num_Threads(3, MKL_DOMAIN_ALL) == 1 && MKL_Get_Max_Threads() == 3);
    CHECK(MKL_Domain_Set_Num_Threads(0, MKL_DOMAIN_ALL) == 1 && MKL_Domain_Set_Num_Threads(0, MKL_DOMAIN_BLAS) == 1);
    CHECK(MKL_Domain_Set_Num_Threads(2, 6) == 0 && MKL_Domain_Set_Num_Threads(-1, MKL_DOMAIN_BLAS) == 0);
    CHECK(MKL_Domain_Get_Max_Threads(MKL_DOMAIN_BLAS) == 4);

    CHECK(MKL_Get_Dynamic() == 1);
    MKL_Set_Dynamic(0);
    CHECK(MKL_Get_Dynamic() == 0);
    MKL_Set_Dynamic(5);
    CHECK(MKL_Get_Dynamic() == 1);
}

/* MKL's names in small letters, as Fortran calls them, and as programs do that have not its header. */
#undef mkl_set_num_threads
#undef mkl_set_num_threads_local
#undef mkl_domain_set_num_threads
#undef mkl_set_threading_layer
#undef mkl_malloc
extern void mkl_set_num_threads(intptr_t), mkl_set_num_threads_(const int *);
extern int mkl_set_num_threads_local_(const int *), mkl_domain_set_num_threads_(const int *, const int *);
extern int mkl_set_threading_layer(intptr_t), mkl_get_max_threads_(void);
extern void *mkl_malloc(size_t, int), *mkl_malloc_(const size_t *, const int *);
extern void *mkl_realloc_(void **, const size_t *);
extern void mkl_free_(void **);
extern void mkl_get_version_string_(char *, size_t);

static void small_letters(void) {
    const int two = 2, three = 3, zero = 0, blas = MKL_DOMAIN_BLAS;
    mkl_set_num_threads(3);
    CHECK(mkl_get_max_threads_() == 3);
    mkl_set_num_threads((intptr_t)&two);
    CHECK(mkl_get_max_threads_() == 2);
    mkl_set_num_threads_(&three);
    CHECK(mkl_get_max_threads_() == 3 && mkl_set_num_threads_local_(&two) == 0 && mkl_get_max_threads_() == 2);
    CHECK(mkl_set_num_threads_local_(&zero) == 2 && mkl_domain_set_num_threads_(&two, &blas) == 1);
    CHECK(MKL_Domain_Get_Max_Threads(blas) == 2 && mkl_domain_set_num_threads_(&zero, &blas) == 1);
    mkl_set_num_threads_(&zero);
    CHECK(mkl_set_threading_layer(-1) == MKL_THREADING_TBB);
    const size_t size = 1000;
    const int align = 256;
    void *a = mkl_malloc_(&size, &align), *b = mkl_malloc(size, align);
    CHECK(a && (uintptr_t)a % 256 == 0 && b && (uintptr_t)b % 256 == 0);
    a = mkl_realloc_(&a, &size);
    mkl_free_(&a);
    MKL_free(b);
    char text[100];
    memset(text, 'x', sizeof text);
    mkl_get_version_string_(text, 99);
    CHECK(memcmp(text, "arenablas ", 10) == 0 && text[98] == ' ' && text[99] == 'x');
}

/* ---- Versions, modes, hooks ---- */

static char hooked[64];
static int hooked_position, hooked_length;
static void hook(const char *name, const int *position, int length) {
    snprintf(hooked, sizeof hooked, "%s", name);
    hooked_position = *position, hooked_length = length;
}
static int progress(int *thread, int *step, char *stage, int length) { return *thread + *step + *stage + length; }
static void at_exit(int why) { exit(why); }
static void gang(int sync, openblas_dojob_callback dojob, int jobs, size_t size, void *data, int dojob_data) {
    for (int i = 0; i < jobs && sync >= 0; i++) dojob(i, (char *)data + (size_t)i * size, dojob_data);
}

static void about_the_library(void) {
    CHECK(strcmp(arenablas_get_version(), ARENABLAS_VERSION) == 0);
    const char *kernels = arenablas_get_kernels();
    CHECK(!strcmp(kernels, "generic") || !strcmp(kernels, "avx2") || !strcmp(kernels, "avx512"));
    CHECK(strcmp(openblas_get_corename(), kernels) == 0);
    CHECK(strncmp(openblas_get_config(), "OpenBLAS 0.3.34 ", 16) == 0 && strstr(openblas_get_config(), ARENABLAS_VERSION));
    CHECK(!strstr(openblas_get_config(), "USE64BITINT"));

    MKLVersion version;
    MKL_Get_Version(&version);
    CHECK(version.MajorVersion == 2026 && version.MinorVersion == 2 && version.UpdateVersion == 0);
    CHECK(!strcmp(version.ProductStatus, "arenablas") && !strcmp(version.Build, ARENABLAS_VERSION));
    CHECK(!strcmp(version.Processor, kernels) && !strcmp(version.Platform, "x86-64 Linux"));
    MKL_Get_Version(NULL);
    char text[200], little[5] = "....";
    MKL_Get_Version_String(text, sizeof text);
    CHECK(strstr(text, "Version 2026.2 ") && strstr(text, kernels));
    MKL_Get_Version_String(little, 4);
    CHECK(strcmp(little, "are") == 0);
    MKL_Get_Version_String(little, 0);
    MKL_Get_Version_String(little, -1);
    MKL_Get_Version_String(NULL, 10);
    CHECK(strcmp(little, "are") == 0);

    /* Answers never vary, so only another branch can be refused. */
    const int branch = MKL_CBWR_Get_Auto_Branch();
    CHECK(branch == MKL_CBWR_COMPATIBLE || branch == MKL_CBWR_AVX2 || branch == MKL_CBWR_AVX512);
    CHECK(MKL_CBWR_Get(MKL_CBWR_BRANCH) == branch && MKL_CBWR_Get(MKL_CBWR_ALL) == (branch | MKL_CBWR_STRICT));
    CHECK(MKL_CBWR_Get(5) == MKL_CBWR_ERR_INVALID_INPUT);
    CHECK(MKL_CBWR_Set(MKL_CBWR_AUTO | MKL_CBWR_STRICT) == MKL_CBWR_SUCCESS);
    CHECK(MKL_CBWR_Set(branch) == MKL_CBWR_SUCCESS && MKL_CBWR_Set(MKL_CBWR_OFF) == MKL_CBWR_SUCCESS);
    CHECK(MKL_CBWR_Set(7) == MKL_CBWR_ERR_UNSUPPORTED_BRANCH && MKL_CBWR_Set(99) == MKL_CBWR_ERR_INVALID_INPUT);
    CHECK(MKL_CBWR_Set(-1) == MKL_CBWR_ERR_INVALID_INPUT);
    CHECK(MKL_Enable_Instructions(MKL_ENABLE_AVX512) == 1);
    CHECK(MKL_Enable_Instructions(MKL_ENABLE_AVX2) == (branch != MKL_CBWR_AVX512));
    CHECK(MKL_Enable_Instructions(0) == (branch == MKL_CBWR_COMPATIBLE));

    CHECK(MKL_Verbose(0) == 0 && MKL_Verbose(7) == -1 && MKL_Verbose(0) == 0);
    CHECK(MKL_Verbose_Output_File(NULL) != 0);

    const double one = 1;
    double a[4] = {1, 2, 3, 4};
    const blasint n = 2, bad = -1;
    CHECK(mkl_set_xerbla(hook) == NULL);
    dgemm_("N", "N", &n, &bad, &n, &one, a, &n, a, &n, &one, a, &n);
    CHECK(strcmp(hooked, "DGEMM") == 0 && hooked_position == 4 && hooked_length >= 5);
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, 2, -1, 2, 1, a, 2, a, 2, 1, a, 2);
    CHECK(strcmp(hooked, "cblas_dgemm") == 0 && hooked_position == 5);
    CHECK(mkl_set_xerbla(NULL) == hook && mkl_set_xerbla(NULL) == NULL);
    CHECK(mkl_set_progress(progress) == NULL && mkl_set_progress(NULL) == progress);
    MKL_Set_Exit_Handler(at_exit);
    openblas_set_threads_callback_function(gang);
    openblas_set_threads_callback_function(NULL);
    CHECK(MKL_Set_Interface_Layer(MKL_INTERFACE_ILP64) == MKL_INTERFACE_LP64);
    CHECK(MKL_Set_Interface_Layer(MKL_INTERFACE_GNU) == MKL_INTERFACE_GNU);
}

/* ---- Memory ---- */

/* A product that packs: A is transposed. */
static void product(void) {
    static double a[N * N], b[N * N], c[N * N];
    for (int i = 0; i < N * N; i++) a[i] = i % 7, b[i] = i % 5;
    cblas_dgemm(CblasColMajor, CblasTrans, CblasNoTrans, N, N, N, 1, a, N, b, N, 0, c, N);
    double sum = 0;
    for (int p = 0; p < N; p++) sum += a[p + N] * b[p + 2 * N];
    CHECK(c[1 + 2 * N] == sum);
}

static void memory(void) {
    for (int align = -8; align <= 1 << 21; align = align < 1 ? align + 4 : 2 * align) {
        unsigned char *p = MKL_malloc(1000, align);
        CHECK(p && (uintptr_t)p % 64 == 0 && (align < 1 || (uintptr_t)p % (uintptr_t)align == 0));
        for (int i = 0; i < 1000; i++) p[i] = (unsigned char)i;
        for (size_t size = 500; size <= 100000; size *= 5) {
            p = MKL_realloc(p, size);
            CHECK(p && (uintptr_t)p % 64 == 0 && (align < 1 || (uintptr_t)p % (uintptr_t)align == 0));
            for (int i = 0; i < 500; i++)
                if (p[i] != (unsigned char)i) CHECK(!"contents");
        }
        MKL_free(p);
    }
    unsigned char *zeros = MKL_calloc(1000, 3, 100);
    for (int i = 0; i < 3000; i++)
        if (zeros[i]) CHECK(!"zero");
    CHECK((uintptr_t)zeros % 64 == 0);
    CHECK(MKL_realloc(zeros, SIZE_MAX) == NULL && zeros[0] == 0);
    CHECK(MKL_realloc(zeros, 0) == NULL);
    void *fresh = MKL_realloc(NULL, 10);
    CHECK(fresh != NULL);
    MKL_free(fresh);
    MKL_free(MKL_malloc(0, 64));
    MKL_free(NULL);
    CHECK(MKL_malloc(SIZE_MAX, 64) == NULL && MKL_calloc(SIZE_MAX / 2, 3, 64) == NULL);

    int buffers = -1;
    product();
    CHECK(MKL_Mem_Stat(&buffers) > 0 && buffers > 0 && MKL_Mem_Stat(NULL) > 0);
    MKL_Free_Buffers();
    CHECK(MKL_Mem_Stat(&buffers) == 0 && buffers == 0 && arenablas_free_buffers() == 0);
    product();
    MKL_Thread_Free_Buffers();
    CHECK(MKL_Mem_Stat(&buffers) == 0);
    product();
    CHECK(arenablas_free_buffers() > 0);
    CHECK(MKL_Disable_Fast_MM() == 1);
    product();
    CHECK(MKL_Mem_Stat(&buffers) == 0 && buffers == 0);
    MKL_Finalize();
    product();
}

/* ---- Loops and tasks ---- */

static int counts[1000];
static void count(size_t begin, size_t end, void *grain) {
    CHECK(begin % *(size_t *)grain == 3 % *(size_t *)grain && begin < end && end - begin <= *(size_t *)grain);
    for (size_t i = begin; i < end; i++) __sync_fetch_and_add(&counts[i], 1);
}

static void calls(size_t begin, size_t end, void *inner) {
    for (size_t i = begin; i < end; i++) {
        size_t grain = 1;
        if (inner) arenablas_parallel_for(3, 10, 1, count, &grain);
        else product();
    }
}

static void loops(void) {
    for (size_t grain = 1; grain < 2000; grain *= 7) {
        memset(counts, 0, sizeof counts);
        arenablas_parallel_for(3, 1000, grain, count, &grain);
        for (int i = 0; i < 1000; i++)
            if (counts[i] != (i >= 3)) CHECK(!"once each");
    }
    size_t one = 1;
    arenablas_parallel_for(5, 5, 1, count, &one);
    arenablas_parallel_for(7, 5, 1, count, &one);
    arenablas_parallel_for(SIZE_MAX, 5, 0, count, &one);
    arenablas_parallel_for(0, 10, 1, NULL, NULL);
    memset(counts, 0, sizeof counts);
    arenablas_parallel_for(0, 100, 0, calls, &one);
    for (int i = 3; i < 10; i++) CHECK(counts[i] == 100);
}

typedef struct {
    arenablas_group *group;
    pthread_mutex_t lock;
    int sum;
} Shared;

/* ---- Numba's threading layer ---- */

enum { THREADS = 5, ROWS = 13, COLUMNS = 9 };
static int held[THREADS];

/* A kernel as Numba makes them: rows of a schedule of two dimensions, each to be marked, with what is its thread's own. */
static void mark(char **arrays, size_t *sizes, const ptrdiff_t *steps, void *data) {
    const size_t id = arenablas_numba_get_thread_id();
    CHECK(id < THREADS && arenablas_numba_get_num_threads() == THREADS && data == held);
    CHECK(arenablas_numba_get_parallel_chunksize() == 0 && sizes[1] == 4);
    CHECK(__atomic_add_fetch(&held[id], 1, __ATOMIC_SEQ_CST) == 1);
    arenablas_numba_set_num_threads(2); /* which ends with this part, as that does: */
    arenablas_numba_set_parallel_chunksize(77);
    for (size_t n = 0; n < sizes[0]; n++) {
        const ptrdiff_t *row = (const ptrdiff_t *)(void *)(arrays[0] + (ptrdiff_t)n * steps[0]);
        for (ptrdiff_t i = row[0]; i <= row[2]; i++)
            for (ptrdiff_t j = row[1]; j <= row[3]; j++) arrays[1][(i + 6) * COLUMNS + j]++;
    }
    product();
    CHECK(__atomic_sub_fetch(&held[id], 1, __ATOMIC_SEQ_CST) == 0);
}

static void numba(void) {
    CHECK(arenablas_numba_get_num_threads() == 1 && arenablas_numba_get_thread_id() == 0);
    arenablas_numba_launch_threads(THREADS);
    arenablas_numba_set_num_threads(THREADS + 1);
    CHECK(arenablas_numba_get_num_threads() == THREADS);
    for (size_t chunk = 0; chunk < 200; chunk = 2 * chunk + 1) {
        char marks[ROWS * COLUMNS] = {0};
        const size_t starts[2] = {(size_t)-6, 0}, ends[2] = {ROWS - 7, COLUMNS - 1};
        CHECK(arenablas_numba_set_parallel_chunksize(chunk) == 0);
        const size_t parts = arenablas_numba_get_sched_size(THREADS, 2, starts, ends);
        CHECK(arenablas_numba_set_parallel_chunksize(0) == chunk);
        CHECK(parts >= THREADS && (chunk == 0 || parts * chunk >= ROWS * COLUMNS));
        size_t *schedule = arenablas_numba_allocate_sched(4 * parts);
        arenablas_numba_do_scheduling_signed(2, starts, ends, parts, schedule, 0);
        char *arrays[2] = {(char *)schedule, marks};
        const size_t sizes[2] = {parts, 4};
        const ptrdiff_t steps[3] = {4 * sizeof(size_t), 0, sizeof(size_t)};
        arenablas_numba_parallel_for(mark, arrays, sizes, steps, held, 1, 2, THREADS);
        arenablas_numba_deallocate_sched(schedule);
        for (int i = 0; i < ROWS * COLUMNS; i++) CHECK(marks[i] == 1);
        CHECK(arenablas_numba_get_num_threads() == THREADS && arenablas_numba_get_thread_id() == 0);
    }
}

static void add(void *shared) {
    Shared *s = shared;
    pthread_mutex_lock(&s->lock);
    s->sum++;
    pthread_mutex_unlock(&s->lock);
}

static void add_more(void *shared) {
    Shared *s = shared;
    for (int i = 0; i < 3; i++) arenablas_group_run(s->group, add, s);
    CHECK(arenablas_group_wait(s->group) == 0);
    arenablas_group *own = arenablas_group_new();
    arenablas_group_run(own, add, s);
    arenablas_group_free(own);
    add(s);
}

static void *stranger(void *shared) {
    Shared *s = shared;
    arenablas_group_run(s->group, add, s);
    CHECK(arenablas_group_wait(s->group) == -1);
    return NULL;
}

static void multiply(void *arg) { (void)arg, product(); }

static void groups(void) {
    static Shared s = {NULL, PTHREAD_MUTEX_INITIALIZER, 0};
    s.group = arenablas_group_new();
    s.sum = 0;
    CHECK(arenablas_group_wait(s.group) == 0);
    for (int round = 1; round <= 3; round++) {
        for (int i = 0; i < TASKS; i++) arenablas_group_run(s.group, i % 2 ? add : add_more, &s);
        CHECK(arenablas_group_wait(s.group) == 0 && s.sum == round * (TASKS / 2 * 6));
    }
    const int before = s.sum;
    pthread_t other;
    CHECK(pthread_create(&other, NULL, stranger, &s) == 0);
    pthread_join(other, NULL);
    CHECK(s.sum == before + 1);
    /* This thread holds the lock that its tasks take, while it computes; not while it adds or waits for them. */
    for (int i = 0; i < 10; i++) {
        arenablas_group_run(s.group, add, &s);
        pthread_mutex_lock(&s.lock);
        product();
        pthread_mutex_unlock(&s.lock);
    }
    for (int i = 0; i < TASKS; i++) arenablas_group_run(s.group, multiply, NULL);
    arenablas_group_run(s.group, NULL, NULL);
    arenablas_group_free(s.group);
    CHECK(s.sum == before + 11);
    arenablas_group_run(NULL, add, &s);
    CHECK(s.sum == before + 12 && arenablas_group_wait(NULL) == 0);
    arenablas_group_free(NULL);
}

static void nothing(void *arg) { (void)arg; }

/* A child of a fork in the middle of a group goes on without its parent's threads. */
static void forked_group(void) {
    for (int i = 0; i < 20; i++) {
        arenablas_group *group = arenablas_group_new();
        for (int j = 0; j < TASKS; j++) arenablas_group_run(group, nothing, NULL);
        const pid_t child = fork();
        if (child == 0) {
            arenablas_group_run(group, nothing, NULL);
            arenablas_group_wait(group);
            arenablas_group_run(group, multiply, NULL);
            _exit(arenablas_group_wait(group) != 0 || failures);
        }
        int status = -1;
        CHECK(waitpid(child, &status, 0) == child && status == 0);
        CHECK(arenablas_group_wait(group) == 0);
        arenablas_group_free(group);
    }
}

/* ---- Layers and statistics ---- */

static void layer_before_the_first_call(void) {
    CHECK(MKL_Set_Threading_Layer(-1) == MKL_THREADING_TBB && arenablas_get_layer() == ARENABLAS_LAYER_TBB);
    CHECK(MKL_Set_Threading_Layer(MKL_THREADING_GNU) == MKL_THREADING_INTEL);
    CHECK(arenablas_get_layer() == ARENABLAS_LAYER_OMP && !strcmp(arenablas_get_layer_name(), "omp"));
    CHECK(openblas_get_parallel() == 1);
    CHECK(arenablas_set_layer(ARENABLAS_LAYER_SEQUENTIAL) == ARENABLAS_LAYER_SEQUENTIAL);
    CHECK(openblas_get_parallel() == 0 && openblas_get_parallel_() == 0 && openblas_get_num_threads() == 1);
    product();
    CHECK(MKL_Set_Threading_Layer(-1) == MKL_THREADING_SEQUENTIAL);
    CHECK(arenablas_set_layer(17) == ARENABLAS_LAYER_SEQUENTIAL && arenablas_set_layer(-1) == 0);
    CHECK(MKL_Set_Threading_Layer(MKL_THREADING_TBB) == MKL_THREADING_TBB);
}

static void layer_after(void) {
    product();
    CHECK(arenablas_set_layer(ARENABLAS_LAYER_OMP) == ARENABLAS_LAYER_TBB);
    CHECK(MKL_Set_Threading_Layer(MKL_THREADING_SEQUENTIAL) == MKL_THREADING_TBB);
}

static void statistics(void) {
    arenablas_stats stats = {sizeof stats, 0, 0, 0, 0, 0};
    CHECK(arenablas_get_stats(&stats) == 0 && stats.size == sizeof stats && stats.calls > 0);
    /* A program that is older than the library, and one that is newer. */
    uint64_t old[3] = {2 * sizeof(uint64_t), 0, 77};
    CHECK(arenablas_get_stats((arenablas_stats *)old) == 0 && old[1] == stats.calls && old[2] == 77);
    uint64_t newer[9] = {sizeof newer, 1, 1, 1, 1, 1, 77, 77, 77};
    CHECK(arenablas_get_stats((arenablas_stats *)newer) == 0 && newer[1] == stats.calls && newer[8] == 0);
    stats.size = 0;
    CHECK(arenablas_get_stats(&stats) == -1 && arenablas_get_stats(NULL) == -1);
}

int main(void) {
    setenv("ARENABLAS_CAPACITY", "4", 1);
    layer_before_the_first_call();
    limits();
    small_letters();
    about_the_library();
    layer_after();
    loops();
    numba();
    groups();
    forked_group();
    statistics();
    memory();
    return failures != 0;
}
