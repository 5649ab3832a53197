/* Right answers for a while, then one element of each result is off by a thousandth: what a comparison must notice. Every
 * routine is forwarded to the library of that name in WRONG_REAL; from call number WRONG_CALL on, counted for each routine,
 * the first element of its result is spoiled. */
#include <dlfcn.h>
#include <stdlib.h>

static void *real(const char *name) {
    static void *library;
    if (!library) library = dlopen(getenv("WRONG_REAL"), RTLD_NOW | RTLD_LOCAL);
    return library ? dlsym(library, name) : NULL;
}

static int spoiled(long *calls) { return ++*calls >= atol(getenv("WRONG_CALL")); }

/* Arguments of Fortran routines are pointers, thirteen at most here; those that a routine doesn't have are never read. */
typedef void routine(void *, void *, void *, void *, void *, void *, void *, void *, void *, void *, void *, void *,
                     void *);

#define FORWARD(name, result)                                                                                          \
    void name(void *a0, void *a1, void *a2, void *a3, void *a4, void *a5, void *a6, void *a7, void *a8, void *a9,      \
              void *a10, void *a11, void *a12) {                                                                       \
        static long calls;                                                                                             \
        ((routine *)real(#name))(a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12);                               \
        if (spoiled(&calls)) *(double *)(result) *= 1.001;                                                             \
    }

FORWARD(daxpy_, a4)
FORWARD(dscal_, a2)
FORWARD(dcopy_, a3)
FORWARD(dswap_, a3)
FORWARD(drot_, a1)
FORWARD(dgemv_, a9)
FORWARD(dgbmv_, a11)
FORWARD(dsymv_, a8)
FORWARD(dsbmv_, a9)
FORWARD(dger_, a7)
FORWARD(dsyr_, a5)
FORWARD(dtrmv_, a6)
FORWARD(dtrsv_, a6)
FORWARD(dtbmv_, a7)
FORWARD(dtbsv_, a7)
FORWARD(dtpmv_, a5)
FORWARD(dtpsv_, a5)
FORWARD(dgemm_, a11)
FORWARD(dsymm_, a10)
FORWARD(dsyrk_, a8)
FORWARD(dsyr2k_, a10)
FORWARD(dtrmm_, a9)
FORWARD(dtrsm_, a9)
FORWARD(dgetrf_, a2)
FORWARD(dgesv_, a5)
FORWARD(dpotrf_, a2)
FORWARD(dgeqrf_, a2)
FORWARD(dorgqr_, a3)
FORWARD(dormqr_, a8)

typedef double reduction(void *, void *, void *, void *, void *);

#define REDUCE(name)                                                                                                   \
    double name(void *a0, void *a1, void *a2, void *a3, void *a4) {                                                    \
        static long calls;                                                                                             \
        double result = ((reduction *)real(#name))(a0, a1, a2, a3, a4);                                                \
        return spoiled(&calls) ? 1.001 * result : result;                                                              \
    }

REDUCE(ddot_)
REDUCE(dasum_)
REDUCE(dnrm2_)

int idamax_(int *n, double *x, int *incx) {
    static long calls;
    int index = ((int (*)(int *, double *, int *))real("idamax_"))(n, x, incx);
    return spoiled(&calls) ? index % *n + 1 : index;
}
