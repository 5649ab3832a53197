//! `cblas_?gemmt` and `cblas_?gemmtr`. Row-major: Cᵀ := α·op(B)ᵀ·op(A)ᵀ + β·Cᵀ, of the other triangle.

use std::ffi::c_int;

use crate::enums::{Layout, Op, Uplo};
use crate::ffi::args::{ByCblas, Choice};
use crate::ffi::check::{Caller, refuse_enums};
use crate::ffi::fortran::checked;
use crate::int::FortranInt;

/// # Safety
/// OpenBLAS's and the reference's contract of `cblas_?gemmt`.
pub(in crate::ffi) unsafe extern "C" fn gemmt<T: ByCblas, I: FortranInt>(
    layout: c_int,
    uplo: c_int,
    transa: c_int,
    transb: c_int,
    n: I,
    k: I,
    alpha: T::Arg,
    a: *const T,
    lda: I,
    b: *const T,
    ldb: I,
    beta: T::Arg,
    c: *mut T,
    ldc: I,
) {
    // SAFETY: the caller's promise.
    unsafe { run::<T, I>("gemmt", layout, uplo, [transa, transb], n, k, alpha, a, lda, b, ldb, beta, c, ldc) }
}

/// # Safety
/// OpenBLAS's and the reference's contract of `cblas_?gemmtr`.
pub(in crate::ffi) unsafe extern "C" fn gemmtr<T: ByCblas, I: FortranInt>(
    layout: c_int,
    uplo: c_int,
    transa: c_int,
    transb: c_int,
    n: I,
    k: I,
    alpha: T::Arg,
    a: *const T,
    lda: I,
    b: *const T,
    ldb: I,
    beta: T::Arg,
    c: *mut T,
    ldc: I,
) {
    // SAFETY: the caller's promise.
    unsafe {
        run::<T, I>("gemmtr", layout, uplo, [transa, transb], n, k, alpha, a, lda, b, ldb, beta, c, ldc)
    }
}

/// # Safety
/// As `gemmt`.
unsafe fn run<T: ByCblas, I: FortranInt>(
    stem: &'static str,
    layout: c_int,
    uplo: c_int,
    trans: [c_int; 2],
    n: I,
    k: I,
    alpha: T::Arg,
    a: *const T,
    lda: I,
    b: *const T,
    ldb: I,
    beta: T::Arg,
    c: *mut T,
    ldc: I,
) {
    let (layout, uplo) = (Layout::from_number(layout), Uplo::from_number(uplo));
    let [op_a, op_b] = trans.map(Op::from_number);
    let (Some(layout), Some(uplo), true, true) = (layout, uplo, op_a.is_some(), op_b.is_some()) else {
        let good = [layout.is_some(), uplo.is_some(), op_a.is_some(), op_b.is_some()];
        return refuse_enums::<T, I>(stem, &good);
    };
    let caller = Caller::cblas::<I>(layout);
    let (n, k, lda, ldb, ldc) = (n.get(), k.get(), lda.get(), ldb.get(), ldc.get());
    // SAFETY: the caller's promise.
    unsafe {
        let (alpha, beta) = (T::read(alpha), T::read(beta));
        let (uplo, other) = (Some(uplo), Some(uplo.t()));
        match layout {
            Layout::ColMajor => {
                checked::gemmt(stem, caller, uplo, op_a, op_b, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
            }
            Layout::RowMajor => {
                checked::gemmt(stem, caller, other, op_b, op_a, n, k, alpha, b, ldb, a, lda, beta, c, ldc);
            }
        }
    }
}
