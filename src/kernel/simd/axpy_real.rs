//! Multiples of a vector added to some columns, for real elements: `axpy` and `ger`. Some columns at once, so that the vector is
//! loaded once for all.

use crate::kernel::simd::Simd;
use crate::kernel::simd::columns::{by_columns, is_long, misaligned};
use crate::kernel::simd::vector_real::first;
use crate::kernel::vector::Strided;
use crate::scalar::Real;

/// NC columns += x, times each one's y; from the first column's first aligned element on if ALIGNED, which long ones are worth.
///
/// # Safety
/// A holds NC columns of m elements, x holds m; the processor has `S`.
#[inline(always)]
unsafe fn update<S: Simd, const NC: usize, const U: usize, const ALIGNED: bool>(
    m: usize,
    x: *const S::Elem,
    y: [S::Elem; NC],
    a: *mut S::Elem,
    a_col: isize,
) {
    // SAFETY: the caller's promise; rows stay below m.
    unsafe {
        let mut ys = [S::zero(); NC];
        for j in 0..NC {
            ys[j] = S::splat(y[j]);
        }
        let mut i = 0;
        if ALIGNED {
            i = misaligned::<S>(m, a);
            if i > 0 {
                update_few::<S, NC>(0, i, x, &ys, a, a_col);
            }
            while m - i >= U * S::LANES {
                update_rows::<S, NC, U>(i, x, &ys, a, a_col);
                i += U * S::LANES;
            }
        }
        while m - i >= S::LANES {
            update_rows::<S, NC, 1>(i, x, &ys, a, a_col);
            i += S::LANES;
        }
        if m > i {
            update_few::<S, NC>(i, m - i, x, &ys, a, a_col);
        }
    }
}

/// The step of [`update`] for `n` < LANES rows from i on.
///
/// # Safety
/// As for [`update`], with i + n ≤ m.
#[inline(always)]
unsafe fn update_few<S: Simd, const NC: usize>(
    i: usize,
    n: usize,
    x: *const S::Elem,
    ys: &[S::Reg; NC],
    a: *mut S::Elem,
    a_col: isize,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let xi = first::<S>(x.add(i), n);
        for j in 0..NC {
            let p = a.offset(j as isize * a_col).add(i);
            S::store_first(p, n, S::fma(xi, ys[j], first::<S>(p, n)));
        }
    }
}

/// The step of [`update`] for U registers of rows. All is loaded before any is stored: where columns, or x and a column,
/// lie a multiple of 4 KiB apart, a load behind a store to the same place of a page would wait for it.
///
/// # Safety
/// As for [`update`], with i + U·LANES ≤ m.
#[inline(always)]
unsafe fn update_rows<S: Simd, const NC: usize, const U: usize>(
    i: usize,
    x: *const S::Elem,
    ys: &[S::Reg; NC],
    a: *mut S::Elem,
    a_col: isize,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let mut new = [[S::zero(); NC]; U];
        for u in 0..U {
            let i = i + u * S::LANES;
            let xi = S::load(x.add(i));
            for j in 0..NC {
                new[u][j] = S::fma(xi, ys[j], S::load(a.offset(j as isize * a_col).add(i)));
            }
        }
        for u in 0..U {
            for j in 0..NC {
                S::store(a.offset(j as isize * a_col).add(i + u * S::LANES), new[u][j]);
            }
        }
    }
}

/// y += α·x.
///
/// # Safety
/// As `VectorKernels::axpy`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn axpy<S: Simd>(
    n: usize,
    alpha: S::Elem,
    x: *const S::Elem,
    _conj_x: bool,
    y: *mut S::Elem,
) {
    // SAFETY: the caller's promise.
    unsafe {
        if is_long::<S>(n) {
            update::<S, 1, 8, true>(n, x, [alpha], y, 0);
        } else {
            update::<S, 1, 8, false>(n, x, [alpha], y, 0);
        }
    }
}

/// A += α·x·yᵀ.
///
/// # Safety
/// As `VectorKernels::ger`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn ger<S: Simd>(
    m: usize,
    n: usize,
    alpha: S::Elem,
    x: *const S::Elem,
    _conj_x: bool,
    y: Strided<S::Elem>,
    a: *mut S::Elem,
    a_col: isize,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe {
        if is_long::<S>(m) {
            update_columns::<S, true>(m, n, alpha, x, y, a, a_col);
        } else {
            update_columns::<S, false>(m, n, alpha, x, y, a, a_col);
        }
    }
}

/// The same, each few columns as [`update`] does them.
///
/// # Safety
/// As for [`ger`].
#[inline(always)]
unsafe fn update_columns<S: Simd, const ALIGNED: bool>(
    m: usize,
    n: usize,
    alpha: S::Elem,
    x: *const S::Elem,
    y: Strided<S::Elem>,
    a: *mut S::Elem,
    a_col: isize,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        by_columns!(n, 4 [3 2 1], |j, W| {
            let mut factors = [alpha; W];
            for k in 0..W {
                factors[k] *= y.at(j + k);
            }
            update::<S, W, 1, ALIGNED>(m, x, factors, a.offset(j as isize * a_col), a_col);
        });
    }
}
