//! `LAPACKE_?geqrf`.

use std::ffi::c_int;

use crate::enums::Layout;
use crate::ffi::args::Choice;
use crate::ffi::check::Caller;
use crate::ffi::fortran::checked;
use crate::ffi::lapacke::{bad_ld, nancheck, refuse, shift, with_query};
use crate::int::FortranInt;
use crate::scalar::Scalar;

/// # Safety
/// LAPACKE's contract of `?geqrf`.
pub(in crate::ffi) unsafe extern "C" fn geqrf<T: Scalar, I: FortranInt>(
    layout: c_int,
    m: I,
    n: I,
    a: *mut T,
    lda: I,
    tau: *mut T,
) -> I {
    let Some(order) = Layout::from_number(layout) else {
        return refuse::<T, I>("geqrf", -1);
    };
    // SAFETY: the caller's promise.
    unsafe {
        if nancheck::in_matrix(order, m.get(), n.get(), a, lda.get()) {
            return I::put(-4);
        }
        with_query("geqrf", |work, lwork| geqrf_work(layout, m, n, a, lda, tau, work, lwork))
    }
}

/// # Safety
/// LAPACKE's contract of `?geqrf_work`.
pub(in crate::ffi) unsafe extern "C" fn geqrf_work<T: Scalar, I: FortranInt>(
    layout: c_int,
    m: I,
    n: I,
    a: *mut T,
    lda: I,
    tau: *mut T,
    work: *mut T,
    lwork: I,
) -> I {
    let Some(layout) = Layout::from_number(layout) else {
        return refuse::<T, I>("geqrf_work", -1);
    };
    let (m, n, lda) = (m.get(), n.get(), lda.get());
    if let Some(info) = bad_ld(layout, &[(-5, lda, n)]) {
        return refuse::<T, I>("geqrf_work", info);
    }
    let caller = Caller::fortran::<I>();
    // SAFETY: the caller's promise.
    shift(unsafe { checked::geqrf(caller, layout, m, n, a, lda, tau, work, lwork.get()) })
}
