//! `?symm` and `?hemm`: C := α·A·B + β·C or α·B·A + β·C, A symmetric or Hermitian.

use std::ffi::c_char;

use crate::enums::{Side, Uplo};
use crate::ffi::args::{int, letter, mat, mat_mut};
use crate::ffi::check::{Caller, first_bad};
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::level3;
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// # Safety
/// BLAS's contract of `?symm`.
pub(in crate::ffi) unsafe extern "C" fn symm<T: Scalar, I: FortranInt>(
    side: *const c_char,
    uplo: *const c_char,
    m: *const I,
    n: *const I,
    alpha: *const T,
    a: *const T,
    lda: *const I,
    b: *const T,
    ldb: *const I,
    beta: *const T,
    c: *mut T,
    ldc: *const I,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let (side, uplo) = (letter(side), letter(uplo));
        let (m, n, lda, ldb, ldc) = (int(m), int(n), int(lda), int(ldb), int(ldc));
        let caller = Caller::fortran::<I>();
        checked("symm", level3::symm, caller, side, uplo, m, n, *alpha, a, lda, b, ldb, *beta, c, ldc);
    }
}

/// # Safety
/// BLAS's contract of `?hemm`.
pub(in crate::ffi) unsafe extern "C" fn hemm<T: Scalar, I: FortranInt>(
    side: *const c_char,
    uplo: *const c_char,
    m: *const I,
    n: *const I,
    alpha: *const T,
    a: *const T,
    lda: *const I,
    b: *const T,
    ldb: *const I,
    beta: *const T,
    c: *mut T,
    ldc: *const I,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let (side, uplo) = (letter(side), letter(uplo));
        let (m, n, lda, ldb, ldc) = (int(m), int(n), int(lda), int(ldb), int(ldc));
        let caller = Caller::fortran::<I>();
        checked("hemm", level3::hemm, caller, side, uplo, m, n, *alpha, a, lda, b, ldb, *beta, c, ldc);
    }
}

/// The algorithm, A on the left.
type Run<T> = fn(Uplo, T, MatRef<'_, T>, MatRef<'_, T>, T, MatMut<'_, T>);

/// What `?symm` and `?hemm` have in common: all but the algorithm, which is `run`.
///
/// # Safety
/// BLAS's contract of `?symm`.
pub(in crate::ffi) unsafe fn checked<T: Scalar>(
    stem: &'static str,
    run: Run<T>,
    caller: Caller,
    side: Option<Side>,
    uplo: Option<Uplo>,
    m: isize,
    n: isize,
    alpha: T,
    a: *const T,
    lda: isize,
    b: *const T,
    ldb: isize,
    beta: T,
    c: *mut T,
    ldc: isize,
) {
    watched!(
        caller,
        T,
        stem,
        checked(stem, run; side, uplo, m, n, alpha, a, lda, b, ldb, beta, c, ldc)
    );
    let order = if side == Some(Side::Left) { m } else { n };
    let bad = first_bad(&[
        (1, side.is_some()),
        (2, uplo.is_some()),
        (3, m >= 0),
        (4, n >= 0),
        (7, lda >= order.max(1)),
        (9, ldb >= m.max(1)),
        (12, ldc >= m.max(1)),
    ]);
    let (Some(side), Some(uplo), None) = (side, uplo, bad) else {
        caller.refuse::<T>(stem, bad);
        return;
    };
    if m == 0 || n == 0 || (alpha == T::ZERO && beta == T::ONE) {
        return;
    }
    // SAFETY: the sizes are good, so the arrays are as the contract says.
    let (a, b, c) = unsafe { (mat(a, order, order, lda), mat(b, m, n, ldb), mat_mut(c, m, n, ldc)) };
    match side {
        Side::Left => run(uplo, alpha, a, b, beta, c),
        Side::Right => run(uplo.t(), alpha, a.t(), b.t(), beta, c.t()),
    }
}
