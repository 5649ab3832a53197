//! `?org2r`, `?ung2r`: forms Q's first columns from its reflectors, unblocked.

use crate::ffi::args::{int, mat_mut, scratch, size, vec};
use crate::ffi::check::{Caller, first_bad, stem};
use crate::ffi::verbose::{Info, watched};
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
    let (m, n, k, lda) = unsafe { (int(m), int(n), int(k), int(lda)) };
    let _call = watched!(T, stem::<T>("org2r", "ung2r"), m, n, k, a, lda, tau, work, Info);
    let bad = first_bad(&[(1, m >= 0), (2, n >= 0 && n <= m), (3, k >= 0 && k <= n), (5, lda >= m.max(1))]);
    // SAFETY: the caller's promise; where the sizes are good, the arrays are as the contract says.
    unsafe {
        *info = I::put(Caller::fortran::<I>().refuse::<T>(stem::<T>("org2r", "ung2r"), bad));
        if bad.is_none() && n > 0 {
            qr::ung2r(mat_mut(a, m, n, lda), vec(tau, k, 1), scratch(work, size(n)));
        }
    }
}
