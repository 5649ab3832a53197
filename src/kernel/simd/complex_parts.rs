//! Vector kernels for which complex numbers are pairs of reals, and nothing else: those of `vector_real` on twice as many
//! elements. See `kernel::vector` for the contract.

use num_complex::Complex;

use crate::kernel::simd::extreme::first_extreme;
use crate::kernel::simd::multiples::Multiples;
use crate::kernel::simd::{Simd, vector_real};
use crate::kernel::vector::Extreme;
use crate::scalar::Real;

/// x := α·x with a real α.
///
/// # Safety
/// As `VectorKernels::scal_real`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn scal_real<S: Simd>(n: usize, alpha: S::Elem, x: *mut Complex<S::Elem>)
where
    S::Elem: Multiples<S>,
{
    // SAFETY: the caller's promise; n complex numbers are 2n reals.
    unsafe { vector_real::scal::<S, S::Elem>(2 * n, alpha, x.cast()) }
}

/// The largest |re xᵢ| or |im xᵢ|.
///
/// # Safety
/// As `VectorKernels::amax`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn amax<S: Simd>(n: usize, x: *const Complex<S::Elem>) -> S::Elem {
    // SAFETY: the caller's promise; n complex numbers are 2n reals.
    unsafe { vector_real::amax::<S>(2 * n, x.cast()) }
}

/// Σ |s·xᵢ|².
///
/// # Safety
/// As `VectorKernels::sum_squares`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn sum_squares<S: Simd>(n: usize, x: *const Complex<S::Elem>, scale: S::Elem) -> S::Elem
where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; n complex numbers are 2n reals.
    unsafe { vector_real::sum_squares::<S>(2 * n, x.cast(), scale) }
}

/// Σ |re xᵢ| + |im xᵢ|.
///
/// # Safety
/// As `VectorKernels::asum`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn asum<S: Simd>(n: usize, x: *const Complex<S::Elem>) -> S::Elem {
    // SAFETY: the caller's promise; n complex numbers are 2n reals.
    unsafe { vector_real::asum::<S>(2 * n, x.cast()) }
}

/// The same of a vector that is far away.
///
/// # Safety
/// As `VectorKernels::asum`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn asum_ahead<S: Simd>(n: usize, x: *const Complex<S::Elem>) -> S::Elem {
    // SAFETY: the caller's promise; n complex numbers are 2n reals.
    unsafe { vector_real::asum_ahead::<S>(2 * n, x.cast()) }
}

/// Σ re xᵢ + im xᵢ.
///
/// # Safety
/// As `VectorKernels::sum`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn sum<S: Simd>(n: usize, x: *const Complex<S::Elem>) -> S::Elem {
    // SAFETY: the caller's promise; n complex numbers are 2n reals.
    unsafe { vector_real::sum::<S>(2 * n, x.cast()) }
}

/// The first i with the most extreme number.
///
/// # Safety
/// As `VectorKernels::extreme`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn extreme<S: Simd>(n: usize, x: *const Complex<S::Elem>, which: Extreme) -> usize
where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; n complex numbers are 2n reals.
    unsafe { first_extreme::<S, 2>(2 * n, x.cast(), which) / 2 }
}

/// x ↔ y.
///
/// # Safety
/// As `VectorKernels::swap`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn swap<S: Simd>(n: usize, x: *mut Complex<S::Elem>, y: *mut Complex<S::Elem>) {
    // SAFETY: the caller's promise; n complex numbers are 2n reals.
    unsafe { vector_real::swap::<S>(2 * n, x.cast(), y.cast()) }
}

/// (x, y) := H·(x, y).
///
/// # Safety
/// As `VectorKernels::rotate`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn rotate<S: Simd>(
    n: usize,
    x: *mut Complex<S::Elem>,
    y: *mut Complex<S::Elem>,
    h1: (S::Elem, S::Elem),
    h2: (S::Elem, S::Elem),
) {
    // SAFETY: the caller's promise; n complex numbers are 2n reals, and H is real.
    unsafe { vector_real::rotate::<S>(2 * n, x.cast(), y.cast(), h1, h2) }
}
