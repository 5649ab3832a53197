//! `cblas_?symm` and `cblas_?hemm`. Row-major: Cᵀ := α·Bᵀ·Aᵀ + β·Cᵀ; the matrix in memory is Aᵀ, which is symmetric or
//! Hermitian, too, by its other triangle.

use std::ffi::c_int;

use crate::enums::{Layout, Side, Uplo};
use crate::ffi::args::{ByCblas, Choice};
use crate::ffi::check::{Caller, refuse_enums};
use crate::ffi::fortran::checked;
use crate::int::FortranInt;
use crate::level3;
use crate::scalar::Scalar;

/// # Safety
/// CBLAS's contract of `?symm`.
pub(in crate::ffi) unsafe extern "C" fn symm<T: ByCblas, I: FortranInt>(
    layout: c_int,
    side: c_int,
    uplo: c_int,
    m: I,
    n: I,
    alpha: T::Arg,
    a: *const T,
    lda: I,
    b: *const T,
    ldb: I,
    beta: T::Arg,
    c: *mut T,
    ldc: I,
) {
    let Some((caller, side, uplo, swaps)) = options::<T, I>("symm", layout, side, uplo) else { return };
    let (m, n) = if swaps { (n.get(), m.get()) } else { (m.get(), n.get()) };
    let (lda, ldb, ldc) = (lda.get(), ldb.get(), ldc.get());
    // SAFETY: the caller's promise.
    unsafe {
        let (alpha, beta) = (T::read(alpha), T::read(beta));
        checked::symm("symm", level3::symm, caller, side, uplo, m, n, alpha, a, lda, b, ldb, beta, c, ldc);
    }
}

/// # Safety
/// CBLAS's contract of `?hemm`.
pub(in crate::ffi) unsafe extern "C" fn hemm<T: ByCblas, I: FortranInt>(
    layout: c_int,
    side: c_int,
    uplo: c_int,
    m: I,
    n: I,
    alpha: T::Arg,
    a: *const T,
    lda: I,
    b: *const T,
    ldb: I,
    beta: T::Arg,
    c: *mut T,
    ldc: I,
) {
    let Some((caller, side, uplo, swaps)) = options::<T, I>("hemm", layout, side, uplo) else { return };
    let (m, n) = if swaps { (n.get(), m.get()) } else { (m.get(), n.get()) };
    let (lda, ldb, ldc) = (lda.get(), ldb.get(), ldc.get());
    // SAFETY: the caller's promise.
    unsafe {
        let (alpha, beta) = (T::read(alpha), T::read(beta));
        checked::symm("hemm", level3::hemm, caller, side, uplo, m, n, alpha, a, lda, b, ldb, beta, c, ldc);
    }
}

/// The caller, and the side and the triangle of the column-major call, for which rows and columns may change places.
type Call = (Caller, Option<Side>, Option<Uplo>, bool);

/// The column-major call, if none of the enums is bad.
fn options<T: Scalar, I: FortranInt>(stem: &str, layout: c_int, side: c_int, uplo: c_int) -> Option<Call> {
    let (layout, side) = (Layout::from_number(layout), Side::from_number(side));
    let uplo = Uplo::from_number(uplo);
    let (Some(layout), Some(side), Some(uplo)) = (layout, side, uplo) else {
        refuse_enums::<T, I>(stem, &[layout.is_some(), side.is_some(), uplo.is_some()]);
        return None;
    };
    let swaps = layout == Layout::RowMajor;
    let (side, uplo) = if swaps { (side.t(), uplo.t()) } else { (side, uplo) };
    Some((Caller::cblas::<I>(layout), Some(side), Some(uplo), swaps))
}
