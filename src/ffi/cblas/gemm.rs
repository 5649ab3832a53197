//! `cblas_?gemm` and `cblas_?gemm3m`. Row-major: Cᵀ := α·op(B)ᵀ·op(A)ᵀ + β·Cᵀ.

use std::ffi::c_int;

use crate::enums::Layout;
use crate::ffi::args::{ByCblas, Choice};
use crate::ffi::check::{Caller, refuse_enums};
use crate::ffi::fortran::checked;
use crate::int::FortranInt;

/// # Safety
/// CBLAS's contract of `?gemm`.
pub(in crate::ffi) unsafe extern "C" fn gemm<T: ByCblas, I: FortranInt>(
    layout: c_int,
    transa: c_int,
    transb: c_int,
    m: I,
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
    unsafe { run::<T, I>("gemm", layout, transa, transb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc) }
}

/// # Safety
/// OpenBLAS's contract of `?gemm3m`.
pub(in crate::ffi) unsafe extern "C" fn gemm3m<T: ByCblas, I: FortranInt>(
    layout: c_int,
    transa: c_int,
    transb: c_int,
    m: I,
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
    unsafe { run::<T, I>("gemm3m", layout, transa, transb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc) }
}

/// # Safety
/// CBLAS's contract of `?gemm`.
unsafe fn run<T: ByCblas, I: FortranInt>(
    stem: &'static str,
    layout: c_int,
    transa: c_int,
    transb: c_int,
    m: I,
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
    let (layout, op_a, op_b) =
        (Layout::from_number(layout), Choice::from_number(transa), Choice::from_number(transb));
    let (Some(layout), true, true) = (layout, op_a.is_some(), op_b.is_some()) else {
        return refuse_enums::<T, I>(stem, &[layout.is_some(), op_a.is_some(), op_b.is_some()]);
    };
    let caller = Caller::cblas::<I>(layout);
    let (m, n, k, lda, ldb, ldc) = (m.get(), n.get(), k.get(), lda.get(), ldb.get(), ldc.get());
    // SAFETY: the caller's promise.
    unsafe {
        let (alpha, beta) = (T::read(alpha), T::read(beta));
        match layout {
            Layout::ColMajor => {
                checked::gemm(stem, caller, op_a, op_b, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
            }
            Layout::RowMajor => {
                checked::gemm(stem, caller, op_b, op_a, n, m, k, alpha, b, ldb, a, lda, beta, c, ldc);
            }
        }
    }
}
