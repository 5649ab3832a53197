/* The C interface to BLAS. Written by scripts/headers.py. */
#ifndef ARENABLAS_CBLAS_H
#define ARENABLAS_CBLAS_H

#include "arenablas.h"

#define CBLAS_INT blasint
#define CBLAS_INDEX size_t

typedef enum CBLAS_LAYOUT { CblasRowMajor = 101, CblasColMajor = 102 } CBLAS_LAYOUT;
typedef enum CBLAS_TRANSPOSE {
    CblasNoTrans = 111,
    CblasTrans = 112,
    CblasConjTrans = 113,
    CblasConjNoTrans = 114 /* an extension */
} CBLAS_TRANSPOSE;
typedef enum CBLAS_UPLO { CblasUpper = 121, CblasLower = 122 } CBLAS_UPLO;
typedef enum CBLAS_DIAG { CblasNonUnit = 131, CblasUnit = 132 } CBLAS_DIAG;
typedef enum CBLAS_SIDE { CblasLeft = 141, CblasRight = 142 } CBLAS_SIDE;
#define CBLAS_ORDER CBLAS_LAYOUT

/* OpenBLAS's own functions stand below, too. A callback is taken, and never called: arenablas_parallel_for is there for
 * programs that want to share their threads. */
typedef void (*openblas_dojob_callback)(int thread_num, void* jobdata, int dojob_data);
typedef void (*openblas_threads_callback)(int sync, openblas_dojob_callback dojob, int numjobs, size_t jobdata_elsize,
    void* jobdata, int dojob_data);

#ifdef ARENABLAS_ILP64
#define cblas_caxpby cblas_caxpby_64
#define cblas_caxpy cblas_caxpy_64
#define cblas_caxpyc cblas_caxpyc_64
#define cblas_ccopy cblas_ccopy_64
#define cblas_cdotc cblas_cdotc_64
#define cblas_cdotc_sub cblas_cdotc_sub_64
#define cblas_cdotu cblas_cdotu_64
#define cblas_cdotu_sub cblas_cdotu_sub_64
#define cblas_cgeadd cblas_cgeadd_64
#define cblas_cgemm cblas_cgemm_64
#define cblas_cgemv cblas_cgemv_64
#define cblas_cgerc cblas_cgerc_64
#define cblas_cgeru cblas_cgeru_64
#define cblas_cherk cblas_cherk_64
#define cblas_cimatcopy cblas_cimatcopy_64
#define cblas_comatcopy cblas_comatcopy_64
#define cblas_crot cblas_crot_64
#define cblas_crotg cblas_crotg_64
#define cblas_cscal cblas_cscal_64
#define cblas_csrot cblas_csrot_64
#define cblas_csscal cblas_csscal_64
#define cblas_cswap cblas_cswap_64
#define cblas_csyrk cblas_csyrk_64
#define cblas_ctrmm cblas_ctrmm_64
#define cblas_ctrmv cblas_ctrmv_64
#define cblas_ctrsm cblas_ctrsm_64
#define cblas_ctrsv cblas_ctrsv_64
#define cblas_damax cblas_damax_64
#define cblas_damin cblas_damin_64
#define cblas_dasum cblas_dasum_64
#define cblas_daxpby cblas_daxpby_64
#define cblas_daxpy cblas_daxpy_64
#define cblas_dcabs1 cblas_dcabs1_64
#define cblas_dcopy cblas_dcopy_64
#define cblas_ddot cblas_ddot_64
#define cblas_dgeadd cblas_dgeadd_64
#define cblas_dgemm cblas_dgemm_64
#define cblas_dgemv cblas_dgemv_64
#define cblas_dger cblas_dger_64
#define cblas_dimatcopy cblas_dimatcopy_64
#define cblas_dnrm2 cblas_dnrm2_64
#define cblas_domatcopy cblas_domatcopy_64
#define cblas_drot cblas_drot_64
#define cblas_drotg cblas_drotg_64
#define cblas_drotm cblas_drotm_64
#define cblas_drotmg cblas_drotmg_64
#define cblas_dscal cblas_dscal_64
#define cblas_dsdot cblas_dsdot_64
#define cblas_dsum cblas_dsum_64
#define cblas_dswap cblas_dswap_64
#define cblas_dsyrk cblas_dsyrk_64
#define cblas_dtrmm cblas_dtrmm_64
#define cblas_dtrmv cblas_dtrmv_64
#define cblas_dtrsm cblas_dtrsm_64
#define cblas_dtrsv cblas_dtrsv_64
#define cblas_dzamax cblas_dzamax_64
#define cblas_dzamin cblas_dzamin_64
#define cblas_dzasum cblas_dzasum_64
#define cblas_dznrm2 cblas_dznrm2_64
#define cblas_dzsum cblas_dzsum_64
#define cblas_icamax cblas_icamax_64
#define cblas_icamin cblas_icamin_64
#define cblas_idamax cblas_idamax_64
#define cblas_idamin cblas_idamin_64
#define cblas_idmax cblas_idmax_64
#define cblas_idmin cblas_idmin_64
#define cblas_isamax cblas_isamax_64
#define cblas_isamin cblas_isamin_64
#define cblas_ismax cblas_ismax_64
#define cblas_ismin cblas_ismin_64
#define cblas_izamax cblas_izamax_64
#define cblas_izamin cblas_izamin_64
#define cblas_samax cblas_samax_64
#define cblas_samin cblas_samin_64
#define cblas_sasum cblas_sasum_64
#define cblas_saxpby cblas_saxpby_64
#define cblas_saxpy cblas_saxpy_64
#define cblas_scabs1 cblas_scabs1_64
#define cblas_scamax cblas_scamax_64
#define cblas_scamin cblas_scamin_64
#define cblas_scasum cblas_scasum_64
#define cblas_scnrm2 cblas_scnrm2_64
#define cblas_scopy cblas_scopy_64
#define cblas_scsum cblas_scsum_64
#define cblas_sdot cblas_sdot_64
#define cblas_sdsdot cblas_sdsdot_64
#define cblas_sgeadd cblas_sgeadd_64
#define cblas_sgemm cblas_sgemm_64
#define cblas_sgemv cblas_sgemv_64
#define cblas_sger cblas_sger_64
#define cblas_simatcopy cblas_simatcopy_64
#define cblas_snrm2 cblas_snrm2_64
#define cblas_somatcopy cblas_somatcopy_64
#define cblas_srot cblas_srot_64
#define cblas_srotg cblas_srotg_64
#define cblas_srotm cblas_srotm_64
#define cblas_srotmg cblas_srotmg_64
#define cblas_sscal cblas_sscal_64
#define cblas_ssum cblas_ssum_64
#define cblas_sswap cblas_sswap_64
#define cblas_ssyrk cblas_ssyrk_64
#define cblas_strmm cblas_strmm_64
#define cblas_strmv cblas_strmv_64
#define cblas_strsm cblas_strsm_64
#define cblas_strsv cblas_strsv_64
#define cblas_xerbla cblas_xerbla_64
#define cblas_zaxpby cblas_zaxpby_64
#define cblas_zaxpy cblas_zaxpy_64
#define cblas_zaxpyc cblas_zaxpyc_64
#define cblas_zcopy cblas_zcopy_64
#define cblas_zdotc cblas_zdotc_64
#define cblas_zdotc_sub cblas_zdotc_sub_64
#define cblas_zdotu cblas_zdotu_64
#define cblas_zdotu_sub cblas_zdotu_sub_64
#define cblas_zdrot cblas_zdrot_64
#define cblas_zdscal cblas_zdscal_64
#define cblas_zgeadd cblas_zgeadd_64
#define cblas_zgemm cblas_zgemm_64
#define cblas_zgemv cblas_zgemv_64
#define cblas_zgerc cblas_zgerc_64
#define cblas_zgeru cblas_zgeru_64
#define cblas_zherk cblas_zherk_64
#define cblas_zimatcopy cblas_zimatcopy_64
#define cblas_zomatcopy cblas_zomatcopy_64
#define cblas_zrot cblas_zrot_64
#define cblas_zrotg cblas_zrotg_64
#define cblas_zscal cblas_zscal_64
#define cblas_zswap cblas_zswap_64
#define cblas_zsyrk cblas_zsyrk_64
#define cblas_ztrmm cblas_ztrmm_64
#define cblas_ztrmv cblas_ztrmv_64
#define cblas_ztrsm cblas_ztrsm_64
#define cblas_ztrsv cblas_ztrsv_64
#endif

#ifdef __cplusplus
extern "C" {
#endif

void cblas_caxpby(const blasint n, const void* alpha, const void* x, const blasint incx, const void* beta,
    void* y, const blasint incy);
void cblas_caxpy(const CBLAS_INT N, const void* alpha, const void* X, const CBLAS_INT incX, void* Y, const
    CBLAS_INT incY);
void cblas_caxpyc(const blasint n, const void* alpha, const void* x, const blasint incx, void* y, const
    blasint incy);
void cblas_ccopy(const CBLAS_INT N, const void* X, const CBLAS_INT incX, void* Y, const CBLAS_INT incY);
lapack_complex_float cblas_cdotc(const blasint n, const void* x, const blasint incx, const void* y, const
    blasint incy);
void cblas_cdotc_sub(const CBLAS_INT N, const void* X, const CBLAS_INT incX, const void* Y, const CBLAS_INT
    incY, void* dotc);
lapack_complex_float cblas_cdotu(const blasint n, const void* x, const blasint incx, const void* y, const
    blasint incy);
void cblas_cdotu_sub(const CBLAS_INT N, const void* X, const CBLAS_INT incX, const void* Y, const CBLAS_INT
    incY, void* dotu);
void cblas_cgeadd(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE transa, CBLAS_TRANSPOSE transc, const blasint crows,
    const blasint ccols, const float* calpha, const float* a, const blasint clda, const float* cbeta, float*
    c, const blasint cldc);
void cblas_cgemm(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE TransA, CBLAS_TRANSPOSE TransB, const CBLAS_INT M, const
    CBLAS_INT N, const CBLAS_INT K, const void* alpha, const void* A, const CBLAS_INT lda, const void* B,
    const CBLAS_INT ldb, const void* beta, void* C, const CBLAS_INT ldc);
void cblas_cgemv(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE TransA, const CBLAS_INT M, const CBLAS_INT N, const
    void* alpha, const void* A, const CBLAS_INT lda, const void* X, const CBLAS_INT incX, const void* beta,
    void* Y, const CBLAS_INT incY);
void cblas_cgerc(CBLAS_LAYOUT layout, const CBLAS_INT M, const CBLAS_INT N, const void* alpha, const void* X,
    const CBLAS_INT incX, const void* Y, const CBLAS_INT incY, void* A, const CBLAS_INT lda);
void cblas_cgeru(CBLAS_LAYOUT layout, const CBLAS_INT M, const CBLAS_INT N, const void* alpha, const void* X,
    const CBLAS_INT incX, const void* Y, const CBLAS_INT incY, void* A, const CBLAS_INT lda);
void cblas_cherk(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE Trans, const CBLAS_INT N, const
    CBLAS_INT K, const float alpha, const void* A, const CBLAS_INT lda, const float beta, void* C, const
    CBLAS_INT ldc);
void cblas_cimatcopy(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE trans, const blasint crows, const blasint ccols,
    const float* calpha, float* a, const blasint clda, const blasint cldb);
void cblas_comatcopy(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE trans, const blasint crows, const blasint ccols,
    const float* calpha, const float* a, const blasint clda, float* b, const blasint cldb);
void cblas_crot(const blasint N, void* X, const blasint incX, void* Y, const blasint incY, const float c,
    const void* s);
void cblas_crotg(void* a, void* b, float* c, void* s);
void cblas_cscal(const CBLAS_INT N, const void* alpha, void* X, const CBLAS_INT incX);
void cblas_csrot(const CBLAS_INT N, void* X, const CBLAS_INT incX, void* Y, const CBLAS_INT incY, const float
    c, const float s);
void cblas_csscal(const CBLAS_INT N, const float alpha, void* X, const CBLAS_INT incX);
void cblas_cswap(const CBLAS_INT N, void* X, const CBLAS_INT incX, void* Y, const CBLAS_INT incY);
void cblas_csyrk(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE Trans, const CBLAS_INT N, const
    CBLAS_INT K, const void* alpha, const void* A, const CBLAS_INT lda, const void* beta, void* C, const
    CBLAS_INT ldc);
void cblas_ctrmm(CBLAS_LAYOUT layout, CBLAS_SIDE Side, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG
    Diag, const CBLAS_INT M, const CBLAS_INT N, const void* alpha, const void* A, const CBLAS_INT lda, void*
    B, const CBLAS_INT ldb);
void cblas_ctrmv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG Diag, const
    CBLAS_INT N, const void* A, const CBLAS_INT lda, void* X, const CBLAS_INT incX);
void cblas_ctrsm(CBLAS_LAYOUT layout, CBLAS_SIDE Side, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG
    Diag, const CBLAS_INT M, const CBLAS_INT N, const void* alpha, const void* A, const CBLAS_INT lda, void*
    B, const CBLAS_INT ldb);
void cblas_ctrsv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG Diag, const
    CBLAS_INT N, const void* A, const CBLAS_INT lda, void* X, const CBLAS_INT incX);
double cblas_damax(const blasint n, const double* x, const blasint incx);
double cblas_damin(const blasint n, const double* x, const blasint incx);
double cblas_dasum(const CBLAS_INT N, const double* X, const CBLAS_INT incX);
void cblas_daxpby(const blasint n, const double alpha, const double* x, const blasint incx, const double beta,
    double* y, const blasint incy);
void cblas_daxpy(const CBLAS_INT N, const double alpha, const double* X, const CBLAS_INT incX, double* Y,
    const CBLAS_INT incY);
double cblas_dcabs1(const void* z);
void cblas_dcopy(const CBLAS_INT N, const double* X, const CBLAS_INT incX, double* Y, const CBLAS_INT incY);
double cblas_ddot(const CBLAS_INT N, const double* X, const CBLAS_INT incX, const double* Y, const CBLAS_INT
    incY);
void cblas_dgeadd(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE transa, CBLAS_TRANSPOSE transc, const blasint crows,
    const blasint ccols, const double calpha, const double* a, const blasint clda, const double cbeta, double*
    c, const blasint cldc);
void cblas_dgemm(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE TransA, CBLAS_TRANSPOSE TransB, const CBLAS_INT M, const
    CBLAS_INT N, const CBLAS_INT K, const double alpha, const double* A, const CBLAS_INT lda, const double* B,
    const CBLAS_INT ldb, const double beta, double* C, const CBLAS_INT ldc);
void cblas_dgemv(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE TransA, const CBLAS_INT M, const CBLAS_INT N, const
    double alpha, const double* A, const CBLAS_INT lda, const double* X, const CBLAS_INT incX, const double
    beta, double* Y, const CBLAS_INT incY);
void cblas_dger(CBLAS_LAYOUT layout, const CBLAS_INT M, const CBLAS_INT N, const double alpha, const double*
    X, const CBLAS_INT incX, const double* Y, const CBLAS_INT incY, double* A, const CBLAS_INT lda);
void cblas_dimatcopy(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE trans, const blasint crows, const blasint ccols,
    const double calpha, double* a, const blasint clda, const blasint cldb);
double cblas_dnrm2(const CBLAS_INT N, const double* X, const CBLAS_INT incX);
void cblas_domatcopy(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE trans, const blasint crows, const blasint ccols,
    const double calpha, const double* a, const blasint clda, double* b, const blasint cldb);
void cblas_drot(const CBLAS_INT N, double* X, const CBLAS_INT incX, double* Y, const CBLAS_INT incY, const
    double c, const double s);
void cblas_drotg(double* a, double* b, double* c, double* s);
void cblas_drotm(const CBLAS_INT N, double* X, const CBLAS_INT incX, double* Y, const CBLAS_INT incY, const
    double* P);
void cblas_drotmg(double* d1, double* d2, double* b1, const double b2, double* P);
void cblas_dscal(const CBLAS_INT N, const double alpha, double* X, const CBLAS_INT incX);
double cblas_dsdot(const CBLAS_INT N, const float* X, const CBLAS_INT incX, const float* Y, const CBLAS_INT
    incY);
double cblas_dsum(const blasint n, const double* x, const blasint incx);
void cblas_dswap(const CBLAS_INT N, double* X, const CBLAS_INT incX, double* Y, const CBLAS_INT incY);
void cblas_dsyrk(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE Trans, const CBLAS_INT N, const
    CBLAS_INT K, const double alpha, const double* A, const CBLAS_INT lda, const double beta, double* C, const
    CBLAS_INT ldc);
void cblas_dtrmm(CBLAS_LAYOUT layout, CBLAS_SIDE Side, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG
    Diag, const CBLAS_INT M, const CBLAS_INT N, const double alpha, const double* A, const CBLAS_INT lda,
    double* B, const CBLAS_INT ldb);
void cblas_dtrmv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG Diag, const
    CBLAS_INT N, const double* A, const CBLAS_INT lda, double* X, const CBLAS_INT incX);
void cblas_dtrsm(CBLAS_LAYOUT layout, CBLAS_SIDE Side, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG
    Diag, const CBLAS_INT M, const CBLAS_INT N, const double alpha, const double* A, const CBLAS_INT lda,
    double* B, const CBLAS_INT ldb);
void cblas_dtrsv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG Diag, const
    CBLAS_INT N, const double* A, const CBLAS_INT lda, double* X, const CBLAS_INT incX);
double cblas_dzamax(const blasint n, const void* x, const blasint incx);
double cblas_dzamin(const blasint n, const void* x, const blasint incx);
double cblas_dzasum(const CBLAS_INT N, const void* X, const CBLAS_INT incX);
double cblas_dznrm2(const CBLAS_INT N, const void* X, const CBLAS_INT incX);
double cblas_dzsum(const blasint n, const void* x, const blasint incx);
CBLAS_INDEX cblas_icamax(const CBLAS_INT N, const void* X, const CBLAS_INT incX);
CBLAS_INDEX cblas_icamin(const blasint n, const void* x, const blasint incx);
CBLAS_INDEX cblas_idamax(const CBLAS_INT N, const double* X, const CBLAS_INT incX);
CBLAS_INDEX cblas_idamin(const blasint n, const double* x, const blasint incx);
CBLAS_INDEX cblas_idmax(const blasint n, const double* x, const blasint incx);
CBLAS_INDEX cblas_idmin(const blasint n, const double* x, const blasint incx);
CBLAS_INDEX cblas_isamax(const CBLAS_INT N, const float* X, const CBLAS_INT incX);
CBLAS_INDEX cblas_isamin(const blasint n, const float* x, const blasint incx);
CBLAS_INDEX cblas_ismax(const blasint n, const float* x, const blasint incx);
CBLAS_INDEX cblas_ismin(const blasint n, const float* x, const blasint incx);
CBLAS_INDEX cblas_izamax(const CBLAS_INT N, const void* X, const CBLAS_INT incX);
CBLAS_INDEX cblas_izamin(const blasint n, const void* x, const blasint incx);
float cblas_samax(const blasint n, const float* x, const blasint incx);
float cblas_samin(const blasint n, const float* x, const blasint incx);
float cblas_sasum(const CBLAS_INT N, const float* X, const CBLAS_INT incX);
void cblas_saxpby(const blasint n, const float alpha, const float* x, const blasint incx, const float beta,
    float* y, const blasint incy);
void cblas_saxpy(const CBLAS_INT N, const float alpha, const float* X, const CBLAS_INT incX, float* Y, const
    CBLAS_INT incY);
float cblas_scabs1(const void* c);
float cblas_scamax(const blasint n, const void* x, const blasint incx);
float cblas_scamin(const blasint n, const void* x, const blasint incx);
float cblas_scasum(const CBLAS_INT N, const void* X, const CBLAS_INT incX);
float cblas_scnrm2(const CBLAS_INT N, const void* X, const CBLAS_INT incX);
void cblas_scopy(const CBLAS_INT N, const float* X, const CBLAS_INT incX, float* Y, const CBLAS_INT incY);
float cblas_scsum(const blasint n, const void* x, const blasint incx);
float cblas_sdot(const CBLAS_INT N, const float* X, const CBLAS_INT incX, const float* Y, const CBLAS_INT
    incY);
float cblas_sdsdot(const CBLAS_INT N, const float alpha, const float* X, const CBLAS_INT incX, const float* Y,
    const CBLAS_INT incY);
void cblas_sgeadd(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE transa, CBLAS_TRANSPOSE transc, const blasint crows,
    const blasint ccols, const float calpha, const float* a, const blasint clda, const float cbeta, float* c,
    const blasint cldc);
void cblas_sgemm(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE TransA, CBLAS_TRANSPOSE TransB, const CBLAS_INT M, const
    CBLAS_INT N, const CBLAS_INT K, const float alpha, const float* A, const CBLAS_INT lda, const float* B,
    const CBLAS_INT ldb, const float beta, float* C, const CBLAS_INT ldc);
void cblas_sgemv(const CBLAS_LAYOUT layout, const CBLAS_TRANSPOSE TransA, const CBLAS_INT M, const CBLAS_INT
    N, const float alpha, const float* A, const CBLAS_INT lda, const float* X, const CBLAS_INT incX, const
    float beta, float* Y, const CBLAS_INT incY);
void cblas_sger(CBLAS_LAYOUT layout, const CBLAS_INT M, const CBLAS_INT N, const float alpha, const float* X,
    const CBLAS_INT incX, const float* Y, const CBLAS_INT incY, float* A, const CBLAS_INT lda);
void cblas_simatcopy(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE trans, const blasint crows, const blasint ccols,
    const float calpha, float* a, const blasint clda, const blasint cldb);
float cblas_snrm2(const CBLAS_INT N, const float* X, const CBLAS_INT incX);
void cblas_somatcopy(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE trans, const blasint crows, const blasint ccols,
    const float calpha, const float* a, const blasint clda, float* b, const blasint cldb);
void cblas_srot(const CBLAS_INT N, float* X, const CBLAS_INT incX, float* Y, const CBLAS_INT incY, const float
    c, const float s);
void cblas_srotg(float* a, float* b, float* c, float* s);
void cblas_srotm(const CBLAS_INT N, float* X, const CBLAS_INT incX, float* Y, const CBLAS_INT incY, const
    float* P);
void cblas_srotmg(float* d1, float* d2, float* b1, const float b2, float* P);
void cblas_sscal(const CBLAS_INT N, const float alpha, float* X, const CBLAS_INT incX);
float cblas_ssum(const blasint n, const float* x, const blasint incx);
void cblas_sswap(const CBLAS_INT N, float* X, const CBLAS_INT incX, float* Y, const CBLAS_INT incY);
void cblas_ssyrk(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE Trans, const CBLAS_INT N, const
    CBLAS_INT K, const float alpha, const float* A, const CBLAS_INT lda, const float beta, float* C, const
    CBLAS_INT ldc);
void cblas_strmm(CBLAS_LAYOUT layout, CBLAS_SIDE Side, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG
    Diag, const CBLAS_INT M, const CBLAS_INT N, const float alpha, const float* A, const CBLAS_INT lda, float*
    B, const CBLAS_INT ldb);
void cblas_strmv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG Diag, const
    CBLAS_INT N, const float* A, const CBLAS_INT lda, float* X, const CBLAS_INT incX);
void cblas_strsm(CBLAS_LAYOUT layout, CBLAS_SIDE Side, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG
    Diag, const CBLAS_INT M, const CBLAS_INT N, const float alpha, const float* A, const CBLAS_INT lda, float*
    B, const CBLAS_INT ldb);
void cblas_strsv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG Diag, const
    CBLAS_INT N, const float* A, const CBLAS_INT lda, float* X, const CBLAS_INT incX);
void cblas_xerbla(CBLAS_INT p, const char* rout, const char* form, ...);
void cblas_zaxpby(const blasint n, const void* alpha, const void* x, const blasint incx, const void* beta,
    void* y, const blasint incy);
void cblas_zaxpy(const CBLAS_INT N, const void* alpha, const void* X, const CBLAS_INT incX, void* Y, const
    CBLAS_INT incY);
void cblas_zaxpyc(const blasint n, const void* alpha, const void* x, const blasint incx, void* y, const
    blasint incy);
void cblas_zcopy(const CBLAS_INT N, const void* X, const CBLAS_INT incX, void* Y, const CBLAS_INT incY);
lapack_complex_double cblas_zdotc(const blasint n, const void* x, const blasint incx, const void* y, const
    blasint incy);
void cblas_zdotc_sub(const CBLAS_INT N, const void* X, const CBLAS_INT incX, const void* Y, const CBLAS_INT
    incY, void* dotc);
lapack_complex_double cblas_zdotu(const blasint n, const void* x, const blasint incx, const void* y, const
    blasint incy);
void cblas_zdotu_sub(const CBLAS_INT N, const void* X, const CBLAS_INT incX, const void* Y, const CBLAS_INT
    incY, void* dotu);
void cblas_zdrot(const CBLAS_INT N, void* X, const CBLAS_INT incX, void* Y, const CBLAS_INT incY, const double
    c, const double s);
void cblas_zdscal(const CBLAS_INT N, const double alpha, void* X, const CBLAS_INT incX);
void cblas_zgeadd(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE transa, CBLAS_TRANSPOSE transc, const blasint crows,
    const blasint ccols, const double* calpha, const double* a, const blasint clda, const double* cbeta,
    double* c, const blasint cldc);
void cblas_zgemm(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE TransA, CBLAS_TRANSPOSE TransB, const CBLAS_INT M, const
    CBLAS_INT N, const CBLAS_INT K, const void* alpha, const void* A, const CBLAS_INT lda, const void* B,
    const CBLAS_INT ldb, const void* beta, void* C, const CBLAS_INT ldc);
void cblas_zgemv(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE TransA, const CBLAS_INT M, const CBLAS_INT N, const
    void* alpha, const void* A, const CBLAS_INT lda, const void* X, const CBLAS_INT incX, const void* beta,
    void* Y, const CBLAS_INT incY);
void cblas_zgerc(CBLAS_LAYOUT layout, const CBLAS_INT M, const CBLAS_INT N, const void* alpha, const void* X,
    const CBLAS_INT incX, const void* Y, const CBLAS_INT incY, void* A, const CBLAS_INT lda);
void cblas_zgeru(CBLAS_LAYOUT layout, const CBLAS_INT M, const CBLAS_INT N, const void* alpha, const void* X,
    const CBLAS_INT incX, const void* Y, const CBLAS_INT incY, void* A, const CBLAS_INT lda);
void cblas_zherk(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE Trans, const CBLAS_INT N, const
    CBLAS_INT K, const double alpha, const void* A, const CBLAS_INT lda, const double beta, void* C, const
    CBLAS_INT ldc);
void cblas_zimatcopy(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE trans, const blasint crows, const blasint ccols,
    const double* calpha, double* a, const blasint clda, const blasint cldb);
void cblas_zomatcopy(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE trans, const blasint crows, const blasint ccols,
    const double* calpha, const double* a, const blasint clda, double* b, const blasint cldb);
void cblas_zrot(const blasint N, void* X, const blasint incX, void* Y, const blasint incY, const double c,
    const void* s);
void cblas_zrotg(void* a, void* b, double* c, void* s);
void cblas_zscal(const CBLAS_INT N, const void* alpha, void* X, const CBLAS_INT incX);
void cblas_zswap(const CBLAS_INT N, void* X, const CBLAS_INT incX, void* Y, const CBLAS_INT incY);
void cblas_zsyrk(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE Trans, const CBLAS_INT N, const
    CBLAS_INT K, const void* alpha, const void* A, const CBLAS_INT lda, const void* beta, void* C, const
    CBLAS_INT ldc);
void cblas_ztrmm(CBLAS_LAYOUT layout, CBLAS_SIDE Side, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG
    Diag, const CBLAS_INT M, const CBLAS_INT N, const void* alpha, const void* A, const CBLAS_INT lda, void*
    B, const CBLAS_INT ldb);
void cblas_ztrmv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG Diag, const
    CBLAS_INT N, const void* A, const CBLAS_INT lda, void* X, const CBLAS_INT incX);
void cblas_ztrsm(CBLAS_LAYOUT layout, CBLAS_SIDE Side, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG
    Diag, const CBLAS_INT M, const CBLAS_INT N, const void* alpha, const void* A, const CBLAS_INT lda, void*
    B, const CBLAS_INT ldb);
void cblas_ztrsv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG Diag, const
    CBLAS_INT N, const void* A, const CBLAS_INT lda, void* X, const CBLAS_INT incX);
void goto_set_num_threads(int n);
char* openblas_get_config(void);
char* openblas_get_corename(void);
int openblas_get_num_procs(void);
int openblas_get_num_threads(void);
int openblas_get_parallel(void);
void openblas_set_num_threads(int n);
int openblas_set_num_threads_local(int n);
void openblas_set_threads_callback_function(openblas_threads_callback callback);

#ifdef __cplusplus
}
#endif

#endif
