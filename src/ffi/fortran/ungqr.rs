//! `?orgqr`, `?ungqr`: forms Q's first columns from its reflectors, blocked.

use crate::enums::Layout;
use crate::ffi::args::{int, scratch, vec, work_len};
use crate::ffi::check::{Caller, first_bad, stem};
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::lapack::qr;
use crate::scalar::Scalar;

/// # Safety
/// LAPACK's contract of `?orgqr`.
pub(in crate::ffi) unsafe extern "C" fn ungqr<T: Scalar, I: FortranInt>(
    m: *const I,
    n: *const I,
    k: *const I,
    a: *mut T,
    lda: *const I,
    tau: *const T,
    work: *mut T,
    lwork: *const I,
    info: *mut I,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let (m, n, k, lda, lwork) = (int(m), int(n), int(k), int(lda), int(lwork));
        let result = checked(Caller::fortran::<I>(), Layout::ColMajor, m, n, k, a, lda, tau, work, lwork);
        *info = I::put(result);
    }
}

/// The same for matrices of both layouts; returns the info.
///
/// # Safety
/// LAPACK's contract of `?orgqr`.
pub(in crate::ffi) unsafe fn checked<T: Scalar>(
    caller: Caller,
    layout: Layout,
    m: isize,
    n: isize,
    k: isize,
    a: *mut T,
    lda: isize,
    tau: *const T,
    work: *mut T,
    lwork: isize,
) -> isize {
    watched!(caller, T, stem::<T>("orgqr", "ungqr"), checked(layout, m, n, k, a, lda, tau, work, lwork));
    let query = lwork == -1;
    let bad = first_bad(&[
        (1, m >= 0),
        (2, n >= 0 && n <= m),
        (3, k >= 0 && k <= n),
        (5, layout.fits(lda, m)),
        (8, query || lwork >= n.max(1)),
    ]);
    if bad.is_some() {
        return caller.refuse::<T>(stem::<T>("orgqr", "ungqr"), bad);
    }
    let best = if n == 0 { 1 } else { qr::ungqr_work_len(m as usize, n as usize, k as usize) };
    // SAFETY: the sizes are good, so the arrays are as the contract says.
    unsafe {
        if !query && n > 0 {
            let space = scratch(work, best.min(lwork as usize));
            qr::ungqr(layout.mat_mut(a, m, n, lda), vec(tau, k, 1), space);
        }
        *work = work_len(best);
    }
    0
}
