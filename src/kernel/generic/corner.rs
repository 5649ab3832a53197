//! The portable corner kernels, and the one that divides.

use crate::kernel::corner::{Corner, CornerKernels, CornerProduct};
use crate::scalar::Scalar;

pub(in crate::kernel) const fn kernels<T: Scalar>() -> CornerKernels<T> {
    CornerKernels { widest: 4, columns: 4, beside: 256 / T::FLOPS as usize, multiply, solve }
}

/// # Safety
/// As `CornerProduct` says.
unsafe fn multiply<T: Scalar>(t: &CornerProduct<T>) {
    for i in (0..t.n).rev() {
        for r in 0..t.m {
            // SAFETY: the caller's promise: these are elements of L and X.
            unsafe {
                let l = |j: usize| *t.l.offset(i as isize * t.l_row + j as isize * t.l_col);
                let x = |j: usize| t.x.offset(r as isize + j as isize * t.x_col);
                let own = x(t.k + i);
                let mut sum = if t.unit { *own } else { l(t.k + i) * *own };
                for j in 0..t.k + i {
                    sum += l(j) * *x(j);
                }
                *own = t.alpha * sum;
            }
        }
    }
}

/// # Safety
/// As `Corner` says.
unsafe fn solve<T: Scalar>(t: &Corner<T>) {
    // SAFETY: the caller's promise.
    unsafe { substitute(t, |x, d| x * d) }
}

/// `solve` where the triangle holds its diagonal itself: of a zero, a subnormal number, an ∞ or a NaN, the reciprocal
/// is no substitute.
///
/// # Safety
/// As `Corner` says.
pub(in crate::kernel) unsafe fn divide<T: Scalar>(t: &Corner<T>) {
    // SAFETY: the caller's promise.
    unsafe { substitute(t, T::divide) }
}

/// # Safety
/// As `Corner` says.
unsafe fn substitute<T: Scalar>(t: &Corner<T>, by_diagonal: impl Fn(T, T) -> T) {
    for i in 0..t.n {
        for r in 0..t.m {
            // SAFETY: the caller's promise.
            unsafe {
                let mut x = t.alpha * *element(t, r, i);
                for j in 0..i {
                    x += *t.l.add(j * t.n + i) * *element(t, r, j);
                }
                *element(t, r, i) = by_diagonal(x, *t.l.add(i * t.n + i));
            }
        }
    }
}

/// Element (r, j) of X.
///
/// # Safety
/// There is such an element.
unsafe fn element<T: Scalar>(t: &Corner<T>, r: usize, j: usize) -> *mut T {
    // SAFETY: the caller's promise.
    unsafe { t.x.offset(r as isize + j as isize * t.x_col) }
}
