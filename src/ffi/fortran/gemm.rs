//! `?gemm`: C := α·op(A)·op(B) + β·C. `?gemm3m` may save multiplications at the cost of accuracy; ours does not.

use std::ffi::c_char;

use crate::enums::Op;
use crate::ffi::args::{int, letter, mat_mut, mat_op};
use crate::ffi::check::{Caller, first_bad};
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::level3;
use crate::scalar::Scalar;

/// # Safety
/// BLAS's contract of `?gemm`.
pub(in crate::ffi) unsafe extern "C" fn gemm<T: Scalar, I: FortranInt>(
    transa: *const c_char,
    transb: *const c_char,
    m: *const I,
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
        let (op_a, op_b) = (letter(transa), letter(transb));
        let (m, n, k, lda, ldb, ldc) = (int(m), int(n), int(k), int(lda), int(ldb), int(ldc));
        let caller = Caller::fortran::<I>();
        checked("gemm", caller, op_a, op_b, m, n, k, *alpha, a, lda, b, ldb, *beta, c, ldc);
    }
}

/// # Safety
/// OpenBLAS's contract of `?gemm3m`, which is that of `?gemm`.
pub(in crate::ffi) unsafe extern "C" fn gemm3m<T: Scalar, I: FortranInt>(
    transa: *const c_char,
    transb: *const c_char,
    m: *const I,
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
        let (op_a, op_b) = (letter(transa), letter(transb));
        let (m, n, k, lda, ldb, ldc) = (int(m), int(n), int(k), int(lda), int(ldb), int(ldc));
        let caller = Caller::fortran::<I>();
        checked("gemm3m", caller, op_a, op_b, m, n, k, *alpha, a, lda, b, ldb, *beta, c, ldc);
    }
}

/// Inlined into its four callers, so that a small product's sizes and addresses stay in registers up to its kernel.
///
/// # Safety
/// BLAS's contract of `?gemm`.
#[inline(always)]
pub(in crate::ffi) unsafe fn checked<T: Scalar>(
    stem: &'static str,
    caller: Caller,
    op_a: Option<Op>,
    op_b: Option<Op>,
    m: isize,
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
    watched!(caller, T, stem, checked(stem; op_a, op_b, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc));
    let rows_a = if op_a.is_some_and(Op::transposes) { k } else { m };
    let rows_b = if op_b.is_some_and(Op::transposes) { n } else { k };
    let bad = first_bad(&[
        (1, op_a.is_some()),
        (2, op_b.is_some()),
        (3, m >= 0),
        (4, n >= 0),
        (5, k >= 0),
        (8, lda >= rows_a.max(1)),
        (10, ldb >= rows_b.max(1)),
        (13, ldc >= m.max(1)),
    ]);
    let (Some(op_a), Some(op_b), None) = (op_a, op_b, bad) else {
        caller.refuse::<T>(stem, bad);
        return;
    };
    // SAFETY: the sizes are good, so the arrays are as the contract says.
    let (a, b, c) =
        unsafe { (mat_op(op_a, a, m, k, lda), mat_op(op_b, b, k, n, ldb), mat_mut(c, m, n, ldc)) };
    level3::gemm(alpha, a, b, beta, c);
}
