//! `LAPACKE_?geqr2`.

use std::ffi::c_int;

use crate::enums::Layout;
use crate::ffi::args::{Choice, size};
use crate::ffi::check::Caller;
use crate::ffi::fortran::checked;
use crate::ffi::lapacke::{bad_ld, nancheck, refuse, shift, with_scratch};
use crate::int::FortranInt;
use crate::scalar::Scalar;

/// # Safety
/// LAPACKE's contract of `?geqr2`.
pub(in crate::ffi) unsafe extern "C" fn geqr2<T: Scalar, I: FortranInt>(
    layout: c_int,
    m: I,
    n: I,
    a: *mut T,
    lda: I,
    tau: *mut T,
) -> I {
    let Some(order) = Layout::from_number(layout) else {
        return refuse::<T, I>("geqr2", -1);
    };
    // SAFETY: the caller's promise.
    unsafe {
        if nancheck::in_matrix(order, m.get(), n.get(), a, lda.get()) {
            return I::put(-4);
        }
        with_scratch("geqr2", size(n.get()), |work| geqr2_work(layout, m, n, a, lda, tau, work))
    }
}

/// # Safety
/// LAPACKE's contract of `?geqr2_work`.
pub(in crate::ffi) unsafe extern "C" fn geqr2_work<T: Scalar, I: FortranInt>(
    layout: c_int,
    m: I,
    n: I,
    a: *mut T,
    lda: I,
    tau: *mut T,
    work: *mut T,
) -> I {
    let Some(layout) = Layout::from_number(layout) else {
        return refuse::<T, I>("geqr2_work", -1);
    };
    let (m, n, lda) = (m.get(), n.get(), lda.get());
    if let Some(info) = bad_ld(layout, &[(-5, lda, n)]) {
        return refuse::<T, I>("geqr2_work", info);
    }
    // SAFETY: the caller's promise.
    shift(unsafe { checked::geqr2(Caller::fortran::<I>(), layout, m, n, a, lda, tau, work) })
}
