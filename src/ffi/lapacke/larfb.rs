//! `LAPACKE_?larfb`.

use std::ffi::{c_char, c_int};

use crate::enums::{Direct, Layout, Side, StoreV};
use crate::ffi::args::{Choice, size};
use crate::ffi::fortran::checked::{self, LarfbOptions};
use crate::ffi::lapacke::{bad_ld, nancheck, refuse, with_scratch};
use crate::int::FortranInt;
use crate::scalar::Scalar;

/// # Safety
/// LAPACKE's contract of `?larfb`.
pub(in crate::ffi) unsafe extern "C" fn larfb<T: Scalar, I: FortranInt>(
    layout: c_int,
    side: c_char,
    trans: c_char,
    direct: c_char,
    storev: c_char,
    m: I,
    n: I,
    k: I,
    v: *const T,
    ldv: I,
    t: *const T,
    ldt: I,
    c: *mut T,
    ldc: I,
) -> I {
    let Some(order) = Layout::from_number(layout) else {
        return refuse::<T, I>("larfb", -1);
    };
    let options = options(side, trans, direct, storev);
    let shape = options.v_shape(m.get(), n.get(), k.get());
    let (direct_of, storev_of) =
        (options.direct.unwrap_or(Direct::Backward), options.storev.unwrap_or(StoreV::Rowwise));
    // SAFETY: the caller's promise.
    unsafe {
        if nancheck::in_matrix(order, m.get(), n.get(), c, ldc.get()) {
            return I::put(-13);
        }
        if nancheck::in_matrix(order, k.get(), k.get(), t, ldt.get()) {
            return I::put(-11);
        }
        if nancheck::in_reflectors(order, direct_of, storev_of, shape, v, ldv.get()) {
            return I::put(-9);
        }
        let ldwork = if options.side == Some(Side::Left) { n } else { m };
        let len = size(ldwork.get()).saturating_mul(size(k.get()));
        with_scratch("larfb", len, |work| {
            larfb_work(layout, side, trans, direct, storev, m, n, k, v, ldv, t, ldt, c, ldc, work, ldwork)
        })
    }
}

/// # Safety
/// LAPACKE's contract of `?larfb_work`.
pub(in crate::ffi) unsafe extern "C" fn larfb_work<T: Scalar, I: FortranInt>(
    layout: c_int,
    side: c_char,
    trans: c_char,
    direct: c_char,
    storev: c_char,
    m: I,
    n: I,
    k: I,
    v: *const T,
    ldv: I,
    t: *const T,
    ldt: I,
    c: *mut T,
    ldc: I,
    work: *mut T,
    ldwork: I,
) -> I {
    let Some(layout) = Layout::from_number(layout) else {
        return refuse::<T, I>("larfb_work", -1);
    };
    let options = options(side, trans, direct, storev);
    let (m, n, k) = (m.get(), n.get(), k.get());
    let (ldv, ldt, ldc, ldwork) = (ldv.get(), ldt.get(), ldc.get(), ldwork.get());
    let (_, cols_v) = options.v_shape(m, n, k);
    if let Some(info) = bad_ld(layout, &[(-14, ldc, n), (-12, ldt, k), (-10, ldv, cols_v)]) {
        return refuse::<T, I>("larfb_work", info);
    }
    // There are at most as many reflectors as they have elements.
    if k > if options.side == Some(Side::Left) { m } else { n } {
        return refuse::<T, I>("larfb_work", -8);
    }
    // SAFETY: the caller's promise.
    unsafe { checked::larfb(layout, options, m, n, k, v, ldv, t, ldt, c, ldc, work, ldwork) };
    I::put(0)
}

fn options(side: c_char, trans: c_char, direct: c_char, storev: c_char) -> LarfbOptions {
    LarfbOptions {
        side: Choice::from_letter(side as u8),
        op: Choice::from_letter(trans as u8),
        direct: Choice::from_letter(direct as u8),
        storev: Choice::from_letter(storev as u8),
    }
}
