//! `cblas_?syrk`. Row-major: the matrices in memory are Aᵀ, and Cᵀ of the other triangle.

use std::ffi::c_int;

use crate::enums::{Layout, Op, Uplo};
use crate::ffi::args::{ByCblas, Choice};
use crate::ffi::check::{Caller, refuse_enums};
use crate::ffi::fortran::checked;
use crate::int::FortranInt;

/// # Safety
/// CBLAS's contract of `?syrk`.
pub(in crate::ffi) unsafe extern "C" fn syrk<T: ByCblas, I: FortranInt>(
    layout: c_int,
    uplo: c_int,
    trans: c_int,
    n: I,
    k: I,
    alpha: T::Arg,
    a: *const T,
    lda: I,
    beta: T::Arg,
    c: *mut T,
    ldc: I,
) {
    let (layout, uplo, op) = (Layout::from_number(layout), Uplo::from_number(uplo), Op::from_number(trans));
    let (Some(layout), Some(uplo), Some(op)) = (layout, uplo, op) else {
        return refuse_enums::<T, I>("syrk", &[layout.is_some(), uplo.is_some(), op.is_some()]);
    };
    let caller = Caller::cblas::<I>(layout);
    let (uplo, op) = match layout {
        Layout::ColMajor => (uplo, op),
        Layout::RowMajor => (uplo.t(), op.t()),
    };
    let (n, k, lda, ldc) = (n.get(), k.get(), lda.get(), ldc.get());
    // SAFETY: the caller's promise.
    unsafe {
        let (alpha, beta) = (T::read(alpha), T::read(beta));
        checked::syrk(caller, Some(uplo), Some(op), n, k, alpha, a, lda, beta, c, ldc);
    }
}
