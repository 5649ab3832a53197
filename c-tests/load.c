/* Loading: no thread, little memory, little time; and unloading, which leaves parked threads where their code is.
 * The environment names the LIBRARY; this program is not linked with it. */
#define _GNU_SOURCE
#include "cases.h"
#include <dlfcn.h>
#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <sys/mman.h>

static const char* library;

typedef void (*dgemm)(const char*, const char*, const int32_t*, const int32_t*, const int32_t*, const double*,
                      const double*, const int32_t*, const double*, const int32_t*, const double*, double*,
                      const int32_t*);

static void* load(void) {
    void* handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    if (!handle) fprintf(stderr, "%s\n", dlerror()), exit(95);
    return handle;
}

/* A product of ones. */
static void multiply(void* handle) {
    enum { N = 256 };
    static const int32_t n = N;
    const double one = 1, zero = 0;
    double* x = malloc(3 * N * N * sizeof *x);
    const dgemm multiply = (dgemm)(uintptr_t)dlsym(handle, "dgemm_");
    for (int i = 0; i < 2 * N * N; i++) x[i] = 1;
    multiply("N", "N", &n, &n, &n, &one, x, &n, x + N * N, &n, &zero, x + 2 * N * N, &n);
    for (int i = 2 * N * N; i < 3 * N * N; i++)
        if (fabs(x[i] - N) > 0) {
            CHECK(!"a wrong product");
            break;
        }
    free(x);
}

/* The least of some tries: each in a process of its own, so that nothing is there yet but the file in memory. */
static int costs(void) {
    double least = 1e9;
    for (int i = 0; i < 10; i++) {
        double* time = mmap(NULL, sizeof *time, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        const pid_t child = fork();
        if (child == 0) {
            const long before = of_process("VmRSS");
            const double start = seconds();
            load();
            *time = seconds() - start;
            const long kib = of_process("VmRSS") - before;
            if (i == 0) printf("loading: %ld KiB resident, %ld threads\n", kib, of_process("Threads"));
            CHECK(kib < 10 << 10);
            CHECK(of_process("Threads") == 1);
            fflush(stdout);
            _exit(failures != 0);
        }
        int status;
        waitpid(child, &status, 0);
        CHECK(status == 0);
        least = fmin(least, *time);
        munmap(time, sizeof *time);
    }
    printf("loading: %.1f ms\n", 1e3 * least);
    CHECK(least < 5e-3);
    return 1;
}

static int again_and_again(void) {
    for (int i = 0; i < 50; i++) {
        void* handle = load();
        multiply(handle);
        CHECK(dlclose(handle) == 0);
        if (i % 10 == 0) usleep(2000); /* workers park */
    }
    CHECK(of_process("Threads") <= 1 + 4);
    return 2;
}

/* Threads that end after the library was closed, and one in a call while it is. */
static void* call_often(void* handle) {
    for (int i = 0; i < 30; i++) multiply(handle);
    return NULL;
}
static int closed_while_calls_run(void) {
    for (int i = 0; i < 5; i++) {
        pthread_t threads[3];
        void* handle = load();
        for (int j = 0; j < 3; j++) CHECK(!pthread_create(&threads[j], NULL, call_often, handle));
        usleep(3000);
        CHECK(dlclose(handle) == 0);
        for (int j = 0; j < 3; j++) pthread_join(threads[j], NULL);
    }
    return 3;
}

/* Its handlers and threads must not be missed by exit or by a fork. */
static int closed_then_forked(void) {
    void* handle = load();
    multiply(handle);
    dlclose(handle);
    for (int i = 0; i < 20; i++) {
        int status;
        const pid_t child = fork();
        if (child == 0) {
            handle = load();
            multiply(handle);
            dlclose(handle);
            exit(failures);
        }
        waitpid(child, &status, 0);
        CHECK(status == 0);
    }
    return 4;
}

int main(int argc, char** argv) {
    static const struct one_case cases[] = {
        {"costs", costs, 1},
        {"again-and-again", again_and_again, 2},
        {"closed-while-calls-run", closed_while_calls_run, 3},
        {"closed-then-forked", closed_then_forked, 4},
        {0},
    };
    library = getenv("LIBRARY");
    return library ? run_cases(argc, argv, cases) : 94;
}
