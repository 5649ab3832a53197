//! [`Numbers`]: registers of reals or of complex numbers, for texts that are the same for both.

use num_complex::Complex;

use crate::kernel::simd::Simd;

/// Numbers in registers of reals `S`: one number a lane, or one a pair of lanes.
pub(crate) trait Numbers<S: Simd>: Copy + PartialEq {
    /// Numbers in a register.
    const COUNT: usize;
    /// 0.
    const ZERO: Self;
    /// 1.
    const ONE: Self;
    /// The number at `p` in all places.
    ///
    /// # Safety
    /// There is one; the processor has `S`.
    unsafe fn splat(p: *const Self) -> S::Reg;
    /// Each number of x times `by`.
    ///
    /// # Safety
    /// The processor has `S`.
    unsafe fn times(x: S::Reg, by: &Self) -> S::Reg;
    /// x·by + c.
    ///
    /// # Safety
    /// The processor has `S`.
    unsafe fn times_add(x: S::Reg, by: &Self, c: S::Reg) -> S::Reg;
    /// The same, and no load is moved over it ([`Simd::fma_in_order`]).
    ///
    /// # Safety
    /// The processor has `S`.
    #[inline(always)]
    unsafe fn times_add_in_order(x: S::Reg, by: &Self, c: S::Reg) -> S::Reg {
        // SAFETY: the caller's promise.
        unsafe { Self::times_add(x, by, c) }
    }
    /// x·y, number by number.
    ///
    /// # Safety
    /// The processor has `S`.
    unsafe fn product(x: S::Reg, y: S::Reg) -> S::Reg;
    /// x·by + c in the numbers of `lanes`; the others stay as they are, and nothing that x has there is computed with.
    ///
    /// # Safety
    /// The processor has `S`.
    unsafe fn times_add_in(lanes: S::Lanes, x: S::Reg, by: &Self, c: S::Reg) -> S::Reg;
    /// Whether it is 1.
    fn is_one(&self) -> bool;
}

/// Numbers of which a register holds as many as there are registers in a square block.
pub(crate) trait Square<S: Simd>: Numbers<S> {
    /// The block whose rows were columns.
    ///
    /// # Safety
    /// N = COUNT; the processor has `S`.
    unsafe fn transpose<const N: usize>(block: [S::Reg; N]) -> [S::Reg; N];
}

macro_rules! numbers {
    ($($t:ty),*) => { $(
        impl<S: Simd<Elem = $t>> Numbers<S> for $t {
            const COUNT: usize = S::LANES;
            const ZERO: Self = 0.0;
            const ONE: Self = 1.0;
            #[inline(always)]
            unsafe fn splat(p: *const Self) -> S::Reg {
                // SAFETY: the caller's promise.
                unsafe { S::splat(*p) }
            }
            #[inline(always)]
            unsafe fn times(x: S::Reg, by: &Self) -> S::Reg {
                // SAFETY: the caller's promise.
                unsafe { S::mul(x, S::splat(*by)) }
            }
            #[inline(always)]
            unsafe fn times_add(x: S::Reg, by: &Self, c: S::Reg) -> S::Reg {
                // SAFETY: the caller's promise.
                unsafe { S::fma(x, S::splat(*by), c) }
            }
            #[inline(always)]
            unsafe fn times_add_in_order(x: S::Reg, by: &Self, c: S::Reg) -> S::Reg {
                // SAFETY: the caller's promise.
                unsafe { S::fma_in_order(x, S::splat(*by), c) }
            }
            #[inline(always)]
            unsafe fn product(x: S::Reg, y: S::Reg) -> S::Reg {
                // SAFETY: the caller's promise.
                unsafe { S::mul(x, y) }
            }
            #[inline(always)]
            unsafe fn times_add_in(lanes: S::Lanes, x: S::Reg, by: &Self, c: S::Reg) -> S::Reg {
                // SAFETY: the caller's promise.
                unsafe { S::fma_in(lanes, x, S::splat(*by), c) }
            }
            #[inline(always)]
            fn is_one(&self) -> bool {
                *self == 1.0
            }
        }
        impl<S: Simd<Elem = $t>> Numbers<S> for Complex<$t> {
            const COUNT: usize = S::LANES / 2;
            const ZERO: Self = Complex { re: 0.0, im: 0.0 };
            const ONE: Self = Complex { re: 1.0, im: 0.0 };
            #[inline(always)]
            unsafe fn splat(p: *const Self) -> S::Reg {
                // SAFETY: the caller's promise; a complex number is two adjacent reals.
                unsafe { S::splat_pair(p.cast()) }
            }
            #[inline(always)]
            unsafe fn times(x: S::Reg, by: &Self) -> S::Reg {
                // SAFETY: the caller's promise.
                unsafe { S::fmaddsub(x, S::splat(by.re), S::mul(S::swap_pairs(x), S::splat(by.im))) }
            }
            #[inline(always)]
            unsafe fn times_add(x: S::Reg, by: &Self, c: S::Reg) -> S::Reg {
                // SAFETY: the caller's promise.
                unsafe { S::add(c, <Self as Numbers<S>>::times(x, by)) }
            }
            #[inline(always)]
            unsafe fn product(x: S::Reg, y: S::Reg) -> S::Reg {
                // SAFETY: the caller's promise.
                unsafe { S::fmaddsub(x, S::evens(y), S::mul(S::swap_pairs(x), S::odds(y))) }
            }
            #[inline(always)]
            unsafe fn times_add_in(lanes: S::Lanes, x: S::Reg, by: &Self, c: S::Reg) -> S::Reg {
                // SAFETY: the caller's promise.
                unsafe {
                    let x = S::keep(lanes, x);
                    let (re, im) = (S::keep(lanes, S::splat(by.re)), S::keep(lanes, S::splat(by.im)));
                    S::add(c, S::fmaddsub(x, re, S::mul(S::swap_pairs(x), im)))
                }
            }
            #[inline(always)]
            fn is_one(&self) -> bool {
                self.re == 1.0 && self.im == 0.0
            }
        }
    )* };
}
numbers!(f32, f64);
