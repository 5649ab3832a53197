//! `?trmv`: x := op(A)·x, A triangular.

use std::ffi::c_char;

use crate::enums::{Diag, Op, Uplo};
use crate::ffi::args::{int, letter, mat, vec_mut};
use crate::ffi::check::{Caller, first_bad};
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::level2;
use crate::mat::{MatRef, VecMut};
use crate::scalar::Scalar;

/// # Safety
/// BLAS's contract of `?trmv`.
pub(in crate::ffi) unsafe extern "C" fn trmv<T: Scalar, I: FortranInt>(
    uplo: *const c_char,
    trans: *const c_char,
    diag: *const c_char,
    n: *const I,
    a: *const T,
    lda: *const I,
    x: *mut T,
    incx: *const I,
) {
    let caller = Caller::fortran::<I>();
    // SAFETY: the caller's promise.
    unsafe {
        let options = (letter(uplo), letter(trans), letter(diag));
        checked("trmv", level2::trmv, caller, options, int(n), a, int(lda), x, int(incx));
    }
}

/// Triangle, operation and diagonal as the caller gave them.
pub(in crate::ffi) type Options = (Option<Uplo>, Option<Op>, Option<Diag>);

/// What `?trmv` and `?trsv` have in common: all but the algorithm, which is `run`.
///
/// # Safety
/// BLAS's contract of `?trmv`.
#[inline(always)]
pub(in crate::ffi) unsafe fn checked<T: Scalar>(
    stem: &'static str,
    run: fn(Uplo, Diag, MatRef<'_, T>, VecMut<'_, T>),
    caller: Caller,
    options: Options,
    n: isize,
    a: *const T,
    lda: isize,
    x: *mut T,
    incx: isize,
) {
    watched!(caller, T, stem, checked(stem, run; options, n, a, lda, x, incx));
    let (uplo, op, diag) = options;
    let bad = first_bad(&[
        (1, uplo.is_some()),
        (2, op.is_some()),
        (3, diag.is_some()),
        (4, n >= 0),
        (6, lda >= n.max(1)),
        (8, incx != 0),
    ]);
    let (Some(uplo), Some(op), Some(diag), None) = (uplo, op, diag, bad) else {
        caller.refuse::<T>(stem, bad);
        return;
    };
    if n == 0 {
        return;
    }
    // SAFETY: the sizes are good, so the arrays are as the contract says.
    let (a, x) = unsafe { (mat(a, n, n, lda), vec_mut(x, n, incx)) };
    run(if op.transposes() { uplo.t() } else { uplo }, diag, a.op(op), x);
}
