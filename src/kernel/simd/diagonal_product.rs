//! The diagonal kernels, once for real and complex numbers: products. See `kernel::diagonal` for the contract.
//!
//! NR columns of sums are in registers, MV each. To them are added the outer products of L's columns, read where they lie, and
//! B's rows, which stay in memory until the sums are stored. Lanes off the triangle are neither read nor computed with.

use crate::kernel::diagonal::Diagonal;
use crate::kernel::simd::Simd;
use crate::kernel::simd::diagonal::{columns, load, others, rest, store, width};
use crate::kernel::simd::numbers::Numbers;

/// B := α·L·B.
///
/// # Safety
/// As `Diagonal` says, with MV − 1 < m / COUNT ≤ MV ≤ 3, and n ≤ NR; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn multiply<S: Simd, T: Numbers<S>, const MV: usize, const NR: usize, const UPPER: bool>(
    t: &Diagonal<T>,
) {
    const { assert!(MV <= 3) };
    // SAFETY: the caller's promise.
    unsafe {
        let columns = columns(t);
        let mut x = [[S::zero(); MV]; NR];
        if t.unit {
            x = load::<S, T, MV, NR>(t, &columns);
        }
        rows::<S, T, MV, NR, UPPER, 0>(t, &mut x, &columns);
        if MV > 1 {
            rows::<S, T, MV, NR, UPPER, 1>(t, &mut x, &columns);
        }
        if MV > 2 {
            rows::<S, T, MV, NR, UPPER, 2>(t, &mut x, &columns);
        }
        scale::<S, T, MV, NR>(t, &mut x);
        store::<S, T, MV, NR>(t, &columns, &x);
    }
}

/// x := α·x. Lanes beyond the last row, which may hold a part of its sum or nothing, become 0·0.
///
/// # Safety
/// As `multiply`.
#[inline(always)]
unsafe fn scale<S: Simd, T: Numbers<S>, const MV: usize, const NR: usize>(
    t: &Diagonal<T>,
    x: &mut [[S::Reg; MV]; NR],
) {
    if t.alpha.is_one() {
        return;
    }
    // SAFETY: the caller's promise.
    unsafe {
        let lanes = S::lanes_before(rest::<S, T, MV>(t) * width::<S, T>());
        let alpha = S::keep(lanes, T::splat(&t.alpha));
        for j in 0..NR {
            for i in 0..MV - 1 {
                x[j][i] = T::times(x[j][i], &t.alpha);
            }
            x[j][MV - 1] = T::product(S::keep(lanes, x[j][MV - 1]), alpha);
        }
    }
}

/// The outer products with the rows of B that register I holds of a column.
///
/// # Safety
/// As `multiply`; I < MV, or nothing is done.
#[inline(always)]
unsafe fn rows<
    S: Simd,
    T: Numbers<S>,
    const MV: usize,
    const NR: usize,
    const UPPER: bool,
    const I: usize,
>(
    t: &Diagonal<T>,
    x: &mut [[S::Reg; MV]; NR],
    columns: &[*mut T; NR],
) {
    if I >= MV {
        return;
    }
    let rest = rest::<S, T, MV>(t);
    let count = if I == MV - 1 { rest } else { T::COUNT };
    let skip = usize::from(t.unit);
    for row in 0..count {
        // SAFETY: the caller's promise: what is read are elements of the triangle, and of B.
        unsafe {
            let at = I * T::COUNT + row;
            let l = t.l.offset(at as isize * t.l_col);
            let lanes = if UPPER {
                S::lanes_before((row + 1 - skip) * width::<S, T>())
            } else {
                let before = S::lanes_before(count * width::<S, T>());
                S::lanes_in_both(S::lanes_from((row + skip) * width::<S, T>()), before)
            };
            let own = S::load_in(lanes, l.add(I * T::COUNT).cast());
            let mut l_i = [S::zero(); MV];
            for i in others(UPPER, I, MV) {
                let p = l.add(i * T::COUNT);
                l_i[i] = if i == MV - 1 && rest < T::COUNT {
                    S::load_first(p.cast(), rest * width::<S, T>(), T::splat(p.add(rest - 1)))
                } else {
                    S::load(p.cast())
                };
            }
            for j in 0..NR {
                let element = columns[j].add(at).cast_const();
                x[j][I] = T::times_add_in(lanes, own, &*element, x[j][I]);
                for i in others(UPPER, I, MV) {
                    x[j][i] = T::times_add_in_order(l_i[i], &*element, x[j][i]);
                }
            }
        }
    }
}
