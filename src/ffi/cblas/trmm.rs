//! `cblas_?trmm`, `cblas_?trsm`. Row-major: Bᵀ := α·Bᵀ·op(A)ᵀ; the matrix in memory is Aᵀ, of the other triangle, and
//! so keeps its operation.

use std::ffi::c_int;

use crate::enums::{Diag, Layout, Op, Side, Uplo};
use crate::ffi::args::{ByCblas, Choice};
use crate::ffi::check::{Caller, refuse_enums};
use crate::ffi::fortran::checked;
use crate::int::FortranInt;

macro_rules! shim {
    ($($routine:ident;)+) => { $(
        /// # Safety
        /// CBLAS's contract.
        pub(in crate::ffi) unsafe extern "C" fn $routine<T: ByCblas, I: FortranInt>(
            layout: c_int,
            side: c_int,
            uplo: c_int,
            trans: c_int,
            diag: c_int,
            m: I,
            n: I,
            alpha: T::Arg,
            a: *const T,
            lda: I,
            b: *mut T,
            ldb: I,
        ) {
            let (layout, side) = (Layout::from_number(layout), Side::from_number(side));
            let (uplo, op) = (Uplo::from_number(uplo), Op::from_number(trans));
            let diag = Diag::from_number(diag);
            let (Some(layout), Some(side), Some(uplo), Some(_), Some(_)) = (layout, side, uplo, op, diag) else {
                let good = [layout.is_some(), side.is_some(), uplo.is_some(), op.is_some(), diag.is_some()];
                return refuse_enums::<T, I>(stringify!($routine), &good);
            };
            let caller = Caller::cblas::<I>(layout);
            let (side, uplo, m, n) = match layout {
                Layout::ColMajor => (side, uplo, m, n),
                Layout::RowMajor => (side.t(), uplo.t(), n, m),
            };
            let options = (Some(side), Some(uplo), op, diag);
            let (m, n, lda, ldb) = (m.get(), n.get(), lda.get(), ldb.get());
            // SAFETY: the caller's promise.
            unsafe { checked::$routine(caller, options, m, n, T::read(alpha), a, lda, b, ldb) }
        }
    )+ };
}

shim! {
    trmm;
    trsm;
}
