//! `?org2r`, `?ung2r`: forms Q's first columns from its reflectors, unblocked.

use crate::ffi::args::{int, mat_mut, scratch, size, vec};
use crate::ffi::check::{Caller, first_bad, stem};
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::lapack::qr;
use crate::scalar::Scalar;

/// # Safety
/// LAPACK's contract of `?org2r`.
pub(in crate::ffi) unsafe extern "C" fn ung2r<T: Scalar, I: FortranInt>(
    m: *const I,
    n: *const I,
    k: *const I,
    a: *mut T,
    lda: *const I,
    tau: *const T,
    work: *mut T,
    info: *mut I,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let (m, n, k, lda) = (int(m), int(n), int(k), int(lda));
        *info = I::put(checked(Caller::fortran::<I>(), m, n, k, a, lda, tau, work));
    }
}

/// Returns the info.
///
/// # Safety
/// LAPACK's contract of `?org2r`.
unsafe fn checked<T: Scalar>(
    caller: Caller,
    m: isize,
    n: isize,
    k: isize,
    a: *mut T,
    lda: isize,
    tau: *const T,
    work: *mut T,
) -> isize {
    watched!(caller, T, stem::<T>("org2r", "ung2r"), checked(m, n, k, a, lda, tau, work));
    let bad = first_bad(&[(1, m >= 0), (2, n >= 0 && n <= m), (3, k >= 0 && k <= n), (5, lda >= m.max(1))]);
    if bad.is_some() {
        return caller.refuse::<T>(stem::<T>("org2r", "ung2r"), bad);
    }
    if n > 0 {
        // SAFETY: the sizes are good, so the arrays are as the contract says.
        unsafe { qr::ung2r(mat_mut(a, m, n, lda), vec(tau, k, 1), scratch(work, size(n))) }
    }
    0
}
