//! `cblas_?gemm_batch` and `cblas_?gemm_batch_strided`. Row-major: as for `cblas_?gemm`, A and B change places.

use std::ffi::c_int;

use crate::enums::{Layout, Op};
use crate::ffi::args::{ByCblas, Choice};
use crate::ffi::check::{Caller, refuse_enums};
use crate::ffi::fortran::checked::{self, Groups};
use crate::int::FortranInt;

/// # Safety
/// OpenBLAS's and MKL's contract of `cblas_?gemm_batch`.
pub(in crate::ffi) unsafe extern "C" fn gemm_batch<T: ByCblas, I: FortranInt>(
    layout: c_int,
    transa: *const c_int,
    transb: *const c_int,
    m: *const I,
    n: *const I,
    k: *const I,
    alpha: *const T,
    a: *const *const T,
    lda: *const I,
    b: *const *const T,
    ldb: *const I,
    beta: *const T,
    c: *const *mut T,
    ldc: *const I,
    group_count: I,
    group_size: *const I,
) {
    let Some(layout) = Layout::from_number(layout) else {
        return refuse_enums::<T, I>("gemm_batch", &[false]);
    };
    let (count, sizes) = (group_count.get(), group_size);
    let groups = match layout {
        Layout::ColMajor => {
            let trans = [transa, transb];
            Groups { trans, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc, count, sizes }
        }
        Layout::RowMajor => {
            let trans = [transb, transa];
            let (m, n, a, lda, b, ldb) = (n, m, b, ldb, a, lda);
            Groups { trans, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc, count, sizes }
        }
    };
    // SAFETY: the caller's promise.
    unsafe { checked::gemm_batch(Caller::cblas::<I>(layout), groups) }
}

/// # Safety
/// OpenBLAS's and MKL's contract of `cblas_?gemm_batch_strided`.
pub(in crate::ffi) unsafe extern "C" fn gemm_batch_strided<T: ByCblas, I: FortranInt>(
    layout: c_int,
    transa: c_int,
    transb: c_int,
    m: I,
    n: I,
    k: I,
    alpha: T::Arg,
    a: *const T,
    lda: I,
    stride_a: I,
    b: *const T,
    ldb: I,
    stride_b: I,
    beta: T::Arg,
    c: *mut T,
    ldc: I,
    stride_c: I,
    batch_size: I,
) {
    let layout = Layout::from_number(layout);
    let [op_a, op_b] = [transa, transb].map(Op::from_number);
    let (Some(layout), true, true) = (layout, op_a.is_some(), op_b.is_some()) else {
        let good = [layout.is_some(), op_a.is_some(), op_b.is_some()];
        return refuse_enums::<T, I>("gemm_batch_strided", &good);
    };
    let caller = Caller::cblas::<I>(layout);
    let (m, n, k, count) = (m.get(), n.get(), k.get(), batch_size.get());
    let a = (a, lda.get(), stride_a.get());
    let b = (b, ldb.get(), stride_b.get());
    let c = (c, ldc.get(), stride_c.get());
    // SAFETY: the caller's promise.
    unsafe {
        let (alpha, beta) = (T::read(alpha), T::read(beta));
        match layout {
            Layout::ColMajor => {
                checked::gemm_batch_strided(caller, op_a, op_b, m, n, k, alpha, a, b, beta, c, count);
            }
            Layout::RowMajor => {
                checked::gemm_batch_strided(caller, op_b, op_a, n, m, k, alpha, b, a, beta, c, count);
            }
        }
    }
}
