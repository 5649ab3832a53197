//! `LAPACKE_?orgqr`, `LAPACKE_?ungqr`.

use std::ffi::c_int;

use crate::enums::Layout;
use crate::ffi::args::Choice;
use crate::ffi::check::{Caller, stem};
use crate::ffi::fortran::checked;
use crate::ffi::lapacke::{bad_ld, nancheck, refuse, shift, with_query};
use crate::int::FortranInt;
use crate::scalar::Scalar;

/// # Safety
/// LAPACKE's contract of `?orgqr`.
pub(in crate::ffi) unsafe extern "C" fn ungqr<T: Scalar, I: FortranInt>(
    layout: c_int,
    m: I,
    n: I,
    k: I,
    a: *mut T,
    lda: I,
    tau: *const T,
) -> I {
    let name = stem::<T>("orgqr", "ungqr");
    let Some(order) = Layout::from_number(layout) else {
        return refuse::<T, I>(name, -1);
    };
    // SAFETY: the caller's promise.
    unsafe {
        if nancheck::in_matrix(order, m.get(), n.get(), a, lda.get()) {
            return I::put(-5);
        }
        if nancheck::in_vector(k.get(), tau, 1) {
            return I::put(-7);
        }
        with_query(name, |work, lwork| ungqr_work(layout, m, n, k, a, lda, tau, work, lwork))
    }
}

/// # Safety
/// LAPACKE's contract of `?orgqr_work`.
pub(in crate::ffi) unsafe extern "C" fn ungqr_work<T: Scalar, I: FortranInt>(
    layout: c_int,
    m: I,
    n: I,
    k: I,
    a: *mut T,
    lda: I,
    tau: *const T,
    work: *mut T,
    lwork: I,
) -> I {
    let name = stem::<T>("orgqr_work", "ungqr_work");
    let Some(layout) = Layout::from_number(layout) else {
        return refuse::<T, I>(name, -1);
    };
    let (m, n, k, lda) = (m.get(), n.get(), k.get(), lda.get());
    if let Some(info) = bad_ld(layout, &[(-6, lda, n)]) {
        return refuse::<T, I>(name, info);
    }
    let caller = Caller::fortran::<I>();
    // SAFETY: the caller's promise.
    shift(unsafe { checked::ungqr(caller, layout, m, n, k, a, lda, tau, work, lwork.get()) })
}
