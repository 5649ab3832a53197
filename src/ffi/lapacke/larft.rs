//! `LAPACKE_?larft`.

use std::ffi::{c_char, c_int};

use crate::enums::{Direct, Layout, StoreV};
use crate::ffi::args::Choice;
use crate::ffi::fortran::checked;
use crate::ffi::lapacke::{bad_ld, nancheck, refuse};
use crate::int::FortranInt;
use crate::scalar::Scalar;

/// # Safety
/// LAPACKE's contract of `?larft`.
pub(in crate::ffi) unsafe extern "C" fn larft<T: Scalar, I: FortranInt>(
    layout: c_int,
    direct: c_char,
    storev: c_char,
    n: I,
    k: I,
    v: *const T,
    ldv: I,
    tau: *const T,
    t: *mut T,
    ldt: I,
) -> I {
    let Some(order) = Layout::from_number(layout) else {
        return refuse::<T, I>("larft", -1);
    };
    let (rows, cols) = v_shape(StoreV::from_letter(storev as u8), n.get(), k.get());
    // SAFETY: the caller's promise.
    unsafe {
        if nancheck::in_vector(k.get(), tau, 1) {
            return I::put(-8);
        }
        if nancheck::in_matrix(order, rows, cols, v, ldv.get()) {
            return I::put(-6);
        }
        larft_work(layout, direct, storev, n, k, v, ldv, tau, t, ldt)
    }
}

/// # Safety
/// LAPACKE's contract of `?larft_work`.
pub(in crate::ffi) unsafe extern "C" fn larft_work<T: Scalar, I: FortranInt>(
    layout: c_int,
    direct: c_char,
    storev: c_char,
    n: I,
    k: I,
    v: *const T,
    ldv: I,
    tau: *const T,
    t: *mut T,
    ldt: I,
) -> I {
    let Some(layout) = Layout::from_number(layout) else {
        return refuse::<T, I>("larft_work", -1);
    };
    let (direct, storev) = (Direct::from_letter(direct as u8), StoreV::from_letter(storev as u8));
    let (n, k, ldv, ldt) = (n.get(), k.get(), ldv.get(), ldt.get());
    let (_, cols) = v_shape(storev, n, k);
    if let Some(info) = bad_ld(layout, &[(-10, ldt, k), (-7, ldv, cols)]) {
        return refuse::<T, I>("larft_work", info);
    }
    // SAFETY: the caller's promise.
    unsafe { checked::larft(layout, direct, storev, n, k, v, ldv, tau, t, ldt) };
    I::put(0)
}

/// Rows and columns of V.
fn v_shape(storev: Option<StoreV>, n: isize, k: isize) -> (isize, isize) {
    if storev == Some(StoreV::Columnwise) { (n, k) } else { (k, n) }
}
