//! [`BothWays`]: what an element of a matrix does for a product with it, and for one with its transpose, in registers.

use num_complex::Complex;

use crate::kernel::simd::Simd;
use crate::kernel::simd::complex_lanes::{join, turn_and_add};
use crate::scalar::Scalar;

/// Numbers in registers of reals `S`, one a lane or one a pair of lanes. Where `lanes` are named, nothing is computed with
/// what stands in others.
pub(crate) trait BothWays<S: Simd>: Scalar {
    /// Reals in a number.
    const PARTS: usize;
    /// A number that columns are multiplied by.
    type Factor: Copy;
    /// A sum of columns' multiples.
    type Along: Copy;
    /// A vector that columns are multiplied with.
    type Vector: Copy;
    /// Partial sums of an inner product.
    type Across: Copy;

    /// The number as a factor.
    ///
    /// # Safety
    /// The processor has `S`, as for all methods.
    unsafe fn factor(self) -> Self::Factor;
    /// What a sum that is to be added to y begins with.
    ///
    /// # Safety
    /// As for `factor`.
    unsafe fn along(y: S::Reg) -> Self::Along;
    /// sum + a·by.
    ///
    /// # Safety
    /// As for `factor`.
    unsafe fn add_along(
        sum: Self::Along,
        lanes: Option<S::Lanes>,
        a: S::Reg,
        by: Self::Factor,
    ) -> Self::Along;
    /// y and the sum, or with conj(a) instead of a in it if told.
    ///
    /// # Safety
    /// As for `factor`.
    unsafe fn end_along(y: S::Reg, sum: Self::Along, conj_a: bool) -> S::Reg;
    /// Elements of a vector to multiply with.
    ///
    /// # Safety
    /// As for `factor`.
    unsafe fn vector(z: S::Reg) -> Self::Vector;
    /// An inner product of nothing.
    ///
    /// # Safety
    /// As for `factor`.
    unsafe fn across() -> Self::Across;
    /// sum + a·z.
    ///
    /// # Safety
    /// As for `factor`.
    unsafe fn add_across(
        sum: Self::Across,
        lanes: Option<S::Lanes>,
        a: S::Reg,
        z: Self::Vector,
    ) -> Self::Across;
    /// The inner products, or with conj(a) instead of a if told.
    ///
    /// # Safety
    /// As for `factor`.
    unsafe fn end_across<const W: usize>(sums: [Self::Across; W], conj_a: bool) -> [Self; W];
}

/// a·b + c, perhaps in some lanes only.
///
/// # Safety
/// The processor has `S`.
#[inline(always)]
unsafe fn fma_in<S: Simd>(lanes: Option<S::Lanes>, a: S::Reg, b: S::Reg, c: S::Reg) -> S::Reg {
    // SAFETY: the caller's promise.
    unsafe {
        match lanes {
            Some(lanes) => S::fma_in(lanes, a, b, c),
            None => S::fma(a, b, c),
        }
    }
}

// SAFETY (of the unsafe blocks below): the processor has `S`; the caller of each method promises it.
macro_rules! both_ways {
    ($($t:ident),*) => { $(
        impl<S: Simd<Elem = $t>> BothWays<S> for $t {
            const PARTS: usize = 1;
            type Factor = S::Reg;
            type Along = S::Reg;
            type Vector = S::Reg;
            type Across = S::Reg;

            #[inline(always)]
            unsafe fn factor(self) -> S::Reg {
                // SAFETY: see above.
                unsafe { S::splat(self) }
            }
            #[inline(always)]
            unsafe fn along(y: S::Reg) -> S::Reg {
                y
            }
            #[inline(always)]
            unsafe fn add_along(sum: S::Reg, lanes: Option<S::Lanes>, a: S::Reg, by: S::Reg) -> S::Reg {
                // SAFETY: see above.
                unsafe { fma_in::<S>(lanes, a, by, sum) }
            }
            #[inline(always)]
            unsafe fn end_along(_y: S::Reg, sum: S::Reg, _conj_a: bool) -> S::Reg {
                sum
            }
            #[inline(always)]
            unsafe fn vector(z: S::Reg) -> S::Reg {
                z
            }
            #[inline(always)]
            unsafe fn across() -> S::Reg {
                // SAFETY: see above.
                unsafe { S::zero() }
            }
            #[inline(always)]
            unsafe fn add_across(sum: S::Reg, lanes: Option<S::Lanes>, a: S::Reg, z: S::Reg) -> S::Reg {
                // SAFETY: see above.
                unsafe { fma_in::<S>(lanes, a, z, sum) }
            }
            #[inline(always)]
            unsafe fn end_across<const W: usize>(sums: [S::Reg; W], _conj_a: bool) -> [$t; W] {
                // SAFETY: see above.
                unsafe { S::sums(sums) }
            }
        }
        // The sums of `combine_complex` and `dot_complex`, where the arithmetic is explained.
        impl<S: Simd<Elem = $t>> BothWays<S> for Complex<$t> {
            const PARTS: usize = 2;
            type Factor = (S::Reg, S::Reg);
            type Along = (S::Reg, S::Reg);
            type Vector = (S::Reg, S::Reg);
            type Across = (S::Reg, S::Reg);

            #[inline(always)]
            unsafe fn factor(self) -> Self::Factor {
                // SAFETY: see above.
                unsafe { (S::splat(self.re), S::splat(self.im)) }
            }
            #[inline(always)]
            unsafe fn along(_y: S::Reg) -> Self::Along {
                // SAFETY: see above.
                unsafe { (S::zero(), S::zero()) }
            }
            #[inline(always)]
            unsafe fn add_along(
                sum: Self::Along,
                lanes: Option<S::Lanes>,
                a: S::Reg,
                (re, im): Self::Factor,
            ) -> Self::Along {
                // SAFETY: see above.
                unsafe { (fma_in::<S>(lanes, a, re, sum.0), fma_in::<S>(lanes, a, im, sum.1)) }
            }
            #[inline(always)]
            unsafe fn end_along(y: S::Reg, (by_re, by_im): Self::Along, conj_a: bool) -> S::Reg {
                // SAFETY: see above.
                unsafe { S::add(y, turn_and_add::<S>(by_re, by_im, conj_a)) }
            }
            #[inline(always)]
            unsafe fn vector(z: S::Reg) -> Self::Vector {
                // SAFETY: see above.
                unsafe { (z, S::swap_pairs(z)) }
            }
            #[inline(always)]
            unsafe fn across() -> Self::Across {
                // SAFETY: see above.
                unsafe { (S::zero(), S::zero()) }
            }
            #[inline(always)]
            unsafe fn add_across(
                sum: Self::Across,
                lanes: Option<S::Lanes>,
                a: S::Reg,
                (z, turned): Self::Vector,
            ) -> Self::Across {
                // SAFETY: see above.
                unsafe { (fma_in::<S>(lanes, a, z, sum.0), fma_in::<S>(lanes, a, turned, sum.1)) }
            }
            #[inline(always)]
            unsafe fn end_across<const W: usize>(sums: [Self::Across; W], conj_a: bool) -> [Self; W] {
                let mut products = [Self::ZERO; W];
                for j in 0..W {
                    // SAFETY: see above.
                    products[j] = unsafe { join::<S>([sums[j].0, sums[j].1], conj_a) };
                }
                products
            }
        }
    )* };
}
both_ways!(f32, f64);
