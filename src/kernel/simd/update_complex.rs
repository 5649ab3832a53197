//! Updates of rank one and two of a triangle, for complex elements as pairs of lanes. The loops are those of
//! `update_real`. The triangle's flag says that the vectors are meant conjugated.

use num_complex::Complex;

use crate::enums::Uplo;
use crate::kernel::simd::Simd;
use crate::kernel::simd::columns::{by_columns, unrelated};
use crate::kernel::simd::complex_lanes::{factor_pair, first, times};
use crate::kernel::vector::{Triangle, is_off_diagonal};
use crate::scalar::{Real, Scalar};

/// W columns += R vectors, conjugated if told, each times its factor for the column.
///
/// # Safety
/// Columns and vectors hold m elements; the processor has `S`.
#[inline(always)]
unsafe fn panel<S: Simd, const W: usize, const R: usize>(
    m: usize,
    columns: [*mut Complex<S::Elem>; W],
    vectors: [*const Complex<S::Elem>; R],
    conj: bool,
    factors: [[Complex<S::Elem>; W]; R],
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; rows stay below m; a complex number is two adjacent reals.
    unsafe {
        let lanes = S::LANES / 2;
        let mut pairs = [[(S::zero(), S::zero()); W]; R];
        for r in 0..R {
            for j in 0..W {
                pairs[r][j] = factor_pair::<S>(factors[r][j], conj);
            }
        }
        let mut i = 0;
        while m - i >= lanes {
            // All columns are loaded before any is stored: see `axpy_real::update_rows`.
            let mut new = [S::zero(); W];
            for j in 0..W {
                new[j] = S::load(columns[j].add(i).cast());
            }
            for r in 0..R {
                let v = S::load(vectors[r].add(i).cast());
                let turned = S::swap_pairs(v);
                for j in 0..W {
                    let (straight, crossed) = pairs[r][j];
                    new[j] = S::fma(turned, crossed, S::fma(v, straight, new[j]));
                }
            }
            for j in 0..W {
                S::store(columns[j].add(i).cast(), new[j]);
            }
            i += lanes;
        }
        if m > i {
            let n = 2 * (m - i);
            for j in 0..W {
                let p = columns[j].add(i).cast();
                let mut new = first::<S>(p, n);
                for r in 0..R {
                    let v = first::<S>(vectors[r].add(i).cast(), n);
                    let (straight, crossed) = pairs[r][j];
                    new = S::fma(S::swap_pairs(v), crossed, S::fma(v, straight, new));
                }
                S::store_first(p, n, new);
            }
        }
    }
}

/// W columns of the triangle from j on, each += R vectors times their factors for it.
///
/// # Safety
/// A is a triangle of order n, the vectors hold n elements, columns stay below n; the processor has `S`.
#[inline(always)]
unsafe fn block<S: Simd, const UPPER: bool, const W: usize, const R: usize>(
    j: usize,
    a: Triangle<Complex<S::Elem>>,
    hermitian: bool,
    vectors: [*const Complex<S::Elem>; R],
    factors: [[Complex<S::Elem>; W]; R],
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; rows stay in the triangle.
    unsafe {
        let (start, end) = a.rows_off_block(j, W);
        let columns = unrelated(a.several::<W>(j, 0));
        let mut tops = [a.ptr.cast_mut(); W];
        for c in 0..W {
            tops[c] = columns[c].cast_mut().add(start);
        }
        let mut parts = vectors;
        for r in 0..R {
            parts[r] = vectors[r].add(start);
        }
        panel::<S, W, R>(end - start, tops, parts, a.conj, factors);
        for c in 0..W {
            for i in 0..W {
                if i == c || is_off_diagonal::<UPPER>(i, c) {
                    let element = &mut *columns[c].cast_mut().add(j + i);
                    for r in 0..R {
                        let product = times(factors[r][c], *vectors[r].add(j + i), a.conj);
                        *element = Complex { re: element.re + product.re, im: element.im + product.im };
                    }
                    if hermitian && i == c {
                        element.im = S::Elem::ZERO;
                    }
                }
            }
        }
    }
}

/// A += α·x·xᵀ, or α·x·xᴴ, on some columns of the triangle.
///
/// # Safety
/// As `VectorKernels::syr`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn syr<S: Simd>(
    alpha: Complex<S::Elem>,
    x: *const Complex<S::Elem>,
    a: Triangle<Complex<S::Elem>>,
    hermitian: bool,
) where
    S::Elem: Real,
{
    let (from, to) = a.columns;
    // SAFETY: the caller's promise; columns stay below `to`.
    unsafe {
        by_columns!(to - from, 2[1], |j, W| {
            let j = from + j;
            let mut factors = [alpha; W];
            for c in 0..W {
                factors[c] = times(alpha, *x.add(j + c), a.conj != hermitian);
            }
            match a.uplo {
                Uplo::Upper => block::<S, true, W, 1>(j, a, hermitian, [x], [factors]),
                Uplo::Lower => block::<S, false, W, 1>(j, a, hermitian, [x], [factors]),
            }
        });
    }
}

/// A += α·x·yᵀ + α·y·xᵀ, or α·x·yᴴ + ᾱ·y·xᴴ, on some columns of the triangle.
///
/// # Safety
/// As `VectorKernels::syr2`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn syr2<S: Simd>(
    alpha: Complex<S::Elem>,
    x: *const Complex<S::Elem>,
    y: *const Complex<S::Elem>,
    a: Triangle<Complex<S::Elem>>,
    hermitian: bool,
) where
    S::Elem: Real,
{
    let across = a.conj != hermitian;
    let mirrored = Complex { re: alpha.re, im: if hermitian { -alpha.im } else { alpha.im } };
    let (from, to) = a.columns;
    // SAFETY: the caller's promise; columns stay below `to`.
    unsafe {
        by_columns!(to - from, 2[1], |j, W| {
            let j = from + j;
            let (mut by_y, mut by_x) = ([alpha; W], [alpha; W]);
            for c in 0..W {
                by_y[c] = times(alpha, *y.add(j + c), across);
                by_x[c] = times(mirrored, *x.add(j + c), across);
            }
            match a.uplo {
                Uplo::Upper => block::<S, true, W, 2>(j, a, hermitian, [x, y], [by_y, by_x]),
                Uplo::Lower => block::<S, false, W, 2>(j, a, hermitian, [x, y], [by_y, by_x]),
            }
        });
    }
}
