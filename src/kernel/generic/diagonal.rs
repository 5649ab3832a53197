//! The portable diagonal kernels, and the one that divides.

use std::ops::Range;

use crate::kernel::diagonal::{Diagonal, DiagonalKernels, Unpacked};
use crate::kernel::simd::diagonal_pack;
use crate::scalar::Scalar;

pub(in crate::kernel) const fn kernels<T: Scalar>() -> DiagonalKernels<T> {
    DiagonalKernels { columns: 4, highest: 4, lanes: 1, multiply, solve, pack }
}

/// # Safety
/// As `Unpacked` says.
unsafe fn pack<T: Scalar>(t: &Unpacked<T>) -> bool {
    // SAFETY: the caller's promise.
    unsafe { diagonal_pack::pack_elements(t) }
}

/// # Safety
/// As `Diagonal` says.
unsafe fn multiply<T: Scalar>(t: &Diagonal<T>) {
    // Row i is overwritten when no other needs it any more.
    each(t, !t.upper, |b, i, others| {
        // SAFETY: the caller's promise: these are elements of L and of a column of B.
        unsafe {
            let lying = |j: usize| *t.l.offset(i as isize + j as isize * t.l_col);
            let mut sum = if t.unit { *b.add(i) } else { lying(i) * *b.add(i) };
            for j in others {
                sum += lying(j) * *b.add(j);
            }
            *b.add(i) = t.alpha * sum;
        }
    });
}

/// # Safety
/// As `Diagonal` says.
unsafe fn solve<T: Scalar>(t: &Diagonal<T>) {
    each(t, t.upper, |b, i, others| {
        // SAFETY: as above.
        unsafe {
            let mut x = t.alpha * *b.add(i) * *t.l.add(i);
            for j in others {
                x += *strict(t, i, j) * *b.add(j);
            }
            *b.add(i) = x;
        }
    });
}

/// `solve` where the triangle holds its diagonal itself: of a zero, a subnormal number, an ∞ or a NaN, the reciprocal
/// is no substitute, and of what is very large or small the quotients may not be there.
///
/// # Safety
/// As `Diagonal` says.
pub(in crate::kernel) unsafe fn divide<T: Scalar>(t: &Diagonal<T>) {
    each(t, t.upper, |b, i, others| {
        // SAFETY: as above.
        unsafe {
            let mut x = t.alpha * *b.add(i);
            for j in others {
                x += *strict(t, i, j) * *b.add(j);
            }
            *b.add(i) = x.divide(*t.l.add(i));
        }
    });
}

/// Calls `row` with each column of B, each of its rows, and the rows that it depends on; the rows from the last to the first
/// if `backwards`.
fn each<T>(t: &Diagonal<T>, backwards: bool, row: impl Fn(*mut T, usize, Range<usize>)) {
    for j in 0..t.n {
        let b = t.b.wrapping_offset(j as isize * t.b_col);
        for step in 0..t.m {
            let i = if backwards { t.m - 1 - step } else { step };
            row(b, i, if t.upper { i + 1..t.m } else { 0..i });
        }
    }
}

/// Element (i, j) of a packed L, beside the diagonal.
fn strict<T>(t: &Diagonal<T>, i: usize, j: usize) -> *const T {
    t.l.wrapping_offset((1 + j) as isize * t.l_col + i as isize)
}
