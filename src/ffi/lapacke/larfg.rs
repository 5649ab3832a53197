//! `LAPACKE_?larfg`. No layout: it is about a vector.

use crate::ffi::fortran;
use crate::ffi::lapacke::nancheck;
use crate::int::FortranInt;
use crate::scalar::Scalar;

/// # Safety
/// LAPACKE's contract of `?larfg`.
pub(in crate::ffi) unsafe extern "C" fn larfg<T: Scalar, I: FortranInt>(
    n: I,
    alpha: *mut T,
    x: *mut T,
    incx: I,
    tau: *mut T,
) -> I {
    // SAFETY: the caller's promise.
    unsafe {
        if nancheck::in_vector(1, alpha, 1) {
            return I::put(-2);
        }
        if nancheck::in_vector(n.get() - 1, x, incx.get()) {
            return I::put(-3);
        }
        larfg_work(n, alpha, x, incx, tau)
    }
}

/// # Safety
/// LAPACKE's contract of `?larfg_work`.
pub(in crate::ffi) unsafe extern "C" fn larfg_work<T: Scalar, I: FortranInt>(
    n: I,
    alpha: *mut T,
    x: *mut T,
    incx: I,
    tau: *mut T,
) -> I {
    // SAFETY: the caller's promise.
    unsafe { fortran::larfg(&raw const n, alpha, x, &raw const incx, tau) };
    I::put(0)
}
