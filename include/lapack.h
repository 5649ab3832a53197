/* BLAS and LAPACK under their Fortran names. Hidden lengths of strings need not be passed. Written by scripts/headers.py. */
#ifndef ARENABLAS_LAPACK_H
#define ARENABLAS_LAPACK_H

#include "arenablas.h"

#ifdef ARENABLAS_ILP64
#define caxpy_ caxpy_64_
#define ccopy_ ccopy_64_
#define cdotc_ cdotc_64_
#define cdotu_ cdotu_64_
#define cgbmv_ cgbmv_64_
#define cgemm3m_ cgemm3m_64_
#define cgemm_ cgemm_64_
#define cgemm_batch_ cgemm_batch_64_
#define cgemm_batch_strided_ cgemm_batch_strided_64_
#define cgemmt_ cgemmt_64_
#define cgemmtr_ cgemmtr_64_
#define cgemv_ cgemv_64_
#define cgeqr2_ cgeqr2_64_
#define cgeqrf_ cgeqrf_64_
#define cgerc_ cgerc_64_
#define cgeru_ cgeru_64_
#define chbmv_ chbmv_64_
#define chemm_ chemm_64_
#define chemv_ chemv_64_
#define cher2_ cher2_64_
#define cher2k_ cher2k_64_
#define cher_ cher_64_
#define cherk_ cherk_64_
#define chpmv_ chpmv_64_
#define chpr2_ chpr2_64_
#define chpr_ chpr_64_
#define clarf_ clarf_64_
#define clarfb_ clarfb_64_
#define clarfg_ clarfg_64_
#define clarft_ clarft_64_
#define csbmv_ csbmv_64_
#define cscal_ cscal_64_
#define cspmv_ cspmv_64_
#define cspr2_ cspr2_64_
#define cspr_ cspr_64_
#define csscal_ csscal_64_
#define cswap_ cswap_64_
#define csymm_ csymm_64_
#define csymv_ csymv_64_
#define csyr2_ csyr2_64_
#define csyr2k_ csyr2k_64_
#define csyr_ csyr_64_
#define csyrk_ csyrk_64_
#define ctbmv_ ctbmv_64_
#define ctbsv_ ctbsv_64_
#define ctpmv_ ctpmv_64_
#define ctpsv_ ctpsv_64_
#define ctrmm_ ctrmm_64_
#define ctrmv_ ctrmv_64_
#define ctrsm_ ctrsm_64_
#define ctrsv_ ctrsv_64_
#define cung2r_ cung2r_64_
#define cungqr_ cungqr_64_
#define cunm2r_ cunm2r_64_
#define cunmqr_ cunmqr_64_
#define dasum_ dasum_64_
#define daxpy_ daxpy_64_
#define dcopy_ dcopy_64_
#define ddot_ ddot_64_
#define dgbmv_ dgbmv_64_
#define dgemm_ dgemm_64_
#define dgemm_batch_ dgemm_batch_64_
#define dgemm_batch_strided_ dgemm_batch_strided_64_
#define dgemmt_ dgemmt_64_
#define dgemmtr_ dgemmtr_64_
#define dgemv_ dgemv_64_
#define dgeqr2_ dgeqr2_64_
#define dgeqrf_ dgeqrf_64_
#define dger_ dger_64_
#define dlarf_ dlarf_64_
#define dlarfb_ dlarfb_64_
#define dlarfg_ dlarfg_64_
#define dlarft_ dlarft_64_
#define dnrm2_ dnrm2_64_
#define dorg2r_ dorg2r_64_
#define dorgqr_ dorgqr_64_
#define dorm2r_ dorm2r_64_
#define dormqr_ dormqr_64_
#define dsbmv_ dsbmv_64_
#define dscal_ dscal_64_
#define dspmv_ dspmv_64_
#define dspr2_ dspr2_64_
#define dspr_ dspr_64_
#define dswap_ dswap_64_
#define dsymm_ dsymm_64_
#define dsymv_ dsymv_64_
#define dsyr2_ dsyr2_64_
#define dsyr2k_ dsyr2k_64_
#define dsyr_ dsyr_64_
#define dsyrk_ dsyrk_64_
#define dtbmv_ dtbmv_64_
#define dtbsv_ dtbsv_64_
#define dtpmv_ dtpmv_64_
#define dtpsv_ dtpsv_64_
#define dtrmm_ dtrmm_64_
#define dtrmv_ dtrmv_64_
#define dtrsm_ dtrsm_64_
#define dtrsv_ dtrsv_64_
#define dzasum_ dzasum_64_
#define dznrm2_ dznrm2_64_
#define icamax_ icamax_64_
#define idamax_ idamax_64_
#define isamax_ isamax_64_
#define izamax_ izamax_64_
#define lsame_ lsame_64_
#define openblas_get_num_procs_ openblas_get_num_procs_64_
#define openblas_get_num_threads_ openblas_get_num_threads_64_
#define openblas_get_parallel_ openblas_get_parallel_64_
#define openblas_set_num_threads_ openblas_set_num_threads_64_
#define sasum_ sasum_64_
#define saxpy_ saxpy_64_
#define scasum_ scasum_64_
#define scnrm2_ scnrm2_64_
#define scopy_ scopy_64_
#define sdot_ sdot_64_
#define sgbmv_ sgbmv_64_
#define sgemm_ sgemm_64_
#define sgemm_batch_ sgemm_batch_64_
#define sgemm_batch_strided_ sgemm_batch_strided_64_
#define sgemmt_ sgemmt_64_
#define sgemmtr_ sgemmtr_64_
#define sgemv_ sgemv_64_
#define sgeqr2_ sgeqr2_64_
#define sgeqrf_ sgeqrf_64_
#define sger_ sger_64_
#define slarf_ slarf_64_
#define slarfb_ slarfb_64_
#define slarfg_ slarfg_64_
#define slarft_ slarft_64_
#define snrm2_ snrm2_64_
#define sorg2r_ sorg2r_64_
#define sorgqr_ sorgqr_64_
#define sorm2r_ sorm2r_64_
#define sormqr_ sormqr_64_
#define ssbmv_ ssbmv_64_
#define sscal_ sscal_64_
#define sspmv_ sspmv_64_
#define sspr2_ sspr2_64_
#define sspr_ sspr_64_
#define sswap_ sswap_64_
#define ssymm_ ssymm_64_
#define ssymv_ ssymv_64_
#define ssyr2_ ssyr2_64_
#define ssyr2k_ ssyr2k_64_
#define ssyr_ ssyr_64_
#define ssyrk_ ssyrk_64_
#define stbmv_ stbmv_64_
#define stbsv_ stbsv_64_
#define stpmv_ stpmv_64_
#define stpsv_ stpsv_64_
#define strmm_ strmm_64_
#define strmv_ strmv_64_
#define strsm_ strsm_64_
#define strsv_ strsv_64_
#define xerbla_ xerbla_64_
#define xerbla_array_ xerbla_array_64_
#define zaxpy_ zaxpy_64_
#define zcopy_ zcopy_64_
#define zdotc_ zdotc_64_
#define zdotu_ zdotu_64_
#define zdscal_ zdscal_64_
#define zgbmv_ zgbmv_64_
#define zgemm3m_ zgemm3m_64_
#define zgemm_ zgemm_64_
#define zgemm_batch_ zgemm_batch_64_
#define zgemm_batch_strided_ zgemm_batch_strided_64_
#define zgemmt_ zgemmt_64_
#define zgemmtr_ zgemmtr_64_
#define zgemv_ zgemv_64_
#define zgeqr2_ zgeqr2_64_
#define zgeqrf_ zgeqrf_64_
#define zgerc_ zgerc_64_
#define zgeru_ zgeru_64_
#define zhbmv_ zhbmv_64_
#define zhemm_ zhemm_64_
#define zhemv_ zhemv_64_
#define zher2_ zher2_64_
#define zher2k_ zher2k_64_
#define zher_ zher_64_
#define zherk_ zherk_64_
#define zhpmv_ zhpmv_64_
#define zhpr2_ zhpr2_64_
#define zhpr_ zhpr_64_
#define zlarf_ zlarf_64_
#define zlarfb_ zlarfb_64_
#define zlarfg_ zlarfg_64_
#define zlarft_ zlarft_64_
#define zsbmv_ zsbmv_64_
#define zscal_ zscal_64_
#define zspmv_ zspmv_64_
#define zspr2_ zspr2_64_
#define zspr_ zspr_64_
#define zswap_ zswap_64_
#define caxpby_ caxpby_64_
#define caxpyc_ caxpyc_64_
#define cgeadd_ cgeadd_64_
#define cimatcopy_ cimatcopy_64_
#define comatcopy_ comatcopy_64_
#define crot_ crot_64_
#define crotg_ crotg_64_
#define csrot_ csrot_64_
#define damax_ damax_64_
#define damin_ damin_64_
#define daxpby_ daxpby_64_
#define dcabs1_ dcabs1_64_
#define dgeadd_ dgeadd_64_
#define dimatcopy_ dimatcopy_64_
#define dmax_ dmax_64_
#define dmin_ dmin_64_
#define domatcopy_ domatcopy_64_
#define drot_ drot_64_
#define drotg_ drotg_64_
#define drotm_ drotm_64_
#define drotmg_ drotmg_64_
#define dsdot_ dsdot_64_
#define dsum_ dsum_64_
#define dzamax_ dzamax_64_
#define dzamin_ dzamin_64_
#define dzsum_ dzsum_64_
#define icamin_ icamin_64_
#define idamin_ idamin_64_
#define idmax_ idmax_64_
#define idmin_ idmin_64_
#define isamin_ isamin_64_
#define ismax_ ismax_64_
#define ismin_ ismin_64_
#define izamin_ izamin_64_
#define samax_ samax_64_
#define samin_ samin_64_
#define saxpby_ saxpby_64_
#define scabs1_ scabs1_64_
#define scamax_ scamax_64_
#define scamin_ scamin_64_
#define scsum_ scsum_64_
#define sdsdot_ sdsdot_64_
#define sgeadd_ sgeadd_64_
#define simatcopy_ simatcopy_64_
#define smax_ smax_64_
#define smin_ smin_64_
#define somatcopy_ somatcopy_64_
#define srot_ srot_64_
#define srotg_ srotg_64_
#define srotm_ srotm_64_
#define srotmg_ srotmg_64_
#define ssum_ ssum_64_
#define zaxpby_ zaxpby_64_
#define zaxpyc_ zaxpyc_64_
#define zdrot_ zdrot_64_
#define zgeadd_ zgeadd_64_
#define zimatcopy_ zimatcopy_64_
#define zomatcopy_ zomatcopy_64_
#define zrot_ zrot_64_
#define zrotg_ zrotg_64_
#define zsymm_ zsymm_64_
#define zsymv_ zsymv_64_
#define zsyr2_ zsyr2_64_
#define zsyr2k_ zsyr2k_64_
#define zsyr_ zsyr_64_
#define zsyrk_ zsyrk_64_
#define ztbmv_ ztbmv_64_
#define ztbsv_ ztbsv_64_
#define ztpmv_ ztpmv_64_
#define ztpsv_ ztpsv_64_
#define ztrmm_ ztrmm_64_
#define ztrmv_ ztrmv_64_
#define ztrsm_ ztrsm_64_
#define ztrsv_ ztrsv_64_
#define zung2r_ zung2r_64_
#define zungqr_ zungqr_64_
#define zunm2r_ zunm2r_64_
#define zunmqr_ zunmqr_64_
#endif

#ifdef __cplusplus
extern "C" {
#endif

void caxpy_(const blasint* n, const lapack_complex_float* ca, const lapack_complex_float* cx, const blasint*
    incx, lapack_complex_float* cy, const blasint* incy);
void ccopy_(const blasint* n, const lapack_complex_float* cx, const blasint* incx, lapack_complex_float* cy,
    const blasint* incy);
lapack_complex_float cdotc_(const blasint* n, const lapack_complex_float* cx, const blasint* incx, const
    lapack_complex_float* cy, const blasint* incy);
lapack_complex_float cdotu_(const blasint* n, const lapack_complex_float* cx, const blasint* incx, const
    lapack_complex_float* cy, const blasint* incy);
void cgbmv_(const char* trans, const blasint* m, const blasint* n, const blasint* kl, const blasint* ku, const
    lapack_complex_float* alpha, const lapack_complex_float* a, const blasint* lda, const
    lapack_complex_float* x, const blasint* incx, const lapack_complex_float* beta, lapack_complex_float* y,
    const blasint* incy);
void cgemm3m_(const char* transa, const char* transb, const blasint* m, const blasint* n, const blasint* k,
    const lapack_complex_float* alpha, const lapack_complex_float* a, const blasint* lda, const
    lapack_complex_float* b, const blasint* ldb, const lapack_complex_float* beta, lapack_complex_float* c,
    const blasint* ldc);
void cgemm_(const char* transa, const char* transb, const blasint* m, const blasint* n, const blasint* k,
    const lapack_complex_float* alpha, const lapack_complex_float* a, const blasint* lda, const
    lapack_complex_float* b, const blasint* ldb, const lapack_complex_float* beta, lapack_complex_float* c,
    const blasint* ldc);
void cgemm_batch_(const char* transa_array, const char* transb_array, const blasint* m_array, const blasint*
    n_array, const blasint* k_array, const lapack_complex_float* alpha_array, const lapack_complex_float**
    a_array, const blasint* lda_array, const lapack_complex_float** b_array, const blasint* ldb_array, const
    lapack_complex_float* beta_array, lapack_complex_float** c_array, const blasint* ldc_array, const blasint*
    group_count, const blasint* group_size);
void cgemm_batch_strided_(const char* transa, const char* transb, const blasint* m, const blasint* n, const
    blasint* k, const lapack_complex_float* alpha, const lapack_complex_float* a, const blasint* lda, const
    blasint* stridea, const lapack_complex_float* b, const blasint* ldb, const blasint* strideb, const
    lapack_complex_float* beta, lapack_complex_float* c, const blasint* ldc, const blasint* stridec, const
    blasint* batch_size);
void cgemmt_(const char* uplo, const char* transa, const char* transb, const blasint* n, const blasint* k,
    const lapack_complex_float* alpha, const lapack_complex_float* a, const blasint* lda, const
    lapack_complex_float* b, const blasint* ldb, const lapack_complex_float* beta, lapack_complex_float* c,
    const blasint* ldc);
void cgemmtr_(const char* uplo, const char* transa, const char* transb, const blasint* n, const blasint* k,
    const lapack_complex_float* alpha, const lapack_complex_float* a, const blasint* lda, const
    lapack_complex_float* b, const blasint* ldb, const lapack_complex_float* beta, lapack_complex_float* c,
    const blasint* ldc);
void cgemv_(const char* trans, const blasint* m, const blasint* n, const lapack_complex_float* alpha, const
    lapack_complex_float* a, const blasint* lda, const lapack_complex_float* x, const blasint* incx, const
    lapack_complex_float* beta, lapack_complex_float* y, const blasint* incy);
void cgeqr2_(const blasint* m, const blasint* n, lapack_complex_float* a, const blasint* lda,
    lapack_complex_float* tau, lapack_complex_float* work, blasint* info);
void cgeqrf_(const blasint* m, const blasint* n, lapack_complex_float* a, const blasint* lda,
    lapack_complex_float* tau, lapack_complex_float* work, const blasint* lwork, blasint* info);
void cgerc_(const blasint* m, const blasint* n, const lapack_complex_float* alpha, const lapack_complex_float*
    x, const blasint* incx, const lapack_complex_float* y, const blasint* incy, lapack_complex_float* a, const
    blasint* lda);
void cgeru_(const blasint* m, const blasint* n, const lapack_complex_float* alpha, const lapack_complex_float*
    x, const blasint* incx, const lapack_complex_float* y, const blasint* incy, lapack_complex_float* a, const
    blasint* lda);
void chbmv_(const char* uplo, const blasint* n, const blasint* k, const lapack_complex_float* alpha, const
    lapack_complex_float* a, const blasint* lda, const lapack_complex_float* x, const blasint* incx, const
    lapack_complex_float* beta, lapack_complex_float* y, const blasint* incy);
void chemm_(const char* side, const char* uplo, const blasint* m, const blasint* n, const
    lapack_complex_float* alpha, const lapack_complex_float* a, const blasint* lda, const
    lapack_complex_float* b, const blasint* ldb, const lapack_complex_float* beta, lapack_complex_float* c,
    const blasint* ldc);
void chemv_(const char* uplo, const blasint* n, const lapack_complex_float* alpha, const lapack_complex_float*
    a, const blasint* lda, const lapack_complex_float* x, const blasint* incx, const lapack_complex_float*
    beta, lapack_complex_float* y, const blasint* incy);
void cher2_(const char* uplo, const blasint* n, const lapack_complex_float* alpha, const lapack_complex_float*
    x, const blasint* incx, const lapack_complex_float* y, const blasint* incy, lapack_complex_float* a, const
    blasint* lda);
void cher2k_(const char* uplo, const char* trans, const blasint* n, const blasint* k, const
    lapack_complex_float* alpha, const lapack_complex_float* a, const blasint* lda, const
    lapack_complex_float* b, const blasint* ldb, const float* beta, lapack_complex_float* c, const blasint*
    ldc);
void cher_(const char* uplo, const blasint* n, const float* alpha, const lapack_complex_float* x, const
    blasint* incx, lapack_complex_float* a, const blasint* lda);
void cherk_(const char* uplo, const char* trans, const blasint* n, const blasint* k, const float* alpha, const
    lapack_complex_float* a, const blasint* lda, const float* beta, lapack_complex_float* c, const blasint*
    ldc);
void chpmv_(const char* uplo, const blasint* n, const lapack_complex_float* alpha, const lapack_complex_float*
    ap, const lapack_complex_float* x, const blasint* incx, const lapack_complex_float* beta,
    lapack_complex_float* y, const blasint* incy);
void chpr2_(const char* uplo, const blasint* n, const lapack_complex_float* alpha, const lapack_complex_float*
    x, const blasint* incx, const lapack_complex_float* y, const blasint* incy, lapack_complex_float* ap);
void chpr_(const char* uplo, const blasint* n, const float* alpha, const lapack_complex_float* x, const
    blasint* incx, lapack_complex_float* ap);
void clarf_(const char* side, const blasint* m, const blasint* n, const lapack_complex_float* v, const
    blasint* incv, const lapack_complex_float* tau, lapack_complex_float* c, const blasint* ldc,
    lapack_complex_float* work);
void clarfb_(const char* side, const char* trans, const char* direct, const char* storev, const blasint* m,
    const blasint* n, const blasint* k, const lapack_complex_float* v, const blasint* ldv, const
    lapack_complex_float* t, const blasint* ldt, lapack_complex_float* c, const blasint* ldc,
    lapack_complex_float* work, const blasint* ldwork);
void clarfg_(const blasint* n, lapack_complex_float* alpha, lapack_complex_float* x, const blasint* incx,
    lapack_complex_float* tau);
void clarft_(const char* direct, const char* storev, const blasint* n, const blasint* k, const
    lapack_complex_float* v, const blasint* ldv, const lapack_complex_float* tau, lapack_complex_float* t,
    const blasint* ldt);
void csbmv_(const char* uplo, const blasint* n, const blasint* k, const lapack_complex_float* alpha, const
    lapack_complex_float* a, const blasint* lda, const lapack_complex_float* x, const blasint* incx, const
    lapack_complex_float* beta, lapack_complex_float* y, const blasint* incy);
void cscal_(const blasint* n, const lapack_complex_float* ca, lapack_complex_float* cx, const blasint* incx);
void cspmv_(const char* uplo, const blasint* n, const lapack_complex_float* alpha, const lapack_complex_float*
    ap, const lapack_complex_float* x, const blasint* incx, const lapack_complex_float* beta,
    lapack_complex_float* y, const blasint* incy);
void cspr2_(const char* uplo, const blasint* n, const lapack_complex_float* alpha, const lapack_complex_float*
    x, const blasint* incx, const lapack_complex_float* y, const blasint* incy, lapack_complex_float* ap);
void cspr_(const char* uplo, const blasint* n, const lapack_complex_float* alpha, const lapack_complex_float*
    x, const blasint* incx, lapack_complex_float* ap);
void csscal_(const blasint* n, const float* sa, lapack_complex_float* cx, const blasint* incx);
void cswap_(const blasint* n, lapack_complex_float* cx, const blasint* incx, lapack_complex_float* cy, const
    blasint* incy);
void csymm_(const char* side, const char* uplo, const blasint* m, const blasint* n, const
    lapack_complex_float* alpha, const lapack_complex_float* a, const blasint* lda, const
    lapack_complex_float* b, const blasint* ldb, const lapack_complex_float* beta, lapack_complex_float* c,
    const blasint* ldc);
void csymv_(const char* uplo, const blasint* n, const lapack_complex_float* alpha, const lapack_complex_float*
    a, const blasint* lda, const lapack_complex_float* x, const blasint* incx, const lapack_complex_float*
    beta, lapack_complex_float* y, const blasint* incy);
void csyr2_(const char* uplo, const blasint* n, const lapack_complex_float* alpha, const lapack_complex_float*
    x, const blasint* incx, const lapack_complex_float* y, const blasint* incy, lapack_complex_float* a, const
    blasint* lda);
void csyr2k_(const char* uplo, const char* trans, const blasint* n, const blasint* k, const
    lapack_complex_float* alpha, const lapack_complex_float* a, const blasint* lda, const
    lapack_complex_float* b, const blasint* ldb, const lapack_complex_float* beta, lapack_complex_float* c,
    const blasint* ldc);
void csyr_(const char* uplo, const blasint* n, const lapack_complex_float* alpha, const lapack_complex_float*
    x, const blasint* incx, lapack_complex_float* a, const blasint* lda);
void csyrk_(const char* uplo, const char* trans, const blasint* n, const blasint* k, const
    lapack_complex_float* alpha, const lapack_complex_float* a, const blasint* lda, const
    lapack_complex_float* beta, lapack_complex_float* c, const blasint* ldc);
void ctbmv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const blasint* k, const
    lapack_complex_float* a, const blasint* lda, lapack_complex_float* x, const blasint* incx);
void ctbsv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const blasint* k, const
    lapack_complex_float* a, const blasint* lda, lapack_complex_float* x, const blasint* incx);
void ctpmv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const
    lapack_complex_float* ap, lapack_complex_float* x, const blasint* incx);
void ctpsv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const
    lapack_complex_float* ap, lapack_complex_float* x, const blasint* incx);
void ctrmm_(const char* side, const char* uplo, const char* transa, const char* diag, const blasint* m, const
    blasint* n, const lapack_complex_float* alpha, const lapack_complex_float* a, const blasint* lda,
    lapack_complex_float* b, const blasint* ldb);
void ctrmv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const
    lapack_complex_float* a, const blasint* lda, lapack_complex_float* x, const blasint* incx);
void ctrsm_(const char* side, const char* uplo, const char* transa, const char* diag, const blasint* m, const
    blasint* n, const lapack_complex_float* alpha, const lapack_complex_float* a, const blasint* lda,
    lapack_complex_float* b, const blasint* ldb);
void ctrsv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const
    lapack_complex_float* a, const blasint* lda, lapack_complex_float* x, const blasint* incx);
void cung2r_(const blasint* m, const blasint* n, const blasint* k, lapack_complex_float* a, const blasint*
    lda, const lapack_complex_float* tau, lapack_complex_float* work, blasint* info);
void cungqr_(const blasint* m, const blasint* n, const blasint* k, lapack_complex_float* a, const blasint*
    lda, const lapack_complex_float* tau, lapack_complex_float* work, const blasint* lwork, blasint* info);
void cunm2r_(const char* side, const char* trans, const blasint* m, const blasint* n, const blasint* k, const
    lapack_complex_float* a, const blasint* lda, const lapack_complex_float* tau, lapack_complex_float* c,
    const blasint* ldc, lapack_complex_float* work, blasint* info);
void cunmqr_(const char* side, const char* trans, const blasint* m, const blasint* n, const blasint* k, const
    lapack_complex_float* a, const blasint* lda, const lapack_complex_float* tau, lapack_complex_float* c,
    const blasint* ldc, lapack_complex_float* work, const blasint* lwork, blasint* info);
double dasum_(const blasint* n, const double* dx, const blasint* incx);
void daxpy_(const blasint* n, const double* da, const double* dx, const blasint* incx, double* dy, const
    blasint* incy);
void dcopy_(const blasint* n, const double* dx, const blasint* incx, double* dy, const blasint* incy);
double ddot_(const blasint* n, const double* dx, const blasint* incx, const double* dy, const blasint* incy);
void dgbmv_(const char* trans, const blasint* m, const blasint* n, const blasint* kl, const blasint* ku, const
    double* alpha, const double* a, const blasint* lda, const double* x, const blasint* incx, const double*
    beta, double* y, const blasint* incy);
void dgemm_(const char* transa, const char* transb, const blasint* m, const blasint* n, const blasint* k,
    const double* alpha, const double* a, const blasint* lda, const double* b, const blasint* ldb, const
    double* beta, double* c, const blasint* ldc);
void dgemm_batch_(const char* transa_array, const char* transb_array, const blasint* m_array, const blasint*
    n_array, const blasint* k_array, const double* alpha_array, const double** a_array, const blasint*
    lda_array, const double** b_array, const blasint* ldb_array, const double* beta_array, double** c_array,
    const blasint* ldc_array, const blasint* group_count, const blasint* group_size);
void dgemm_batch_strided_(const char* transa, const char* transb, const blasint* m, const blasint* n, const
    blasint* k, const double* alpha, const double* a, const blasint* lda, const blasint* stridea, const
    double* b, const blasint* ldb, const blasint* strideb, const double* beta, double* c, const blasint* ldc,
    const blasint* stridec, const blasint* batch_size);
void dgemmt_(const char* uplo, const char* transa, const char* transb, const blasint* n, const blasint* k,
    const double* alpha, const double* a, const blasint* lda, const double* b, const blasint* ldb, const
    double* beta, double* c, const blasint* ldc);
void dgemmtr_(const char* uplo, const char* transa, const char* transb, const blasint* n, const blasint* k,
    const double* alpha, const double* a, const blasint* lda, const double* b, const blasint* ldb, const
    double* beta, double* c, const blasint* ldc);
void dgemv_(const char* trans, const blasint* m, const blasint* n, const double* alpha, const double* a, const
    blasint* lda, const double* x, const blasint* incx, const double* beta, double* y, const blasint* incy);
void dgeqr2_(const blasint* m, const blasint* n, double* a, const blasint* lda, double* tau, double* work,
    blasint* info);
void dgeqrf_(const blasint* m, const blasint* n, double* a, const blasint* lda, double* tau, double* work,
    const blasint* lwork, blasint* info);
void dger_(const blasint* m, const blasint* n, const double* alpha, const double* x, const blasint* incx,
    const double* y, const blasint* incy, double* a, const blasint* lda);
void dlarf_(const char* side, const blasint* m, const blasint* n, const double* v, const blasint* incv, const
    double* tau, double* c, const blasint* ldc, double* work);
void dlarfb_(const char* side, const char* trans, const char* direct, const char* storev, const blasint* m,
    const blasint* n, const blasint* k, const double* v, const blasint* ldv, const double* t, const blasint*
    ldt, double* c, const blasint* ldc, double* work, const blasint* ldwork);
void dlarfg_(const blasint* n, double* alpha, double* x, const blasint* incx, double* tau);
void dlarft_(const char* direct, const char* storev, const blasint* n, const blasint* k, const double* v,
    const blasint* ldv, const double* tau, double* t, const blasint* ldt);
double dnrm2_(const blasint* n, const double* x, const blasint* incx);
void dorg2r_(const blasint* m, const blasint* n, const blasint* k, double* a, const blasint* lda, const
    double* tau, double* work, blasint* info);
void dorgqr_(const blasint* m, const blasint* n, const blasint* k, double* a, const blasint* lda, const
    double* tau, double* work, const blasint* lwork, blasint* info);
void dorm2r_(const char* side, const char* trans, const blasint* m, const blasint* n, const blasint* k, const
    double* a, const blasint* lda, const double* tau, double* c, const blasint* ldc, double* work, blasint*
    info);
void dormqr_(const char* side, const char* trans, const blasint* m, const blasint* n, const blasint* k, const
    double* a, const blasint* lda, const double* tau, double* c, const blasint* ldc, double* work, const
    blasint* lwork, blasint* info);
void dsbmv_(const char* uplo, const blasint* n, const blasint* k, const double* alpha, const double* a, const
    blasint* lda, const double* x, const blasint* incx, const double* beta, double* y, const blasint* incy);
void dscal_(const blasint* n, const double* da, double* dx, const blasint* incx);
void dspmv_(const char* uplo, const blasint* n, const double* alpha, const double* ap, const double* x, const
    blasint* incx, const double* beta, double* y, const blasint* incy);
void dspr2_(const char* uplo, const blasint* n, const double* alpha, const double* x, const blasint* incx,
    const double* y, const blasint* incy, double* ap);
void dspr_(const char* uplo, const blasint* n, const double* alpha, const double* x, const blasint* incx,
    double* ap);
void dswap_(const blasint* n, double* dx, const blasint* incx, double* dy, const blasint* incy);
void dsymm_(const char* side, const char* uplo, const blasint* m, const blasint* n, const double* alpha, const
    double* a, const blasint* lda, const double* b, const blasint* ldb, const double* beta, double* c, const
    blasint* ldc);
void dsymv_(const char* uplo, const blasint* n, const double* alpha, const double* a, const blasint* lda,
    const double* x, const blasint* incx, const double* beta, double* y, const blasint* incy);
void dsyr2_(const char* uplo, const blasint* n, const double* alpha, const double* x, const blasint* incx,
    const double* y, const blasint* incy, double* a, const blasint* lda);
void dsyr2k_(const char* uplo, const char* trans, const blasint* n, const blasint* k, const double* alpha,
    const double* a, const blasint* lda, const double* b, const blasint* ldb, const double* beta, double* c,
    const blasint* ldc);
void dsyr_(const char* uplo, const blasint* n, const double* alpha, const double* x, const blasint* incx,
    double* a, const blasint* lda);
void dsyrk_(const char* uplo, const char* trans, const blasint* n, const blasint* k, const double* alpha,
    const double* a, const blasint* lda, const double* beta, double* c, const blasint* ldc);
void dtbmv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const blasint* k, const
    double* a, const blasint* lda, double* x, const blasint* incx);
void dtbsv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const blasint* k, const
    double* a, const blasint* lda, double* x, const blasint* incx);
void dtpmv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const double* ap, double*
    x, const blasint* incx);
void dtpsv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const double* ap, double*
    x, const blasint* incx);
void dtrmm_(const char* side, const char* uplo, const char* transa, const char* diag, const blasint* m, const
    blasint* n, const double* alpha, const double* a, const blasint* lda, double* b, const blasint* ldb);
void dtrmv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const double* a, const
    blasint* lda, double* x, const blasint* incx);
void dtrsm_(const char* side, const char* uplo, const char* transa, const char* diag, const blasint* m, const
    blasint* n, const double* alpha, const double* a, const blasint* lda, double* b, const blasint* ldb);
void dtrsv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const double* a, const
    blasint* lda, double* x, const blasint* incx);
double dzasum_(const blasint* n, lapack_complex_double* zx, const blasint* incx);
double dznrm2_(const blasint* n, const lapack_complex_double* x, const blasint* incx);
blasint icamax_(const blasint* n, const lapack_complex_float* cx, const blasint* incx);
blasint idamax_(const blasint* n, const double* dx, const blasint* incx);
blasint isamax_(const blasint* n, const float* sx, const blasint* incx);
blasint izamax_(const blasint* n, const lapack_complex_double* zx, const blasint* incx);
blasint lsame_(const char* ca, const char* cb);
int openblas_get_num_procs_(void);
int openblas_get_num_threads_(void);
int openblas_get_parallel_(void);
void openblas_set_num_threads_(const int* n);
float sasum_(const blasint* n, const float* sx, const blasint* incx);
void saxpy_(const blasint* n, const float* sa, const float* sx, const blasint* incx, float* sy, const blasint*
    incy);
float scasum_(const blasint* n, lapack_complex_float* cx, const blasint* incx);
float scnrm2_(const blasint* n, const lapack_complex_float* x, const blasint* incx);
void scopy_(const blasint* n, const float* sx, const blasint* incx, float* sy, const blasint* incy);
float sdot_(const blasint* n, const float* sx, const blasint* incx, const float* sy, const blasint* incy);
void sgbmv_(const char* trans, const blasint* m, const blasint* n, const blasint* kl, const blasint* ku, const
    float* alpha, const float* a, const blasint* lda, const float* x, const blasint* incx, const float* beta,
    float* y, const blasint* incy);
void sgemm_(const char* transa, const char* transb, const blasint* m, const blasint* n, const blasint* k,
    const float* alpha, const float* a, const blasint* lda, const float* b, const blasint* ldb, const float*
    beta, float* c, const blasint* ldc);
void sgemm_batch_(const char* transa_array, const char* transb_array, const blasint* m_array, const blasint*
    n_array, const blasint* k_array, const float* alpha_array, const float** a_array, const blasint*
    lda_array, const float** b_array, const blasint* ldb_array, const float* beta_array, float** c_array,
    const blasint* ldc_array, const blasint* group_count, const blasint* group_size);
void sgemm_batch_strided_(const char* transa, const char* transb, const blasint* m, const blasint* n, const
    blasint* k, const float* alpha, const float* a, const blasint* lda, const blasint* stridea, const float*
    b, const blasint* ldb, const blasint* strideb, const float* beta, float* c, const blasint* ldc, const
    blasint* stridec, const blasint* batch_size);
void sgemmt_(const char* uplo, const char* transa, const char* transb, const blasint* n, const blasint* k,
    const float* alpha, const float* a, const blasint* lda, const float* b, const blasint* ldb, const float*
    beta, float* c, const blasint* ldc);
void sgemmtr_(const char* uplo, const char* transa, const char* transb, const blasint* n, const blasint* k,
    const float* alpha, const float* a, const blasint* lda, const float* b, const blasint* ldb, const float*
    beta, float* c, const blasint* ldc);
void sgemv_(const char* trans, const blasint* m, const blasint* n, const float* alpha, const float* a, const
    blasint* lda, const float* x, const blasint* incx, const float* beta, float* y, const blasint* incy);
void sgeqr2_(const blasint* m, const blasint* n, float* a, const blasint* lda, float* tau, float* work,
    blasint* info);
void sgeqrf_(const blasint* m, const blasint* n, float* a, const blasint* lda, float* tau, float* work, const
    blasint* lwork, blasint* info);
void sger_(const blasint* m, const blasint* n, const float* alpha, const float* x, const blasint* incx, const
    float* y, const blasint* incy, float* a, const blasint* lda);
void slarf_(const char* side, const blasint* m, const blasint* n, const float* v, const blasint* incv, const
    float* tau, float* c, const blasint* ldc, float* work);
void slarfb_(const char* side, const char* trans, const char* direct, const char* storev, const blasint* m,
    const blasint* n, const blasint* k, const float* v, const blasint* ldv, const float* t, const blasint*
    ldt, float* c, const blasint* ldc, float* work, const blasint* ldwork);
void slarfg_(const blasint* n, float* alpha, float* x, const blasint* incx, float* tau);
void slarft_(const char* direct, const char* storev, const blasint* n, const blasint* k, const float* v, const
    blasint* ldv, const float* tau, float* t, const blasint* ldt);
float snrm2_(const blasint* n, const float* x, const blasint* incx);
void sorg2r_(const blasint* m, const blasint* n, const blasint* k, float* a, const blasint* lda, const float*
    tau, float* work, blasint* info);
void sorgqr_(const blasint* m, const blasint* n, const blasint* k, float* a, const blasint* lda, const float*
    tau, float* work, const blasint* lwork, blasint* info);
void sorm2r_(const char* side, const char* trans, const blasint* m, const blasint* n, const blasint* k, const
    float* a, const blasint* lda, const float* tau, float* c, const blasint* ldc, float* work, blasint* info);
void sormqr_(const char* side, const char* trans, const blasint* m, const blasint* n, const blasint* k, const
    float* a, const blasint* lda, const float* tau, float* c, const blasint* ldc, float* work, const blasint*
    lwork, blasint* info);
void ssbmv_(const char* uplo, const blasint* n, const blasint* k, const float* alpha, const float* a, const
    blasint* lda, const float* x, const blasint* incx, const float* beta, float* y, const blasint* incy);
void sscal_(const blasint* n, const float* sa, float* sx, const blasint* incx);
void sspmv_(const char* uplo, const blasint* n, const float* alpha, const float* ap, const float* x, const
    blasint* incx, const float* beta, float* y, const blasint* incy);
void sspr2_(const char* uplo, const blasint* n, const float* alpha, const float* x, const blasint* incx, const
    float* y, const blasint* incy, float* ap);
void sspr_(const char* uplo, const blasint* n, const float* alpha, const float* x, const blasint* incx, float*
    ap);
void sswap_(const blasint* n, float* sx, const blasint* incx, float* sy, const blasint* incy);
void ssymm_(const char* side, const char* uplo, const blasint* m, const blasint* n, const float* alpha, const
    float* a, const blasint* lda, const float* b, const blasint* ldb, const float* beta, float* c, const
    blasint* ldc);
void ssymv_(const char* uplo, const blasint* n, const float* alpha, const float* a, const blasint* lda, const
    float* x, const blasint* incx, const float* beta, float* y, const blasint* incy);
void ssyr2_(const char* uplo, const blasint* n, const float* alpha, const float* x, const blasint* incx, const
    float* y, const blasint* incy, float* a, const blasint* lda);
void ssyr2k_(const char* uplo, const char* trans, const blasint* n, const blasint* k, const float* alpha,
    const float* a, const blasint* lda, const float* b, const blasint* ldb, const float* beta, float* c, const
    blasint* ldc);
void ssyr_(const char* uplo, const blasint* n, const float* alpha, const float* x, const blasint* incx, float*
    a, const blasint* lda);
void ssyrk_(const char* uplo, const char* trans, const blasint* n, const blasint* k, const float* alpha, const
    float* a, const blasint* lda, const float* beta, float* c, const blasint* ldc);
void stbmv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const blasint* k, const
    float* a, const blasint* lda, float* x, const blasint* incx);
void stbsv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const blasint* k, const
    float* a, const blasint* lda, float* x, const blasint* incx);
void stpmv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const float* ap, float*
    x, const blasint* incx);
void stpsv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const float* ap, float*
    x, const blasint* incx);
void strmm_(const char* side, const char* uplo, const char* transa, const char* diag, const blasint* m, const
    blasint* n, const float* alpha, const float* a, const blasint* lda, float* b, const blasint* ldb);
void strmv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const float* a, const
    blasint* lda, float* x, const blasint* incx);
void strsm_(const char* side, const char* uplo, const char* transa, const char* diag, const blasint* m, const
    blasint* n, const float* alpha, const float* a, const blasint* lda, float* b, const blasint* ldb);
void strsv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const float* a, const
    blasint* lda, float* x, const blasint* incx);
void xerbla_(const char* srname, const blasint* info, size_t srname_len);
void xerbla_array_(const char* srname_array, const blasint* srname_len, const blasint* info);
void zaxpy_(const blasint* n, const lapack_complex_double* za, const lapack_complex_double* zx, const blasint*
    incx, lapack_complex_double* zy, const blasint* incy);
void zcopy_(const blasint* n, const lapack_complex_double* zx, const blasint* incx, lapack_complex_double* zy,
    const blasint* incy);
lapack_complex_double zdotc_(const blasint* n, const lapack_complex_double* zx, const blasint* incx, const
    lapack_complex_double* zy, const blasint* incy);
lapack_complex_double zdotu_(const blasint* n, const lapack_complex_double* zx, const blasint* incx, const
    lapack_complex_double* zy, const blasint* incy);
void zdscal_(const blasint* n, const double* da, lapack_complex_double* zx, const blasint* incx);
void zgbmv_(const char* trans, const blasint* m, const blasint* n, const blasint* kl, const blasint* ku, const
    lapack_complex_double* alpha, const lapack_complex_double* a, const blasint* lda, const
    lapack_complex_double* x, const blasint* incx, const lapack_complex_double* beta, lapack_complex_double*
    y, const blasint* incy);
void zgemm3m_(const char* transa, const char* transb, const blasint* m, const blasint* n, const blasint* k,
    const lapack_complex_double* alpha, const lapack_complex_double* a, const blasint* lda, const
    lapack_complex_double* b, const blasint* ldb, const lapack_complex_double* beta, lapack_complex_double* c,
    const blasint* ldc);
void zgemm_(const char* transa, const char* transb, const blasint* m, const blasint* n, const blasint* k,
    const lapack_complex_double* alpha, const lapack_complex_double* a, const blasint* lda, const
    lapack_complex_double* b, const blasint* ldb, const lapack_complex_double* beta, lapack_complex_double* c,
    const blasint* ldc);
void zgemm_batch_(const char* transa_array, const char* transb_array, const blasint* m_array, const blasint*
    n_array, const blasint* k_array, const lapack_complex_double* alpha_array, const lapack_complex_double**
    a_array, const blasint* lda_array, const lapack_complex_double** b_array, const blasint* ldb_array, const
    lapack_complex_double* beta_array, lapack_complex_double** c_array, const blasint* ldc_array, const
    blasint* group_count, const blasint* group_size);
void zgemm_batch_strided_(const char* transa, const char* transb, const blasint* m, const blasint* n, const
    blasint* k, const lapack_complex_double* alpha, const lapack_complex_double* a, const blasint* lda, const
    blasint* stridea, const lapack_complex_double* b, const blasint* ldb, const blasint* strideb, const
    lapack_complex_double* beta, lapack_complex_double* c, const blasint* ldc, const blasint* stridec, const
    blasint* batch_size);
void zgemmt_(const char* uplo, const char* transa, const char* transb, const blasint* n, const blasint* k,
    const lapack_complex_double* alpha, const lapack_complex_double* a, const blasint* lda, const
    lapack_complex_double* b, const blasint* ldb, const lapack_complex_double* beta, lapack_complex_double* c,
    const blasint* ldc);
void zgemmtr_(const char* uplo, const char* transa, const char* transb, const blasint* n, const blasint* k,
    const lapack_complex_double* alpha, const lapack_complex_double* a, const blasint* lda, const
    lapack_complex_double* b, const blasint* ldb, const lapack_complex_double* beta, lapack_complex_double* c,
    const blasint* ldc);
void zgemv_(const char* trans, const blasint* m, const blasint* n, const lapack_complex_double* alpha, const
    lapack_complex_double* a, const blasint* lda, const lapack_complex_double* x, const blasint* incx, const
    lapack_complex_double* beta, lapack_complex_double* y, const blasint* incy);
void zgeqr2_(const blasint* m, const blasint* n, lapack_complex_double* a, const blasint* lda,
    lapack_complex_double* tau, lapack_complex_double* work, blasint* info);
void zgeqrf_(const blasint* m, const blasint* n, lapack_complex_double* a, const blasint* lda,
    lapack_complex_double* tau, lapack_complex_double* work, const blasint* lwork, blasint* info);
void zgerc_(const blasint* m, const blasint* n, const lapack_complex_double* alpha, const
    lapack_complex_double* x, const blasint* incx, const lapack_complex_double* y, const blasint* incy,
    lapack_complex_double* a, const blasint* lda);
void zgeru_(const blasint* m, const blasint* n, const lapack_complex_double* alpha, const
    lapack_complex_double* x, const blasint* incx, const lapack_complex_double* y, const blasint* incy,
    lapack_complex_double* a, const blasint* lda);
void zhbmv_(const char* uplo, const blasint* n, const blasint* k, const lapack_complex_double* alpha, const
    lapack_complex_double* a, const blasint* lda, const lapack_complex_double* x, const blasint* incx, const
    lapack_complex_double* beta, lapack_complex_double* y, const blasint* incy);
void zhemm_(const char* side, const char* uplo, const blasint* m, const blasint* n, const
    lapack_complex_double* alpha, const lapack_complex_double* a, const blasint* lda, const
    lapack_complex_double* b, const blasint* ldb, const lapack_complex_double* beta, lapack_complex_double* c,
    const blasint* ldc);
void zhemv_(const char* uplo, const blasint* n, const lapack_complex_double* alpha, const
    lapack_complex_double* a, const blasint* lda, const lapack_complex_double* x, const blasint* incx, const
    lapack_complex_double* beta, lapack_complex_double* y, const blasint* incy);
void zher2_(const char* uplo, const blasint* n, const lapack_complex_double* alpha, const
    lapack_complex_double* x, const blasint* incx, const lapack_complex_double* y, const blasint* incy,
    lapack_complex_double* a, const blasint* lda);
void zher2k_(const char* uplo, const char* trans, const blasint* n, const blasint* k, const
    lapack_complex_double* alpha, const lapack_complex_double* a, const blasint* lda, const
    lapack_complex_double* b, const blasint* ldb, const double* beta, lapack_complex_double* c, const blasint*
    ldc);
void zher_(const char* uplo, const blasint* n, const double* alpha, const lapack_complex_double* x, const
    blasint* incx, lapack_complex_double* a, const blasint* lda);
void zherk_(const char* uplo, const char* trans, const blasint* n, const blasint* k, const double* alpha,
    const lapack_complex_double* a, const blasint* lda, const double* beta, lapack_complex_double* c, const
    blasint* ldc);
void zhpmv_(const char* uplo, const blasint* n, const lapack_complex_double* alpha, const
    lapack_complex_double* ap, const lapack_complex_double* x, const blasint* incx, const
    lapack_complex_double* beta, lapack_complex_double* y, const blasint* incy);
void zhpr2_(const char* uplo, const blasint* n, const lapack_complex_double* alpha, const
    lapack_complex_double* x, const blasint* incx, const lapack_complex_double* y, const blasint* incy,
    lapack_complex_double* ap);
void zhpr_(const char* uplo, const blasint* n, const double* alpha, const lapack_complex_double* x, const
    blasint* incx, lapack_complex_double* ap);
void zlarf_(const char* side, const blasint* m, const blasint* n, const lapack_complex_double* v, const
    blasint* incv, const lapack_complex_double* tau, lapack_complex_double* c, const blasint* ldc,
    lapack_complex_double* work);
void zlarfb_(const char* side, const char* trans, const char* direct, const char* storev, const blasint* m,
    const blasint* n, const blasint* k, const lapack_complex_double* v, const blasint* ldv, const
    lapack_complex_double* t, const blasint* ldt, lapack_complex_double* c, const blasint* ldc,
    lapack_complex_double* work, const blasint* ldwork);
void zlarfg_(const blasint* n, lapack_complex_double* alpha, lapack_complex_double* x, const blasint* incx,
    lapack_complex_double* tau);
void zlarft_(const char* direct, const char* storev, const blasint* n, const blasint* k, const
    lapack_complex_double* v, const blasint* ldv, const lapack_complex_double* tau, lapack_complex_double* t,
    const blasint* ldt);
void zsbmv_(const char* uplo, const blasint* n, const blasint* k, const lapack_complex_double* alpha, const
    lapack_complex_double* a, const blasint* lda, const lapack_complex_double* x, const blasint* incx, const
    lapack_complex_double* beta, lapack_complex_double* y, const blasint* incy);
void zscal_(const blasint* n, const lapack_complex_double* za, lapack_complex_double* zx, const blasint*
    incx);
void zspmv_(const char* uplo, const blasint* n, const lapack_complex_double* alpha, const
    lapack_complex_double* ap, const lapack_complex_double* x, const blasint* incx, const
    lapack_complex_double* beta, lapack_complex_double* y, const blasint* incy);
void zspr2_(const char* uplo, const blasint* n, const lapack_complex_double* alpha, const
    lapack_complex_double* x, const blasint* incx, const lapack_complex_double* y, const blasint* incy,
    lapack_complex_double* ap);
void zspr_(const char* uplo, const blasint* n, const lapack_complex_double* alpha, const
    lapack_complex_double* x, const blasint* incx, lapack_complex_double* ap);
void zswap_(const blasint* n, lapack_complex_double* zx, const blasint* incx, lapack_complex_double* zy, const
    blasint* incy);
void caxpby_(const blasint* n, const lapack_complex_float* alpha, const lapack_complex_float* x, const
    blasint* incx, const lapack_complex_float* beta, lapack_complex_float* y, const blasint* incy);
void caxpyc_(const blasint* n, const lapack_complex_float* alpha, const lapack_complex_float* x, const
    blasint* incx, lapack_complex_float* y, const blasint* incy);
void cgeadd_(const blasint* m, const blasint* n, const lapack_complex_float* alpha, const
    lapack_complex_float* a, const blasint* lda, const lapack_complex_float* beta, lapack_complex_float* c,
    const blasint* ldc, const char* transa, const char* transc);
void cimatcopy_(const char* order, const char* trans, const blasint* rows, const blasint* cols, const
    lapack_complex_float* alpha, lapack_complex_float* a, const blasint* lda, const blasint* ldb);
void comatcopy_(const char* order, const char* trans, const blasint* rows, const blasint* cols, const
    lapack_complex_float* alpha, const lapack_complex_float* a, const blasint* lda, lapack_complex_float* b,
    const blasint* ldb);
void crot_(const blasint* n, lapack_complex_float* cx, const blasint* incx, lapack_complex_float* cy, const
    blasint* incy, const float* c, const lapack_complex_float* s);
void crotg_(lapack_complex_float* a, const lapack_complex_float* b, float* c, lapack_complex_float* s);
void csrot_(const blasint* n, lapack_complex_float* cx, const blasint* incx, lapack_complex_float* cy, const
    blasint* incy, const float* c, const float* s);
double damax_(const blasint* n, const double* x, const blasint* incx);
double damin_(const blasint* n, const double* x, const blasint* incx);
void daxpby_(const blasint* n, const double* alpha, const double* x, const blasint* incx, const double* beta,
    double* y, const blasint* incy);
double dcabs1_(const lapack_complex_double* z);
void dgeadd_(const blasint* m, const blasint* n, const double* alpha, const double* a, const blasint* lda,
    const double* beta, double* c, const blasint* ldc, const char* transa, const char* transc);
void dimatcopy_(const char* order, const char* trans, const blasint* rows, const blasint* cols, const double*
    alpha, double* a, const blasint* lda, const blasint* ldb);
double dmax_(const blasint* n, const double* x, const blasint* incx);
double dmin_(const blasint* n, const double* x, const blasint* incx);
void domatcopy_(const char* order, const char* trans, const blasint* rows, const blasint* cols, const double*
    alpha, const double* a, const blasint* lda, double* b, const blasint* ldb);
void drot_(const blasint* n, double* dx, const blasint* incx, double* dy, const blasint* incy, const double*
    c, const double* s);
void drotg_(double* a, double* b, double* c, double* s);
void drotm_(const blasint* n, double* dx, const blasint* incx, double* dy, const blasint* incy, const double*
    dparam);
void drotmg_(double* dd1, double* dd2, double* dx1, const double* dy1, double* dparam);
double dsdot_(const blasint* n, const float* sx, const blasint* incx, const float* sy, const blasint* incy);
double dsum_(const blasint* n, const double* x, const blasint* incx);
double dzamax_(const blasint* n, const lapack_complex_double* x, const blasint* incx);
double dzamin_(const blasint* n, const lapack_complex_double* x, const blasint* incx);
double dzsum_(const blasint* n, const lapack_complex_double* x, const blasint* incx);
blasint icamin_(const blasint* n, const lapack_complex_float* x, const blasint* incx);
blasint idamin_(const blasint* n, const double* x, const blasint* incx);
blasint idmax_(const blasint* n, const double* x, const blasint* incx);
blasint idmin_(const blasint* n, const double* x, const blasint* incx);
blasint isamin_(const blasint* n, const float* x, const blasint* incx);
blasint ismax_(const blasint* n, const float* x, const blasint* incx);
blasint ismin_(const blasint* n, const float* x, const blasint* incx);
blasint izamin_(const blasint* n, const lapack_complex_double* x, const blasint* incx);
float samax_(const blasint* n, const float* x, const blasint* incx);
float samin_(const blasint* n, const float* x, const blasint* incx);
void saxpby_(const blasint* n, const float* alpha, const float* x, const blasint* incx, const float* beta,
    float* y, const blasint* incy);
float scabs1_(const lapack_complex_float* z);
float scamax_(const blasint* n, const lapack_complex_float* x, const blasint* incx);
float scamin_(const blasint* n, const lapack_complex_float* x, const blasint* incx);
float scsum_(const blasint* n, const lapack_complex_float* x, const blasint* incx);
float sdsdot_(const blasint* n, const float* sb, const float* sx, const blasint* incx, const float* sy, const
    blasint* incy);
void sgeadd_(const blasint* m, const blasint* n, const float* alpha, const float* a, const blasint* lda, const
    float* beta, float* c, const blasint* ldc, const char* transa, const char* transc);
void simatcopy_(const char* order, const char* trans, const blasint* rows, const blasint* cols, const float*
    alpha, float* a, const blasint* lda, const blasint* ldb);
float smax_(const blasint* n, const float* x, const blasint* incx);
float smin_(const blasint* n, const float* x, const blasint* incx);
void somatcopy_(const char* order, const char* trans, const blasint* rows, const blasint* cols, const float*
    alpha, const float* a, const blasint* lda, float* b, const blasint* ldb);
void srot_(const blasint* n, float* sx, const blasint* incx, float* sy, const blasint* incy, const float* c,
    const float* s);
void srotg_(float* a, float* b, float* c, float* s);
void srotm_(const blasint* n, float* sx, const blasint* incx, float* sy, const blasint* incy, const float*
    sparam);
void srotmg_(float* sd1, float* sd2, float* sx1, const float* sy1, float* sparam);
float ssum_(const blasint* n, const float* x, const blasint* incx);
void zaxpby_(const blasint* n, const lapack_complex_double* alpha, const lapack_complex_double* x, const
    blasint* incx, const lapack_complex_double* beta, lapack_complex_double* y, const blasint* incy);
void zaxpyc_(const blasint* n, const lapack_complex_double* alpha, const lapack_complex_double* x, const
    blasint* incx, lapack_complex_double* y, const blasint* incy);
void zdrot_(const blasint* n, lapack_complex_double* zx, const blasint* incx, lapack_complex_double* zy, const
    blasint* incy, const double* c, const double* s);
void zgeadd_(const blasint* m, const blasint* n, const lapack_complex_double* alpha, const
    lapack_complex_double* a, const blasint* lda, const lapack_complex_double* beta, lapack_complex_double* c,
    const blasint* ldc, const char* transa, const char* transc);
void zimatcopy_(const char* order, const char* trans, const blasint* rows, const blasint* cols, const
    lapack_complex_double* alpha, lapack_complex_double* a, const blasint* lda, const blasint* ldb);
void zomatcopy_(const char* order, const char* trans, const blasint* rows, const blasint* cols, const
    lapack_complex_double* alpha, const lapack_complex_double* a, const blasint* lda, lapack_complex_double*
    b, const blasint* ldb);
void zrot_(const blasint* n, lapack_complex_double* cx, const blasint* incx, lapack_complex_double* cy, const
    blasint* incy, const double* c, const lapack_complex_double* s);
void zrotg_(lapack_complex_double* a, const lapack_complex_double* b, double* c, lapack_complex_double* s);
void zsymm_(const char* side, const char* uplo, const blasint* m, const blasint* n, const
    lapack_complex_double* alpha, const lapack_complex_double* a, const blasint* lda, const
    lapack_complex_double* b, const blasint* ldb, const lapack_complex_double* beta, lapack_complex_double* c,
    const blasint* ldc);
void zsymv_(const char* uplo, const blasint* n, const lapack_complex_double* alpha, const
    lapack_complex_double* a, const blasint* lda, const lapack_complex_double* x, const blasint* incx, const
    lapack_complex_double* beta, lapack_complex_double* y, const blasint* incy);
void zsyr2_(const char* uplo, const blasint* n, const lapack_complex_double* alpha, const
    lapack_complex_double* x, const blasint* incx, const lapack_complex_double* y, const blasint* incy,
    lapack_complex_double* a, const blasint* lda);
void zsyr2k_(const char* uplo, const char* trans, const blasint* n, const blasint* k, const
    lapack_complex_double* alpha, const lapack_complex_double* a, const blasint* lda, const
    lapack_complex_double* b, const blasint* ldb, const lapack_complex_double* beta, lapack_complex_double* c,
    const blasint* ldc);
void zsyr_(const char* uplo, const blasint* n, const lapack_complex_double* alpha, const
    lapack_complex_double* x, const blasint* incx, lapack_complex_double* a, const blasint* lda);
void zsyrk_(const char* uplo, const char* trans, const blasint* n, const blasint* k, const
    lapack_complex_double* alpha, const lapack_complex_double* a, const blasint* lda, const
    lapack_complex_double* beta, lapack_complex_double* c, const blasint* ldc);
void ztbmv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const blasint* k, const
    lapack_complex_double* a, const blasint* lda, lapack_complex_double* x, const blasint* incx);
void ztbsv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const blasint* k, const
    lapack_complex_double* a, const blasint* lda, lapack_complex_double* x, const blasint* incx);
void ztpmv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const
    lapack_complex_double* ap, lapack_complex_double* x, const blasint* incx);
void ztpsv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const
    lapack_complex_double* ap, lapack_complex_double* x, const blasint* incx);
void ztrmm_(const char* side, const char* uplo, const char* transa, const char* diag, const blasint* m, const
    blasint* n, const lapack_complex_double* alpha, const lapack_complex_double* a, const blasint* lda,
    lapack_complex_double* b, const blasint* ldb);
void ztrmv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const
    lapack_complex_double* a, const blasint* lda, lapack_complex_double* x, const blasint* incx);
void ztrsm_(const char* side, const char* uplo, const char* transa, const char* diag, const blasint* m, const
    blasint* n, const lapack_complex_double* alpha, const lapack_complex_double* a, const blasint* lda,
    lapack_complex_double* b, const blasint* ldb);
void ztrsv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const
    lapack_complex_double* a, const blasint* lda, lapack_complex_double* x, const blasint* incx);
void zung2r_(const blasint* m, const blasint* n, const blasint* k, lapack_complex_double* a, const blasint*
    lda, const lapack_complex_double* tau, lapack_complex_double* work, blasint* info);
void zungqr_(const blasint* m, const blasint* n, const blasint* k, lapack_complex_double* a, const blasint*
    lda, const lapack_complex_double* tau, lapack_complex_double* work, const blasint* lwork, blasint* info);
void zunm2r_(const char* side, const char* trans, const blasint* m, const blasint* n, const blasint* k, const
    lapack_complex_double* a, const blasint* lda, const lapack_complex_double* tau, lapack_complex_double* c,
    const blasint* ldc, lapack_complex_double* work, blasint* info);
void zunmqr_(const char* side, const char* trans, const blasint* m, const blasint* n, const blasint* k, const
    lapack_complex_double* a, const blasint* lda, const lapack_complex_double* tau, lapack_complex_double* c,
    const blasint* ldc, lapack_complex_double* work, const blasint* lwork, blasint* info);

#ifdef __cplusplus
}
#endif

#endif
