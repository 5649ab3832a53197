/* BLAS and LAPACK under their Fortran names. Hidden lengths of strings need not be passed. Written by scripts/headers.py. */
#ifndef ARENABLAS_LAPACK_H
#define ARENABLAS_LAPACK_H

#include "arenablas.h"

#ifdef ARENABLAS_ILP64
#define caxpy_ caxpy_64_
#define ccopy_ ccopy_64_
#define cdotc_ cdotc_64_
#define cdotu_ cdotu_64_
#define cscal_ cscal_64_
#define csscal_ csscal_64_
#define cswap_ cswap_64_
#define dasum_ dasum_64_
#define daxpy_ daxpy_64_
#define dcopy_ dcopy_64_
#define ddot_ ddot_64_
#define dnrm2_ dnrm2_64_
#define dscal_ dscal_64_
#define dswap_ dswap_64_
#define dzasum_ dzasum_64_
#define dznrm2_ dznrm2_64_
#define icamax_ icamax_64_
#define idamax_ idamax_64_
#define isamax_ isamax_64_
#define izamax_ izamax_64_
#define sasum_ sasum_64_
#define saxpy_ saxpy_64_
#define scasum_ scasum_64_
#define scnrm2_ scnrm2_64_
#define scopy_ scopy_64_
#define sdot_ sdot_64_
#define snrm2_ snrm2_64_
#define sscal_ sscal_64_
#define sswap_ sswap_64_
#define zaxpy_ zaxpy_64_
#define zcopy_ zcopy_64_
#define zdotc_ zdotc_64_
#define zdotu_ zdotu_64_
#define zdscal_ zdscal_64_
#define zscal_ zscal_64_
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
#define cgemv_ cgemv_64_
#define cgerc_ cgerc_64_
#define cgeru_ cgeru_64_
#define ctrmv_ ctrmv_64_
#define ctrsv_ ctrsv_64_
#define dgemv_ dgemv_64_
#define dger_ dger_64_
#define dtrmv_ dtrmv_64_
#define dtrsv_ dtrsv_64_
#define sgemv_ sgemv_64_
#define sger_ sger_64_
#define strmv_ strmv_64_
#define strsv_ strsv_64_
#define zgemv_ zgemv_64_
#define zgerc_ zgerc_64_
#define zgeru_ zgeru_64_
#define ztrmv_ ztrmv_64_
#define ztrsv_ ztrsv_64_
#define cgemm_ cgemm_64_
#define cherk_ cherk_64_
#define csyrk_ csyrk_64_
#define ctrmm_ ctrmm_64_
#define ctrsm_ ctrsm_64_
#define dgemm_ dgemm_64_
#define dsyrk_ dsyrk_64_
#define dtrmm_ dtrmm_64_
#define dtrsm_ dtrsm_64_
#define sgemm_ sgemm_64_
#define ssyrk_ ssyrk_64_
#define strmm_ strmm_64_
#define strsm_ strsm_64_
#define zgemm_ zgemm_64_
#define zherk_ zherk_64_
#define zsyrk_ zsyrk_64_
#define ztrmm_ ztrmm_64_
#define ztrsm_ ztrsm_64_
#define clarf_ clarf_64_
#define clarfb_ clarfb_64_
#define clarfg_ clarfg_64_
#define clarft_ clarft_64_
#define dlarf_ dlarf_64_
#define dlarfb_ dlarfb_64_
#define dlarfg_ dlarfg_64_
#define dlarft_ dlarft_64_
#define slarf_ slarf_64_
#define slarfb_ slarfb_64_
#define slarfg_ slarfg_64_
#define slarft_ slarft_64_
#define xerbla_ xerbla_64_
#define zlarf_ zlarf_64_
#define zlarfb_ zlarfb_64_
#define zlarfg_ zlarfg_64_
#define zlarft_ zlarft_64_
#define cgeqr2_ cgeqr2_64_
#define cgeqrf_ cgeqrf_64_
#define cung2r_ cung2r_64_
#define cungqr_ cungqr_64_
#define cunm2r_ cunm2r_64_
#define cunmqr_ cunmqr_64_
#define dgeqr2_ dgeqr2_64_
#define dgeqrf_ dgeqrf_64_
#define dorg2r_ dorg2r_64_
#define dorgqr_ dorgqr_64_
#define dorm2r_ dorm2r_64_
#define dormqr_ dormqr_64_
#define sgeqr2_ sgeqr2_64_
#define sgeqrf_ sgeqrf_64_
#define sorg2r_ sorg2r_64_
#define sorgqr_ sorgqr_64_
#define sorm2r_ sorm2r_64_
#define sormqr_ sormqr_64_
#define zgeqr2_ zgeqr2_64_
#define zgeqrf_ zgeqrf_64_
#define zung2r_ zung2r_64_
#define zungqr_ zungqr_64_
#define zunm2r_ zunm2r_64_
#define zunmqr_ zunmqr_64_
#define openblas_get_num_procs_ openblas_get_num_procs_64_
#define openblas_get_num_threads_ openblas_get_num_threads_64_
#define openblas_get_parallel_ openblas_get_parallel_64_
#define openblas_set_num_threads_ openblas_set_num_threads_64_
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
void cscal_(const blasint* n, const lapack_complex_float* ca, lapack_complex_float* cx, const blasint* incx);
void csscal_(const blasint* n, const float* sa, lapack_complex_float* cx, const blasint* incx);
void cswap_(const blasint* n, lapack_complex_float* cx, const blasint* incx, lapack_complex_float* cy, const
    blasint* incy);
double dasum_(const blasint* n, const double* dx, const blasint* incx);
void daxpy_(const blasint* n, const double* da, const double* dx, const blasint* incx, double* dy, const
    blasint* incy);
void dcopy_(const blasint* n, const double* dx, const blasint* incx, double* dy, const blasint* incy);
double ddot_(const blasint* n, const double* dx, const blasint* incx, const double* dy, const blasint* incy);
double dnrm2_(const blasint* n, const double* x, const blasint* incx);
void dscal_(const blasint* n, const double* da, double* dx, const blasint* incx);
void dswap_(const blasint* n, double* dx, const blasint* incx, double* dy, const blasint* incy);
double dzasum_(const blasint* n, lapack_complex_double* zx, const blasint* incx);
double dznrm2_(const blasint* n, const lapack_complex_double* x, const blasint* incx);
blasint icamax_(const blasint* n, const lapack_complex_float* cx, const blasint* incx);
blasint idamax_(const blasint* n, const double* dx, const blasint* incx);
blasint isamax_(const blasint* n, const float* sx, const blasint* incx);
blasint izamax_(const blasint* n, const lapack_complex_double* zx, const blasint* incx);
float sasum_(const blasint* n, const float* sx, const blasint* incx);
void saxpy_(const blasint* n, const float* sa, const float* sx, const blasint* incx, float* sy, const blasint*
    incy);
float scasum_(const blasint* n, lapack_complex_float* cx, const blasint* incx);
float scnrm2_(const blasint* n, const lapack_complex_float* x, const blasint* incx);
void scopy_(const blasint* n, const float* sx, const blasint* incx, float* sy, const blasint* incy);
float sdot_(const blasint* n, const float* sx, const blasint* incx, const float* sy, const blasint* incy);
float snrm2_(const blasint* n, const float* x, const blasint* incx);
void sscal_(const blasint* n, const float* sa, float* sx, const blasint* incx);
void sswap_(const blasint* n, float* sx, const blasint* incx, float* sy, const blasint* incy);
void zaxpy_(const blasint* n, const lapack_complex_double* za, const lapack_complex_double* zx, const blasint*
    incx, lapack_complex_double* zy, const blasint* incy);
void zcopy_(const blasint* n, const lapack_complex_double* zx, const blasint* incx, lapack_complex_double* zy,
    const blasint* incy);
lapack_complex_double zdotc_(const blasint* n, const lapack_complex_double* zx, const blasint* incx, const
    lapack_complex_double* zy, const blasint* incy);
lapack_complex_double zdotu_(const blasint* n, const lapack_complex_double* zx, const blasint* incx, const
    lapack_complex_double* zy, const blasint* incy);
void zdscal_(const blasint* n, const double* da, lapack_complex_double* zx, const blasint* incx);
void zscal_(const blasint* n, const lapack_complex_double* za, lapack_complex_double* zx, const blasint*
    incx);
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
void cgemv_(const char* trans, const blasint* m, const blasint* n, const lapack_complex_float* alpha, const
    lapack_complex_float* a, const blasint* lda, const lapack_complex_float* x, const blasint* incx, const
    lapack_complex_float* beta, lapack_complex_float* y, const blasint* incy);
void cgerc_(const blasint* m, const blasint* n, const lapack_complex_float* alpha, const lapack_complex_float*
    x, const blasint* incx, const lapack_complex_float* y, const blasint* incy, lapack_complex_float* a, const
    blasint* lda);
void cgeru_(const blasint* m, const blasint* n, const lapack_complex_float* alpha, const lapack_complex_float*
    x, const blasint* incx, const lapack_complex_float* y, const blasint* incy, lapack_complex_float* a, const
    blasint* lda);
void ctrmv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const
    lapack_complex_float* a, const blasint* lda, lapack_complex_float* x, const blasint* incx);
void ctrsv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const
    lapack_complex_float* a, const blasint* lda, lapack_complex_float* x, const blasint* incx);
void dgemv_(const char* trans, const blasint* m, const blasint* n, const double* alpha, const double* a, const
    blasint* lda, const double* x, const blasint* incx, const double* beta, double* y, const blasint* incy);
void dger_(const blasint* m, const blasint* n, const double* alpha, const double* x, const blasint* incx,
    const double* y, const blasint* incy, double* a, const blasint* lda);
void dtrmv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const double* a, const
    blasint* lda, double* x, const blasint* incx);
void dtrsv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const double* a, const
    blasint* lda, double* x, const blasint* incx);
void sgemv_(const char* trans, const blasint* m, const blasint* n, const float* alpha, const float* a, const
    blasint* lda, const float* x, const blasint* incx, const float* beta, float* y, const blasint* incy);
void sger_(const blasint* m, const blasint* n, const float* alpha, const float* x, const blasint* incx, const
    float* y, const blasint* incy, float* a, const blasint* lda);
void strmv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const float* a, const
    blasint* lda, float* x, const blasint* incx);
void strsv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const float* a, const
    blasint* lda, float* x, const blasint* incx);
void zgemv_(const char* trans, const blasint* m, const blasint* n, const lapack_complex_double* alpha, const
    lapack_complex_double* a, const blasint* lda, const lapack_complex_double* x, const blasint* incx, const
    lapack_complex_double* beta, lapack_complex_double* y, const blasint* incy);
void zgerc_(const blasint* m, const blasint* n, const lapack_complex_double* alpha, const
    lapack_complex_double* x, const blasint* incx, const lapack_complex_double* y, const blasint* incy,
    lapack_complex_double* a, const blasint* lda);
void zgeru_(const blasint* m, const blasint* n, const lapack_complex_double* alpha, const
    lapack_complex_double* x, const blasint* incx, const lapack_complex_double* y, const blasint* incy,
    lapack_complex_double* a, const blasint* lda);
void ztrmv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const
    lapack_complex_double* a, const blasint* lda, lapack_complex_double* x, const blasint* incx);
void ztrsv_(const char* uplo, const char* trans, const char* diag, const blasint* n, const
    lapack_complex_double* a, const blasint* lda, lapack_complex_double* x, const blasint* incx);
void cgemm_(const char* transa, const char* transb, const blasint* m, const blasint* n, const blasint* k,
    const lapack_complex_float* alpha, const lapack_complex_float* a, const blasint* lda, const
    lapack_complex_float* b, const blasint* ldb, const lapack_complex_float* beta, lapack_complex_float* c,
    const blasint* ldc);
void cherk_(const char* uplo, const char* trans, const blasint* n, const blasint* k, const float* alpha, const
    lapack_complex_float* a, const blasint* lda, const float* beta, lapack_complex_float* c, const blasint*
    ldc);
void csyrk_(const char* uplo, const char* trans, const blasint* n, const blasint* k, const
    lapack_complex_float* alpha, const lapack_complex_float* a, const blasint* lda, const
    lapack_complex_float* beta, lapack_complex_float* c, const blasint* ldc);
void ctrmm_(const char* side, const char* uplo, const char* transa, const char* diag, const blasint* m, const
    blasint* n, const lapack_complex_float* alpha, const lapack_complex_float* a, const blasint* lda,
    lapack_complex_float* b, const blasint* ldb);
void ctrsm_(const char* side, const char* uplo, const char* transa, const char* diag, const blasint* m, const
    blasint* n, const lapack_complex_float* alpha, const lapack_complex_float* a, const blasint* lda,
    lapack_complex_float* b, const blasint* ldb);
void dgemm_(const char* transa, const char* transb, const blasint* m, const blasint* n, const blasint* k,
    const double* alpha, const double* a, const blasint* lda, const double* b, const blasint* ldb, const
    double* beta, double* c, const blasint* ldc);
void dsyrk_(const char* uplo, const char* trans, const blasint* n, const blasint* k, const double* alpha,
    const double* a, const blasint* lda, const double* beta, double* c, const blasint* ldc);
void dtrmm_(const char* side, const char* uplo, const char* transa, const char* diag, const blasint* m, const
    blasint* n, const double* alpha, const double* a, const blasint* lda, double* b, const blasint* ldb);
void dtrsm_(const char* side, const char* uplo, const char* transa, const char* diag, const blasint* m, const
    blasint* n, const double* alpha, const double* a, const blasint* lda, double* b, const blasint* ldb);
void sgemm_(const char* transa, const char* transb, const blasint* m, const blasint* n, const blasint* k,
    const float* alpha, const float* a, const blasint* lda, const float* b, const blasint* ldb, const float*
    beta, float* c, const blasint* ldc);
void ssyrk_(const char* uplo, const char* trans, const blasint* n, const blasint* k, const float* alpha, const
    float* a, const blasint* lda, const float* beta, float* c, const blasint* ldc);
void strmm_(const char* side, const char* uplo, const char* transa, const char* diag, const blasint* m, const
    blasint* n, const float* alpha, const float* a, const blasint* lda, float* b, const blasint* ldb);
void strsm_(const char* side, const char* uplo, const char* transa, const char* diag, const blasint* m, const
    blasint* n, const float* alpha, const float* a, const blasint* lda, float* b, const blasint* ldb);
void zgemm_(const char* transa, const char* transb, const blasint* m, const blasint* n, const blasint* k,
    const lapack_complex_double* alpha, const lapack_complex_double* a, const blasint* lda, const
    lapack_complex_double* b, const blasint* ldb, const lapack_complex_double* beta, lapack_complex_double* c,
    const blasint* ldc);
void zherk_(const char* uplo, const char* trans, const blasint* n, const blasint* k, const double* alpha,
    const lapack_complex_double* a, const blasint* lda, const double* beta, lapack_complex_double* c, const
    blasint* ldc);
void zsyrk_(const char* uplo, const char* trans, const blasint* n, const blasint* k, const
    lapack_complex_double* alpha, const lapack_complex_double* a, const blasint* lda, const
    lapack_complex_double* beta, lapack_complex_double* c, const blasint* ldc);
void ztrmm_(const char* side, const char* uplo, const char* transa, const char* diag, const blasint* m, const
    blasint* n, const lapack_complex_double* alpha, const lapack_complex_double* a, const blasint* lda,
    lapack_complex_double* b, const blasint* ldb);
void ztrsm_(const char* side, const char* uplo, const char* transa, const char* diag, const blasint* m, const
    blasint* n, const lapack_complex_double* alpha, const lapack_complex_double* a, const blasint* lda,
    lapack_complex_double* b, const blasint* ldb);
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
void dlarf_(const char* side, const blasint* m, const blasint* n, const double* v, const blasint* incv, const
    double* tau, double* c, const blasint* ldc, double* work);
void dlarfb_(const char* side, const char* trans, const char* direct, const char* storev, const blasint* m,
    const blasint* n, const blasint* k, const double* v, const blasint* ldv, const double* t, const blasint*
    ldt, double* c, const blasint* ldc, double* work, const blasint* ldwork);
void dlarfg_(const blasint* n, double* alpha, double* x, const blasint* incx, double* tau);
void dlarft_(const char* direct, const char* storev, const blasint* n, const blasint* k, const double* v,
    const blasint* ldv, const double* tau, double* t, const blasint* ldt);
void slarf_(const char* side, const blasint* m, const blasint* n, const float* v, const blasint* incv, const
    float* tau, float* c, const blasint* ldc, float* work);
void slarfb_(const char* side, const char* trans, const char* direct, const char* storev, const blasint* m,
    const blasint* n, const blasint* k, const float* v, const blasint* ldv, const float* t, const blasint*
    ldt, float* c, const blasint* ldc, float* work, const blasint* ldwork);
void slarfg_(const blasint* n, float* alpha, float* x, const blasint* incx, float* tau);
void slarft_(const char* direct, const char* storev, const blasint* n, const blasint* k, const float* v, const
    blasint* ldv, const float* tau, float* t, const blasint* ldt);
void xerbla_(const char* srname, const blasint* info, size_t srname_len);
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
void cgeqr2_(const blasint* m, const blasint* n, lapack_complex_float* a, const blasint* lda,
    lapack_complex_float* tau, lapack_complex_float* work, blasint* info);
void cgeqrf_(const blasint* m, const blasint* n, lapack_complex_float* a, const blasint* lda,
    lapack_complex_float* tau, lapack_complex_float* work, const blasint* lwork, blasint* info);
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
void dgeqr2_(const blasint* m, const blasint* n, double* a, const blasint* lda, double* tau, double* work,
    blasint* info);
void dgeqrf_(const blasint* m, const blasint* n, double* a, const blasint* lda, double* tau, double* work,
    const blasint* lwork, blasint* info);
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
void sgeqr2_(const blasint* m, const blasint* n, float* a, const blasint* lda, float* tau, float* work,
    blasint* info);
void sgeqrf_(const blasint* m, const blasint* n, float* a, const blasint* lda, float* tau, float* work, const
    blasint* lwork, blasint* info);
void sorg2r_(const blasint* m, const blasint* n, const blasint* k, float* a, const blasint* lda, const float*
    tau, float* work, blasint* info);
void sorgqr_(const blasint* m, const blasint* n, const blasint* k, float* a, const blasint* lda, const float*
    tau, float* work, const blasint* lwork, blasint* info);
void sorm2r_(const char* side, const char* trans, const blasint* m, const blasint* n, const blasint* k, const
    float* a, const blasint* lda, const float* tau, float* c, const blasint* ldc, float* work, blasint* info);
void sormqr_(const char* side, const char* trans, const blasint* m, const blasint* n, const blasint* k, const
    float* a, const blasint* lda, const float* tau, float* c, const blasint* ldc, float* work, const blasint*
    lwork, blasint* info);
void zgeqr2_(const blasint* m, const blasint* n, lapack_complex_double* a, const blasint* lda,
    lapack_complex_double* tau, lapack_complex_double* work, blasint* info);
void zgeqrf_(const blasint* m, const blasint* n, lapack_complex_double* a, const blasint* lda,
    lapack_complex_double* tau, lapack_complex_double* work, const blasint* lwork, blasint* info);
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
int openblas_get_num_procs_(void);
int openblas_get_num_threads_(void);
int openblas_get_parallel_(void);
void openblas_set_num_threads_(const int* n);

#ifdef __cplusplus
}
#endif

#endif
