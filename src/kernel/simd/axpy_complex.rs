//! Multiples of a vector added to some columns, for complex elements as pairs of lanes: `axpy` and `ger`. The loops are those of
//! `axpy_real`.

use num_complex::Complex;

use crate::kernel::simd::Simd;
use crate::kernel::simd::columns::by_columns;
use crate::kernel::simd::complex_lanes::{factor_pair, factors, first};
use crate::kernel::vector::Strided;
use crate::scalar::Real;

/// NC columns += x, conjugated if told, times each one's y.
///
/// # Safety
/// A holds NC columns of m elements, x holds m; the processor has `S`.
#[inline(always)]
unsafe fn update<S: Simd, const NC: usize>(
    m: usize,
    x: *const Complex<S::Elem>,
    conj_x: bool,
    y: [Complex<S::Elem>; NC],
    a: *mut Complex<S::Elem>,
    a_col: isize,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; rows stay below m; a complex number is two adjacent reals.
    unsafe {
        let lanes = S::LANES / 2;
        let mut factors = [(S::zero(), S::zero()); NC];
        for j in 0..NC {
            factors[j] = factor_pair::<S>(y[j], conj_x);
        }
        let column = |j: usize, i: usize| a.offset(j as isize * a_col).add(i).cast::<S::Elem>();
        let mut i = 0;
        while m - i >= lanes {
            let xi = S::load(x.add(i).cast());
            let turned = S::swap_pairs(xi);
            // All columns are loaded before any is stored: see `axpy_real::update_rows`.
            let mut new = [S::zero(); NC];
            for j in 0..NC {
                let (straight, crossed) = factors[j];
                new[j] = S::fma(turned, crossed, S::fma(xi, straight, S::load(column(j, i))));
            }
            for j in 0..NC {
                S::store(column(j, i), new[j]);
            }
            i += lanes;
        }
        if m > i {
            let n = 2 * (m - i);
            let xi = first::<S>(x.add(i).cast(), n);
            let turned = S::swap_pairs(xi);
            for j in 0..NC {
                let old = first::<S>(column(j, i), n);
                let (straight, crossed) = factors[j];
                let new = S::fma(turned, crossed, S::fma(xi, straight, old));
                S::store_first(column(j, i), n, new);
            }
        }
    }
}

/// y += α·x, with conj(x) if told.
///
/// # Safety
/// As `VectorKernels::axpy`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn axpy<S: Simd>(
    n: usize,
    alpha: Complex<S::Elem>,
    x: *const Complex<S::Elem>,
    conj_x: bool,
    y: *mut Complex<S::Elem>,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe { update::<S, 1>(n, x, conj_x, [alpha], y, 0) }
}

/// A += α·x·yᵀ with conj(x) if told.
///
/// # Safety
/// As `VectorKernels::ger`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn ger<S: Simd>(
    m: usize,
    n: usize,
    alpha: Complex<S::Elem>,
    x: *const Complex<S::Elem>,
    conj_x: bool,
    y: Strided<Complex<S::Elem>>,
    a: *mut Complex<S::Elem>,
    a_col: isize,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        by_columns!(n, 4 [3 2 1], |j, W| {
            update::<S, W>(m, x, conj_x, factors(alpha, y.from(j)), a.offset(j as isize * a_col), a_col);
        });
    }
}
