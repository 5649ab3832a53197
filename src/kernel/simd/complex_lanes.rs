//! Arithmetic of complex numbers in pairs of lanes, as the loops of the complex vector kernels share it.

use num_complex::Complex;

use crate::kernel::simd::Simd;
use crate::kernel::vector::Strided;
use crate::scalar::Real;

/// α·x with conj(x) if told.
#[inline(always)]
pub(super) fn times<R: Real>(alpha: Complex<R>, x: Complex<R>, conj: bool) -> Complex<R> {
    let im = if conj { -x.im } else { x.im };
    Complex { re: alpha.re * x.re - alpha.im * im, im: alpha.re * im + alpha.im * x.re }
}

/// α times each of the first W elements of x.
///
/// # Safety
/// x holds W elements.
#[inline(always)]
pub(super) unsafe fn factors<R: Real, const W: usize>(
    alpha: Complex<R>,
    x: Strided<Complex<R>>,
) -> [Complex<R>; W] {
    let mut factors = [alpha; W];
    for k in 0..W {
        // SAFETY: the caller's promise.
        factors[k] = times(alpha, unsafe { x.at(k) }, x.conj);
    }
    factors
}

/// The product that two sums of `dot_complex::products` make.
///
/// # Safety
/// The processor has `S`.
#[inline(always)]
pub(super) unsafe fn join<S: Simd>([straight, crossed]: [S::Reg; 2], conj_a: bool) -> Complex<S::Elem> {
    // SAFETY: the caller's promise.
    unsafe {
        if conj_a {
            Complex { re: S::sum(straight), im: S::sum(S::negate_odd(crossed)) }
        } else {
            Complex { re: S::sum(S::negate_odd(straight)), im: S::sum(crossed) }
        }
    }
}

/// r + i·s, or conj(r − i·s).
///
/// # Safety
/// The processor has `S`.
#[inline(always)]
pub(super) unsafe fn turn_and_add<S: Simd>(r: S::Reg, s: S::Reg, conj: bool) -> S::Reg {
    // SAFETY: the caller's promise.
    unsafe {
        // −i·(re, im) = (im, −re).
        let turned = S::negate_odd(S::swap_pairs(s));
        if conj { S::negate_odd(S::add(r, turned)) } else { S::sub(r, turned) }
    }
}

/// What x, conjugated if told, and x with its parts swapped are multiplied with in x·y: (xr, xi)·yr + (xi, xr)·(−yi, yi),
/// and with conj(x) (xr, xi)·(yr, −yr) + (xi, xr)·(yi, yi).
///
/// # Safety
/// The processor has `S`.
#[inline(always)]
pub(super) unsafe fn factor_pair<S: Simd>(y: Complex<S::Elem>, conj_x: bool) -> (S::Reg, S::Reg)
where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe {
        if conj_x {
            (S::negate_odd(S::splat(y.re)), S::splat(y.im))
        } else {
            (S::splat(y.re), S::negate_odd(S::splat(-y.im)))
        }
    }
}

/// The first `n` lanes from memory, the others as the first number: they compute what it computes.
///
/// # Safety
/// `n` ≥ 2 elements are readable; the processor has `S`.
#[inline(always)]
pub(super) unsafe fn first<S: Simd>(p: *const S::Elem, n: usize) -> S::Reg {
    // SAFETY: the caller's promise.
    unsafe { S::load_first(p, n, S::splat_pair(p)) }
}
