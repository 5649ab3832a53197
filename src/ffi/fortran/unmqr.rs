//! `?ormqr`, `?unmqr`: C := Q·C, Qᴴ·C, C·Q or C·Qᴴ, blocked.

use std::ffi::c_char;

use crate::enums::{Layout, Op, Side};
use crate::ffi::args::{int, letter, scratch, vec, work_len};
use crate::ffi::check::{Caller, first_bad, stem};
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::lapack::qr;
use crate::scalar::Scalar;

/// # Safety
/// LAPACK's contract of `?ormqr`.
pub(in crate::ffi) unsafe extern "C" fn unmqr<T: Scalar, I: FortranInt>(
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
    lwork: *const I,
    info: *mut I,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let (caller, layout) = (Caller::fortran::<I>(), Layout::ColMajor);
        let (side, op, m, n, k) = (letter(side), letter(trans), int(m), int(n), int(k));
        let (lda, ldc, lwork) = (int(lda), int(ldc), int(lwork));
        let result = checked(caller, layout, side, op, m, n, k, a, lda, tau, c, ldc, work, lwork);
        *info = I::put(result);
    }
}

/// The same for matrices of both layouts; returns the info.
///
/// # Safety
/// LAPACK's contract of `?ormqr`.
pub(in crate::ffi) unsafe fn checked<T: Scalar>(
    caller: Caller,
    layout: Layout,
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
    lwork: isize,
) -> isize {
    watched!(
        caller,
        T,
        stem::<T>("ormqr", "unmqr"),
        checked(layout, side, op, m, n, k, a, lda, tau, c, ldc, work, lwork)
    );
    let query = lwork == -1;
    let op = op.filter(|&op| op == Op::NoTrans || op == adjoint::<T>());
    let (order, free) = if side == Some(Side::Left) { (m, n) } else { (n, m) };
    let bad = first_bad(&[
        (1, side.is_some()),
        (2, op.is_some()),
        (3, m >= 0),
        (4, n >= 0),
        (5, k >= 0 && k <= order),
        (7, layout.fits(lda, order)),
        (10, layout.fits(ldc, m)),
        (12, query || lwork >= free.max(1)),
    ]);
    let (Some(side), Some(op), None) = (side, op, bad) else {
        return caller.refuse::<T>(stem::<T>("ormqr", "unmqr"), bad);
    };
    let best = qr::unmqr_work_len(side, m as usize, n as usize, k as usize);
    // SAFETY: the sizes are good, so the arrays are as the contract says.
    unsafe {
        if !query && m > 0 && n > 0 && k > 0 {
            let space = scratch(work, best.min(lwork as usize));
            let (a, c) = (layout.mat(a, order, k, lda), layout.mat_mut(c, m, n, ldc));
            qr::unmqr(side, op, a, vec(tau, k, 1), c, space);
        }
        *work = work_len(best);
    }
    0
}

/// The letter by which Qᴴ is asked for: `T` of real matrices, `C` of complex ones.
pub(super) fn adjoint<T: Scalar>() -> Op {
    if T::IS_COMPLEX { Op::ConjTrans } else { Op::Trans }
}
