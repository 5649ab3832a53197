//! `?geqr2`: A = Q·R, unblocked.

use crate::enums::Layout;
use crate::ffi::args::{int, scratch, size, vec_mut};
use crate::ffi::check::{Caller, first_bad};
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::lapack::qr;
use crate::scalar::Scalar;

/// # Safety
/// LAPACK's contract of `?geqr2`.
pub(in crate::ffi) unsafe extern "C" fn geqr2<T: Scalar, I: FortranInt>(
    m: *const I,
    n: *const I,
    a: *mut T,
    lda: *const I,
    tau: *mut T,
    work: *mut T,
    info: *mut I,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let (m, n, lda) = (int(m), int(n), int(lda));
        *info = I::put(checked(Caller::fortran::<I>(), Layout::ColMajor, m, n, a, lda, tau, work));
    }
}

/// The same for matrices of both layouts; returns the info.
///
/// # Safety
/// LAPACK's contract of `?geqr2`.
pub(in crate::ffi) unsafe fn checked<T: Scalar>(
    caller: Caller,
    layout: Layout,
    m: isize,
    n: isize,
    a: *mut T,
    lda: isize,
    tau: *mut T,
    work: *mut T,
) -> isize {
    watched!(caller, T, "geqr2", checked(layout, m, n, a, lda, tau, work));
    let bad = first_bad(&[(1, m >= 0), (2, n >= 0), (4, layout.fits(lda, m))]);
    if bad.is_some() {
        return caller.refuse::<T>("geqr2", bad);
    }
    if m == 0 || n == 0 {
        return 0;
    }
    // SAFETY: the sizes are good, so the arrays are as the contract says.
    unsafe {
        let (a, tau) = (layout.mat_mut(a, m, n, lda), vec_mut(tau, m.min(n), 1));
        qr::geqr2(a, tau, scratch(work, size(n)));
    }
    0
}
