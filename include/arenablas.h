/* arenablas: the types that its headers share.
 *
 * Define ARENABLAS_ILP64 for 64-bit integers: the functions then have the suffixes _64_ (Fortran) and _64 (C), and the
 * headers let programs write the plain names for them. */
#ifndef ARENABLAS_H
#define ARENABLAS_H

#include <stddef.h>
#include <stdint.h>

#ifdef ARENABLAS_ILP64
typedef int64_t blasint;
#else
typedef int32_t blasint;
#endif
#ifndef lapack_int
#define lapack_int blasint
#endif

/* A program may define these two itself, as any types that lie in memory as two reals. */
#ifndef lapack_complex_float
#ifdef __cplusplus
#include <complex>
#define lapack_complex_float std::complex<float>
#else
#include <complex.h>
#define lapack_complex_float float _Complex
#endif
#endif
#ifndef lapack_complex_double
#ifdef __cplusplus
#include <complex>
#define lapack_complex_double std::complex<double>
#else
#include <complex.h>
#define lapack_complex_double double _Complex
#endif
#endif

#endif
