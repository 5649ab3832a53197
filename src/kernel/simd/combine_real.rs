//! A sum of some columns, each times a factor, for real elements: `gemv_n`. As many columns at once as there are registers for,
//! so that the sum is loaded and stored once for all.

use crate::kernel::simd::Simd;
use crate::kernel::simd::columns::{by_columns, misaligned, unrelated};
use crate::kernel::simd::vector_real::first;
use crate::kernel::vector::{Columns, Strided};
use crate::scalar::Real;

/// y += the sum of NC columns, each times its element of x.
///
/// # Safety
/// The columns and y hold m elements; the processor has `S`.
#[inline(always)]
pub(super) unsafe fn combine<S: Simd, const NC: usize>(
    m: usize,
    columns: [*const S::Elem; NC],
    x: [S::Elem; NC],
    y: *mut S::Elem,
) {
    // SAFETY: the caller's promise; rows stay below m.
    unsafe {
        let mut xs = [S::zero(); NC];
        for j in 0..NC {
            xs[j] = S::splat(x[j]);
        }
        const U: usize = 4;
        let mut i = misaligned::<S>(m, columns[0]);
        if i > 0 {
            combine_few::<S, NC>(0, i, columns, xs, y);
        }
        while m - i >= U * S::LANES {
            combine_rows::<S, NC, U>(i, columns, xs, y);
            i += U * S::LANES;
        }
        while m - i >= S::LANES {
            combine_rows::<S, NC, 1>(i, columns, xs, y);
            i += S::LANES;
        }
        if m > i {
            combine_few::<S, NC>(i, m - i, columns, xs, y);
        }
    }
}

/// The step of [`combine`] for U registers of rows from i on: of each column some lines after the other.
///
/// # Safety
/// The columns and y hold i + U·LANES elements; the processor has `S`.
#[inline(always)]
unsafe fn combine_rows<S: Simd, const NC: usize, const U: usize>(
    i: usize,
    columns: [*const S::Elem; NC],
    xs: [S::Reg; NC],
    y: *mut S::Elem,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let mut sums = [S::zero(); U];
        for u in 0..U {
            sums[u] = S::load(y.add(i + u * S::LANES));
        }
        for j in 0..NC {
            for u in 0..U {
                sums[u] = S::fma(S::load(columns[j].add(i + u * S::LANES)), xs[j], sums[u]);
            }
        }
        for u in 0..U {
            S::store(y.add(i + u * S::LANES), sums[u]);
        }
    }
}

/// The same for `n` < LANES rows from i on.
///
/// # Safety
/// The columns and y hold i + n elements; the processor has `S`.
#[inline(always)]
unsafe fn combine_few<S: Simd, const NC: usize>(
    i: usize,
    n: usize,
    columns: [*const S::Elem; NC],
    xs: [S::Reg; NC],
    y: *mut S::Elem,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let mut sum = first::<S>(y.add(i), n);
        for j in 0..NC {
            sum = S::fma(first::<S>(columns[j].add(i), n), xs[j], sum);
        }
        S::store_first(y.add(i), n, sum);
    }
}

/// y += α·A·x.
///
/// # Safety
/// As `VectorKernels::gemv_n`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn gemv_n<S: Simd>(
    m: usize,
    n: usize,
    alpha: S::Elem,
    a: Columns<S::Elem>,
    x: Strided<S::Elem>,
    y: *mut S::Elem,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        by_columns!(n, 8 [7 6 5 4 3 2 1], |j, W| {
            let mut factors = [alpha; W];
            for k in 0..W {
                factors[k] *= x.at(j + k);
            }
            combine::<S, W>(m, unrelated(a.several(j)), factors, y);
        });
    }
}
