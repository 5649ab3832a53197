//! `?spmv`, `?hpmv`: y := α·A·x + β·y, A symmetric or Hermitian, packed.

use std::ffi::c_char;

use crate::enums::Uplo;
use crate::ffi::args::{int, letter, size, vec, vec_mut};
use crate::ffi::check::{Caller, first_bad};
use crate::ffi::fortran::checked::{Form, HERMITIAN, SYMMETRIC};
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::level2;
use crate::mat::TriRef;
use crate::scalar::Scalar;

macro_rules! shim {
    ($(#[$doc:meta])* $shim:ident, $symmetry:expr) => {
        $(#[$doc])*
        ///
        /// # Safety
        /// BLAS's contract.
        pub(in crate::ffi) unsafe extern "C" fn $shim<T: Scalar, I: FortranInt>(
            uplo: *const c_char,
            n: *const I,
            alpha: *const T,
            ap: *const T,
            x: *const T,
            incx: *const I,
            beta: *const T,
            y: *mut T,
            incy: *const I,
        ) {
            let form = Form { stem: stringify!($shim), ..$symmetry };
            // SAFETY: the caller's promise.
            unsafe {
                let (n, incx, incy) = (int(n), int(incx), int(incy));
                checked(form, Caller::fortran::<I>(), letter(uplo), n, *alpha, ap, x, incx, *beta, y, incy);
            }
        }
    };
}

shim!(
    /// `?spmv`.
    spmv, SYMMETRIC
);
shim!(
    /// `?hpmv`.
    hpmv, HERMITIAN
);

/// # Safety
/// BLAS's contract of `?spmv`.
pub(in crate::ffi) unsafe fn checked<T: Scalar>(
    form: Form,
    caller: Caller,
    uplo: Option<Uplo>,
    n: isize,
    alpha: T,
    ap: *const T,
    x: *const T,
    incx: isize,
    beta: T,
    y: *mut T,
    incy: isize,
) {
    watched!(caller, T, form.stem, checked(form; uplo, n, alpha, ap, x, incx, beta, y, incy));
    let bad = first_bad(&[(1, uplo.is_some()), (2, n >= 0), (6, incx != 0), (9, incy != 0)]);
    let (Some(uplo), None) = (uplo, bad) else {
        caller.refuse::<T>(form.stem, bad);
        return;
    };
    if n == 0 || (alpha == T::ZERO && beta == T::ONE) {
        return;
    }
    // SAFETY: the sizes are good, so the arrays are as the contract says.
    let (a, x, y) = unsafe { (TriRef::packed(uplo, size(n), ap), vec(x, n, incx), vec_mut(y, n, incy)) };
    level2::symv(form.symmetry, alpha, a.conj_if(form.is_conj()), x, beta, y);
}
