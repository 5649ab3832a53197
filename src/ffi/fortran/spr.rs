//! `?spr`: A += α·x·xᵀ; `?hpr`: A += α·x·xᴴ with a real α; packed, one triangle.

use std::ffi::c_char;

use crate::enums::Uplo;
use crate::ffi::args::{int, letter, size, vec};
use crate::ffi::check::{Caller, first_bad};
use crate::ffi::fortran::checked::{Form, HERMITIAN, SYMMETRIC};
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::level2;
use crate::mat::TriMut;
use crate::scalar::Scalar;

macro_rules! shim {
    ($(#[$doc:meta])* $shim:ident, $symmetry:expr, $factor:ty, |$alpha:ident| $to_scalar:expr) => {
        $(#[$doc])*
        ///
        /// # Safety
        /// BLAS's contract.
        pub(in crate::ffi) unsafe extern "C" fn $shim<T: Scalar, I: FortranInt>(
            uplo: *const c_char,
            n: *const I,
            alpha: *const $factor,
            x: *const T,
            incx: *const I,
            ap: *mut T,
        ) {
            let form = Form { stem: stringify!($shim), ..$symmetry };
            // SAFETY: the caller's promise.
            unsafe {
                let (n, incx, $alpha) = (int(n), int(incx), *alpha);
                checked(form, Caller::fortran::<I>(), letter(uplo), n, $to_scalar, x, incx, ap);
            }
        }
    };
}

shim!(
    /// `?spr`.
    spr, SYMMETRIC, T, |alpha| alpha
);
shim!(
    /// `?hpr`.
    hpr, HERMITIAN, T::Real, |alpha| T::from_real(alpha)
);

/// # Safety
/// BLAS's contract of `?spr`.
pub(in crate::ffi) unsafe fn checked<T: Scalar>(
    form: Form,
    caller: Caller,
    uplo: Option<Uplo>,
    n: isize,
    alpha: T,
    x: *const T,
    incx: isize,
    ap: *mut T,
) {
    watched!(caller, T, form.stem, checked(form; uplo, n, alpha, x, incx, ap));
    let bad = first_bad(&[(1, uplo.is_some()), (2, n >= 0), (5, incx != 0)]);
    let (Some(uplo), None) = (uplo, bad) else {
        caller.refuse::<T>(form.stem, bad);
        return;
    };
    if n == 0 || alpha == T::ZERO {
        return;
    }
    // SAFETY: the sizes are good, so the arrays are as the contract says.
    let (x, a) = unsafe { (vec(x, n, incx), TriMut::packed(uplo, size(n), ap)) };
    // Across the diagonal, α·x·xᴴ is its conjugate: that of x̄.
    level2::syr(form.symmetry, alpha, x.conj_if(form.is_conj()), a);
}
