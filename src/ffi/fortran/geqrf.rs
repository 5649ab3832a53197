//! `?geqrf`: A = Q·R, blocked.

use crate::enums::Layout;
use crate::ffi::args::{int, scratch, vec_mut, work_len};
use crate::ffi::check::{Caller, first_bad};
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::lapack::qr;
use crate::scalar::Scalar;

/// # Safety
/// LAPACK's contract of `?geqrf`.
pub(in crate::ffi) unsafe extern "C" fn geqrf<T: Scalar, I: FortranInt>(
    m: *const I,
    n: *const I,
    a: *mut T,
    lda: *const I,
    tau: *mut T,
    work: *mut T,
    lwork: *const I,
    info: *mut I,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let (m, n, lda, lwork) = (int(m), int(n), int(lda), int(lwork));
        let result = checked(Caller::fortran::<I>(), Layout::ColMajor, m, n, a, lda, tau, work, lwork);
        *info = I::put(result);
    }
}

/// The same for matrices of both layouts; returns the info.
///
/// # Safety
/// LAPACK's contract of `?geqrf`.
pub(in crate::ffi) unsafe fn checked<T: Scalar>(
    caller: Caller,
    layout: Layout,
    m: isize,
    n: isize,
    a: *mut T,
    lda: isize,
    tau: *mut T,
    work: *mut T,
    lwork: isize,
) -> isize {
    watched!(caller, T, "geqrf", checked(layout, m, n, a, lda, tau, work, lwork));
    let query = lwork == -1;
    let enough = lwork > 0 && (m == 0 || lwork >= n.max(1));
    let bad = first_bad(&[(1, m >= 0), (2, n >= 0), (4, layout.fits(lda, m)), (7, query || enough)]);
    if bad.is_some() {
        return caller.refuse::<T>("geqrf", bad);
    }
    let k = m.min(n);
    let best = if k == 0 { 1 } else { qr::geqrf_work_len(m as usize, n as usize) };
    // SAFETY: the sizes are good, so the arrays are as the contract says.
    unsafe {
        if !query && k > 0 {
            let space = scratch(work, best.min(lwork as usize));
            qr::geqrf(layout.mat_mut(a, m, n, lda), vec_mut(tau, k, 1), space);
        }
        *work = work_len(best);
    }
    0
}
