//! `cblas_?syr`, `cblas_?her`. Row-major: the triangle in memory is the other one, of Aᵀ.

use std::ffi::c_int;

use crate::ffi::args::ByCblas;
use crate::ffi::cblas::symv::options;
use crate::ffi::fortran::checked::{self, HERMITIAN, SYMMETRIC};
use crate::int::FortranInt;

macro_rules! shim {
    ($(#[$doc:meta])* $shim:ident, $symmetry:expr, $factor:ty, |$alpha:ident| $to_scalar:expr) => {
        $(#[$doc])*
        ///
        /// # Safety
        /// CBLAS's contract.
        pub(in crate::ffi) unsafe extern "C" fn $shim<T: ByCblas, I: FortranInt>(
            layout: c_int,
            uplo: c_int,
            n: I,
            $alpha: $factor,
            x: *const T,
            incx: I,
            a: *mut T,
            lda: I,
        ) {
            let Some((caller, form, uplo)) = options::<T, I>(stringify!($shim), $symmetry, layout, uplo) else {
                return;
            };
            let (n, incx, lda) = (n.get(), incx.get(), lda.get());
            // SAFETY: the caller's promise.
            unsafe { checked::syr(form, caller, uplo, n, $to_scalar, x, incx, a, lda) }
        }
    };
}

shim!(
    /// `cblas_?syr`.
    syr, SYMMETRIC, T::Arg, |alpha| T::read(alpha)
);
shim!(
    /// `cblas_?her`.
    her, HERMITIAN, T::Real, |alpha| T::from_real(alpha)
);
