//! `cblas_?syr2k`. Row-major: the matrices in memory are Aᵀ and Bᵀ, and Cᵀ of the other triangle.

use std::ffi::c_int;

use crate::enums::{Layout, Op, Uplo};
use crate::ffi::args::{ByCblas, Choice};
use crate::ffi::check::{Caller, refuse_enums};
use crate::ffi::fortran::checked;
use crate::int::FortranInt;

/// # Safety
/// CBLAS's contract of `?syr2k`.
pub(in crate::ffi) unsafe extern "C" fn syr2k<T: ByCblas, I: FortranInt>(
    layout: c_int,
    uplo: c_int,
    trans: c_int,
    n: I,
    k: I,
    alpha: T::Arg,
    a: *const T,
    lda: I,
    b: *const T,
    ldb: I,
    beta: T::Arg,
    c: *mut T,
    ldc: I,
) {
    let (layout, uplo, op) = (Layout::from_number(layout), Uplo::from_number(uplo), Op::from_number(trans));
    let (Some(layout), Some(uplo), Some(op)) = (layout, uplo, op) else {
        return refuse_enums::<T, I>("syr2k", &[layout.is_some(), uplo.is_some(), op.is_some()]);
    };
    let caller = Caller::cblas::<I>(layout);
    let (uplo, op) = match layout {
        Layout::ColMajor => (uplo, op),
        Layout::RowMajor => (uplo.t(), op.t()),
    };
    let (n, k, lda, ldb, ldc) = (n.get(), k.get(), lda.get(), ldb.get(), ldc.get());
    // SAFETY: the caller's promise.
    unsafe {
        let (alpha, beta) = (T::read(alpha), T::read(beta));
        checked::syr2k(caller, Some(uplo), Some(op), n, k, alpha, a, lda, b, ldb, beta, c, ldc);
    }
}
