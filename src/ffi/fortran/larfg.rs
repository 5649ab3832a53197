//! `?larfg`: an elementary reflector H with Hᴴ·(α; x) = (β; 0).

use crate::ffi::args::{int, vec_mut};
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::lapack::qr;
use crate::scalar::Scalar;

/// # Safety
/// LAPACK's contract of `?larfg`.
pub(in crate::ffi) unsafe extern "C" fn larfg<T: Scalar, I: FortranInt>(
    n: *const I,
    alpha: *mut T,
    x: *mut T,
    incx: *const I,
    tau: *mut T,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let (n, incx) = (int(n), int(incx));
        watched!(T, "larfg", (n, alpha, x, incx, tau), move || {
            if n <= 0 {
                *tau = T::ZERO;
                return;
            }
            let reflector = qr::larfg(*alpha, vec_mut(x, n - 1, incx));
            (*alpha, *tau) = (reflector.beta, reflector.tau);
        });
    }
}
