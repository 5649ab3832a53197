/* A library whose only routine is another's dgemm with a fault, to see whether scripts/compare.sh finds it.
 * SHIM_LIBRARY names the other, SHIM_FAULT the fault: "slow" takes half as long again, "wrong" spoils one element. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef void dgemm(const char *, const char *, const int64_t *, const int64_t *, const int64_t *, const double *,
                   const double *, const int64_t *, const double *, const int64_t *, const double *, double *,
                   const int64_t *);

static dgemm *real;
static int slow, wrong;

__attribute__((constructor)) static void load(void) {
    const char *fault = getenv("SHIM_FAULT");
    void *library = dlopen(getenv("SHIM_LIBRARY"), RTLD_NOW | RTLD_LOCAL);
    real = library ? (dgemm *)dlsym(library, "dgemm_64_") : NULL;
    slow = fault && !strcmp(fault, "slow");
    wrong = fault && !strcmp(fault, "wrong");
    if (!real) abort();
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return time.tv_sec + 1e-9 * time.tv_nsec;
}

void dgemm_64_(const char *transa, const char *transb, const int64_t *m, const int64_t *n, const int64_t *k,
               const double *alpha, const double *a, const int64_t *lda, const double *b, const int64_t *ldb,
               const double *beta, double *c, const int64_t *ldc) {
    double start = now();
    real(transa, transb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
    double end = now();
    while (slow && now() < end + 0.5 * (end - start)) continue;
    if (wrong) c[*m / 2 + *n / 3 * *ldc] += 1e-3;
}
