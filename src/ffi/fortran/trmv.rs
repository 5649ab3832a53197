//! `?trmv`: x := op(A)·x, and `?trsv`: x := op(A)⁻¹·x, which take the same arguments.

use std::ffi::c_char;

use crate::enums::{Diag, Op, Uplo};
use crate::ffi::args::{int, letter, mat, vec_mut};
use crate::ffi::check::{Caller, first_bad};
use crate::int::FortranInt;
use crate::level2;
use crate::scalar::Scalar;

macro_rules! shim {
    ($($routine:ident, $checked:ident;)+) => { $(
        /// # Safety
        /// BLAS's contract.
        pub(in crate::ffi) unsafe extern "C" fn $routine<T: Scalar, I: FortranInt>(
            uplo: *const c_char,
            trans: *const c_char,
            diag: *const c_char,
            n: *const I,
            a: *const T,
            lda: *const I,
            x: *mut T,
            incx: *const I,
        ) {
            // SAFETY: the caller's promise.
            unsafe {
                let (n, lda, incx) = (int(n), int(lda), int(incx));
                $checked(Caller::fortran::<I>(), letter(uplo), letter(trans), letter(diag), n, a, lda, x, incx);
            }
        }

        /// # Safety
        /// BLAS's contract.
        pub(in crate::ffi) unsafe fn $checked<T: Scalar>(
            caller: Caller,
            uplo: Option<Uplo>,
            op: Option<Op>,
            diag: Option<Diag>,
            n: isize,
            a: *const T,
            lda: isize,
            x: *mut T,
            incx: isize,
        ) {
            let bad = first_bad(&[
                (1, uplo.is_some()),
                (2, op.is_some()),
                (3, diag.is_some()),
                (4, n >= 0),
                (6, lda >= n.max(1)),
                (8, incx != 0),
            ]);
            let (Some(uplo), Some(op), Some(diag), None) = (uplo, op, diag, bad) else {
                caller.refuse::<T>(stringify!($routine), bad);
                return;
            };
            if n == 0 {
                return;
            }
            // SAFETY: the sizes are good, so the arrays are as the contract says.
            let (a, x) = unsafe { (mat(a, n, n, lda), vec_mut(x, n, incx)) };
            let uplo = if op.transposes() { uplo.t() } else { uplo };
            level2::$routine(uplo, diag, a.op(op), x);
        }
    )+ };
}

shim! {
    trmv, checked_trmv;
    trsv, checked_trsv;
}
