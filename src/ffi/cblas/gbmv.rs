//! `cblas_?gbmv`. Row-major: the band in memory is that of Aᵀ, whose diagonals above and below have changed places.

use std::ffi::c_int;

use crate::enums::{Layout, Op};
use crate::ffi::args::{ByCblas, Choice};
use crate::ffi::check::{Caller, refuse_enums};
use crate::ffi::fortran::checked;
use crate::int::FortranInt;

/// # Safety
/// CBLAS's contract of `?gbmv`.
pub(in crate::ffi) unsafe extern "C" fn gbmv<T: ByCblas, I: FortranInt>(
    layout: c_int,
    trans: c_int,
    m: I,
    n: I,
    kl: I,
    ku: I,
    alpha: T::Arg,
    a: *const T,
    lda: I,
    x: *const T,
    incx: I,
    beta: T::Arg,
    y: *mut T,
    incy: I,
) {
    let (layout, op) = (Layout::from_number(layout), Op::from_number(trans));
    let (Some(layout), Some(op)) = (layout, op) else {
        return refuse_enums::<T, I>("gbmv", &[layout.is_some(), op.is_some()]);
    };
    let caller = Caller::cblas::<I>(layout);
    let (m, n, kl, ku) = (m.get(), n.get(), kl.get(), ku.get());
    let (op, m, n, kl, ku) = match layout {
        Layout::ColMajor => (op, m, n, kl, ku),
        Layout::RowMajor => (op.t(), n, m, ku, kl),
    };
    let (lda, incx, incy) = (lda.get(), incx.get(), incy.get());
    // SAFETY: the caller's promise.
    unsafe {
        let (alpha, beta) = (T::read(alpha), T::read(beta));
        checked::gbmv(caller, Some(op), m, n, kl, ku, alpha, a, lda, x, incx, beta, y, incy);
    }
}
