//! Updates of rank one and two of a triangle, for real elements. See `kernel::vector` for the contract.

use crate::enums::Uplo;
use crate::kernel::simd::Simd;
use crate::kernel::simd::columns::{by_columns, unrelated};
use crate::kernel::simd::vector_real::first;
use crate::kernel::vector::{Triangle, is_off_diagonal};
use crate::scalar::Real;

/// W columns += R vectors, each times its factor for the column.
///
/// # Safety
/// Columns and vectors hold m elements; the processor has `S`.
#[inline(always)]
unsafe fn panel<S: Simd, const W: usize, const R: usize>(
    m: usize,
    columns: [*mut S::Elem; W],
    vectors: [*const S::Elem; R],
    factors: [[S::Elem; W]; R],
) {
    // SAFETY: the caller's promise; rows stay below m.
    unsafe {
        let mut splat = [[S::zero(); W]; R];
        for r in 0..R {
            for j in 0..W {
                splat[r][j] = S::splat(factors[r][j]);
            }
        }
        let mut i = 0;
        while m - i >= S::LANES {
            // All columns are loaded before any is stored: see `axpy_real::update_rows`.
            let mut new = [S::zero(); W];
            for j in 0..W {
                new[j] = S::load(columns[j].add(i));
            }
            for r in 0..R {
                let v = S::load(vectors[r].add(i));
                for j in 0..W {
                    new[j] = S::fma(v, splat[r][j], new[j]);
                }
            }
            for j in 0..W {
                S::store(columns[j].add(i), new[j]);
            }
            i += S::LANES;
        }
        if m > i {
            for j in 0..W {
                let p = columns[j].add(i);
                let mut new = first::<S>(p, m - i);
                for r in 0..R {
                    new = S::fma(first::<S>(vectors[r].add(i), m - i), splat[r][j], new);
                }
                S::store_first(p, m - i, new);
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
    a: Triangle<S::Elem>,
    vectors: [*const S::Elem; R],
    factors: [[S::Elem; W]; R],
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
        panel::<S, W, R>(end - start, tops, parts, factors);
        for c in 0..W {
            for i in 0..W {
                if i == c || is_off_diagonal::<UPPER>(i, c) {
                    let element = &mut *columns[c].cast_mut().add(j + i);
                    for r in 0..R {
                        *element += *vectors[r].add(j + i) * factors[r][c];
                    }
                }
            }
        }
    }
}

/// A += α·x·xᵀ on some columns of the triangle.
///
/// # Safety
/// As `VectorKernels::syr`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn syr<S: Simd>(alpha: S::Elem, x: *const S::Elem, a: Triangle<S::Elem>, _hermitian: bool)
where
    S::Elem: Real,
{
    let (from, to) = a.columns;
    // SAFETY: the caller's promise; columns stay below `to`.
    unsafe {
        by_columns!(to - from, 4 [3 2 1], |j, W| {
            let j = from + j;
            let mut factors = [alpha; W];
            for c in 0..W {
                factors[c] *= *x.add(j + c);
            }
            match a.uplo {
                Uplo::Upper => block::<S, true, W, 1>(j, a, [x], [factors]),
                Uplo::Lower => block::<S, false, W, 1>(j, a, [x], [factors]),
            }
        });
    }
}

/// A += α·x·yᵀ + α·y·xᵀ on some columns of the triangle.
///
/// # Safety
/// As `VectorKernels::syr2`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn syr2<S: Simd>(
    alpha: S::Elem,
    x: *const S::Elem,
    y: *const S::Elem,
    a: Triangle<S::Elem>,
    _hermitian: bool,
) where
    S::Elem: Real,
{
    let (from, to) = a.columns;
    // SAFETY: the caller's promise; columns stay below `to`.
    unsafe {
        by_columns!(to - from, 4 [3 2 1], |j, W| {
            let j = from + j;
            let (mut by_y, mut by_x) = ([alpha; W], [alpha; W]);
            for c in 0..W {
                by_y[c] *= *y.add(j + c);
                by_x[c] *= *x.add(j + c);
            }
            match a.uplo {
                Uplo::Upper => block::<S, true, W, 2>(j, a, [x, y], [by_y, by_x]),
                Uplo::Lower => block::<S, false, W, 2>(j, a, [x, y], [by_y, by_x]),
            }
        });
    }
}
