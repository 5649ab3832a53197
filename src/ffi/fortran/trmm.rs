//! `?trmm`: B := α·op(A)·B or α·B·op(A), A triangular.

use std::ffi::c_char;

use crate::enums::{Diag, Op, Side, Uplo};
use crate::ffi::args::{int, letter, mat, mat_mut};
use crate::ffi::check::{Caller, first_bad};
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::level3;
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// # Safety
/// BLAS's contract of `?trmm`.
pub(in crate::ffi) unsafe extern "C" fn trmm<T: Scalar, I: FortranInt>(
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
        checked("trmm", level3::trmm, caller, options, m, n, *alpha, a, lda, b, ldb);
    }
}

/// Side, triangle, operation and diagonal as the caller gave them.
pub(in crate::ffi) type Options = (Option<Side>, Option<Uplo>, Option<Op>, Option<Diag>);

/// What `?trmm` and `?trsm` have in common: all but the algorithm, which is `run`.
///
/// # Safety
/// BLAS's contract of `?trmm`.
#[inline(always)]
pub(in crate::ffi) unsafe fn checked<T: Scalar>(
    stem: &'static str,
    run: fn(Uplo, Diag, T, MatRef<'_, T>, MatMut<'_, T>),
    caller: Caller,
    options: Options,
    m: isize,
    n: isize,
    alpha: T,
    a: *const T,
    lda: isize,
    b: *mut T,
    ldb: isize,
) {
    watched!(caller, T, stem, checked(stem, run; options, m, n, alpha, a, lda, b, ldb));
    let (side, uplo, op, diag) = options;
    let order = if side == Some(Side::Left) { m } else { n };
    let bad = first_bad(&[
        (1, side.is_some()),
        (2, uplo.is_some()),
        (3, op.is_some()),
        (4, diag.is_some()),
        (5, m >= 0),
        (6, n >= 0),
        (9, lda >= order.max(1)),
        (11, ldb >= m.max(1)),
    ]);
    let (Some(side), Some(uplo), Some(op), Some(diag), None) = (side, uplo, op, diag, bad) else {
        caller.refuse::<T>(stem, bad);
        return;
    };
    if m == 0 || n == 0 {
        return;
    }
    // SAFETY: the sizes are good, so the arrays are as the contract says.
    let (a, b) = unsafe { (mat(a, order, order, lda).op(op), mat_mut(b, m, n, ldb)) };
    let uplo = if op.transposes() { uplo.t() } else { uplo };
    match side {
        Side::Left => run(uplo, diag, alpha, a, b),
        Side::Right => run(uplo.t(), diag, alpha, a.t(), b.t()),
    }
}
