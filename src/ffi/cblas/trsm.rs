//! `cblas_?trsm`. Row-major: as for `cblas_?trmm`, whose arguments it has.

use std::ffi::c_int;

use crate::ffi::args::ByCblas;
use crate::ffi::cblas::trmm::options;
use crate::ffi::fortran::checked;
use crate::int::FortranInt;
use crate::level3;

/// # Safety
/// CBLAS's contract of `?trsm`.
pub(in crate::ffi) unsafe extern "C" fn trsm<T: ByCblas, I: FortranInt>(
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
    let Some(call) = options::<T, I>("trsm", layout, side, uplo, trans, diag) else { return };
    let (m, n) = if call.swaps { (n.get(), m.get()) } else { (m.get(), n.get()) };
    let (lda, ldb) = (lda.get(), ldb.get());
    // SAFETY: the caller's promise.
    unsafe {
        let alpha = T::read(alpha);
        checked::trmm("trsm", level3::trsm, call.caller, call.options, m, n, alpha, a, lda, b, ldb);
    }
}
