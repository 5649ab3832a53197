//! `cblas_?trsv`. Row-major: as for `cblas_?trmv`, whose arguments it has.

use std::ffi::c_int;

use crate::ffi::cblas::trmv::options;
use crate::ffi::fortran::checked;
use crate::int::FortranInt;
use crate::level2;
use crate::scalar::Scalar;

/// # Safety
/// CBLAS's contract of `?trsv`.
pub(in crate::ffi) unsafe extern "C" fn trsv<T: Scalar, I: FortranInt>(
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
    if let Some((caller, options)) = options::<T, I>("trsv", layout, uplo, trans, diag) {
        let (n, lda, incx) = (n.get(), lda.get(), incx.get());
        // SAFETY: the caller's promise.
        unsafe { checked::trmv("trsv", level2::trsv, caller, options, n, a, lda, x, incx) }
    }
}
