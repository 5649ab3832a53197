//! `?orm2r`, `?unm2r`: C := Q·C, Qᴴ·C, C·Q or C·Qᴴ, unblocked.

use std::ffi::c_char;

use crate::enums::{Op, Side};
use crate::ffi::args::{int, letter, mat, mat_mut, scratch, size, vec};
use crate::ffi::check::{Caller, first_bad, stem};
use crate::ffi::fortran::unmqr::adjoint;
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::lapack::qr;
use crate::scalar::Scalar;

/// # Safety
/// LAPACK's contract of `?orm2r`.
pub(in crate::ffi) unsafe extern "C" fn unm2r<T: Scalar, I: FortranInt>(
    side: *const c_char,
    trans: *const c_char,
    m: *const I,
    n: *const I,
    k: *const I,
    a: *const T,
    lda: *const I,
    tau: *const T,
    c: *mut T,
    ldc: *const I,
    work: *mut T,
    info: *mut I,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let (side, op, m, n, k) = (letter(side), letter(trans), int(m), int(n), int(k));
        let (lda, ldc) = (int(lda), int(ldc));
        *info = I::put(checked(Caller::fortran::<I>(), side, op, m, n, k, a, lda, tau, c, ldc, work));
    }
}

/// Returns the info.
///
/// # Safety
/// LAPACK's contract of `?orm2r`.
unsafe fn checked<T: Scalar>(
    caller: Caller,
    side: Option<Side>,
    op: Option<Op>,
    m: isize,
    n: isize,
    k: isize,
    a: *const T,
    lda: isize,
    tau: *const T,
    c: *mut T,
    ldc: isize,
    work: *mut T,
) -> isize {
    watched!(caller, T, stem::<T>("orm2r", "unm2r"), checked(side, op, m, n, k, a, lda, tau, c, ldc, work));
    let op = op.filter(|&op| op == Op::NoTrans || op == adjoint::<T>());
    let (order, free) = if side == Some(Side::Left) { (m, n) } else { (n, m) };
    let bad = first_bad(&[
        (1, side.is_some()),
        (2, op.is_some()),
        (3, m >= 0),
        (4, n >= 0),
        (5, k >= 0 && k <= order),
        (7, lda >= order.max(1)),
        (10, ldc >= m.max(1)),
    ]);
    let (Some(side), Some(op), None) = (side, op, bad) else {
        return caller.refuse::<T>(stem::<T>("orm2r", "unm2r"), bad);
    };
    if m > 0 && n > 0 && k > 0 {
        // SAFETY: the sizes are good, so the arrays are as the contract says.
        unsafe {
            let (a, c) = (mat(a, order, k, lda), mat_mut(c, m, n, ldc));
            qr::unm2r(side, op, a, vec(tau, k, 1), c, scratch(work, size(free)));
        }
    }
    0
}
