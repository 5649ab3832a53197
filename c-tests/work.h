/* A piece of work of several parallel calls, and a number made of all the bits of its results. It needs little stack. */
#ifndef WORK_H
#define WORK_H
#include "cblas.h"
#include "lapack.h"
#include <stdint.h>
#include <stdlib.h>

enum { N = 224 }; /* each routine deserves several threads */

struct work {
    double a[N * N], b[N * N], c[N * N], tau[N], scratch[N * 64];
};

static struct work* new_work(void) {
    struct work* work = malloc(sizeof *work);
    if (!work) abort();
    return work;
}

static uint64_t bits(uint64_t hash, const double* x, size_t n) {
    const unsigned char* bytes = (const unsigned char*)x;
    for (size_t i = 0; i < n * sizeof *x; i++) hash = (hash ^ bytes[i]) * 1099511628211u;
    return hash;
}

static uint64_t product(struct work* w) {
    uint64_t seed = 1;
    for (int i = 0; i < N * N; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        w->a[i] = (double)(seed >> 40) / (1 << 24) - 0.5;
        w->b[i] = (double)(seed >> 20 & 0xffffff) / (1 << 24) - 0.5;
    }
    cblas_dgemm(CblasColMajor, CblasNoTrans, CblasTrans, N, N, N, 1.0, w->a, N, w->b, N, 0.0, w->c, N);
    return bits(14695981039346656037u, w->c, N * N);
}

static uint64_t compute(struct work* w) {
    const blasint n = N, lwork = N * 64;
    blasint info = 0;
    uint64_t hash = product(w);
    cblas_dsyrk(CblasColMajor, CblasLower, CblasNoTrans, N, N, 1.0, w->a, N, 0.5, w->c, N);
    hash = bits(hash, w->c, N * N);
    for (int i = 0; i < N; i++) w->a[i * N + i] = N;
    cblas_dtrsm(CblasColMajor, CblasLeft, CblasLower, CblasNoTrans, CblasNonUnit, N, N, 1.0, w->a, N, w->b, N);
    cblas_dtrmm(CblasColMajor, CblasRight, CblasLower, CblasNoTrans, CblasNonUnit, N, N, 1.0, w->a, N, w->b, N);
    hash = bits(hash, w->b, N * N);
    dgeqrf_(&n, &n, w->c, &n, w->tau, w->scratch, &lwork, &info);
    hash = bits(hash, w->tau, N);
    dorgqr_(&n, &n, &n, w->c, &n, w->tau, w->scratch, &lwork, &info);
    return info ? 0 : bits(hash, w->c, N * N);
}

#endif
