//! Level 1: `?dot` `?axpy` `?scal` `?nrm2` `?asum` `?copy` `?swap`. The reference judges no argument here; sizes
//! that are not positive mean that there is nothing to do.

use crate::ffi::args::{int, vec, vec_mut};
use crate::ffi::check::stem;
use crate::ffi::usual::{unusual, usual};
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::level1;
use crate::scalar::Scalar;

/// `?dot`, `?dotu`: xᵀ·y. Complex results are returned as gfortran does, which is as C returns a struct of two reals.
///
/// # Safety
/// BLAS's contract.
#[inline(always)]
pub(in crate::ffi) unsafe extern "C" fn dotu<T: Scalar, I: FortranInt>(
    n: *const I,
    x: *const T,
    incx: *const I,
    y: *const T,
    incy: *const I,
) -> T {
    // SAFETY: the caller's promise.
    let (n, incx, incy) = unsafe { (int(n), int(incx), int(incy)) };
    if let Some(kernels) = usual::<T>(n, [incx, incy]) {
        // SAFETY: the caller's promise.
        let (x, y) = unsafe { (vec(x, n, 1), vec(y, n, 1)) };
        return kernels.dot(x, y);
    }
    unusual(move || {
        watched!(T, stem::<T>("dot", "dotu"), (n, x, incx, y, incy), move || {
            // SAFETY: the caller's promise.
            let (x, y) = unsafe { (vec(x, n, incx), vec(y, n, incy)) };
            level1::dot(x, y)
        })
    })
}

/// `?dotc`: xᴴ·y.
///
/// # Safety
/// BLAS's contract.
#[inline(always)]
pub(in crate::ffi) unsafe extern "C" fn dotc<T: Scalar, I: FortranInt>(
    n: *const I,
    x: *const T,
    incx: *const I,
    y: *const T,
    incy: *const I,
) -> T {
    // SAFETY: the caller's promise.
    let (n, incx, incy) = unsafe { (int(n), int(incx), int(incy)) };
    if let Some(kernels) = usual::<T>(n, [incx, incy]) {
        // SAFETY: the caller's promise.
        let (x, y) = unsafe { (vec(x, n, 1), vec(y, n, 1)) };
        return kernels.dot(x.conj(), y);
    }
    unusual(move || {
        watched!(T, "dotc", (n, x, incx, y, incy), move || {
            // SAFETY: the caller's promise.
            let (x, y) = unsafe { (vec(x, n, incx), vec(y, n, incy)) };
            level1::dot(x.conj(), y)
        })
    })
}

/// `?axpy`: y += α·x.
///
/// # Safety
/// BLAS's contract.
#[inline(always)]
pub(in crate::ffi) unsafe extern "C" fn axpy<T: Scalar, I: FortranInt>(
    n: *const I,
    alpha: *const T,
    x: *const T,
    incx: *const I,
    y: *mut T,
    incy: *const I,
) {
    // SAFETY: the caller's promise.
    let (n, alpha, incx, incy) = unsafe { (int(n), *alpha, int(incx), int(incy)) };
    if let Some(kernels) = usual::<T>(n, [incx, incy])
        && alpha != T::ZERO
    {
        // SAFETY: the caller's promise.
        let (x, y) = unsafe { (vec(x, n, 1), vec_mut(y, n, 1)) };
        return kernels.axpy(alpha, x, y);
    }
    unusual(move || {
        watched!(T, "axpy", (n, alpha, x, incx, y, incy), move || {
            if n <= 0 || alpha == T::ZERO {
                return;
            }
            // SAFETY: the caller's promise.
            let (x, y) = unsafe { (vec(x, n, incx), vec_mut(y, n, incy)) };
            level1::axpy(alpha, x, y);
        })
    })
}

/// `?scal`: x := α·x.
///
/// # Safety
/// BLAS's contract.
#[inline(always)]
pub(in crate::ffi) unsafe extern "C" fn scal<T: Scalar, I: FortranInt>(
    n: *const I,
    alpha: *const T,
    x: *mut T,
    incx: *const I,
) {
    // SAFETY: the caller's promise.
    let (n, alpha, incx) = unsafe { (int(n), *alpha, int(incx)) };
    if let Some(kernels) = usual::<T>(n, [incx])
        && alpha != T::ONE
    {
        // SAFETY: the caller's promise.
        return kernels.scal(alpha, unsafe { vec_mut(x, n, 1) });
    }
    unusual(move || {
        watched!(T, "scal", (n, alpha, x, incx), move || {
            if n <= 0 || incx <= 0 {
                return;
            }
            // SAFETY: the caller's promise.
            level1::scal(alpha, unsafe { vec_mut(x, n, incx) });
        })
    })
}

/// `csscal`, `zdscal`: x := α·x with a real α.
///
/// # Safety
/// BLAS's contract.
#[inline(always)]
pub(in crate::ffi) unsafe extern "C" fn rscal<T: Scalar, I: FortranInt>(
    n: *const I,
    alpha: *const T::Real,
    x: *mut T,
    incx: *const I,
) {
    // SAFETY: the caller's promise.
    let (n, alpha, incx) = unsafe { (int(n), *alpha, int(incx)) };
    watched!(T, "?%scal", (n, alpha, x, incx), move || {
        if n <= 0 || incx <= 0 {
            return;
        }
        // SAFETY: the caller's promise.
        level1::scal_real(alpha, unsafe { vec_mut(x, n, incx) });
    })
}

/// `?nrm2`: ‖x‖₂.
///
/// # Safety
/// BLAS's contract.
#[inline(always)]
pub(in crate::ffi) unsafe extern "C" fn nrm2<T: Scalar, I: FortranInt>(
    n: *const I,
    x: *const T,
    incx: *const I,
) -> T::Real {
    // SAFETY: the caller's promise.
    let (n, incx) = unsafe { (int(n), int(incx)) };
    watched!(T, "%?nrm2", (n, x, incx), move || {
        // SAFETY: the caller's promise.
        level1::nrm2(unsafe { vec(x, n, incx) })
    })
}

/// `?asum`: Σ |re xᵢ| + |im xᵢ|.
///
/// # Safety
/// BLAS's contract.
#[inline(always)]
pub(in crate::ffi) unsafe extern "C" fn asum<T: Scalar, I: FortranInt>(
    n: *const I,
    x: *const T,
    incx: *const I,
) -> T::Real {
    // SAFETY: the caller's promise.
    let (n, incx) = unsafe { (int(n), int(incx)) };
    if let Some(kernels) = usual::<T>(n, [incx]) {
        // SAFETY: the caller's promise.
        return kernels.asum(unsafe { vec(x, n, 1) });
    }
    unusual(move || {
        watched!(T, "%?asum", (n, x, incx), move || {
            if n <= 0 || incx <= 0 {
                return T::Real::ZERO;
            }
            // SAFETY: the caller's promise.
            level1::asum(unsafe { vec(x, n, incx) })
        })
    })
}

/// `?copy`: y := x.
///
/// # Safety
/// BLAS's contract.
#[inline(always)]
pub(in crate::ffi) unsafe extern "C" fn copy<T: Scalar, I: FortranInt>(
    n: *const I,
    x: *const T,
    incx: *const I,
    y: *mut T,
    incy: *const I,
) {
    // SAFETY: the caller's promise.
    let (n, incx, incy) = unsafe { (int(n), int(incx), int(incy)) };
    watched!(T, "copy", (n, x, incx, y, incy), move || {
        // SAFETY: the caller's promise.
        let (x, y) = unsafe { (vec(x, n, incx), vec_mut(y, n, incy)) };
        level1::copy(x, y);
    })
}

/// `?swap`: x and y change places.
///
/// # Safety
/// BLAS's contract.
#[inline(always)]
pub(in crate::ffi) unsafe extern "C" fn swap<T: Scalar, I: FortranInt>(
    n: *const I,
    x: *mut T,
    incx: *const I,
    y: *mut T,
    incy: *const I,
) {
    // SAFETY: the caller's promise.
    let (n, incx, incy) = unsafe { (int(n), int(incx), int(incy)) };
    watched!(T, "swap", (n, x, incx, y, incy), move || {
        // SAFETY: the caller's promise.
        let (x, y) = unsafe { (vec_mut(x, n, incx), vec_mut(y, n, incy)) };
        level1::swap(x, y);
    })
}

/// `scabs1`, `dcabs1`: |re z| + |im z|.
///
/// # Safety
/// BLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn cabs1<T: Scalar>(z: *const T) -> T::Real {
    // SAFETY: the caller's promise.
    unsafe { *z }.abs1()
}
