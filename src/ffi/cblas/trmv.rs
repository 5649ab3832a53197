//! `cblas_?trmv`, `cblas_?trsv`. Row-major: the matrix in memory is Aᵀ, of the other triangle.

use std::ffi::c_int;

use crate::enums::{Diag, Layout, Op, Uplo};
use crate::ffi::args::Choice;
use crate::ffi::check::{Caller, refuse_enums};
use crate::ffi::fortran::checked;
use crate::int::FortranInt;
use crate::scalar::Scalar;

macro_rules! shim {
    ($($routine:ident;)+) => { $(
        /// # Safety
        /// CBLAS's contract.
        pub(in crate::ffi) unsafe extern "C" fn $routine<T: Scalar, I: FortranInt>(
            layout: c_int,
            uplo: c_int,
            trans: c_int,
            diag: c_int,
            n: I,
            a: *const T,
            lda: I,
            x: *mut T,
            incx: I,
        ) {
            let (layout, uplo) = (Layout::from_number(layout), Uplo::from_number(uplo));
            let (op, diag) = (Op::from_number(trans), Diag::from_number(diag));
            let (Some(layout), Some(uplo), Some(op), Some(_)) = (layout, uplo, op, diag) else {
                let good = [layout.is_some(), uplo.is_some(), op.is_some(), diag.is_some()];
                return refuse_enums::<T, I>(stringify!($routine), &good);
            };
            let caller = Caller::cblas::<I>(layout);
            let (uplo, op) = match layout {
                Layout::ColMajor => (uplo, op),
                Layout::RowMajor => (uplo.t(), op.t()),
            };
            let (n, lda, incx) = (n.get(), lda.get(), incx.get());
            // SAFETY: the caller's promise.
            unsafe { checked::$routine(caller, Some(uplo), Some(op), diag, n, a, lda, x, incx) }
        }
    )+ };
}

shim! {
    trmv;
    trsv;
}
