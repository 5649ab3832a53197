//! `cblas_?trmv`. Row-major: the matrix in memory is Aᵀ, of the other triangle.

use std::ffi::c_int;

use crate::enums::{Diag, Layout, Op, Uplo};
use crate::ffi::args::Choice;
use crate::ffi::check::{Caller, refuse_enums};
use crate::ffi::fortran::checked::{self, TrmvOptions};
use crate::int::FortranInt;
use crate::level2;
use crate::scalar::Scalar;

/// # Safety
/// CBLAS's contract of `?trmv`.
pub(in crate::ffi) unsafe extern "C" fn trmv<T: Scalar, I: FortranInt>(
    layout: c_int,
    uplo: c_int,
    trans: c_int,
    diag: c_int,
    n: I,
    a: *const T,
    lda: I,
    x: *mut T,
    incx: I,
) {
    if let Some((caller, options)) = options::<T, I>("trmv", layout, uplo, trans, diag) {
        let (n, lda, incx) = (n.get(), lda.get(), incx.get());
        // SAFETY: the caller's promise.
        unsafe { checked::trmv("trmv", level2::trmv, caller, options, n, a, lda, x, incx) }
    }
}

/// The options of the column-major call of `?trmv` or `?trsv`, if none of the enums is bad.
pub(super) fn options<T: Scalar, I: FortranInt>(
    stem: &str,
    layout: c_int,
    uplo: c_int,
    trans: c_int,
    diag: c_int,
) -> Option<(Caller, TrmvOptions)> {
    let (layout, uplo) = (Layout::from_number(layout), Uplo::from_number(uplo));
    let (op, diag) = (Op::from_number(trans), Diag::from_number(diag));
    let (Some(layout), Some(uplo), Some(op), Some(_)) = (layout, uplo, op, diag) else {
        let good = [layout.is_some(), uplo.is_some(), op.is_some(), diag.is_some()];
        refuse_enums::<T, I>(stem, &good);
        return None;
    };
    let (uplo, op) = match layout {
        Layout::ColMajor => (uplo, op),
        Layout::RowMajor => (uplo.t(), op.t()),
    };
    Some((Caller::cblas::<I>(layout), (Some(uplo), Some(op), diag)))
}
