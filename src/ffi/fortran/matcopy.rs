//! Extensions of OpenBLAS that copy and add matrices: `?omatcopy` `?imatcopy` `?geadd`.

use std::ffi::c_char;

use crate::enums::{Layout, Op};
use crate::ffi::args::{int, letter, mat, mat_mut, size};
use crate::ffi::check::{Caller, first_bad};
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::level1;
use crate::mat::{InPlace, MatMut};
use crate::scalar::Scalar;

/// `?omatcopy`: B := α·op(A), with the layout of both as an argument.
///
/// # Safety
/// OpenBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn omatcopy<T: Scalar, I: FortranInt>(
    layout: *const c_char,
    trans: *const c_char,
    rows: *const I,
    cols: *const I,
    alpha: *const T,
    a: *const T,
    lda: *const I,
    b: *mut T,
    ldb: *const I,
) {
    let caller = Caller::fortran::<I>();
    // SAFETY: the caller's promise.
    unsafe {
        let (rows, cols, lda, ldb) = (int(rows), int(cols), int(lda), int(ldb));
        checked_omatcopy(caller, letter(layout), op(trans), rows, cols, *alpha, a, lda, b, ldb);
    }
}

/// `?imatcopy`: A := α·op(A) in place, with the layout as an argument and a new leading dimension.
///
/// # Safety
/// OpenBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn imatcopy<T: Scalar, I: FortranInt>(
    layout: *const c_char,
    trans: *const c_char,
    rows: *const I,
    cols: *const I,
    alpha: *const T,
    a: *mut T,
    lda: *const I,
    ldb: *const I,
) {
    let caller = Caller::fortran::<I>();
    // SAFETY: the caller's promise.
    unsafe {
        let (rows, cols, lda, ldb) = (int(rows), int(cols), int(lda), int(ldb));
        checked_imatcopy(caller, letter(layout), op(trans), rows, cols, *alpha, a, lda, ldb);
    }
}

/// `?geadd`: C := α·A + β·C, m×n; A and C are stored transposed if their letters (which come last) say so. Nothing is
/// conjugated, and any other letter means that nothing is transposed, as in OpenBLAS 0.3.34.
///
/// # Safety
/// OpenBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn geadd<T: Scalar, I: FortranInt>(
    m: *const I,
    n: *const I,
    alpha: *const T,
    a: *const T,
    lda: *const I,
    beta: *const T,
    c: *mut T,
    ldc: *const I,
    trans_a: *const c_char,
    trans_c: *const c_char,
) {
    let caller = Caller::fortran::<I>();
    // SAFETY: the caller's promise.
    unsafe {
        let (m, n, lda, ldc) = (int(m), int(n), int(lda), int(ldc));
        let (trans_a, trans_c) = (transposed(op(trans_a)), transposed(op(trans_c)));
        checked_geadd(caller, trans_a, trans_c, m, n, *alpha, a, lda, *beta, c, ldc);
    }
}

/// An operation, with the letter R for the conjugate alone.
///
/// # Safety
/// The pointer is that of a readable character.
unsafe fn op(text: *const c_char) -> Option<Op> {
    // SAFETY: the caller's promise.
    unsafe { if (*text as u8).eq_ignore_ascii_case(&b'R') { Some(Op::Conj) } else { letter(text) } }
}

/// Whether a matrix lies in memory as its transpose.
fn transposed(op: Option<Op>) -> bool {
    op.is_some_and(Op::transposes)
}

/// # Safety
/// OpenBLAS's contract of `?omatcopy`.
pub(in crate::ffi) unsafe fn checked_omatcopy<T: Scalar>(
    caller: Caller,
    layout: Option<Layout>,
    trans: Option<Op>,
    rows: isize,
    cols: isize,
    alpha: T,
    a: *const T,
    lda: isize,
    b: *mut T,
    ldb: isize,
) {
    watched!(caller, T, "omatcopy", checked_omatcopy(layout, trans, rows, cols, alpha, a, lda, b, ldb));
    let (m, n) = as_columns(layout, rows, cols);
    let new_m = if transposed(trans) { n } else { m };
    let bad = first_bad(&[
        (1, layout.is_some()),
        (2, trans.is_some()),
        (3, rows >= 0),
        (4, cols >= 0),
        (7, lda >= m.max(1)),
        (9, ldb >= new_m.max(1)),
    ]);
    let (Some(trans), None) = (trans, bad) else {
        caller.refuse::<T>("omatcopy", bad);
        return;
    };
    // SAFETY: the sizes are good, so the arrays are as the contract says.
    let (a, b) = unsafe { (mat(a, m, n, lda), stored(b, m, n, ldb, trans.transposes())) };
    level1::geadd(alpha, if trans.conjugates() { a.conj() } else { a }, T::ZERO, b);
}

/// # Safety
/// OpenBLAS's contract of `?imatcopy`.
pub(in crate::ffi) unsafe fn checked_imatcopy<T: Scalar>(
    caller: Caller,
    layout: Option<Layout>,
    trans: Option<Op>,
    rows: isize,
    cols: isize,
    alpha: T,
    a: *mut T,
    lda: isize,
    ldb: isize,
) {
    watched!(caller, T, "imatcopy", checked_imatcopy(layout, trans, rows, cols, alpha, a, lda, ldb));
    let (m, n) = as_columns(layout, rows, cols);
    let new_m = if transposed(trans) { n } else { m };
    let bad = first_bad(&[
        (1, layout.is_some()),
        (2, trans.is_some()),
        (3, rows >= 0),
        (4, cols >= 0),
        (7, lda >= m.max(1)),
        (8, ldb >= new_m.max(1)),
    ]);
    let (Some(trans), None) = (trans, bad) else {
        caller.refuse::<T>("imatcopy", bad);
        return;
    };
    let (m, n, lda, ldb) = (size(m), size(n), size(lda), size(ldb));
    // SAFETY: the sizes are good, so the array is as the contract says.
    let memory = unsafe { InPlace::from_raw(a, m, n, lda, trans.transposes(), ldb) };
    level1::imatcopy(alpha, trans.conjugates(), memory);
}

/// # Safety
/// OpenBLAS's contract of `?geadd`.
pub(in crate::ffi) unsafe fn checked_geadd<T: Scalar>(
    caller: Caller,
    a_transposed: bool,
    c_transposed: bool,
    m: isize,
    n: isize,
    alpha: T,
    a: *const T,
    lda: isize,
    beta: T,
    c: *mut T,
    ldc: isize,
) {
    watched!(
        caller,
        T,
        "geadd",
        checked_geadd(a_transposed, c_transposed, m, n, alpha, a, lda, beta, c, ldc)
    );
    let rows = |transposed| if transposed { n } else { m };
    let bad = first_bad(&[
        (1, m >= 0),
        (2, n >= 0),
        (5, lda >= rows(a_transposed).max(1)),
        (8, ldc >= rows(c_transposed).max(1)),
    ]);
    if bad.is_some() {
        caller.refuse::<T>("geadd", bad);
        return;
    }
    // SAFETY: the sizes are good, so the arrays are as the contract says.
    unsafe {
        let a = if a_transposed { mat(a, n, m, lda).t() } else { mat(a, m, n, lda) };
        level1::geadd(alpha, a, beta, stored(c, m, n, ldc, c_transposed));
    }
}

/// The sizes of a matrix, or of the transpose that lies in memory by columns.
fn as_columns(layout: Option<Layout>, rows: isize, cols: isize) -> (isize, isize) {
    if layout == Some(Layout::RowMajor) { (cols, rows) } else { (rows, cols) }
}

/// An m×n matrix to write, of which the transpose is stored if told.
///
/// # Safety
/// As [`MatMut::from_raw`].
unsafe fn stored<'a, T: Scalar>(p: *mut T, m: isize, n: isize, ld: isize, transposed: bool) -> MatMut<'a, T> {
    // SAFETY: the caller's promise.
    unsafe { if transposed { mat_mut(p, n, m, ld).t() } else { mat_mut(p, m, n, ld) } }
}
