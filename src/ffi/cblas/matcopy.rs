//! `cblas_?omatcopy`, `cblas_?imatcopy`, `cblas_?geadd`: extensions of OpenBLAS, which has bad arguments reported under the
//! Fortran names, with the Fortran positions.

use std::ffi::c_int;

use crate::enums::{Layout, Op};
use crate::ffi::args::{ByCblas, Choice};
use crate::ffi::check::{Caller, refuse_enums};
use crate::ffi::fortran::checked;
use crate::int::FortranInt;

/// `cblas_?omatcopy`.
///
/// # Safety
/// OpenBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn omatcopy<T: ByCblas, I: FortranInt>(
    layout: c_int,
    trans: c_int,
    rows: I,
    cols: I,
    alpha: T::Arg,
    a: *const T,
    lda: I,
    b: *mut T,
    ldb: I,
) {
    let (layout, trans) = (Layout::from_number(layout), Op::from_number(trans));
    let (rows, cols, lda, ldb) = (rows.get(), cols.get(), lda.get(), ldb.get());
    let caller = Caller::fortran::<I>();
    // SAFETY: the caller's promise.
    unsafe { checked::omatcopy(caller, layout, trans, rows, cols, T::read(alpha), a, lda, b, ldb) }
}

/// `cblas_?imatcopy`.
///
/// # Safety
/// OpenBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn imatcopy<T: ByCblas, I: FortranInt>(
    layout: c_int,
    trans: c_int,
    rows: I,
    cols: I,
    alpha: T::Arg,
    a: *mut T,
    lda: I,
    ldb: I,
) {
    let (layout, trans) = (Layout::from_number(layout), Op::from_number(trans));
    let (rows, cols, lda, ldb) = (rows.get(), cols.get(), lda.get(), ldb.get());
    let caller = Caller::fortran::<I>();
    // SAFETY: the caller's promise.
    unsafe { checked::imatcopy(caller, layout, trans, rows, cols, T::read(alpha), a, lda, ldb) }
}

/// `cblas_?geadd`.
///
/// # Safety
/// OpenBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn geadd<T: ByCblas, I: FortranInt>(
    layout: c_int,
    trans_a: c_int,
    trans_c: c_int,
    rows: I,
    cols: I,
    alpha: T::Arg,
    a: *const T,
    lda: I,
    beta: T::Arg,
    c: *mut T,
    ldc: I,
) {
    let (layout, trans_a, trans_c) =
        (Layout::from_number(layout), Op::from_number(trans_a), Op::from_number(trans_c));
    let (Some(layout), Some(trans_a), Some(trans_c)) = (layout, trans_a, trans_c) else {
        return refuse_enums::<T, I>("geadd", &[layout.is_some(), trans_a.is_some(), trans_c.is_some()]);
    };
    let (rows, cols, lda, ldc) = (rows.get(), cols.get(), lda.get(), ldc.get());
    // Row-major matrices are the transposes of what lies in memory by columns.
    let by_rows = layout == Layout::RowMajor;
    let (a_transposed, c_transposed) = (trans_a.transposes() != by_rows, trans_c.transposes() != by_rows);
    let caller = Caller::fortran::<I>();
    // SAFETY: the caller's promise.
    unsafe {
        let (alpha, beta) = (T::read(alpha), T::read(beta));
        checked::geadd(caller, a_transposed, c_transposed, rows, cols, alpha, a, lda, beta, c, ldc);
    }
}
