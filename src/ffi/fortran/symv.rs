//! `?symv`, `?hemv`: y := α·A·x + β·y, A symmetric or Hermitian.

use std::ffi::c_char;

use crate::enums::Uplo;
use crate::ffi::args::{int, letter, mat, vec, vec_mut};
use crate::ffi::check::{Caller, first_bad};
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::level2::{self, Symmetry};
use crate::mat::TriRef;
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
            a: *const T,
            lda: *const I,
            x: *const T,
            incx: *const I,
            beta: *const T,
            y: *mut T,
            incy: *const I,
        ) {
            let form = Form { stem: stringify!($shim), ..$symmetry };
            // SAFETY: the caller's promise.
            unsafe {
                let (n, lda, incx, incy) = (int(n), int(lda), int(incx), int(incy));
                checked(form, Caller::fortran::<I>(), letter(uplo), n, *alpha, a, lda, x, incx, *beta, y, incy);
            }
        }
    };
}

shim!(
    /// `?symv`.
    symv, SYMMETRIC
);
shim!(
    /// `?hemv`.
    hemv, HERMITIAN
);

/// Which of the routines it is that share a text.
#[derive(Clone, Copy)]
pub(in crate::ffi) struct Form {
    pub(in crate::ffi) stem: &'static str,
    pub(in crate::ffi) symmetry: Symmetry,
    /// Whether it is Aᵀ that is in memory, as in a row-major call.
    pub(in crate::ffi) transposed: bool,
}

impl Form {
    /// Whether what is in memory is the conjugate of the matrix.
    pub(in crate::ffi) fn is_conj(self) -> bool {
        self.transposed && self.symmetry == Symmetry::Hermitian
    }
}

/// A routine of symmetric matrices.
pub(in crate::ffi) const SYMMETRIC: Form =
    Form { stem: "", symmetry: Symmetry::Symmetric, transposed: false };
/// A routine of Hermitian matrices.
pub(in crate::ffi) const HERMITIAN: Form =
    Form { stem: "", symmetry: Symmetry::Hermitian, transposed: false };

/// # Safety
/// BLAS's contract of `?symv`.
pub(in crate::ffi) unsafe fn checked<T: Scalar>(
    form: Form,
    caller: Caller,
    uplo: Option<Uplo>,
    n: isize,
    alpha: T,
    a: *const T,
    lda: isize,
    x: *const T,
    incx: isize,
    beta: T,
    y: *mut T,
    incy: isize,
) {
    watched!(caller, T, form.stem, checked(form; uplo, n, alpha, a, lda, x, incx, beta, y, incy));
    let bad =
        first_bad(&[(1, uplo.is_some()), (2, n >= 0), (5, lda >= n.max(1)), (7, incx != 0), (10, incy != 0)]);
    let (Some(uplo), None) = (uplo, bad) else {
        caller.refuse::<T>(form.stem, bad);
        return;
    };
    if n == 0 || (alpha == T::ZERO && beta == T::ONE) {
        return;
    }
    // SAFETY: the sizes are good, so the arrays are as the contract says.
    let (a, x, y) = unsafe { (TriRef::dense(uplo, mat(a, n, n, lda)), vec(x, n, incx), vec_mut(y, n, incy)) };
    level2::symv(form.symmetry, alpha, a.conj_if(form.is_conj()), x, beta, y);
}
