//! `?trsv`: x := op(A)⁻¹·x, A triangular. The arguments are those of `?trmv`.

use std::ffi::c_char;

use crate::ffi::args::{int, letter};
use crate::ffi::check::Caller;
use crate::ffi::fortran::trmv::checked;
use crate::int::FortranInt;
use crate::level2;
use crate::scalar::Scalar;

/// # Safety
/// BLAS's contract of `?trsv`.
pub(in crate::ffi) unsafe extern "C" fn trsv<T: Scalar, I: FortranInt>(
    uplo: *const c_char,
    trans: *const c_char,
    diag: *const c_char,
    n: *const I,
    a: *const T,
    lda: *const I,
    x: *mut T,
    incx: *const I,
) {
    let caller = Caller::fortran::<I>();
    // SAFETY: the caller's promise.
    unsafe {
        let options = (letter(uplo), letter(trans), letter(diag));
        checked("trsv", level2::trsv, caller, options, int(n), a, int(lda), x, int(incx));
    }
}
