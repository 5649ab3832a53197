/* The C interface to LAPACK. Written by scripts/headers.py. */
#ifndef ARENABLAS_LAPACKE_H
#define ARENABLAS_LAPACKE_H

#include "arenablas.h"

#define LAPACK_ROW_MAJOR 101
#define LAPACK_COL_MAJOR 102
#define LAPACK_WORK_MEMORY_ERROR (-1010)
#define LAPACK_TRANSPOSE_MEMORY_ERROR (-1011)

#ifdef ARENABLAS_ILP64
#define LAPACKE_cgeqr2 LAPACKE_cgeqr2_64
#define LAPACKE_cgeqr2_work LAPACKE_cgeqr2_work_64
#define LAPACKE_cgeqrf LAPACKE_cgeqrf_64
#define LAPACKE_cgeqrf_work LAPACKE_cgeqrf_work_64
#define LAPACKE_clarfb LAPACKE_clarfb_64
#define LAPACKE_clarfb_work LAPACKE_clarfb_work_64
#define LAPACKE_clarfg LAPACKE_clarfg_64
#define LAPACKE_clarfg_work LAPACKE_clarfg_work_64
#define LAPACKE_clarft LAPACKE_clarft_64
#define LAPACKE_clarft_work LAPACKE_clarft_work_64
#define LAPACKE_cungqr LAPACKE_cungqr_64
#define LAPACKE_cungqr_work LAPACKE_cungqr_work_64
#define LAPACKE_cunmqr LAPACKE_cunmqr_64
#define LAPACKE_cunmqr_work LAPACKE_cunmqr_work_64
#define LAPACKE_dgeqr2 LAPACKE_dgeqr2_64
#define LAPACKE_dgeqr2_work LAPACKE_dgeqr2_work_64
#define LAPACKE_dgeqrf LAPACKE_dgeqrf_64
#define LAPACKE_dgeqrf_work LAPACKE_dgeqrf_work_64
#define LAPACKE_dlarfb LAPACKE_dlarfb_64
#define LAPACKE_dlarfb_work LAPACKE_dlarfb_work_64
#define LAPACKE_dlarfg LAPACKE_dlarfg_64
#define LAPACKE_dlarfg_work LAPACKE_dlarfg_work_64
#define LAPACKE_dlarft LAPACKE_dlarft_64
#define LAPACKE_dlarft_work LAPACKE_dlarft_work_64
#define LAPACKE_dorgqr LAPACKE_dorgqr_64
#define LAPACKE_dorgqr_work LAPACKE_dorgqr_work_64
#define LAPACKE_dormqr LAPACKE_dormqr_64
#define LAPACKE_dormqr_work LAPACKE_dormqr_work_64
#define LAPACKE_get_nancheck LAPACKE_get_nancheck_64
#define LAPACKE_set_nancheck LAPACKE_set_nancheck_64
#define LAPACKE_sgeqr2 LAPACKE_sgeqr2_64
#define LAPACKE_sgeqr2_work LAPACKE_sgeqr2_work_64
#define LAPACKE_sgeqrf LAPACKE_sgeqrf_64
#define LAPACKE_sgeqrf_work LAPACKE_sgeqrf_work_64
#define LAPACKE_slarfb LAPACKE_slarfb_64
#define LAPACKE_slarfb_work LAPACKE_slarfb_work_64
#define LAPACKE_slarfg LAPACKE_slarfg_64
#define LAPACKE_slarfg_work LAPACKE_slarfg_work_64
#define LAPACKE_slarft LAPACKE_slarft_64
#define LAPACKE_slarft_work LAPACKE_slarft_work_64
#define LAPACKE_sorgqr LAPACKE_sorgqr_64
#define LAPACKE_sorgqr_work LAPACKE_sorgqr_work_64
#define LAPACKE_sormqr LAPACKE_sormqr_64
#define LAPACKE_sormqr_work LAPACKE_sormqr_work_64
#define LAPACKE_xerbla LAPACKE_xerbla_64
#define LAPACKE_zgeqr2 LAPACKE_zgeqr2_64
#define LAPACKE_zgeqr2_work LAPACKE_zgeqr2_work_64
#define LAPACKE_zgeqrf LAPACKE_zgeqrf_64
#define LAPACKE_zgeqrf_work LAPACKE_zgeqrf_work_64
#define LAPACKE_zlarfb LAPACKE_zlarfb_64
#define LAPACKE_zlarfb_work LAPACKE_zlarfb_work_64
#define LAPACKE_zlarfg LAPACKE_zlarfg_64
#define LAPACKE_zlarfg_work LAPACKE_zlarfg_work_64
#define LAPACKE_zlarft LAPACKE_zlarft_64
#define LAPACKE_zlarft_work LAPACKE_zlarft_work_64
#define LAPACKE_zungqr LAPACKE_zungqr_64
#define LAPACKE_zungqr_work LAPACKE_zungqr_work_64
#define LAPACKE_zunmqr LAPACKE_zunmqr_64
#define LAPACKE_zunmqr_work LAPACKE_zunmqr_work_64
#endif

#ifdef __cplusplus
extern "C" {
#endif

lapack_int LAPACKE_cgeqr2(int matrix_layout, lapack_int m, lapack_int n, lapack_complex_float* a, lapack_int
    lda, lapack_complex_float* tau);
lapack_int LAPACKE_cgeqr2_work(int matrix_layout, lapack_int m, lapack_int n, lapack_complex_float* a,
    lapack_int lda, lapack_complex_float* tau, lapack_complex_float* work);
lapack_int LAPACKE_cgeqrf(int matrix_layout, lapack_int m, lapack_int n, lapack_complex_float* a, lapack_int
    lda, lapack_complex_float* tau);
lapack_int LAPACKE_cgeqrf_work(int matrix_layout, lapack_int m, lapack_int n, lapack_complex_float* a,
    lapack_int lda, lapack_complex_float* tau, lapack_complex_float* work, lapack_int lwork);
lapack_int LAPACKE_clarfb(int matrix_layout, char side, char trans, char direct, char storev, lapack_int m,
    lapack_int n, lapack_int k, const lapack_complex_float* v, lapack_int ldv, const lapack_complex_float* t,
    lapack_int ldt, lapack_complex_float* c, lapack_int ldc);
lapack_int LAPACKE_clarfb_work(int matrix_layout, char side, char trans, char direct, char storev, lapack_int
    m, lapack_int n, lapack_int k, const lapack_complex_float* v, lapack_int ldv, const lapack_complex_float*
    t, lapack_int ldt, lapack_complex_float* c, lapack_int ldc, lapack_complex_float* work, lapack_int
    ldwork);
lapack_int LAPACKE_clarfg(lapack_int n, lapack_complex_float* alpha, lapack_complex_float* x, lapack_int incx,
    lapack_complex_float* tau);
lapack_int LAPACKE_clarfg_work(lapack_int n, lapack_complex_float* alpha, lapack_complex_float* x, lapack_int
    incx, lapack_complex_float* tau);
lapack_int LAPACKE_clarft(int matrix_layout, char direct, char storev, lapack_int n, lapack_int k, const
    lapack_complex_float* v, lapack_int ldv, const lapack_complex_float* tau, lapack_complex_float* t,
    lapack_int ldt);
lapack_int LAPACKE_clarft_work(int matrix_layout, char direct, char storev, lapack_int n, lapack_int k, const
    lapack_complex_float* v, lapack_int ldv, const lapack_complex_float* tau, lapack_complex_float* t,
    lapack_int ldt);
lapack_int LAPACKE_cungqr(int matrix_layout, lapack_int m, lapack_int n, lapack_int k, lapack_complex_float*
    a, lapack_int lda, const lapack_complex_float* tau);
lapack_int LAPACKE_cungqr_work(int matrix_layout, lapack_int m, lapack_int n, lapack_int k,
    lapack_complex_float* a, lapack_int lda, const lapack_complex_float* tau, lapack_complex_float* work,
    lapack_int lwork);
lapack_int LAPACKE_cunmqr(int matrix_layout, char side, char trans, lapack_int m, lapack_int n, lapack_int k,
    const lapack_complex_float* a, lapack_int lda, const lapack_complex_float* tau, lapack_complex_float* c,
    lapack_int ldc);
lapack_int LAPACKE_cunmqr_work(int matrix_layout, char side, char trans, lapack_int m, lapack_int n,
    lapack_int k, const lapack_complex_float* a, lapack_int lda, const lapack_complex_float* tau,
    lapack_complex_float* c, lapack_int ldc, lapack_complex_float* work, lapack_int lwork);
lapack_int LAPACKE_dgeqr2(int matrix_layout, lapack_int m, lapack_int n, double* a, lapack_int lda, double*
    tau);
lapack_int LAPACKE_dgeqr2_work(int matrix_layout, lapack_int m, lapack_int n, double* a, lapack_int lda,
    double* tau, double* work);
lapack_int LAPACKE_dgeqrf(int matrix_layout, lapack_int m, lapack_int n, double* a, lapack_int lda, double*
    tau);
lapack_int LAPACKE_dgeqrf_work(int matrix_layout, lapack_int m, lapack_int n, double* a, lapack_int lda,
    double* tau, double* work, lapack_int lwork);
lapack_int LAPACKE_dlarfb(int matrix_layout, char side, char trans, char direct, char storev, lapack_int m,
    lapack_int n, lapack_int k, const double* v, lapack_int ldv, const double* t, lapack_int ldt, double* c,
    lapack_int ldc);
lapack_int LAPACKE_dlarfb_work(int matrix_layout, char side, char trans, char direct, char storev, lapack_int
    m, lapack_int n, lapack_int k, const double* v, lapack_int ldv, const double* t, lapack_int ldt, double*
    c, lapack_int ldc, double* work, lapack_int ldwork);
lapack_int LAPACKE_dlarfg(lapack_int n, double* alpha, double* x, lapack_int incx, double* tau);
lapack_int LAPACKE_dlarfg_work(lapack_int n, double* alpha, double* x, lapack_int incx, double* tau);
lapack_int LAPACKE_dlarft(int matrix_layout, char direct, char storev, lapack_int n, lapack_int k, const
    double* v, lapack_int ldv, const double* tau, double* t, lapack_int ldt);
lapack_int LAPACKE_dlarft_work(int matrix_layout, char direct, char storev, lapack_int n, lapack_int k, const
    double* v, lapack_int ldv, const double* tau, double* t, lapack_int ldt);
lapack_int LAPACKE_dorgqr(int matrix_layout, lapack_int m, lapack_int n, lapack_int k, double* a, lapack_int
    lda, const double* tau);
lapack_int LAPACKE_dorgqr_work(int matrix_layout, lapack_int m, lapack_int n, lapack_int k, double* a,
    lapack_int lda, const double* tau, double* work, lapack_int lwork);
lapack_int LAPACKE_dormqr(int matrix_layout, char side, char trans, lapack_int m, lapack_int n, lapack_int k,
    const double* a, lapack_int lda, const double* tau, double* c, lapack_int ldc);
lapack_int LAPACKE_dormqr_work(int matrix_layout, char side, char trans, lapack_int m, lapack_int n,
    lapack_int k, const double* a, lapack_int lda, const double* tau, double* c, lapack_int ldc, double* work,
    lapack_int lwork);
int LAPACKE_get_nancheck(void);
void LAPACKE_set_nancheck(int flag);
lapack_int LAPACKE_sgeqr2(int matrix_layout, lapack_int m, lapack_int n, float* a, lapack_int lda, float*
    tau);
lapack_int LAPACKE_sgeqr2_work(int matrix_layout, lapack_int m, lapack_int n, float* a, lapack_int lda, float*
    tau, float* work);
lapack_int LAPACKE_sgeqrf(int matrix_layout, lapack_int m, lapack_int n, float* a, lapack_int lda, float*
    tau);
lapack_int LAPACKE_sgeqrf_work(int matrix_layout, lapack_int m, lapack_int n, float* a, lapack_int lda, float*
    tau, float* work, lapack_int lwork);
lapack_int LAPACKE_slarfb(int matrix_layout, char side, char trans, char direct, char storev, lapack_int m,
    lapack_int n, lapack_int k, const float* v, lapack_int ldv, const float* t, lapack_int ldt, float* c,
    lapack_int ldc);
lapack_int LAPACKE_slarfb_work(int matrix_layout, char side, char trans, char direct, char storev, lapack_int
    m, lapack_int n, lapack_int k, const float* v, lapack_int ldv, const float* t, lapack_int ldt, float* c,
    lapack_int ldc, float* work, lapack_int ldwork);
lapack_int LAPACKE_slarfg(lapack_int n, float* alpha, float* x, lapack_int incx, float* tau);
lapack_int LAPACKE_slarfg_work(lapack_int n, float* alpha, float* x, lapack_int incx, float* tau);
lapack_int LAPACKE_slarft(int matrix_layout, char direct, char storev, lapack_int n, lapack_int k, const
    float* v, lapack_int ldv, const float* tau, float* t, lapack_int ldt);
lapack_int LAPACKE_slarft_work(int matrix_layout, char direct, char storev, lapack_int n, lapack_int k, const
    float* v, lapack_int ldv, const float* tau, float* t, lapack_int ldt);
lapack_int LAPACKE_sorgqr(int matrix_layout, lapack_int m, lapack_int n, lapack_int k, float* a, lapack_int
    lda, const float* tau);
lapack_int LAPACKE_sorgqr_work(int matrix_layout, lapack_int m, lapack_int n, lapack_int k, float* a,
    lapack_int lda, const float* tau, float* work, lapack_int lwork);
lapack_int LAPACKE_sormqr(int matrix_layout, char side, char trans, lapack_int m, lapack_int n, lapack_int k,
    const float* a, lapack_int lda, const float* tau, float* c, lapack_int ldc);
lapack_int LAPACKE_sormqr_work(int matrix_layout, char side, char trans, lapack_int m, lapack_int n,
    lapack_int k, const float* a, lapack_int lda, const float* tau, float* c, lapack_int ldc, float* work,
    lapack_int lwork);
void LAPACKE_xerbla(const char* name, lapack_int info);
lapack_int LAPACKE_zgeqr2(int matrix_layout, lapack_int m, lapack_int n, lapack_complex_double* a, lapack_int
    lda, lapack_complex_double* tau);
lapack_int LAPACKE_zgeqr2_work(int matrix_layout, lapack_int m, lapack_int n, lapack_complex_double* a,
    lapack_int lda, lapack_complex_double* tau, lapack_complex_double* work);
lapack_int LAPACKE_zgeqrf(int matrix_layout, lapack_int m, lapack_int n, lapack_complex_double* a, lapack_int
    lda, lapack_complex_double* tau);
lapack_int LAPACKE_zgeqrf_work(int matrix_layout, lapack_int m, lapack_int n, lapack_complex_double* a,
    lapack_int lda, lapack_complex_double* tau, lapack_complex_double* work, lapack_int lwork);
lapack_int LAPACKE_zlarfb(int matrix_layout, char side, char trans, char direct, char storev, lapack_int m,
    lapack_int n, lapack_int k, const lapack_complex_double* v, lapack_int ldv, const lapack_complex_double*
    t, lapack_int ldt, lapack_complex_double* c, lapack_int ldc);
lapack_int LAPACKE_zlarfb_work(int matrix_layout, char side, char trans, char direct, char storev, lapack_int
    m, lapack_int n, lapack_int k, const lapack_complex_double* v, lapack_int ldv, const
    lapack_complex_double* t, lapack_int ldt, lapack_complex_double* c, lapack_int ldc, lapack_complex_double*
    work, lapack_int ldwork);
lapack_int LAPACKE_zlarfg(lapack_int n, lapack_complex_double* alpha, lapack_complex_double* x, lapack_int
    incx, lapack_complex_double* tau);
lapack_int LAPACKE_zlarfg_work(lapack_int n, lapack_complex_double* alpha, lapack_complex_double* x,
    lapack_int incx, lapack_complex_double* tau);
lapack_int LAPACKE_zlarft(int matrix_layout, char direct, char storev, lapack_int n, lapack_int k, const
    lapack_complex_double* v, lapack_int ldv, const lapack_complex_double* tau, lapack_complex_double* t,
    lapack_int ldt);
lapack_int LAPACKE_zlarft_work(int matrix_layout, char direct, char storev, lapack_int n, lapack_int k, const
    lapack_complex_double* v, lapack_int ldv, const lapack_complex_double* tau, lapack_complex_double* t,
    lapack_int ldt);
lapack_int LAPACKE_zungqr(int matrix_layout, lapack_int m, lapack_int n, lapack_int k, lapack_complex_double*
    a, lapack_int lda, const lapack_complex_double* tau);
lapack_int LAPACKE_zungqr_work(int matrix_layout, lapack_int m, lapack_int n, lapack_int k,
    lapack_complex_double* a, lapack_int lda, const lapack_complex_double* tau, lapack_complex_double* work,
    lapack_int lwork);
lapack_int LAPACKE_zunmqr(int matrix_layout, char side, char trans, lapack_int m, lapack_int n, lapack_int k,
    const lapack_complex_double* a, lapack_int lda, const lapack_complex_double* tau, lapack_complex_double*
    c, lapack_int ldc);
lapack_int LAPACKE_zunmqr_work(int matrix_layout, char side, char trans, lapack_int m, lapack_int n,
    lapack_int k, const lapack_complex_double* a, lapack_int lda, const lapack_complex_double* tau,
    lapack_complex_double* c, lapack_int ldc, lapack_complex_double* work, lapack_int lwork);

#ifdef __cplusplus
}
#endif

#endif
