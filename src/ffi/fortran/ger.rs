//! `?ger`, `?geru`: A += α·x·yᵀ; `?gerc`: A += α·x·yᴴ.

use crate::ffi::args::{int, mat_mut, vec};
use crate::ffi::check::{Caller, first_bad};
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::level2;
use crate::scalar::Scalar;

macro_rules! shim {
    ($(#[$doc:meta])* $shim:ident, $conj:literal) => {
        $(#[$doc])*
        ///
        /// # Safety
        /// BLAS's contract.
        pub(in crate::ffi) unsafe extern "C" fn $shim<T: Scalar, I: FortranInt>(
            m: *const I,
            n: *const I,
            alpha: *const T,
            x: *const T,
            incx: *const I,
            y: *const T,
            incy: *const I,
            a: *mut T,
            lda: *const I,
        ) {
            // SAFETY: the caller's promise.
            unsafe {
                let (m, n, incx, incy, lda) = (int(m), int(n), int(incx), int(incy), int(lda));
                let y = (y, incy, $conj);
                checked(stringify!($shim), Caller::fortran::<I>(), m, n, *alpha, (x, incx, false), y, a, lda);
            }
        }
    };
}

shim!(
    /// `?ger`.
    ger, false
);
shim!(
    /// `?geru`.
    geru, false
);
shim!(
    /// `?gerc`.
    gerc, true
);

/// A vector that is not yet a view: address, increment, and whether it is to be conjugated.
pub(in crate::ffi) type Vector<T> = (*const T, isize, bool);

/// # Safety
/// BLAS's contract of `?ger`.
pub(in crate::ffi) unsafe fn checked<T: Scalar>(
    stem: &'static str,
    caller: Caller,
    m: isize,
    n: isize,
    alpha: T,
    x: Vector<T>,
    y: Vector<T>,
    a: *mut T,
    lda: isize,
) {
    watched!(caller, T, stem, checked(stem; m, n, alpha, x, y, a, lda));
    let ((x, incx, conj_x), (y, incy, conj_y)) = (x, y);
    let bad = first_bad(&[(1, m >= 0), (2, n >= 0), (5, incx != 0), (7, incy != 0), (9, lda >= m.max(1))]);
    if bad.is_some() {
        caller.refuse::<T>(stem, bad);
        return;
    }
    if m == 0 || n == 0 || alpha == T::ZERO {
        return;
    }
    // SAFETY: the sizes are good, so the arrays are as the contract says.
    let (x, y, a) = unsafe { (vec(x, m, incx), vec(y, n, incy), mat_mut(a, m, n, lda)) };
    level2::ger(alpha, x.conj_if(conj_x), y.conj_if(conj_y), a);
}
