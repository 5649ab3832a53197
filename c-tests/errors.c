/* Calls every routine with one and with two bad arguments in every place, and prints what the error handlers hear.
 *
 * The handlers are this program's own, so the library must call them and not its own. The same program against the
 * reference BLAS and LAPACK is the oracle: the two outputs must be equal. A call that is refused must leave all
 * arrays as they were; that is checked here.
 *
 * The System V calling convention passes integers and addresses in one sequence of places and reals in another, so
 * one prototype serves all routines. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_ARGS = 16, ARRAYS = 6, LENGTH = 4000 };

typedef void (*fortran_fn)(void *, void *, void *, void *, void *, void *, void *, void *, void *, void *, void *,
                           void *, void *, void *, void *, void *);
typedef long (*c_fn)(double, double, long, long, long, long, long, long, long, long, long, long, long, long,
                         long, long);

/* What the handlers heard. */
static char heard[256];
static int calls;

void xerbla_(const char *name, const int *info, size_t length) {
    (void)length;
    calls++;
    snprintf(heard, sizeof heard, "xerbla %.6s %d", name, *info);
}

void cblas_xerbla(int info, const char *name, const char *form, ...) {
    (void)form;
    calls++;
    snprintf(heard, sizeof heard, "cblas_xerbla %s %d", name, info);
}

void LAPACKE_xerbla(const char *name, int info) {
    calls++;
    snprintf(heard, sizeof heard, "LAPACKE_xerbla %s %d", name, info);
}

/* The reference keeps the layout of the call in error here, and renumbers in its own handler. */
int RowMajorStrg, CBLAS_CallFromC;

/* Each argument is a letter: an option with its letters, an integer, a scalar, an array, or the info.
 *   N transposition   U triangle   D diagonal   S side   L layout
 *   m size   l leading dimension   i increment   w length of scratch   s scalar   A array   o info */
typedef struct {
    const char *name;
    void *function;
    const char *args;
} Routine;

#define SDCZ(list, stem, args)                                                                                   \
    list(s##stem##_, args) list(d##stem##_, args) list(c##stem##_, args) list(z##stem##_, args)
#define SD(list, stem, args) list(s##stem##_, args) list(d##stem##_, args)
#define CZ(list, stem, args) list(c##stem##_, args) list(z##stem##_, args)

#define FORTRAN(X)                                                                                               \
    SDCZ(X, gemv, "NmmsAlAisAi") SDCZ(X, trmv, "UNDmAlAi") SDCZ(X, trsv, "UNDmAlAi")                                \
    X(sger_, "mmsAiAiAl") X(dger_, "mmsAiAiAl") X(cgeru_, "mmsAiAiAl") X(cgerc_, "mmsAiAiAl")                       \
    X(zgeru_, "mmsAiAiAl") X(zgerc_, "mmsAiAiAl")                                                                  \
    SDCZ(X, gbmv, "NmmmmsAlAisAi") SDCZ(X, tbmv, "UNDmmAlAi") SDCZ(X, tbsv, "UNDmmAlAi")                            \
    SDCZ(X, tpmv, "UNDmAAi") SDCZ(X, tpsv, "UNDmAAi") SDCZ(X, symv, "UmsAlAisAi") SDCZ(X, spmv, "UmsAAisAi")         \
    SDCZ(X, syr, "UmsAiAl") SDCZ(X, spr, "UmsAiA") CZ(X, hemv, "UmsAlAisAi") CZ(X, hpmv, "UmsAAisAi")               \
    SD(X, sbmv, "UmmsAlAisAi") SD(X, syr2, "UmsAiAiAl") SD(X, spr2, "UmsAiAiA") CZ(X, hbmv, "UmmsAlAisAi")          \
    CZ(X, her, "UmsAiAl") CZ(X, hpr, "UmsAiA") CZ(X, her2, "UmsAiAiAl") CZ(X, hpr2, "UmsAiAiA")                     \
    SDCZ(X, gemm, "NNmmmsAlAlsAl") SDCZ(X, trmm, "SUNDmmsAlAl") SDCZ(X, trsm, "SUNDmmsAlAl")                         \
    SDCZ(X, syrk, "UNmmsAlsAl") X(cherk_, "UNmmsAlsAl") X(zherk_, "UNmmsAlsAl")                                     \
    SDCZ(X, symm, "SUmmsAlAlsAl") X(chemm_, "SUmmsAlAlsAl") X(zhemm_, "SUmmsAlAlsAl")                               \
    SDCZ(X, syr2k, "UNmmsAlAlsAl") X(cher2k_, "UNmmsAlAlsAl") X(zher2k_, "UNmmsAlAlsAl")                            \
    SDCZ(X, geqrf, "mmAlAAwo") SDCZ(X, geqr2, "mmAlAAo")                                                           \
    X(sorgqr_, "mmmAlAAwo") X(dorgqr_, "mmmAlAAwo") X(cungqr_, "mmmAlAAwo") X(zungqr_, "mmmAlAAwo")                 \
    X(sorg2r_, "mmmAlAAo") X(dorg2r_, "mmmAlAAo") X(cung2r_, "mmmAlAAo") X(zung2r_, "mmmAlAAo")                     \
    X(sormqr_, "SNmmmAlAAlAwo") X(dormqr_, "SNmmmAlAAlAwo") X(cunmqr_, "SNmmmAlAAlAwo") X(zunmqr_, "SNmmmAlAAlAwo") \
    X(sorm2r_, "SNmmmAlAAlAo") X(dorm2r_, "SNmmmAlAAlAo") X(cunm2r_, "SNmmmAlAAlAo") X(zunm2r_, "SNmmmAlAAlAo")

/* Real scalars of CBLAS travel apart from the rest, and have no letter; complex ones are addresses. */
#define CBLAS(X)                                                                                                 \
    X(cblas_dgemv, "LNmmAlAiAi") X(cblas_zgemv, "LNmmsAlAisAi")                                                   \
    X(cblas_dtrmv, "LUNDmAlAi") X(cblas_ztrmv, "LUNDmAlAi") X(cblas_dtrsv, "LUNDmAlAi") X(cblas_ztrsv, "LUNDmAlAi") \
    X(cblas_dger, "LmmAiAiAl") X(cblas_zgeru, "LmmsAiAiAl") X(cblas_zgerc, "LmmsAiAiAl")                           \
    X(cblas_dgbmv, "LNmmmmAlAiAi") X(cblas_zgbmv, "LNmmmmsAlAisAi")                                                \
    X(cblas_dtbmv, "LUNDmmAlAi") X(cblas_ztbmv, "LUNDmmAlAi") X(cblas_dtbsv, "LUNDmmAlAi")                          \
    X(cblas_ztbsv, "LUNDmmAlAi") X(cblas_dtpmv, "LUNDmAAi") X(cblas_ztpmv, "LUNDmAAi")                              \
    X(cblas_dtpsv, "LUNDmAAi") X(cblas_ztpsv, "LUNDmAAi")                                                         \
    X(cblas_dsymv, "LUmAlAiAi") X(cblas_zhemv, "LUmsAlAisAi") X(cblas_dsbmv, "LUmmAlAiAi")                          \
    X(cblas_zhbmv, "LUmmsAlAisAi") X(cblas_dspmv, "LUmAAiAi") X(cblas_zhpmv, "LUmsAAisAi")                          \
    X(cblas_dsyr, "LUmAiAl") X(cblas_zher, "LUmAiAl") X(cblas_dspr, "LUmAiA") X(cblas_zhpr, "LUmAiA")                \
    X(cblas_dsyr2, "LUmAiAiAl") X(cblas_zher2, "LUmsAiAiAl") X(cblas_dspr2, "LUmAiAiA")                             \
    X(cblas_zhpr2, "LUmsAiAiA")                                                                                   \
    X(cblas_dgemm, "LNNmmmAlAlAl") X(cblas_zgemm, "LNNmmmsAlAlsAl")                                               \
    X(cblas_dtrmm, "LSUNDmmAlAl") X(cblas_ztrmm, "LSUNDmmsAlAl")                                                  \
    X(cblas_dtrsm, "LSUNDmmAlAl") X(cblas_ztrsm, "LSUNDmmsAlAl")                                                  \
    X(cblas_dsyrk, "LUNmmAlAl") X(cblas_zsyrk, "LUNmmsAlsAl") X(cblas_zherk, "LUNmmAlAl") \
    X(cblas_dsymm, "LSUmmAlAlAl") X(cblas_zsymm, "LSUmmsAlAlsAl") X(cblas_zhemm, "LSUmmsAlAlsAl")                   \
    X(cblas_dsyr2k, "LUNmmAlAlAl") X(cblas_zsyr2k, "LUNmmsAlAlsAl") X(cblas_zher2k, "LUNmmsAlAlAl")

#define LAPACKE(X)                                                                                               \
    X(LAPACKE_dgeqrf, "LmmAlA") X(LAPACKE_zgeqrf, "LmmAlA")                                                        \
    X(LAPACKE_dgeqrf_work, "LmmAlAAw") X(LAPACKE_zgeqrf_work, "LmmAlAAw")                                          \
    X(LAPACKE_dgeqr2, "LmmAlA") X(LAPACKE_zgeqr2_work, "LmmAlAA")                                                  \
    X(LAPACKE_dorgqr, "LmmmAlA") X(LAPACKE_zungqr_work, "LmmmAlAAw")                                               \
    X(LAPACKE_zungqr, "LmmmAlA") X(LAPACKE_dorgqr_work, "LmmmAlAAw")                                               \
    X(LAPACKE_dormqr, "LSNmmmAlAAl") X(LAPACKE_zunmqr_work, "LSNmmmAlAAlAw")                                       \
    X(LAPACKE_zunmqr, "LSNmmmAlAAl") X(LAPACKE_dormqr_work, "LSNmmmAlAAlAw")

#define DECLARE(name, args) extern void name(void);
#define LIST(name, args) {#name, (void *)name, args},
FORTRAN(DECLARE)
CBLAS(DECLARE)
LAPACKE(DECLARE)
static const Routine fortran_routines[] = {FORTRAN(LIST){NULL, NULL, NULL}};
static const Routine cblas_routines[] = {CBLAS(LIST){NULL, NULL, NULL}};
static const Routine lapacke_routines[] = {LAPACKE(LIST){NULL, NULL, NULL}};

/* An interface: how its routines are called, and how it writes options. */
typedef enum { IN_FORTRAN, IN_CBLAS, IN_LAPACKE } Interface;

/* The values that an argument takes, the good one first. */
static const long *values(char letter, Interface interface) {
    const int cblas = interface == IN_CBLAS;
    static const long transposes[] = {'N', 'T', 'C', 'n', 'X', 0}, triangles[] = {'U', 'l', 'X', 0};
    static const long diagonals[] = {'N', 'u', 'X', 0}, sides[] = {'L', 'r', 'X', 0};
    static const long c_transposes[] = {111, 112, 113, 7, 0}, c_triangles[] = {121, 122, 7, 0};
    static const long c_diagonals[] = {131, 132, 7, 0}, c_sides[] = {141, 142, 7, 0};
    static const long layouts[] = {102, 101, 7, 0};
    static const long sizes[] = {5, 3, -1, 7, 1000, 0}; /* 1000 stands for zero, which ends the lists */
    static const long lds[] = {8, 5, 4, 2, 1000, 0}, increments[] = {1, -2, 1000, 0};
    static const long lengths[] = {400, -1, 1000, 3, 5, -2, 0}, none[] = {1, 0};
    switch (letter) {
    case 'N': return cblas ? c_transposes : transposes;
    case 'U': return cblas ? c_triangles : triangles;
    case 'D': return cblas ? c_diagonals : diagonals;
    case 'S': return cblas ? c_sides : sides;
    case 'L': return layouts;
    case 'm': return sizes;
    case 'l': return lds;
    case 'i': return increments;
    case 'w': return lengths;
    default: return none;
    }
}

static double arrays[ARRAYS][LENGTH], before[ARRAYS][LENGTH], scalar[2];

static void fill(void) {
    for (int a = 0; a < ARRAYS; a++)
        for (int i = 0; i < LENGTH; i++) before[a][i] = 1.0 + (a * 31 + i * 17) % 13 / 16.0;
    memcpy(arrays, before, sizeof arrays);
}

/* Calls a routine with the given values, and prints them with what was heard. */
static void call(const Routine *routine, Interface interface, const long *value) {
    const int n = (int)strlen(routine->args);
    void *address[MAX_ARGS] = {0};
    long word[MAX_ARGS] = {0};
    int integer[MAX_ARGS], array = 0, info = 0;
    char letter[MAX_ARGS];
    fill();
    for (int i = 0; i < n; i++) {
        const char kind = routine->args[i];
        const long v = value[i] == 1000 ? 0 : value[i];
        integer[i] = (int)v;
        letter[i] = (char)v;
        if (kind == 'A') address[i] = arrays[array++];
        else if (kind == 's') address[i] = scalar;
        else if (kind == 'o') address[i] = &info;
        else if (interface == IN_FORTRAN && strchr("NUDS", kind)) address[i] = &letter[i];
        else address[i] = &integer[i];
        word[i] = strchr("As", kind) ? (long)address[i] : v;
        if (kind == 'L') RowMajorStrg = v == 101;
    }
    calls = 0;
    strcpy(heard, "-");
    long result = 0;
    if (interface != IN_FORTRAN)
        result = ((c_fn)routine->function)(0.5, 0.5, word[0], word[1], word[2], word[3], word[4], word[5], word[6],
                                      word[7], word[8], word[9], word[10], word[11], word[12], word[13]);
    else
        ((fortran_fn)routine->function)(address[0], address[1], address[2], address[3], address[4], address[5],
                                        address[6], address[7], address[8], address[9], address[10], address[11],
                                        address[12], address[13], address[14], address[15]);
    printf("%s", routine->name);
    for (int i = 0; i < n; i++)
        if (!strchr("Aso", routine->args[i])) printf(" %d", integer[i]);
    printf(" : %s info %d\n", heard, interface == IN_LAPACKE ? (int)result : info);
    if (calls > 1) printf("heard %d times\n", calls);
    /* The reference writes the best length of scratch into work(1), the last array, before it judges. */
    if (calls && memcmp(arrays, before, sizeof(arrays[0]) * (size_t)(array - (strchr(routine->args, 'w') != NULL))))
        printf("an array was written\n");
}

/* All values in every place, and in every pair of places. */
static void sweep(const Routine *routine, Interface interface) {
    const int n = (int)strlen(routine->args);
    long value[MAX_ARGS];
    for (int i = 0; i < n; i++) value[i] = values(routine->args[i], interface)[0];
    for (int i = 0; i < n; i++)
        for (const long *a = values(routine->args[i], interface); *a; a++)
            for (int j = i + 1; j < n; j++)
                for (const long *b = values(routine->args[j], interface); *b; b++) {
                    value[i] = *a;
                    value[j] = *b;
                    call(routine, interface, value);
                    value[i] = values(routine->args[i], interface)[0];
                    value[j] = values(routine->args[j], interface)[0];
                }
}

int main(void) {
    scalar[0] = scalar[1] = 0.5;
    for (const Routine *r = fortran_routines; r->name; r++) sweep(r, IN_FORTRAN);
    for (const Routine *r = cblas_routines; r->name; r++) sweep(r, IN_CBLAS);
    for (const Routine *r = lapacke_routines; r->name; r++) sweep(r, IN_LAPACKE);
    return 0;
}
