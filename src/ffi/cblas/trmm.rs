//! `cblas_?trmm`. Row-major: Bᵀ := α·Bᵀ·op(A)ᵀ; the matrix in memory is Aᵀ, of the other triangle, and
//! so keeps its operation.

use std::ffi::c_int;

use crate::enums::{Diag, Layout, Op, Side, Uplo};
use crate::ffi::args::{ByCblas, Choice};
use crate::ffi::check::{Caller, refuse_enums};
use crate::ffi::fortran::checked::{self, TrmmOptions};
use crate::int::FortranInt;
use crate::level3;
use crate::scalar::Scalar;

/// # Safety
/// CBLAS's contract of `?trmm`.
pub(in crate::ffi) unsafe extern "C" fn trmm<T: ByCblas, I: FortranInt>(
    layout: c_int,
    side: c_int,
    uplo: c_int,
    trans: c_int,
    diag: c_int,
    m: I,
    n: I,
    alpha: T::Arg,
    a: *const T,
    lda: I,
    b: *mut T,
    ldb: I,
) {
    let Some(call) = options::<T, I>("trmm", layout, side, uplo, trans, diag) else { return };
    let (m, n) = if call.swaps { (n.get(), m.get()) } else { (m.get(), n.get()) };
    let (lda, ldb) = (lda.get(), ldb.get());
    // SAFETY: the caller's promise.
    unsafe {
        let alpha = T::read(alpha);
        checked::trmm("trmm", level3::trmm, call.caller, call.options, m, n, alpha, a, lda, b, ldb);
    }
}

/// The column-major call that stands for one of either layout.
pub(super) struct Call {
    pub(super) caller: Caller,
    pub(super) options: TrmmOptions,
    /// Whether rows and columns of B change places.
    pub(super) swaps: bool,
}

/// The column-major call of `?trmm` or `?trsm`, if none of the enums is bad.
pub(super) fn options<T: Scalar, I: FortranInt>(
    stem: &str,
    layout: c_int,
    side: c_int,
    uplo: c_int,
    trans: c_int,
    diag: c_int,
) -> Option<Call> {
    let (layout, side) = (Layout::from_number(layout), Side::from_number(side));
    let (uplo, op) = (Uplo::from_number(uplo), Op::from_number(trans));
    let diag = Diag::from_number(diag);
    let (Some(layout), Some(side), Some(uplo), Some(_), Some(_)) = (layout, side, uplo, op, diag) else {
        let good = [layout.is_some(), side.is_some(), uplo.is_some(), op.is_some(), diag.is_some()];
        refuse_enums::<T, I>(stem, &good);
        return None;
    };
    let swaps = layout == Layout::RowMajor;
    let (side, uplo) = if swaps { (side.t(), uplo.t()) } else { (side, uplo) };
    Some(Call { caller: Caller::cblas::<I>(layout), options: (Some(side), Some(uplo), op, diag), swaps })
}
