//! `?larft`: the triangular factor T of a block reflector. The reference judges no argument here.

use std::ffi::c_char;

use crate::enums::{Direct, Layout, StoreV};
use crate::ffi::args::{int, letter, vec};
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::lapack::qr;
use crate::scalar::Scalar;

/// # Safety
/// LAPACK's contract of `?larft`.
pub(in crate::ffi) unsafe extern "C" fn larft<T: Scalar, I: FortranInt>(
    direct: *const c_char,
    storev: *const c_char,
    n: *const I,
    k: *const I,
    v: *const T,
    ldv: *const I,
    tau: *const T,
    t: *mut T,
    ldt: *const I,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let (direct, storev) = (letter(direct), letter(storev));
        let (n, k, ldv, ldt) = (int(n), int(k), int(ldv), int(ldt));
        in_layout(Layout::ColMajor, direct, storev, n, k, v, ldv, tau, t, ldt);
    }
}

/// The same for matrices of both layouts.
///
/// # Safety
/// LAPACK's contract of `?larft`.
pub(in crate::ffi) unsafe fn in_layout<T: Scalar>(
    layout: Layout,
    direct: Option<Direct>,
    storev: Option<StoreV>,
    n: isize,
    k: isize,
    v: *const T,
    ldv: isize,
    tau: *const T,
    t: *mut T,
    ldt: isize,
) {
    watched!(T, "larft", (layout, direct, storev, n, k, v, ldv, tau, t, ldt), move || {
        let (direct, storev) = (direct.unwrap_or(Direct::Backward), storev.unwrap_or(StoreV::Rowwise));
        // There are at most n reflectors of n elements.
        if n <= 0 || k <= 0 || k > n {
            return;
        }
        let (rows, cols) = if storev == StoreV::Columnwise { (n, k) } else { (k, n) };
        // SAFETY: the caller's promise.
        unsafe {
            let (v, t) = (layout.mat(v, rows, cols, ldv), layout.mat_mut(t, k, k, ldt));
            qr::larft(direct, storev, v, vec(tau, k, 1), t);
        }
    });
}
