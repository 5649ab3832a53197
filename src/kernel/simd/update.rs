//! Updates of rank one and two of a triangle, for real and complex elements. The triangle's flag says that the vectors are
//! meant conjugated. See `kernel::vector` for the contract.

use crate::enums::Uplo;
use crate::kernel::simd::Simd;
use crate::kernel::simd::columns::{by_columns, unrelated};
use crate::kernel::simd::multiples::{Multiples, add_multiples};
use crate::kernel::vector::{Triangle, is_off_diagonal};

/// W columns of the triangle from j on, each += R vectors times their factors for it.
///
/// # Safety
/// A is a triangle of order n, the vectors hold n elements, columns stay below n; the processor has `S`.
#[inline(always)]
unsafe fn block<S: Simd, T: Multiples<S>, const UPPER: bool, const W: usize, const R: usize>(
    j: usize,
    a: Triangle<T>,
    hermitian: bool,
    vectors: [*const T; R],
    factors: [[T; W]; R],
) {
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
        add_multiples::<S, T, W, R, 1, true>(end - start, tops, parts, a.conj, factors);
        for c in 0..W {
            for i in 0..W {
                if i == c || is_off_diagonal::<UPPER>(i, c) {
                    let element = &mut *columns[c].cast_mut().add(j + i);
                    for r in 0..R {
                        *element += factors[r][c] * (*vectors[r].add(j + i)).conj_if(a.conj);
                    }
                    if hermitian && i == c {
                        *element = T::from_real(element.re());
                    }
                }
            }
        }
    }
}

/// [`block`] for a triangle of either kind.
///
/// # Safety
/// As for [`block`].
#[inline(always)]
unsafe fn block_of_either<S: Simd, T: Multiples<S>, const W: usize, const R: usize>(
    j: usize,
    a: Triangle<T>,
    hermitian: bool,
    vectors: [*const T; R],
    factors: [[T; W]; R],
) {
    // SAFETY: the caller's promise.
    unsafe {
        match a.uplo {
            Uplo::Upper => block::<S, T, true, W, R>(j, a, hermitian, vectors, factors),
            Uplo::Lower => block::<S, T, false, W, R>(j, a, hermitian, vectors, factors),
        }
    }
}

/// A += α·x·xᵀ, or α·x·xᴴ, on some columns of the triangle.
///
/// # Safety
/// As `VectorKernels::syr`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn syr<S: Simd, T: Multiples<S>>(alpha: T, x: *const T, a: Triangle<T>, hermitian: bool) {
    let (from, to) = a.columns;
    // SAFETY: the caller's promise; columns stay below `to`.
    unsafe {
        by_columns!(to - from, 4 [3 2 1], |j, W| {
            let j = from + j;
            let mut factors = [alpha; W];
            for c in 0..W {
                factors[c] *= (*x.add(j + c)).conj_if(a.conj != hermitian);
            }
            block_of_either::<S, T, W, 1>(j, a, hermitian, [x], [factors]);
        });
    }
}

/// A += α·x·yᵀ + α·y·xᵀ, or α·x·yᴴ + ᾱ·y·xᴴ, on some columns of the triangle.
///
/// # Safety
/// As `VectorKernels::syr2`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn syr2<S: Simd, T: Multiples<S>>(
    alpha: T,
    x: *const T,
    y: *const T,
    a: Triangle<T>,
    hermitian: bool,
) {
    // SAFETY: the caller's promise.
    unsafe {
        if T::IS_COMPLEX {
            // Twice as many factors as registers of a real one.
            syr2_by::<S, T, 2>(alpha, x, y, a, hermitian);
        } else {
            syr2_by::<S, T, 4>(alpha, x, y, a, hermitian);
        }
    }
}

/// The same, W columns at a time, and single ones at the end.
///
/// # Safety
/// As for [`syr2`].
#[inline(always)]
unsafe fn syr2_by<S: Simd, T: Multiples<S>, const W: usize>(
    alpha: T,
    x: *const T,
    y: *const T,
    a: Triangle<T>,
    hermitian: bool,
) {
    let (mut j, to) = a.columns;
    // SAFETY: the caller's promise; columns stay below `to`.
    unsafe {
        while to - j >= W {
            syr2_block::<S, T, W>(j, alpha, x, y, a, hermitian);
            j += W;
        }
        while j < to {
            syr2_block::<S, T, 1>(j, alpha, x, y, a, hermitian);
            j += 1;
        }
    }
}

/// The part of [`syr2`] that W columns from j on have.
///
/// # Safety
/// As for [`syr2`], with these columns.
#[inline(always)]
unsafe fn syr2_block<S: Simd, T: Multiples<S>, const W: usize>(
    j: usize,
    alpha: T,
    x: *const T,
    y: *const T,
    a: Triangle<T>,
    hermitian: bool,
) {
    let across = a.conj != hermitian;
    let (mut by_y, mut by_x) = ([alpha; W], [alpha.conj_if(hermitian); W]);
    // SAFETY: the caller's promise.
    unsafe {
        for c in 0..W {
            by_y[c] *= (*y.add(j + c)).conj_if(across);
            by_x[c] *= (*x.add(j + c)).conj_if(across);
        }
        block_of_either::<S, T, W, 2>(j, a, hermitian, [x, y], [by_y, by_x]);
    }
}
