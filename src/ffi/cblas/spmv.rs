//! `cblas_?spmv`, `cblas_?hpmv`. Row-major: the triangle in memory is the other one, of Aᵀ.

use std::ffi::c_int;

use crate::ffi::args::ByCblas;
use crate::ffi::cblas::symv::options;
use crate::ffi::fortran::checked::{self, HERMITIAN, SYMMETRIC};
use crate::int::FortranInt;

macro_rules! shim {
    ($(#[$doc:meta])* $shim:ident, $symmetry:expr) => {
        $(#[$doc])*
        ///
        /// # Safety
        /// CBLAS's contract.
        pub(in crate::ffi) unsafe extern "C" fn $shim<T: ByCblas, I: FortranInt>(
            layout: c_int,
            uplo: c_int,
            n: I,
            alpha: T::Arg,
            ap: *const T,
            x: *const T,
            incx: I,
            beta: T::Arg,
            y: *mut T,
            incy: I,
        ) {
            let Some((caller, form, uplo)) = options::<T, I>(stringify!($shim), $symmetry, layout, uplo) else {
                return;
            };
            let (n, incx, incy) = (n.get(), incx.get(), incy.get());
            // SAFETY: the caller's promise.
            unsafe {
                let (alpha, beta) = (T::read(alpha), T::read(beta));
                checked::spmv(form, caller, uplo, n, alpha, ap, x, incx, beta, y, incy);
            }
        }
    };
}

shim!(
    /// `cblas_?spmv`.
    spmv, SYMMETRIC
);
shim!(
    /// `cblas_?hpmv`.
    hpmv, HERMITIAN
);
