//! `cblas_?tbmv`, `cblas_?tbsv`. Row-major: the triangle in memory is the other one, of Aᵀ.

use std::ffi::c_int;

use crate::ffi::cblas::trmv::options;
use crate::ffi::fortran::checked;
use crate::int::FortranInt;
use crate::level2;
use crate::scalar::Scalar;

macro_rules! shim {
    ($(#[$doc:meta])* $shim:ident, $run:path) => {
        $(#[$doc])*
        ///
        /// # Safety
        /// CBLAS's contract.
        pub(in crate::ffi) unsafe extern "C" fn $shim<T: Scalar, I: FortranInt>(
            layout: c_int,
            uplo: c_int,
            trans: c_int,
            diag: c_int,
            n: I,
            k: I,
            a: *const T,
            lda: I,
            x: *mut T,
            incx: I,
        ) {
            if let Some((caller, options)) = options::<T, I>(stringify!($shim), layout, uplo, trans, diag) {
                let (n, k, lda, incx) = (n.get(), k.get(), lda.get(), incx.get());
                // SAFETY: the caller's promise.
                unsafe { checked::tbmv(stringify!($shim), $run, caller, options, n, k, a, lda, x, incx) }
            }
        }
    };
}

shim!(
    /// `cblas_?tbmv`.
    tbmv, level2::tpmv
);
shim!(
    /// `cblas_?tbsv`.
    tbsv, level2::tpsv
);
