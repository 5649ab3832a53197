//! The block on the diagonal of a symmetric matrix, for real elements. Of as many columns as a register has lanes, or less, those in the
//! triangle alone are read. The others are 0 on both sides of a product: 0·∞ would raise FE_INVALID.

use crate::kernel::simd::Simd;
use crate::kernel::vector::{Triangle, is_off_diagonal};
use crate::scalar::Real;

/// The first W elements, the lanes beyond them 0.
///
/// # Safety
/// W ≤ LANES elements are readable; the processor has `S`.
#[inline(always)]
pub(super) unsafe fn load<S: Simd, const W: usize>(p: *const S::Elem) -> S::Reg {
    // SAFETY: the caller's promise.
    unsafe { if W == S::LANES { S::load(p) } else { S::load_in(S::lanes_before(W), p) } }
}

/// The lanes of a column's rows in a block's triangle.
///
/// # Safety
/// The processor has `S`.
#[inline(always)]
unsafe fn lanes<S: Simd, const UPPER: bool, const W: usize>(rows: usize) -> S::Lanes {
    // SAFETY: the caller's promise.
    unsafe {
        if UPPER {
            S::lanes_before(rows)
        } else if W == S::LANES {
            S::lanes_from(W - rows)
        } else {
            S::lanes_in_both(S::lanes_from(W - rows), S::lanes_before(W))
        }
    }
}

/// `own`, with the block's columns times their elements of x added, and the inner products, yet to be summed, of what the
/// columns have beside the diagonal with z.
///
/// # Safety
/// The columns hold the triangle's elements of a block of W ≤ LANES rows; the processor has `S`.
#[inline(always)]
pub(super) unsafe fn diagonal<S: Simd, const UPPER: bool, const W: usize>(
    columns: [*const S::Elem; W],
    x: [S::Elem; W],
    mut own: S::Reg,
    z: S::Reg,
) -> (S::Reg, [S::Reg; W]) {
    let mut products = [z; W];
    // SAFETY: the caller's promise.
    unsafe {
        for c in 0..W {
            let rows = if UPPER { c + 1 } else { W - c };
            let (lanes, beside) = (lanes::<S, UPPER, W>(rows), lanes::<S, UPPER, W>(rows - 1));
            own = S::fma(part::<S, UPPER, W>(columns[c], rows), S::keep(lanes, S::splat(x[c])), own);
            products[c] = S::mul(part::<S, UPPER, W>(columns[c], rows - 1), S::keep(beside, z));
        }
    }
    (own, products)
}

/// The first `rows` rows of a column, or the last, the other lanes 0.
///
/// # Safety
/// The column holds them; the processor has `S`.
#[inline(always)]
unsafe fn part<S: Simd, const FIRST: bool, const W: usize>(column: *const S::Elem, rows: usize) -> S::Reg {
    // SAFETY: the caller's promise.
    unsafe {
        if W < S::LANES {
            S::load_in(lanes::<S, FIRST, W>(rows), column)
        } else if rows == W {
            S::load(column)
        } else if FIRST {
            S::load_first(column, rows, S::zero())
        } else {
            S::load_last(column.wrapping_add(W - rows), rows)
        }
    }
}

/// The part of `symv` that a block of W columns on the diagonal has, in straight code.
///
/// # Safety
/// As for `symv`, with these columns.
#[inline(always)]
pub(super) unsafe fn corner<S: Simd, const UPPER: bool, const W: usize>(
    j: usize,
    alpha: S::Elem,
    a: Triangle<S::Elem>,
    x: *const S::Elem,
    y: *mut S::Elem,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe {
        let columns = a.several::<W>(j, j);
        let mut xs = [alpha; W];
        let mut sums = [alpha; W];
        for c in 0..W {
            xs[c] = *x.add(j + c);
            sums[c] = *columns[c].add(c) * xs[c];
        }
        for c in 0..W {
            for r in 0..W {
                if is_off_diagonal::<UPPER>(r, c) {
                    let element = *columns[c].add(r);
                    sums[r] += element * xs[c];
                    sums[c] += element * xs[r];
                }
            }
        }
        for c in 0..W {
            *y.add(j + c) += alpha * sums[c];
        }
    }
}
