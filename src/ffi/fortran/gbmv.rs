//! `?gbmv`: y := α·op(A)·x + β·y, A a band.

use std::ffi::c_char;

use crate::enums::Op;
use crate::ffi::args::{int, letter, size, vec, vec_mut};
use crate::ffi::check::{Caller, first_bad};
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::level2;
use crate::mat::BandRef;
use crate::scalar::Scalar;

/// # Safety
/// BLAS's contract of `?gbmv`.
pub(in crate::ffi) unsafe extern "C" fn gbmv<T: Scalar, I: FortranInt>(
    trans: *const c_char,
    m: *const I,
    n: *const I,
    kl: *const I,
    ku: *const I,
    alpha: *const T,
    a: *const T,
    lda: *const I,
    x: *const T,
    incx: *const I,
    beta: *const T,
    y: *mut T,
    incy: *const I,
) {
    let caller = Caller::fortran::<I>();
    // SAFETY: the caller's promise.
    unsafe {
        let (m, n, kl, ku, lda) = (int(m), int(n), int(kl), int(ku), int(lda));
        let (incx, incy) = (int(incx), int(incy));
        checked(caller, letter(trans), m, n, kl, ku, *alpha, a, lda, x, incx, *beta, y, incy);
    }
}

/// # Safety
/// BLAS's contract of `?gbmv`.
pub(in crate::ffi) unsafe fn checked<T: Scalar>(
    caller: Caller,
    op: Option<Op>,
    m: isize,
    n: isize,
    kl: isize,
    ku: isize,
    alpha: T,
    a: *const T,
    lda: isize,
    x: *const T,
    incx: isize,
    beta: T,
    y: *mut T,
    incy: isize,
) {
    watched!(caller, T, "gbmv", checked(op, m, n, kl, ku, alpha, a, lda, x, incx, beta, y, incy));
    let bad = first_bad(&[
        (1, op.is_some()),
        (2, m >= 0),
        (3, n >= 0),
        (4, kl >= 0),
        (5, ku >= 0),
        (8, lda > kl.saturating_add(ku)),
        (10, incx != 0),
        (13, incy != 0),
    ]);
    let (Some(op), None) = (op, bad) else {
        caller.refuse::<T>("gbmv", bad);
        return;
    };
    if m == 0 || n == 0 || (alpha == T::ZERO && beta == T::ONE) {
        return;
    }
    let (rows, cols) = if op.transposes() { (n, m) } else { (m, n) };
    // SAFETY: the sizes are good, so the arrays are as the contract says.
    let (a, x, y) = unsafe {
        let a = BandRef::from_raw(a, (size(m), size(n)), (size(kl), size(ku)), lda);
        (a, vec(x, cols, incx), vec_mut(y, rows, incy))
    };
    level2::gbmv(alpha, a.conj_if(op.conjugates()), op.transposes(), x, beta, y);
}
