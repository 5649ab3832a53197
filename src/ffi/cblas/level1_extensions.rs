//! Extensions of level 1 in CBLAS, and `cblas_i?amax`: the Fortran ones with arguments by value.

use crate::ffi::args::ByCblas;
use crate::ffi::fortran;
use crate::int::FortranInt;
use crate::scalar::Scalar;

/// `cblas_?axpby`.
///
/// # Safety
/// OpenBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn axpby<T: ByCblas, I: FortranInt>(
    n: I,
    alpha: T::Arg,
    x: *const T,
    incx: I,
    beta: T::Arg,
    y: *mut T,
    incy: I,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let (alpha, beta) = (T::read(alpha), T::read(beta));
        let (n, incx, incy) = (&raw const n, &raw const incx, &raw const incy);
        fortran::axpby(n, &raw const alpha, x, incx, &raw const beta, y, incy);
    }
}

/// `cblas_caxpyc`, `cblas_zaxpyc`.
///
/// # Safety
/// OpenBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn axpyc<T: ByCblas, I: FortranInt>(
    n: I,
    alpha: T::Arg,
    x: *const T,
    incx: I,
    y: *mut T,
    incy: I,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let alpha = T::read(alpha);
        fortran::axpyc(&raw const n, &raw const alpha, x, &raw const incx, y, &raw const incy);
    }
}

macro_rules! reals {
    ($($shim:ident)*) => { $(
        #[doc = concat!("`cblas_?", stringify!($shim), "`.")]
        ///
        /// # Safety
        /// OpenBLAS's contract.
        pub(in crate::ffi) unsafe extern "C" fn $shim<T: Scalar, I: FortranInt>(
            n: I,
            x: *const T,
            incx: I,
        ) -> T::Real {
            // SAFETY: the caller's promise.
            unsafe { fortran::$shim(&raw const n, x, &raw const incx) }
        }
    )* };
}
reals! { sum amax amin }

macro_rules! places {
    ($($shim:ident $name:literal)*) => { $(
        #[doc = concat!("`", $name, "`: 0-based, a `size_t` in both integer widths; 0 also if there is no element.")]
        ///
        /// # Safety
        /// CBLAS's contract.
        pub(in crate::ffi) unsafe extern "C" fn $shim<T: Scalar, I: FortranInt>(
            n: I,
            x: *const T,
            incx: I,
        ) -> usize {
            // SAFETY: the caller's promise.
            let index = unsafe { fortran::$shim(&raw const n, x, &raw const incx) };
            (index.get() as usize).saturating_sub(1)
        }
    )* };
}
places! { iamax "cblas_i?amax" iamin "cblas_i?amin" imax "cblas_i?max" imin "cblas_i?min" }
