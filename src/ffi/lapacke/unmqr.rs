//! `LAPACKE_?ormqr`, `LAPACKE_?unmqr`.

use std::ffi::{c_char, c_int};

use crate::enums::{Layout, Op, Side};
use crate::ffi::args::Choice;
use crate::ffi::check::{Caller, stem};
use crate::ffi::fortran::checked;
use crate::ffi::lapacke::{bad_ld, nancheck, refuse, shift, with_query};
use crate::int::FortranInt;
use crate::scalar::Scalar;

/// # Safety
/// LAPACKE's contract of `?ormqr`.
pub(in crate::ffi) unsafe extern "C" fn unmqr<T: Scalar, I: FortranInt>(
    layout: c_int,
    side: c_char,
    trans: c_char,
    m: I,
    n: I,
    k: I,
    a: *const T,
    lda: I,
    tau: *const T,
    c: *mut T,
    ldc: I,
) -> I {
    let name = stem::<T>("ormqr", "unmqr");
    let Some(order) = Layout::from_number(layout) else {
        return refuse::<T, I>(name, -1);
    };
    let rows = if Side::from_letter(side as u8) == Some(Side::Left) { m } else { n };
    // SAFETY: the caller's promise.
    unsafe {
        if nancheck::in_matrix(order, rows.get(), k.get(), a, lda.get()) {
            return I::put(-7);
        }
        if nancheck::in_matrix(order, m.get(), n.get(), c, ldc.get()) {
            return I::put(-10);
        }
        if nancheck::in_vector(k.get(), tau, 1) {
            return I::put(-9);
        }
        with_query(name, |work, lwork| {
            unmqr_work(layout, side, trans, m, n, k, a, lda, tau, c, ldc, work, lwork)
        })
    }
}

/// # Safety
/// LAPACKE's contract of `?ormqr_work`.
pub(in crate::ffi) unsafe extern "C" fn unmqr_work<T: Scalar, I: FortranInt>(
    layout: c_int,
    side: c_char,
    trans: c_char,
    m: I,
    n: I,
    k: I,
    a: *const T,
    lda: I,
    tau: *const T,
    c: *mut T,
    ldc: I,
    work: *mut T,
    lwork: I,
) -> I {
    let name = stem::<T>("ormqr_work", "unmqr_work");
    let Some(layout) = Layout::from_number(layout) else {
        return refuse::<T, I>(name, -1);
    };
    let (side, op) = (Side::from_letter(side as u8), Op::from_letter(trans as u8));
    let (m, n, k, lda, ldc) = (m.get(), n.get(), k.get(), lda.get(), ldc.get());
    if let Some(info) = bad_ld(layout, &[(-8, lda, k), (-11, ldc, n)]) {
        return refuse::<T, I>(name, info);
    }
    let caller = Caller::fortran::<I>();
    // SAFETY: the caller's promise.
    shift(unsafe {
        checked::unmqr(caller, layout, side, op, m, n, k, a, lda, tau, c, ldc, work, lwork.get())
    })
}
