//! `cblas_?syr2`, `cblas_?her2`. Row-major: the triangle in memory is the other one, of Aᵀ, to which ȳ·x̄ᴴ is
//! added for x·yᴴ: the vectors change places, as they do in the reference.

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
            x: *const T,
            incx: I,
            y: *const T,
            incy: I,
            a: *mut T,
            lda: I,
        ) {
            let Some((caller, form, uplo)) = options::<T, I>(stringify!($shim), $symmetry, layout, uplo) else {
                return;
            };
            let n = n.get();
            let (x, y) = ((x, incx.get()), (y, incy.get()));
            let ((x, incx), (y, incy)) = if form.is_conj() { (y, x) } else { (x, y) };
            // SAFETY: the caller's promise.
            unsafe {
                checked::syr2(form, caller, uplo, n, T::read(alpha), x, incx, y, incy, a, lda.get());
            }
        }
    };
}

shim!(
    /// `cblas_?syr2`.
    syr2, SYMMETRIC
);
shim!(
    /// `cblas_?her2`.
    her2, HERMITIAN
);
