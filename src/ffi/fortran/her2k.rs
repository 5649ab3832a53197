//! `?her2k`: C := α·A·Bᴴ + conj(α)·B·Aᴴ + β·C or α·Aᴴ·B + conj(α)·Bᴴ·A + β·C, one triangle, β real.

use std::ffi::c_char;

use crate::enums::{Op, Uplo};
use crate::ffi::args::{int, letter, mat, mat_mut};
use crate::ffi::check::{Caller, first_bad};
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::level3;
use crate::scalar::Scalar;

/// # Safety
/// BLAS's contract of `?her2k`.
pub(in crate::ffi) unsafe extern "C" fn her2k<T: Scalar, I: FortranInt>(
    uplo: *const c_char,
    trans: *const c_char,
    n: *const I,
    k: *const I,
    alpha: *const T,
    a: *const T,
    lda: *const I,
    b: *const T,
    ldb: *const I,
    beta: *const T::Real,
    c: *mut T,
    ldc: *const I,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let (uplo, op) = (letter(uplo), letter(trans));
        let (n, k, lda, ldb, ldc) = (int(n), int(k), int(lda), int(ldb), int(ldc));
        checked(Caller::fortran::<I>(), uplo, op, n, k, *alpha, a, lda, b, ldb, *beta, c, ldc);
    }
}

/// # Safety
/// BLAS's contract of `?her2k`.
pub(in crate::ffi) unsafe fn checked<T: Scalar>(
    caller: Caller,
    uplo: Option<Uplo>,
    op: Option<Op>,
    n: isize,
    k: isize,
    alpha: T,
    a: *const T,
    lda: isize,
    b: *const T,
    ldb: isize,
    beta: T::Real,
    c: *mut T,
    ldc: isize,
) {
    watched!(caller, T, "her2k", checked(uplo, op, n, k, alpha, a, lda, b, ldb, beta, c, ldc));
    // The transpose alone would make a symmetric matrix of it, which is syr2k's.
    let op = op.filter(|op| matches!(op, Op::NoTrans | Op::ConjTrans));
    let (rows, cols) = if op.is_some_and(Op::transposes) { (k, n) } else { (n, k) };
    let bad = first_bad(&[
        (1, uplo.is_some()),
        (2, op.is_some()),
        (3, n >= 0),
        (4, k >= 0),
        (7, lda >= rows.max(1)),
        (9, ldb >= rows.max(1)),
        (12, ldc >= n.max(1)),
    ]);
    let (Some(uplo), Some(op), None) = (uplo, op, bad) else {
        caller.refuse::<T>("her2k", bad);
        return;
    };
    if n == 0 || ((alpha == T::ZERO || k == 0) && beta == T::Real::ONE) {
        return;
    }
    // SAFETY: the sizes are good, so the arrays are as the contract says.
    let (a, b, c) = unsafe { (mat(a, rows, cols, lda), mat(b, rows, cols, ldb), mat_mut(c, n, n, ldc)) };
    level3::her2k(uplo, alpha, a.op(op), b.op(op), beta, c);
}
