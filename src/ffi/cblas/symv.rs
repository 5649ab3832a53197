//! `cblas_?symv`, `cblas_?hemv`. Row-major: the triangle in memory is the other one, of Aᵀ.

use std::ffi::c_int;

use crate::enums::{Layout, Uplo};
use crate::ffi::args::{ByCblas, Choice};
use crate::ffi::check::{Caller, refuse_enums};
use crate::ffi::fortran::checked::{self, Form, HERMITIAN, SYMMETRIC};
use crate::int::FortranInt;
use crate::scalar::Scalar;

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
            a: *const T,
            lda: I,
            x: *const T,
            incx: I,
            beta: T::Arg,
            y: *mut T,
            incy: I,
        ) {
            let Some((caller, form, uplo)) = options::<T, I>(stringify!($shim), $symmetry, layout, uplo) else {
                return;
            };
            let (n, lda, incx, incy) = (n.get(), lda.get(), incx.get(), incy.get());
            // SAFETY: the caller's promise.
            unsafe {
                let (alpha, beta) = (T::read(alpha), T::read(beta));
                checked::symv(form, caller, uplo, n, alpha, a, lda, x, incx, beta, y, incy);
            }
        }
    };
}

shim!(
    /// `cblas_?symv`.
    symv, SYMMETRIC
);
shim!(
    /// `cblas_?hemv`.
    hemv, HERMITIAN
);

/// The options of the column-major call of a routine of this form, if none of the enums is bad.
pub(super) fn options<T: Scalar, I: FortranInt>(
    stem: &'static str,
    form: Form,
    layout: c_int,
    uplo: c_int,
) -> Option<(Caller, Form, Option<Uplo>)> {
    let (layout, uplo) = (Layout::from_number(layout), Uplo::from_number(uplo));
    let (Some(layout), Some(uplo)) = (layout, uplo) else {
        refuse_enums::<T, I>(stem, &[layout.is_some(), uplo.is_some()]);
        return None;
    };
    let transposed = layout == Layout::RowMajor;
    let uplo = if transposed { uplo.t() } else { uplo };
    Some((Caller::cblas::<I>(layout), Form { stem, transposed, ..form }, Some(uplo)))
}
