/* What the three interfaces return and write: values by register, both layouts, zero factors, NaNs, scratch.
 * Built for 32-bit and for 64-bit integers. */
#include "cblas.h"
#include "check.h"
#include "lapack.h"
#include "lapacke.h"
#include <complex.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { M = 7, N = 5, LD = 9 };

static double noise(unsigned i) { return (double)(i * 2654435761u >> 8) / (1 << 24) - 0.5; }

/* Functions return as gfortran's do: float as float, complex in one or two vector registers. */
static void returned_values(void) {
    const float x[] = {1, 2, 3}, y[] = {4, -5, 6};
    const float complex cx[] = {1 + 2 * I, 3 - I}, cy[] = {2 - I, I};
    const double complex zx[] = {1 + 2 * I, 3 - I}, zy[] = {2 - I, I};
    const blasint three = 3, two = 2, one = 1, back = -1;
    CHECK(sdot_(&three, x, &one, y, &one) == 12);
    CHECK(sdot_(&three, x, &back, y, &one) == 3 * 4 - 2 * 5 + 1 * 6);
    CHECK(fabsf(snrm2_(&three, x, &one) - sqrtf(14)) < 1e-6f);
    CHECK(scasum_(&two, (void *)cx, &one) == 7);
    CHECK(cdotu_(&two, (void *)cx, &one, (void *)cy, &one) == cx[0] * cy[0] + cx[1] * cy[1]);
    CHECK(cdotc_(&two, (void *)cx, &one, (void *)cy, &one) == conjf(cx[0]) * cy[0] + conjf(cx[1]) * cy[1]);
    CHECK(zdotu_(&two, (void *)zx, &one, (void *)zy, &one) == zx[0] * zy[0] + zx[1] * zy[1]);
    CHECK(zdotc_(&two, (void *)zx, &one, (void *)zy, &one) == conj(zx[0]) * zy[0] + conj(zx[1]) * zy[1]);
    double complex z;
    cblas_zdotc_sub(2, zx, 1, zy, 1, &z);
    CHECK(z == conj(zx[0]) * zy[0] + conj(zx[1]) * zy[1]);
    CHECK(isamax_(&three, y, &one) == 3 && cblas_isamax(3, y, 1) == 2);
    CHECK(isamax_(&back, y, &one) == 0 && cblas_isamax(0, y, 1) == 0);
}

/* Row-major is the same product, computed where it lies. */
static void layouts(void) {
    double a[M * LD], b[N * LD], rows[M * LD], cols[M * LD];
    for (unsigned i = 0; i < M * LD; i++) a[i] = noise(i), rows[i] = NAN, cols[i] = NAN;
    for (unsigned i = 0; i < N * LD; i++) b[i] = noise(i + 1000);
    /* A: M x N by rows, or N x M by columns; C = A B with B: N x N */
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, M, N, N, 2, a, LD, b, LD, 0, rows, LD);
    cblas_dgemm(CblasColMajor, CblasTrans, CblasTrans, M, N, N, 2, a, LD, b, LD, 0, cols, LD);
    for (int i = 0; i < M; i++)
        for (int j = 0; j < N; j++) {
            double sum = 0;
            for (int p = 0; p < N; p++) sum += 2 * a[i * LD + p] * b[p * LD + j];
            CHECK(fabs(rows[i * LD + j] - sum) < 1e-14);
            CHECK(fabs(cols[j * LD + i] - sum) < 1e-14);
        }
    CHECK(isnan(rows[N])); /* between the rows nothing is written */
}

/* A zero factor hides what it multiplies; a factor of one, or another, does not. */
static void zero_factors(void) {
    const blasint n = 2;
    const double zero = 0, one = 1, a[] = {1, 2, 3, 4}, bad[] = {NAN, NAN, NAN, NAN};
    double c[] = {NAN, NAN, NAN, NAN};
    dgemm_("N", "N", &n, &n, &n, &one, a, &n, a, &n, &zero, c, &n);
    CHECK(c[0] == 7 && c[1] == 10 && c[2] == 15 && c[3] == 22);
    dgemm_("N", "N", &n, &n, &n, &zero, bad, &n, bad, &n, &one, c, &n);
    CHECK(c[0] == 7 && c[3] == 22);
    dgemm_("N", "N", &n, &n, &n, &one, bad, &n, a, &n, &zero, c, &n);
    CHECK(isnan(c[0]) && isnan(c[3]));
}

/* A - QR and QᵀQ - I of both layouts, through the three levels. */
static void factorisations(void) {
    double a[M * LD], q[M * LD], tau[N], work[64 * N];
    for (int layout = LAPACK_ROW_MAJOR; layout <= LAPACK_COL_MAJOR; layout++) {
        const int rs = layout == LAPACK_ROW_MAJOR ? LD : 1, cs = layout == LAPACK_ROW_MAJOR ? 1 : LD;
        for (unsigned i = 0; i < M * LD; i++) a[i] = q[i] = noise(i);
        CHECK(LAPACKE_dgeqrf(layout, M, N, q, LD, tau) == 0);
        double r[N * N] = {0};
        for (int i = 0; i < N; i++)
            for (int j = i; j < N; j++) r[i * N + j] = q[i * rs + j * cs];
        CHECK(LAPACKE_dorgqr_work(layout, M, N, N, q, LD, tau, work, 64 * N) == 0);
        for (int i = 0; i < M; i++)
            for (int j = 0; j < N; j++) {
                double sum = 0;
                for (int p = 0; p < N; p++) sum += q[i * rs + p * cs] * r[p * N + j];
                CHECK(fabs(sum - a[i * rs + j * cs]) < 1e-14);
            }
        for (int i = 0; i < N; i++)
            for (int j = 0; j < N; j++) {
                double sum = 0;
                for (int p = 0; p < M; p++) sum += q[p * rs + i * cs] * q[p * rs + j * cs];
                CHECK(fabs(sum - (i == j)) < 1e-14);
            }
    }
}

static void scratch(void) {
    const blasint m = 300, n = 200, query = -1, one = 1;
    blasint info = 7;
    double best = 0, tau[200];
    dgeqrf_(&m, &n, NULL, &m, tau, &best, &query, &info);
    CHECK(info == 0 && best >= 200 && best == floor(best));
    /* what does not fit into a float is rounded up */
    const blasint odd = (1 << 24) + 1;
    float large = 0;
    sgeqrf_(&odd, &odd, NULL, &odd, NULL, &large, &query, &info);
    CHECK(info == 0 && (double)large >= odd);
    double *a = calloc(300 * 200, sizeof *a);
    dgeqrf_(&m, &n, a, &m, tau, &best, &one, &info);
    CHECK(info == -7);
    free(a);
}

/* Only the high-level routines look for NaNs, unless told not to. */
static void nans(void) {
    double a[] = {1, 2, NAN, 4}, tau[2], work[64];
    CHECK(LAPACKE_get_nancheck() == (getenv("LAPACKE_NANCHECK") == NULL));
    LAPACKE_set_nancheck(1);
    CHECK(LAPACKE_dgeqrf(LAPACK_COL_MAJOR, 2, 2, a, 2, tau) == -4);
    CHECK(a[0] == 1 && a[3] == 4);
    LAPACKE_set_nancheck(0);
    CHECK(LAPACKE_get_nancheck() == 0);
    CHECK(LAPACKE_dgeqrf(LAPACK_COL_MAJOR, 2, 2, a, 2, tau) == 0);
    LAPACKE_set_nancheck(1);
    double c[] = {1, 2, NAN, 4};
    CHECK(LAPACKE_dgeqrf_work(LAPACK_COL_MAJOR, 2, 2, c, 2, tau, work, 64) == 0);
    CHECK(LAPACKE_dlarfg(2, &c[2], a, 1, tau) == -2);
}

#ifdef ARENABLAS_ILP64
/* More scratch than there is memory. */
static void no_memory(void) {
    double a[1], tau[1];
    CHECK(LAPACKE_dgeqr2(LAPACK_COL_MAJOR, 0, (blasint)1 << 60, a, 1, tau) == LAPACK_WORK_MEMORY_ERROR);
}
#endif

int main(void) {
    returned_values();
    layouts();
    zero_factors();
    factorisations();
    scratch();
    nans();
#ifdef ARENABLAS_ILP64
    no_memory();
#endif
    return failures != 0;
}
