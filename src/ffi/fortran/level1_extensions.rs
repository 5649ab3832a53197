//! Extensions of level 1: `?axpby` `?axpyc` `?sum`, and the functions around `i?amax`: `?amax` `?amin` `?max` `?min`, and
//! with i in front where the element is. No argument is judged.

use crate::ffi::args::{int, vec, vec_mut};
use crate::ffi::usual::{unusual, usual};
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::level1::{self, Extreme};
use crate::scalar::Scalar;

/// `?axpby`: y := α·x + β·y.
///
/// # Safety
/// OpenBLAS's contract.
#[inline(always)]
pub(in crate::ffi) unsafe extern "C" fn axpby<T: Scalar, I: FortranInt>(
    n: *const I,
    alpha: *const T,
    x: *const T,
    incx: *const I,
    beta: *const T,
    y: *mut T,
    incy: *const I,
) {
    // SAFETY: the caller's promise.
    let (n, alpha, incx, beta, incy) = unsafe { (int(n), *alpha, int(incx), *beta, int(incy)) };
    watched!(T, "axpby", (n, alpha, x, incx, beta, y, incy), move || {
        // SAFETY: the caller's promise.
        let (x, y) = unsafe { (vec(x, n, incx), vec_mut(y, n, incy)) };
        level1::axpby(alpha, x, beta, y);
    })
}

/// `caxpyc`, `zaxpyc`: y += α·conj(x).
///
/// # Safety
/// OpenBLAS's contract.
#[inline(always)]
pub(in crate::ffi) unsafe extern "C" fn axpyc<T: Scalar, I: FortranInt>(
    n: *const I,
    alpha: *const T,
    x: *const T,
    incx: *const I,
    y: *mut T,
    incy: *const I,
) {
    // SAFETY: the caller's promise.
    let (n, alpha, incx, incy) = unsafe { (int(n), *alpha, int(incx), int(incy)) };
    watched!(T, "axpyc", (n, alpha, x, incx, y, incy), move || {
        // SAFETY: the caller's promise.
        let (x, y) = unsafe { (vec(x, n, incx), vec_mut(y, n, incy)) };
        level1::axpy(alpha, x.conj(), y);
    })
}

/// `?sum`: Σ re xᵢ + im xᵢ.
///
/// # Safety
/// OpenBLAS's contract.
#[inline(always)]
pub(in crate::ffi) unsafe extern "C" fn sum<T: Scalar, I: FortranInt>(
    n: *const I,
    x: *const T,
    incx: *const I,
) -> T::Real {
    // SAFETY: the caller's promise.
    let (n, incx) = unsafe { (int(n), int(incx)) };
    watched!(T, "%?sum", (n, x, incx), move || {
        if n <= 0 || incx <= 0 {
            return T::Real::ZERO;
        }
        // SAFETY: the caller's promise.
        level1::sum(unsafe { vec(x, n, incx) })
    })
}

macro_rules! extremes {
    ($($place:ident, $value:ident, $stem:literal, $which:ident;)*) => { $(
        #[doc = concat!("`i?", $stem, "`: the 1-based index of the first such element; 0 if there is none.")]
        ///
        /// # Safety
        /// BLAS's contract.
        #[inline(always)]
        pub(in crate::ffi) unsafe extern "C" fn $place<T: Scalar, I: FortranInt>(
            n: *const I,
            x: *const T,
            incx: *const I,
        ) -> I {
            // SAFETY: the caller's promise.
            let (n, incx) = unsafe { (int(n), int(incx)) };
            if let Some(kernels) = usual::<T>(n, [incx]) {
                // SAFETY: the caller's promise.
                let place = kernels.extreme(unsafe { vec(x, n, 1) }, Extreme::$which);
                return I::put(place.map_or(0, |i| i as isize + 1));
            }
            unusual(move || {
                watched!(T, concat!("i?", $stem), (n, x, incx), move || {
                    if n <= 0 || incx <= 0 {
                        return I::put(0);
                    }
                    // SAFETY: the caller's promise.
                    let place = level1::place(Extreme::$which, unsafe { vec(x, n, incx) });
                    I::put(place.map_or(0, |i| i as isize + 1))
                })
            })
        }

        #[doc = concat!("`?", $stem, "`: its value, of complex numbers by |re| + |im|; 0 if there is none.")]
        ///
        /// # Safety
        /// OpenBLAS's contract.
        #[inline(always)]
        pub(in crate::ffi) unsafe extern "C" fn $value<T: Scalar, I: FortranInt>(
            n: *const I,
            x: *const T,
            incx: *const I,
        ) -> T::Real {
            // SAFETY: the caller's promise.
            let (n, incx) = unsafe { (int(n), int(incx)) };
            watched!(T, concat!("%?", $stem), (n, x, incx), move || {
                if n <= 0 || incx <= 0 {
                    return T::Real::ZERO;
                }
                // SAFETY: the caller's promise.
                level1::value(Extreme::$which, unsafe { vec(x, n, incx) }).unwrap_or(T::Real::ZERO)
            })
        }
    )* };
}
extremes! {
    iamax, amax, "amax", LargestSize;
    iamin, amin, "amin", SmallestSize;
    imax, max, "max", Largest;
    imin, min, "min", Smallest;
}
