//! `?trsm`: B := α·op(A)⁻¹·B or α·B·op(A)⁻¹, A triangular. The arguments are those of `?trmm`.

use std::ffi::c_char;

use crate::ffi::args::{int, letter};
use crate::ffi::check::Caller;
use crate::ffi::fortran::trmm::checked;
use crate::int::FortranInt;
use crate::level3;
use crate::scalar::Scalar;

/// # Safety
/// BLAS's contract of `?trsm`.
pub(in crate::ffi) unsafe extern "C" fn trsm<T: Scalar, I: FortranInt>(
    side: *const c_char,
    uplo: *const c_char,
    trans: *const c_char,
    diag: *const c_char,
    m: *const I,
    n: *const I,
    alpha: *const T,
    a: *const T,
    lda: *const I,
    b: *mut T,
    ldb: *const I,
) {
    let caller = Caller::fortran::<I>();
    // SAFETY: the caller's promise.
    unsafe {
        let options = (letter(side), letter(uplo), letter(trans), letter(diag));
        let (m, n, lda, ldb) = (int(m), int(n), int(lda), int(ldb));
        checked("trsm", level3::trsm, caller, options, m, n, *alpha, a, lda, b, ldb);
    }
}
