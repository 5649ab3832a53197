//! `?syr2`: A += α·x·yᵀ + α·y·xᵀ; `?her2`: A += α·x·yᴴ + ᾱ·y·xᴴ; one triangle.

use std::ffi::c_char;

use crate::enums::Uplo;
use crate::ffi::args::{int, letter, mat_mut, vec};
use crate::ffi::check::{Caller, first_bad};
use crate::ffi::fortran::checked::{Form, HERMITIAN, SYMMETRIC};
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::level2;
use crate::mat::TriMut;
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
            x: *const T,
            incx: *const I,
            y: *const T,
            incy: *const I,
            a: *mut T,
            lda: *const I,
        ) {
            let form = Form { stem: stringify!($shim), ..$symmetry };
            // SAFETY: the caller's promise.
            unsafe {
                let (n, incx, incy, lda) = (int(n), int(incx), int(incy), int(lda));
                checked(form, Caller::fortran::<I>(), letter(uplo), n, *alpha, x, incx, y, incy, a, lda);
            }
        }
    };
}

shim!(
    /// `?syr2`.
    syr2, SYMMETRIC
);
shim!(
    /// `?her2`.
    her2, HERMITIAN
);

/// # Safety
/// BLAS's contract of `?syr2`.
pub(in crate::ffi) unsafe fn checked<T: Scalar>(
    form: Form,
    caller: Caller,
    uplo: Option<Uplo>,
    n: isize,
    alpha: T,
    x: *const T,
    incx: isize,
    y: *const T,
    incy: isize,
    a: *mut T,
    lda: isize,
) {
    watched!(caller, T, form.stem, checked(form; uplo, n, alpha, x, incx, y, incy, a, lda));
    let bad =
        first_bad(&[(1, uplo.is_some()), (2, n >= 0), (5, incx != 0), (7, incy != 0), (9, lda >= n.max(1))]);
    let (Some(uplo), None) = (uplo, bad) else {
        caller.refuse::<T>(form.stem, bad);
        return;
    };
    if n == 0 || alpha == T::ZERO {
        return;
    }
    // SAFETY: the sizes are good, so the arrays are as the contract says.
    let (x, y, a) = unsafe { (vec(x, n, incx), vec(y, n, incy), TriMut::dense(uplo, mat_mut(a, n, n, lda))) };
    // Across the diagonal, α·x·yᴴ is α·ȳ·x̄ᴴ, whose vectors a row-major call has put in these places.
    level2::syr2(form.symmetry, alpha, x.conj_if(form.is_conj()), y.conj_if(form.is_conj()), a);
}
