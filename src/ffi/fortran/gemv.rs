//! `?gemv`: y := α·op(A)·x + β·y.

use std::ffi::c_char;

use crate::enums::Op;
use crate::ffi::args::{int, letter, mat, vec, vec_mut};
use crate::ffi::check::{Caller, first_bad};
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::level2;
use crate::scalar::Scalar;

/// # Safety
/// BLAS's contract of `?gemv`.
pub(in crate::ffi) unsafe extern "C" fn gemv<T: Scalar, I: FortranInt>(
    trans: *const c_char,
    m: *const I,
    n: *const I,
    alpha: *const T,
    a: *const T,
    lda: *const I,
    x: *const T,
    incx: *const I,
    beta: *const T,
    y: *mut T,
    incy: *const I,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let (op, m, n, lda, incx, incy) = (letter(trans), int(m), int(n), int(lda), int(incx), int(incy));
        checked(Caller::fortran::<I>(), op, m, n, *alpha, a, lda, x, incx, *beta, y, incy);
    }
}

/// # Safety
/// BLAS's contract of `?gemv`.
pub(in crate::ffi) unsafe fn checked<T: Scalar>(
    caller: Caller,
    op: Option<Op>,
    m: isize,
    n: isize,
    alpha: T,
    a: *const T,
    lda: isize,
    x: *const T,
    incx: isize,
    beta: T,
    y: *mut T,
    incy: isize,
) {
    watched!(caller, T, "gemv", checked(op, m, n, alpha, a, lda, x, incx, beta, y, incy));
    let bad = first_bad(&[
        (1, op.is_some()),
        (2, m >= 0),
        (3, n >= 0),
        (6, lda >= m.max(1)),
        (8, incx != 0),
        (11, incy != 0),
    ]);
    let (Some(op), None) = (op, bad) else {
        caller.refuse::<T>("gemv", bad);
        return;
    };
    if m == 0 || n == 0 || (alpha == T::ZERO && beta == T::ONE) {
        return;
    }
    let (rows, cols) = if op.transposes() { (n, m) } else { (m, n) };
    // SAFETY: the sizes are good, so the arrays are as the contract says.
    let (a, x, y) = unsafe { (mat(a, m, n, lda), vec(x, cols, incx), vec_mut(y, rows, incy)) };
    level2::gemv(alpha, a.op(op), x, beta, y);
}
