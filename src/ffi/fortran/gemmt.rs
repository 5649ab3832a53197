//! `?gemmt` and, by its newer name, `?gemmtr`: C := α·op(A)·op(B) + β·C, one triangle.

use std::ffi::c_char;

use crate::enums::{Op, Uplo};
use crate::ffi::args::{int, letter, mat, mat_mut};
use crate::ffi::check::{Caller, first_bad};
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::level3;
use crate::scalar::Scalar;

/// # Safety
/// OpenBLAS's and the reference's contract of `?gemmt`.
pub(in crate::ffi) unsafe extern "C" fn gemmt<T: Scalar, I: FortranInt>(
    uplo: *const c_char,
    transa: *const c_char,
    transb: *const c_char,
    n: *const I,
    k: *const I,
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
        let (uplo, op_a, op_b) = (letter(uplo), letter(transa), letter(transb));
        let (n, k, lda, ldb, ldc) = (int(n), int(k), int(lda), int(ldb), int(ldc));
        let caller = Caller::fortran::<I>();
        checked("gemmt", caller, uplo, op_a, op_b, n, k, *alpha, a, lda, b, ldb, *beta, c, ldc);
    }
}

/// # Safety
/// OpenBLAS's and the reference's contract of `?gemmtr`.
pub(in crate::ffi) unsafe extern "C" fn gemmtr<T: Scalar, I: FortranInt>(
    uplo: *const c_char,
    transa: *const c_char,
    transb: *const c_char,
    n: *const I,
    k: *const I,
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
        let (uplo, op_a, op_b) = (letter(uplo), letter(transa), letter(transb));
        let (n, k, lda, ldb, ldc) = (int(n), int(k), int(lda), int(ldb), int(ldc));
        let caller = Caller::fortran::<I>();
        checked("gemmtr", caller, uplo, op_a, op_b, n, k, *alpha, a, lda, b, ldb, *beta, c, ldc);
    }
}

/// # Safety
/// OpenBLAS's and the reference's contract of `?gemmtr`.
pub(in crate::ffi) unsafe fn checked<T: Scalar>(
    stem: &'static str,
    caller: Caller,
    uplo: Option<Uplo>,
    op_a: Option<Op>,
    op_b: Option<Op>,
    n: isize,
    k: isize,
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
        checked(stem; uplo, op_a, op_b, n, k, alpha, a, lda, b, ldb, beta, c, ldc)
    );
    let (rows_a, cols_a) = if op_a.is_some_and(Op::transposes) { (k, n) } else { (n, k) };
    let (rows_b, cols_b) = if op_b.is_some_and(Op::transposes) { (n, k) } else { (k, n) };
    let bad = first_bad(&[
        (1, uplo.is_some()),
        (2, op_a.is_some()),
        (3, op_b.is_some()),
        (4, n >= 0),
        (5, k >= 0),
        (8, lda >= rows_a.max(1)),
        (10, ldb >= rows_b.max(1)),
        (13, ldc >= n.max(1)),
    ]);
    let (Some(uplo), Some(op_a), Some(op_b), None) = (uplo, op_a, op_b, bad) else {
        caller.refuse::<T>(stem, bad);
        return;
    };
    if n == 0 || ((alpha == T::ZERO || k == 0) && beta == T::ONE) {
        return;
    }
    // SAFETY: the sizes are good, so the arrays are as the contract says.
    let (a, b, c) =
        unsafe { (mat(a, rows_a, cols_a, lda), mat(b, rows_b, cols_b, ldb), mat_mut(c, n, n, ldc)) };
    level3::gemmt(uplo, alpha, a.op(op_a), b.op(op_b), beta, c);
}
