/* A program that calls BLAS as Fortran does, and knows of no header. */
#include "where.h"

extern void dgemm_(const char *, const char *, const int *, const int *, const int *, const double *, const double *,
    const int *, const double *, const int *, const double *, double *, const int *, size_t, size_t);

int main(void)
{
    const double a[] = {1, 3, 2, 4}, b[] = {5, 7, 6, 8}, one = 1, zero = 0;
    const int n = 2;
    double c[4];
    dgemm_("N", "N", &n, &n, &n, &one, a, &n, b, &n, &zero, c, &n, 1, 1);
    const int right = c[0] == 19 && c[1] == 43 && c[2] == 22 && c[3] == 50;
    printf("dgemm_: %s\n", right ? "right" : "wrong");
    return !(right && from_arenablas("dgemm_"));
}
