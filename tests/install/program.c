/* A C program: the headers, CBLAS, and a function of the library's own. */
#include "where.h"

#include <arenablas.h>
#include <cblas.h>

int main(void)
{
    const double a[] = {1, 2, 3, 4}, b[] = {5, 6, 7, 8};
    double c[4];
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, 2, 2, 2, 1.0, a, 2, b, 2, 0.0, c, 2);
    const int right = c[0] == 19 && c[1] == 22 && c[2] == 43 && c[3] == 50;
    printf("arenablas %s, %zu-byte integers: %s\n", arenablas_get_version(), sizeof(CBLAS_INT), right ? "right" : "wrong");
    return !(right && from_arenablas("cblas_dgemm"));
}
