//! The merging kernel, once for real and complex numbers. See `kernel::merge` for the contract.

use crate::kernel::merge::Merge;
use crate::kernel::simd::Simd;
use crate::kernel::simd::gemm_factors::{BETA, BETA_ONE, NO_BETA, by_factors};
use crate::kernel::simd::numbers::Numbers;

/// C := α·P + β·C on what a triangle has of each column.
///
/// # Safety
/// As `Merge` says; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn merge<S: Simd, T: Numbers<S>>(t: &Merge<T>) {
    // SAFETY: the caller's promise.
    unsafe { by_factors!(t.alpha, t.beta, T::ZERO, T::ONE; update::<S, T>(t)) }
}

/// The same, a register at a time.
///
/// # Safety
/// As `Merge` says; the processor has `S`.
#[inline(always)]
unsafe fn update<S: Simd, T: Numbers<S>, const ALPHA: bool, const KIND: u8>(t: &Merge<T>) {
    let width = S::LANES / T::COUNT;
    for j in 0..t.n {
        let rows = t.crossed.rows(j, t.m);
        if rows.is_empty() {
            continue;
        }
        let (product, c) =
            (t.product.wrapping_add(j * t.product_col), t.c.wrapping_offset(j as isize * t.c_col));
        // SAFETY: the caller's promise: these rows of the column are there, in both.
        unsafe {
            // Lanes outside the triangle compute what its first row does, for the same floating-point flags.
            let first = T::splat(product.add(rows.start));
            let first_old = if KIND == NO_BETA { S::zero() } else { T::splat(c.add(rows.start)) };
            for i in (rows.start / T::COUNT * T::COUNT..rows.end).step_by(T::COUNT) {
                let before = S::lanes_before((rows.end - i).min(T::COUNT) * width);
                let lanes = S::lanes_in_both(S::lanes_from(rows.start.saturating_sub(i) * width), before);
                let mut x = S::either(lanes, S::load_in(lanes, product.add(i).cast()), first);
                if KIND == NO_BETA {
                    x = if ALPHA { T::times(x, &t.alpha) } else { x };
                } else {
                    let old = S::either(lanes, S::load_in(lanes, c.add(i).cast()), first_old);
                    let old = if KIND == BETA { T::times(old, &t.beta) } else { old };
                    x = if ALPHA { T::times_add(x, &t.alpha, old) } else { S::add(x, old) };
                }
                S::store_in(lanes, c.add(i).cast(), x);
            }
        }
    }
}
