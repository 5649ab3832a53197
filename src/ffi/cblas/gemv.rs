//! `cblas_?gemv`. Row-major: the matrix in memory is Aᵀ.

use std::ffi::c_int;

use crate::enums::{Layout, Op};
use crate::ffi::args::{ByCblas, Choice};
use crate::ffi::check::{Caller, refuse_enums};
use crate::ffi::fortran::checked;
use crate::int::FortranInt;

/// # Safety
/// CBLAS's contract of `?gemv`.
pub(in crate::ffi) unsafe extern "C" fn gemv<T: ByCblas, I: FortranInt>(
    layout: c_int,
    trans: c_int,
    m: I,
    n: I,
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
        return refuse_enums::<T, I>("gemv", &[layout.is_some(), op.is_some()]);
    };
    let caller = Caller::cblas::<I>(layout);
    let (op, m, n) = match layout {
        Layout::ColMajor => (op, m.get(), n.get()),
        Layout::RowMajor => (op.t(), n.get(), m.get()),
    };
    let (lda, incx, incy) = (lda.get(), incx.get(), incy.get());
    // SAFETY: the caller's promise.
    unsafe {
        let (alpha, beta) = (T::read(alpha), T::read(beta));
        checked::gemv(caller, Some(op), m, n, alpha, a, lda, x, incx, beta, y, incy);
    }
}
