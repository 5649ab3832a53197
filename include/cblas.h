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
#define cblas_cgbmv cblas_cgbmv_64
#define cblas_cgeadd cblas_cgeadd_64
#define cblas_cgemm cblas_cgemm_64
#define cblas_cgemm3m cblas_cgemm3m_64
#define cblas_cgemm_batch cblas_cgemm_batch_64
#define cblas_cgemm_batch_strided cblas_cgemm_batch_strided_64
#define cblas_cgemmt cblas_cgemmt_64
#define cblas_cgemmtr cblas_cgemmtr_64
#define cblas_cgemv cblas_cgemv_64
#define cblas_cgerc cblas_cgerc_64
#define cblas_cgeru cblas_cgeru_64
#define cblas_chbmv cblas_chbmv_64
#define cblas_chemm cblas_chemm_64
#define cblas_chemv cblas_chemv_64
#define cblas_cher cblas_cher_64
#define cblas_cher2 cblas_cher2_64
#define cblas_cher2k cblas_cher2k_64
#define cblas_cherk cblas_cherk_64
#define cblas_chpmv cblas_chpmv_64
#define cblas_chpr cblas_chpr_64
#define cblas_chpr2 cblas_chpr2_64
#define cblas_cimatcopy cblas_cimatcopy_64
#define cblas_comatcopy cblas_comatcopy_64
#define cblas_crot cblas_crot_64
#define cblas_crotg cblas_crotg_64
#define cblas_cscal cblas_cscal_64
#define cblas_csrot cblas_csrot_64
#define cblas_csscal cblas_csscal_64
#define cblas_cswap cblas_cswap_64
#define cblas_csymm cblas_csymm_64
#define cblas_csyr2k cblas_csyr2k_64
#define cblas_csyrk cblas_csyrk_64
#define cblas_ctbmv cblas_ctbmv_64
#define cblas_ctbsv cblas_ctbsv_64
#define cblas_ctpmv cblas_ctpmv_64
#define cblas_ctpsv cblas_ctpsv_64
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
#define cblas_dgbmv cblas_dgbmv_64
#define cblas_dgeadd cblas_dgeadd_64
#define cblas_dgemm cblas_dgemm_64
#define cblas_dgemm_batch cblas_dgemm_batch_64
#define cblas_dgemm_batch_strided cblas_dgemm_batch_strided_64
#define cblas_dgemmt cblas_dgemmt_64
#define cblas_dgemmtr cblas_dgemmtr_64
#define cblas_dgemv cblas_dgemv_64
#define cblas_dger cblas_dger_64
#define cblas_dimatcopy cblas_dimatcopy_64
#define cblas_dnrm2 cblas_dnrm2_64
#define cblas_domatcopy cblas_domatcopy_64
#define cblas_drot cblas_drot_64
#define cblas_drotg cblas_drotg_64
#define cblas_drotm cblas_drotm_64
#define cblas_drotmg cblas_drotmg_64
#define cblas_dsbmv cblas_dsbmv_64
#define cblas_dscal cblas_dscal_64
#define cblas_dsdot cblas_dsdot_64
#define cblas_dspmv cblas_dspmv_64
#define cblas_dspr cblas_dspr_64
#define cblas_dspr2 cblas_dspr2_64
#define cblas_dsum cblas_dsum_64
#define cblas_dswap cblas_dswap_64
#define cblas_dsymm cblas_dsymm_64
#define cblas_dsymv cblas_dsymv_64
#define cblas_dsyr cblas_dsyr_64
#define cblas_dsyr2 cblas_dsyr2_64
#define cblas_dsyr2k cblas_dsyr2k_64
#define cblas_dsyrk cblas_dsyrk_64
#define cblas_dtbmv cblas_dtbmv_64
#define cblas_dtbsv cblas_dtbsv_64
#define cblas_dtpmv cblas_dtpmv_64
#define cblas_dtpsv cblas_dtpsv_64
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
#define cblas_sgbmv cblas_sgbmv_64
#define cblas_sgeadd cblas_sgeadd_64
#define cblas_sgemm cblas_sgemm_64
#define cblas_sgemm_batch cblas_sgemm_batch_64
#define cblas_sgemm_batch_strided cblas_sgemm_batch_strided_64
#define cblas_sgemmt cblas_sgemmt_64
#define cblas_sgemmtr cblas_sgemmtr_64
#define cblas_sgemv cblas_sgemv_64
#define cblas_sger cblas_sger_64
#define cblas_simatcopy cblas_simatcopy_64
#define cblas_snrm2 cblas_snrm2_64
#define cblas_somatcopy cblas_somatcopy_64
#define cblas_srot cblas_srot_64
#define cblas_srotg cblas_srotg_64
#define cblas_srotm cblas_srotm_64
#define cblas_srotmg cblas_srotmg_64
#define cblas_ssbmv cblas_ssbmv_64
#define cblas_sscal cblas_sscal_64
#define cblas_sspmv cblas_sspmv_64
#define cblas_sspr cblas_sspr_64
#define cblas_sspr2 cblas_sspr2_64
#define cblas_ssum cblas_ssum_64
#define cblas_sswap cblas_sswap_64
#define cblas_ssymm cblas_ssymm_64
#define cblas_ssymv cblas_ssymv_64
#define cblas_ssyr cblas_ssyr_64
#define cblas_ssyr2 cblas_ssyr2_64
#define cblas_ssyr2k cblas_ssyr2k_64
#define cblas_ssyrk cblas_ssyrk_64
#define cblas_stbmv cblas_stbmv_64
#define cblas_stbsv cblas_stbsv_64
#define cblas_stpmv cblas_stpmv_64
#define cblas_stpsv cblas_stpsv_64
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
#define cblas_zgbmv cblas_zgbmv_64
#define cblas_zgeadd cblas_zgeadd_64
#define cblas_zgemm cblas_zgemm_64
#define cblas_zgemm3m cblas_zgemm3m_64
#define cblas_zgemm_batch cblas_zgemm_batch_64
#define cblas_zgemm_batch_strided cblas_zgemm_batch_strided_64
#define cblas_zgemmt cblas_zgemmt_64
#define cblas_zgemmtr cblas_zgemmtr_64
#define cblas_zgemv cblas_zgemv_64
#define cblas_zgerc cblas_zgerc_64
#define cblas_zgeru cblas_zgeru_64
#define cblas_zhbmv cblas_zhbmv_64
#define cblas_zhemm cblas_zhemm_64
#define cblas_zhemv cblas_zhemv_64
#define cblas_zher cblas_zher_64
#define cblas_zher2 cblas_zher2_64
#define cblas_zher2k cblas_zher2k_64
#define cblas_zherk cblas_zherk_64
#define cblas_zhpmv cblas_zhpmv_64
#define cblas_zhpr cblas_zhpr_64
#define cblas_zhpr2 cblas_zhpr2_64
#define cblas_zimatcopy cblas_zimatcopy_64
#define cblas_zomatcopy cblas_zomatcopy_64
#define cblas_zrot cblas_zrot_64
#define cblas_zrotg cblas_zrotg_64
#define cblas_zscal cblas_zscal_64
#define cblas_zswap cblas_zswap_64
#define cblas_zsymm cblas_zsymm_64
#define cblas_zsyr2k cblas_zsyr2k_64
#define cblas_zsyrk cblas_zsyrk_64
#define cblas_ztbmv cblas_ztbmv_64
#define cblas_ztbsv cblas_ztbsv_64
#define cblas_ztpmv cblas_ztpmv_64
#define cblas_ztpsv cblas_ztpsv_64
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
void cblas_cgbmv(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE TransA, const CBLAS_INT M, const CBLAS_INT N, const
    CBLAS_INT KL, const CBLAS_INT KU, const void* alpha, const void* A, const CBLAS_INT lda, const void* X,
    const CBLAS_INT incX, const void* beta, void* Y, const CBLAS_INT incY);
void cblas_cgeadd(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE transa, CBLAS_TRANSPOSE transc, const blasint crows,
    const blasint ccols, const float* calpha, const float* a, const blasint clda, const float* cbeta, float*
    c, const blasint cldc);
void cblas_cgemm(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE TransA, CBLAS_TRANSPOSE TransB, const CBLAS_INT M, const
    CBLAS_INT N, const CBLAS_INT K, const void* alpha, const void* A, const CBLAS_INT lda, const void* B,
    const CBLAS_INT ldb, const void* beta, void* C, const CBLAS_INT ldc);
void cblas_cgemm3m(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE TransA, CBLAS_TRANSPOSE TransB, const CBLAS_INT M,
    const CBLAS_INT N, const CBLAS_INT K, const void* alpha, const void* A, const CBLAS_INT lda, const void*
    B, const CBLAS_INT ldb, const void* beta, void* C, const CBLAS_INT ldc);
void cblas_cgemm_batch(CBLAS_LAYOUT layout, const CBLAS_TRANSPOSE* TransA_array, const CBLAS_TRANSPOSE*
    TransB_array, const CBLAS_INT* M_array, const CBLAS_INT* N_array, const CBLAS_INT* K_array, const void*
    alpha_array, const void** A_array, const CBLAS_INT* lda_array, const void** B_array, const CBLAS_INT*
    ldb_array, const void* beta_array, void** C_array, const CBLAS_INT* ldc_array, const CBLAS_INT
    group_count, const CBLAS_INT* group_size);
void cblas_cgemm_batch_strided(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE TransA, CBLAS_TRANSPOSE TransB, const
    CBLAS_INT M, const CBLAS_INT N, const CBLAS_INT K, const void* alpha, const void* A, const CBLAS_INT lda,
    const CBLAS_INT stridea, const void* B, const CBLAS_INT ldb, const CBLAS_INT strideb, const void* beta,
    void* C, const CBLAS_INT ldc, const CBLAS_INT stridec, const CBLAS_INT batch_size);
void cblas_cgemmt(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_TRANSPOSE TransB, const
    CBLAS_INT N, const CBLAS_INT K, const void* alpha, const void* A, const CBLAS_INT lda, const void* B,
    const CBLAS_INT ldb, const void* beta, void* C, const CBLAS_INT ldc);
void cblas_cgemmtr(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_TRANSPOSE TransB, const
    CBLAS_INT N, const CBLAS_INT K, const void* alpha, const void* A, const CBLAS_INT lda, const void* B,
    const CBLAS_INT ldb, const void* beta, void* C, const CBLAS_INT ldc);
void cblas_cgemv(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE TransA, const CBLAS_INT M, const CBLAS_INT N, const
    void* alpha, const void* A, const CBLAS_INT lda, const void* X, const CBLAS_INT incX, const void* beta,
    void* Y, const CBLAS_INT incY);
void cblas_cgerc(CBLAS_LAYOUT layout, const CBLAS_INT M, const CBLAS_INT N, const void* alpha, const void* X,
    const CBLAS_INT incX, const void* Y, const CBLAS_INT incY, void* A, const CBLAS_INT lda);
void cblas_cgeru(CBLAS_LAYOUT layout, const CBLAS_INT M, const CBLAS_INT N, const void* alpha, const void* X,
    const CBLAS_INT incX, const void* Y, const CBLAS_INT incY, void* A, const CBLAS_INT lda);
void cblas_chbmv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const CBLAS_INT K, const void*
    alpha, const void* A, const CBLAS_INT lda, const void* X, const CBLAS_INT incX, const void* beta, void* Y,
    const CBLAS_INT incY);
void cblas_chemm(CBLAS_LAYOUT layout, CBLAS_SIDE Side, CBLAS_UPLO Uplo, const CBLAS_INT M, const CBLAS_INT N,
    const void* alpha, const void* A, const CBLAS_INT lda, const void* B, const CBLAS_INT ldb, const void*
    beta, void* C, const CBLAS_INT ldc);
void cblas_chemv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const void* alpha, const void* A,
    const CBLAS_INT lda, const void* X, const CBLAS_INT incX, const void* beta, void* Y, const CBLAS_INT
    incY);
void cblas_cher(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const float alpha, const void* X,
    const CBLAS_INT incX, void* A, const CBLAS_INT lda);
void cblas_cher2(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const void* alpha, const void* X,
    const CBLAS_INT incX, const void* Y, const CBLAS_INT incY, void* A, const CBLAS_INT lda);
void cblas_cher2k(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE Trans, const CBLAS_INT N, const
    CBLAS_INT K, const void* alpha, const void* A, const CBLAS_INT lda, const void* B, const CBLAS_INT ldb,
    const float beta, void* C, const CBLAS_INT ldc);
void cblas_cherk(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE Trans, const CBLAS_INT N, const
    CBLAS_INT K, const float alpha, const void* A, const CBLAS_INT lda, const float beta, void* C, const
    CBLAS_INT ldc);
void cblas_chpmv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const void* alpha, const void* Ap,
    const void* X, const CBLAS_INT incX, const void* beta, void* Y, const CBLAS_INT incY);
void cblas_chpr(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const float alpha, const void* X,
    const CBLAS_INT incX, void* A);
void cblas_chpr2(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const void* alpha, const void* X,
    const CBLAS_INT incX, const void* Y, const CBLAS_INT incY, void* Ap);
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
void cblas_csymm(CBLAS_LAYOUT layout, CBLAS_SIDE Side, CBLAS_UPLO Uplo, const CBLAS_INT M, const CBLAS_INT N,
    const void* alpha, const void* A, const CBLAS_INT lda, const void* B, const CBLAS_INT ldb, const void*
    beta, void* C, const CBLAS_INT ldc);
void cblas_csyr2k(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE Trans, const CBLAS_INT N, const
    CBLAS_INT K, const void* alpha, const void* A, const CBLAS_INT lda, const void* B, const CBLAS_INT ldb,
    const void* beta, void* C, const CBLAS_INT ldc);
void cblas_csyrk(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE Trans, const CBLAS_INT N, const
    CBLAS_INT K, const void* alpha, const void* A, const CBLAS_INT lda, const void* beta, void* C, const
    CBLAS_INT ldc);
void cblas_ctbmv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG Diag, const
    CBLAS_INT N, const CBLAS_INT K, const void* A, const CBLAS_INT lda, void* X, const CBLAS_INT incX);
void cblas_ctbsv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG Diag, const
    CBLAS_INT N, const CBLAS_INT K, const void* A, const CBLAS_INT lda, void* X, const CBLAS_INT incX);
void cblas_ctpmv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG Diag, const
    CBLAS_INT N, const void* Ap, void* X, const CBLAS_INT incX);
void cblas_ctpsv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG Diag, const
    CBLAS_INT N, const void* Ap, void* X, const CBLAS_INT incX);
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
void cblas_dgbmv(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE TransA, const CBLAS_INT M, const CBLAS_INT N, const
    CBLAS_INT KL, const CBLAS_INT KU, const double alpha, const double* A, const CBLAS_INT lda, const double*
    X, const CBLAS_INT incX, const double beta, double* Y, const CBLAS_INT incY);
void cblas_dgeadd(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE transa, CBLAS_TRANSPOSE transc, const blasint crows,
    const blasint ccols, const double calpha, const double* a, const blasint clda, const double cbeta, double*
    c, const blasint cldc);
void cblas_dgemm(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE TransA, CBLAS_TRANSPOSE TransB, const CBLAS_INT M, const
    CBLAS_INT N, const CBLAS_INT K, const double alpha, const double* A, const CBLAS_INT lda, const double* B,
    const CBLAS_INT ldb, const double beta, double* C, const CBLAS_INT ldc);
void cblas_dgemm_batch(CBLAS_LAYOUT layout, const CBLAS_TRANSPOSE* TransA_array, const CBLAS_TRANSPOSE*
    TransB_array, const CBLAS_INT* M_array, const CBLAS_INT* N_array, const CBLAS_INT* K_array, const double*
    alpha_array, const double** A_array, const CBLAS_INT* lda_array, const double** B_array, const CBLAS_INT*
    ldb_array, const double* beta_array, double** C_array, const CBLAS_INT* ldc_array, const CBLAS_INT
    group_count, const CBLAS_INT* group_size);
void cblas_dgemm_batch_strided(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE TransA, CBLAS_TRANSPOSE TransB, const
    CBLAS_INT M, const CBLAS_INT N, const CBLAS_INT K, const double alpha, const double* A, const CBLAS_INT
    lda, const CBLAS_INT stridea, const double* B, const CBLAS_INT ldb, const CBLAS_INT strideb, const double
    beta, double* C, const CBLAS_INT ldc, const CBLAS_INT stridec, const CBLAS_INT batch_size);
void cblas_dgemmt(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_TRANSPOSE TransB, const
    CBLAS_INT N, const CBLAS_INT K, const double alpha, const double* A, const CBLAS_INT lda, const double* B,
    const CBLAS_INT ldb, const double beta, double* C, const CBLAS_INT ldc);
void cblas_dgemmtr(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_TRANSPOSE TransB, const
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
void cblas_dsbmv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const CBLAS_INT K, const double
    alpha, const double* A, const CBLAS_INT lda, const double* X, const CBLAS_INT incX, const double beta,
    double* Y, const CBLAS_INT incY);
void cblas_dscal(const CBLAS_INT N, const double alpha, double* X, const CBLAS_INT incX);
double cblas_dsdot(const CBLAS_INT N, const float* X, const CBLAS_INT incX, const float* Y, const CBLAS_INT
    incY);
void cblas_dspmv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const double alpha, const double*
    Ap, const double* X, const CBLAS_INT incX, const double beta, double* Y, const CBLAS_INT incY);
void cblas_dspr(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const double alpha, const double* X,
    const CBLAS_INT incX, double* Ap);
void cblas_dspr2(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const double alpha, const double* X,
    const CBLAS_INT incX, const double* Y, const CBLAS_INT incY, double* A);
double cblas_dsum(const blasint n, const double* x, const blasint incx);
void cblas_dswap(const CBLAS_INT N, double* X, const CBLAS_INT incX, double* Y, const CBLAS_INT incY);
void cblas_dsymm(CBLAS_LAYOUT layout, CBLAS_SIDE Side, CBLAS_UPLO Uplo, const CBLAS_INT M, const CBLAS_INT N,
    const double alpha, const double* A, const CBLAS_INT lda, const double* B, const CBLAS_INT ldb, const
    double beta, double* C, const CBLAS_INT ldc);
void cblas_dsymv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const double alpha, const double* A,
    const CBLAS_INT lda, const double* X, const CBLAS_INT incX, const double beta, double* Y, const CBLAS_INT
    incY);
void cblas_dsyr(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const double alpha, const double* X,
    const CBLAS_INT incX, double* A, const CBLAS_INT lda);
void cblas_dsyr2(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const double alpha, const double* X,
    const CBLAS_INT incX, const double* Y, const CBLAS_INT incY, double* A, const CBLAS_INT lda);
void cblas_dsyr2k(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE Trans, const CBLAS_INT N, const
    CBLAS_INT K, const double alpha, const double* A, const CBLAS_INT lda, const double* B, const CBLAS_INT
    ldb, const double beta, double* C, const CBLAS_INT ldc);
void cblas_dsyrk(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE Trans, const CBLAS_INT N, const
    CBLAS_INT K, const double alpha, const double* A, const CBLAS_INT lda, const double beta, double* C, const
    CBLAS_INT ldc);
void cblas_dtbmv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG Diag, const
    CBLAS_INT N, const CBLAS_INT K, const double* A, const CBLAS_INT lda, double* X, const CBLAS_INT incX);
void cblas_dtbsv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG Diag, const
    CBLAS_INT N, const CBLAS_INT K, const double* A, const CBLAS_INT lda, double* X, const CBLAS_INT incX);
void cblas_dtpmv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG Diag, const
    CBLAS_INT N, const double* Ap, double* X, const CBLAS_INT incX);
void cblas_dtpsv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG Diag, const
    CBLAS_INT N, const double* Ap, double* X, const CBLAS_INT incX);
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
void cblas_sgbmv(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE TransA, const CBLAS_INT M, const CBLAS_INT N, const
    CBLAS_INT KL, const CBLAS_INT KU, const float alpha, const float* A, const CBLAS_INT lda, const float* X,
    const CBLAS_INT incX, const float beta, float* Y, const CBLAS_INT incY);
void cblas_sgeadd(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE transa, CBLAS_TRANSPOSE transc, const blasint crows,
    const blasint ccols, const float calpha, const float* a, const blasint clda, const float cbeta, float* c,
    const blasint cldc);
void cblas_sgemm(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE TransA, CBLAS_TRANSPOSE TransB, const CBLAS_INT M, const
    CBLAS_INT N, const CBLAS_INT K, const float alpha, const float* A, const CBLAS_INT lda, const float* B,
    const CBLAS_INT ldb, const float beta, float* C, const CBLAS_INT ldc);
void cblas_sgemm_batch(CBLAS_LAYOUT layout, const CBLAS_TRANSPOSE* TransA_array, const CBLAS_TRANSPOSE*
    TransB_array, const CBLAS_INT* M_array, const CBLAS_INT* N_array, const CBLAS_INT* K_array, const float*
    alpha_array, const float** A_array, const CBLAS_INT* lda_array, const float** B_array, const CBLAS_INT*
    ldb_array, const float* beta_array, float** C_array, const CBLAS_INT* ldc_array, const CBLAS_INT
    group_count, const CBLAS_INT* group_size);
void cblas_sgemm_batch_strided(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE TransA, CBLAS_TRANSPOSE TransB, const
    CBLAS_INT M, const CBLAS_INT N, const CBLAS_INT K, const float alpha, const float* A, const CBLAS_INT lda,
    const CBLAS_INT stridea, const float* B, const CBLAS_INT ldb, const CBLAS_INT strideb, const float beta,
    float* C, const CBLAS_INT ldc, const CBLAS_INT stridec, const CBLAS_INT batch_size);
void cblas_sgemmt(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_TRANSPOSE TransB, const
    CBLAS_INT N, const CBLAS_INT K, const float alpha, const float* A, const CBLAS_INT lda, const float* B,
    const CBLAS_INT ldb, const float beta, float* C, const CBLAS_INT ldc);
void cblas_sgemmtr(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_TRANSPOSE TransB, const
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
void cblas_ssbmv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const CBLAS_INT K, const float
    alpha, const float* A, const CBLAS_INT lda, const float* X, const CBLAS_INT incX, const float beta, float*
    Y, const CBLAS_INT incY);
void cblas_sscal(const CBLAS_INT N, const float alpha, float* X, const CBLAS_INT incX);
void cblas_sspmv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const float alpha, const float* Ap,
    const float* X, const CBLAS_INT incX, const float beta, float* Y, const CBLAS_INT incY);
void cblas_sspr(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const float alpha, const float* X,
    const CBLAS_INT incX, float* Ap);
void cblas_sspr2(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const float alpha, const float* X,
    const CBLAS_INT incX, const float* Y, const CBLAS_INT incY, float* A);
float cblas_ssum(const blasint n, const float* x, const blasint incx);
void cblas_sswap(const CBLAS_INT N, float* X, const CBLAS_INT incX, float* Y, const CBLAS_INT incY);
void cblas_ssymm(CBLAS_LAYOUT layout, CBLAS_SIDE Side, CBLAS_UPLO Uplo, const CBLAS_INT M, const CBLAS_INT N,
    const float alpha, const float* A, const CBLAS_INT lda, const float* B, const CBLAS_INT ldb, const float
    beta, float* C, const CBLAS_INT ldc);
void cblas_ssymv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const float alpha, const float* A,
    const CBLAS_INT lda, const float* X, const CBLAS_INT incX, const float beta, float* Y, const CBLAS_INT
    incY);
void cblas_ssyr(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const float alpha, const float* X,
    const CBLAS_INT incX, float* A, const CBLAS_INT lda);
void cblas_ssyr2(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const float alpha, const float* X,
    const CBLAS_INT incX, const float* Y, const CBLAS_INT incY, float* A, const CBLAS_INT lda);
void cblas_ssyr2k(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE Trans, const CBLAS_INT N, const
    CBLAS_INT K, const float alpha, const float* A, const CBLAS_INT lda, const float* B, const CBLAS_INT ldb,
    const float beta, float* C, const CBLAS_INT ldc);
void cblas_ssyrk(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE Trans, const CBLAS_INT N, const
    CBLAS_INT K, const float alpha, const float* A, const CBLAS_INT lda, const float beta, float* C, const
    CBLAS_INT ldc);
void cblas_stbmv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG Diag, const
    CBLAS_INT N, const CBLAS_INT K, const float* A, const CBLAS_INT lda, float* X, const CBLAS_INT incX);
void cblas_stbsv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG Diag, const
    CBLAS_INT N, const CBLAS_INT K, const float* A, const CBLAS_INT lda, float* X, const CBLAS_INT incX);
void cblas_stpmv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG Diag, const
    CBLAS_INT N, const float* Ap, float* X, const CBLAS_INT incX);
void cblas_stpsv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG Diag, const
    CBLAS_INT N, const float* Ap, float* X, const CBLAS_INT incX);
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
void cblas_zgbmv(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE TransA, const CBLAS_INT M, const CBLAS_INT N, const
    CBLAS_INT KL, const CBLAS_INT KU, const void* alpha, const void* A, const CBLAS_INT lda, const void* X,
    const CBLAS_INT incX, const void* beta, void* Y, const CBLAS_INT incY);
void cblas_zgeadd(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE transa, CBLAS_TRANSPOSE transc, const blasint crows,
    const blasint ccols, const double* calpha, const double* a, const blasint clda, const double* cbeta,
    double* c, const blasint cldc);
void cblas_zgemm(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE TransA, CBLAS_TRANSPOSE TransB, const CBLAS_INT M, const
    CBLAS_INT N, const CBLAS_INT K, const void* alpha, const void* A, const CBLAS_INT lda, const void* B,
    const CBLAS_INT ldb, const void* beta, void* C, const CBLAS_INT ldc);
void cblas_zgemm3m(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE TransA, CBLAS_TRANSPOSE TransB, const CBLAS_INT M,
    const CBLAS_INT N, const CBLAS_INT K, const void* alpha, const void* A, const CBLAS_INT lda, const void*
    B, const CBLAS_INT ldb, const void* beta, void* C, const CBLAS_INT ldc);
void cblas_zgemm_batch(CBLAS_LAYOUT layout, const CBLAS_TRANSPOSE* TransA_array, const CBLAS_TRANSPOSE*
    TransB_array, const CBLAS_INT* M_array, const CBLAS_INT* N_array, const CBLAS_INT* K_array, const void*
    alpha_array, const void** A_array, const CBLAS_INT* lda_array, const void** B_array, const CBLAS_INT*
    ldb_array, const void* beta_array, void** C_array, const CBLAS_INT* ldc_array, const CBLAS_INT
    group_count, const CBLAS_INT* group_size);
void cblas_zgemm_batch_strided(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE TransA, CBLAS_TRANSPOSE TransB, const
    CBLAS_INT M, const CBLAS_INT N, const CBLAS_INT K, const void* alpha, const void* A, const CBLAS_INT lda,
    const CBLAS_INT stridea, const void* B, const CBLAS_INT ldb, const CBLAS_INT strideb, const void* beta,
    void* C, const CBLAS_INT ldc, const CBLAS_INT stridec, const CBLAS_INT batch_size);
void cblas_zgemmt(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_TRANSPOSE TransB, const
    CBLAS_INT N, const CBLAS_INT K, const void* alpha, const void* A, const CBLAS_INT lda, const void* B,
    const CBLAS_INT ldb, const void* beta, void* C, const CBLAS_INT ldc);
void cblas_zgemmtr(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_TRANSPOSE TransB, const
    CBLAS_INT N, const CBLAS_INT K, const void* alpha, const void* A, const CBLAS_INT lda, const void* B,
    const CBLAS_INT ldb, const void* beta, void* C, const CBLAS_INT ldc);
void cblas_zgemv(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE TransA, const CBLAS_INT M, const CBLAS_INT N, const
    void* alpha, const void* A, const CBLAS_INT lda, const void* X, const CBLAS_INT incX, const void* beta,
    void* Y, const CBLAS_INT incY);
void cblas_zgerc(CBLAS_LAYOUT layout, const CBLAS_INT M, const CBLAS_INT N, const void* alpha, const void* X,
    const CBLAS_INT incX, const void* Y, const CBLAS_INT incY, void* A, const CBLAS_INT lda);
void cblas_zgeru(CBLAS_LAYOUT layout, const CBLAS_INT M, const CBLAS_INT N, const void* alpha, const void* X,
    const CBLAS_INT incX, const void* Y, const CBLAS_INT incY, void* A, const CBLAS_INT lda);
void cblas_zhbmv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const CBLAS_INT K, const void*
    alpha, const void* A, const CBLAS_INT lda, const void* X, const CBLAS_INT incX, const void* beta, void* Y,
    const CBLAS_INT incY);
void cblas_zhemm(CBLAS_LAYOUT layout, CBLAS_SIDE Side, CBLAS_UPLO Uplo, const CBLAS_INT M, const CBLAS_INT N,
    const void* alpha, const void* A, const CBLAS_INT lda, const void* B, const CBLAS_INT ldb, const void*
    beta, void* C, const CBLAS_INT ldc);
void cblas_zhemv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const void* alpha, const void* A,
    const CBLAS_INT lda, const void* X, const CBLAS_INT incX, const void* beta, void* Y, const CBLAS_INT
    incY);
void cblas_zher(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const double alpha, const void* X,
    const CBLAS_INT incX, void* A, const CBLAS_INT lda);
void cblas_zher2(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const void* alpha, const void* X,
    const CBLAS_INT incX, const void* Y, const CBLAS_INT incY, void* A, const CBLAS_INT lda);
void cblas_zher2k(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE Trans, const CBLAS_INT N, const
    CBLAS_INT K, const void* alpha, const void* A, const CBLAS_INT lda, const void* B, const CBLAS_INT ldb,
    const double beta, void* C, const CBLAS_INT ldc);
void cblas_zherk(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE Trans, const CBLAS_INT N, const
    CBLAS_INT K, const double alpha, const void* A, const CBLAS_INT lda, const double beta, void* C, const
    CBLAS_INT ldc);
void cblas_zhpmv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const void* alpha, const void* Ap,
    const void* X, const CBLAS_INT incX, const void* beta, void* Y, const CBLAS_INT incY);
void cblas_zhpr(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const double alpha, const void* X,
    const CBLAS_INT incX, void* A);
void cblas_zhpr2(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, const CBLAS_INT N, const void* alpha, const void* X,
    const CBLAS_INT incX, const void* Y, const CBLAS_INT incY, void* Ap);
void cblas_zimatcopy(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE trans, const blasint crows, const blasint ccols,
    const double* calpha, double* a, const blasint clda, const blasint cldb);
void cblas_zomatcopy(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE trans, const blasint crows, const blasint ccols,
    const double* calpha, const double* a, const blasint clda, double* b, const blasint cldb);
void cblas_zrot(const blasint N, void* X, const blasint incX, void* Y, const blasint incY, const double c,
    const void* s);
void cblas_zrotg(void* a, void* b, double* c, void* s);
void cblas_zscal(const CBLAS_INT N, const void* alpha, void* X, const CBLAS_INT incX);
void cblas_zswap(const CBLAS_INT N, void* X, const CBLAS_INT incX, void* Y, const CBLAS_INT incY);
void cblas_zsymm(CBLAS_LAYOUT layout, CBLAS_SIDE Side, CBLAS_UPLO Uplo, const CBLAS_INT M, const CBLAS_INT N,
    const void* alpha, const void* A, const CBLAS_INT lda, const void* B, const CBLAS_INT ldb, const void*
    beta, void* C, const CBLAS_INT ldc);
void cblas_zsyr2k(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE Trans, const CBLAS_INT N, const
    CBLAS_INT K, const void* alpha, const void* A, const CBLAS_INT lda, const void* B, const CBLAS_INT ldb,
    const void* beta, void* C, const CBLAS_INT ldc);
void cblas_zsyrk(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE Trans, const CBLAS_INT N, const
    CBLAS_INT K, const void* alpha, const void* A, const CBLAS_INT lda, const void* beta, void* C, const
    CBLAS_INT ldc);
void cblas_ztbmv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG Diag, const
    CBLAS_INT N, const CBLAS_INT K, const void* A, const CBLAS_INT lda, void* X, const CBLAS_INT incX);
void cblas_ztbsv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG Diag, const
    CBLAS_INT N, const CBLAS_INT K, const void* A, const CBLAS_INT lda, void* X, const CBLAS_INT incX);
void cblas_ztpmv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG Diag, const
    CBLAS_INT N, const void* Ap, void* X, const CBLAS_INT incX);
void cblas_ztpsv(CBLAS_LAYOUT layout, CBLAS_UPLO Uplo, CBLAS_TRANSPOSE TransA, CBLAS_DIAG Diag, const
    CBLAS_INT N, const void* Ap, void* X, const CBLAS_INT incX);
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
