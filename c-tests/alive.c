/* Bad arguments through each interface, with the library's own handlers: a line on stderr for each, and the program
 * goes on. */
#include "cblas.h"
#include "lapack.h"
#include "lapacke.h"
#include <stdio.h>

int main(void) {
    double a[4] = {1, 2, 3, 4}, c[4] = {5, 6, 7, 8}, one = 1;
    const blasint n = 2, bad = -1;
    dgemm_("N", "N", &n, &bad, &n, &one, a, &n, a, &n, &one, c, &n);
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, 2, 2, 2, 1, a, 1, a, 2, 1, c, 2);
    cblas_dgemm(CblasRowMajor, (CBLAS_TRANSPOSE)7, CblasNoTrans, 2, 2, 2, 1, a, 2, a, 2, 1, c, 2);
    const lapack_int info[] = {LAPACKE_dgeqrf(7, 2, 2, c, 2, a), LAPACKE_dgeqrf(LAPACK_ROW_MAJOR, 2, 2, c, 1, a),
                               LAPACKE_dgeqrf(LAPACK_COL_MAJOR, 2, -1, c, 2, a)};
    for (int i = 0; i < 3; i++) printf("info %d\n", (int)info[i]);
    for (int i = 0; i < 4; i++)
        if (a[i] != i + 1 || c[i] != i + 5) return 1;
    puts("alive");
    return 0;
}
