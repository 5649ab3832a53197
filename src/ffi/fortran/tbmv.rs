//! `?tbmv`: x := op(A)·x, `?tbsv`: x := op(A)⁻¹·x; A a triangular band.

use std::ffi::c_char;

use crate::enums::Diag;
use crate::ffi::args::{int, letter, size, vec_mut};
use crate::ffi::check::{Caller, first_bad};
use crate::ffi::fortran::checked::TrmvOptions as Options;
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::level2;
use crate::mat::{TriRef, VecMut};
use crate::scalar::Scalar;

macro_rules! shim {
    ($(#[$doc:meta])* $shim:ident, $run:path) => {
        $(#[$doc])*
        ///
        /// # Safety
        /// BLAS's contract.
        pub(in crate::ffi) unsafe extern "C" fn $shim<T: Scalar, I: FortranInt>(
            uplo: *const c_char,
            trans: *const c_char,
            diag: *const c_char,
            n: *const I,
            k: *const I,
            a: *const T,
            lda: *const I,
            x: *mut T,
            incx: *const I,
        ) {
            let caller = Caller::fortran::<I>();
            // SAFETY: the caller's promise.
            unsafe {
                let options = (letter(uplo), letter(trans), letter(diag));
                let (n, k, lda, incx) = (int(n), int(k), int(lda), int(incx));
                checked(stringify!($shim), $run, caller, options, n, k, a, lda, x, incx);
            }
        }
    };
}

shim!(
    /// `?tbmv`.
    tbmv, level2::tpmv
);
shim!(
    /// `?tbsv`.
    tbsv, level2::tpsv
);

/// What the two have in common: all but the algorithm, which is `run`.
///
/// # Safety
/// BLAS's contract of `?tbmv`.
pub(in crate::ffi) unsafe fn checked<T: Scalar>(
    stem: &'static str,
    run: fn(Diag, TriRef<'_, T>, bool, VecMut<'_, T>),
    caller: Caller,
    options: Options,
    n: isize,
    k: isize,
    a: *const T,
    lda: isize,
    x: *mut T,
    incx: isize,
) {
    watched!(caller, T, stem, checked(stem, run; options, n, k, a, lda, x, incx));
    let (uplo, op, diag) = options;
    let bad = first_bad(&[
        (1, uplo.is_some()),
        (2, op.is_some()),
        (3, diag.is_some()),
        (4, n >= 0),
        (5, k >= 0),
        (7, lda > k),
        (9, incx != 0),
    ]);
    let (Some(uplo), Some(op), Some(diag), None) = (uplo, op, diag, bad) else {
        caller.refuse::<T>(stem, bad);
        return;
    };
    if n == 0 {
        return;
    }
    // SAFETY: the sizes are good, so the arrays are as the contract says.
    let (a, x) = unsafe { (TriRef::band(uplo, size(n), size(k), a, lda), vec_mut(x, n, incx)) };
    run(diag, a.conj_if(op.conjugates()), op.transposes(), x);
}
