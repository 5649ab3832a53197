//! Level 1 of CBLAS: the Fortran routines with arguments by value. Layouts make no difference to vectors.

use crate::ffi::args::ByCblas;
use crate::ffi::fortran;
use crate::int::FortranInt;
use crate::scalar::Scalar;

/// `cblas_?dot`, and `cblas_cdotu`, `cblas_zdotu`: the result by value, an extension.
///
/// # Safety
/// CBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn dot<T: Scalar, I: FortranInt>(
    n: I,
    x: *const T,
    incx: I,
    y: *const T,
    incy: I,
) -> T {
    // SAFETY: the caller's promise.
    unsafe { fortran::dotu(&raw const n, x, &raw const incx, y, &raw const incy) }
}

/// `cblas_cdotc`, `cblas_zdotc`: the result by value, an extension.
///
/// # Safety
/// CBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn dotc<T: Scalar, I: FortranInt>(
    n: I,
    x: *const T,
    incx: I,
    y: *const T,
    incy: I,
) -> T {
    // SAFETY: the caller's promise.
    unsafe { fortran::dotc(&raw const n, x, &raw const incx, y, &raw const incy) }
}

/// `cblas_?dotu_sub`.
///
/// # Safety
/// CBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn dotu_sub<T: Scalar, I: FortranInt>(
    n: I,
    x: *const T,
    incx: I,
    y: *const T,
    incy: I,
    dotu: *mut T,
) {
    // SAFETY: the caller's promise.
    unsafe { *dotu = fortran::dotu(&raw const n, x, &raw const incx, y, &raw const incy) }
}

/// `cblas_?dotc_sub`.
///
/// # Safety
/// CBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn dotc_sub<T: Scalar, I: FortranInt>(
    n: I,
    x: *const T,
    incx: I,
    y: *const T,
    incy: I,
    dotc: *mut T,
) {
    // SAFETY: the caller's promise.
    unsafe { *dotc = fortran::dotc(&raw const n, x, &raw const incx, y, &raw const incy) }
}

/// `cblas_?axpy`.
///
/// # Safety
/// CBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn axpy<T: ByCblas, I: FortranInt>(
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
        fortran::axpy(&raw const n, &raw const alpha, x, &raw const incx, y, &raw const incy);
    }
}

/// `cblas_?scal`.
///
/// # Safety
/// CBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn scal<T: ByCblas, I: FortranInt>(
    n: I,
    alpha: T::Arg,
    x: *mut T,
    incx: I,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let alpha = T::read(alpha);
        fortran::scal(&raw const n, &raw const alpha, x, &raw const incx);
    }
}

/// `cblas_csscal`, `cblas_zdscal`.
///
/// # Safety
/// CBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn rscal<T: Scalar, I: FortranInt>(
    n: I,
    alpha: T::Real,
    x: *mut T,
    incx: I,
) {
    // SAFETY: the caller's promise.
    unsafe { fortran::rscal(&raw const n, &raw const alpha, x, &raw const incx) }
}

/// `cblas_?nrm2`.
///
/// # Safety
/// CBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn nrm2<T: Scalar, I: FortranInt>(
    n: I,
    x: *const T,
    incx: I,
) -> T::Real {
    // SAFETY: the caller's promise.
    unsafe { fortran::nrm2(&raw const n, x, &raw const incx) }
}

/// `cblas_?asum`.
///
/// # Safety
/// CBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn asum<T: Scalar, I: FortranInt>(
    n: I,
    x: *const T,
    incx: I,
) -> T::Real {
    // SAFETY: the caller's promise.
    unsafe { fortran::asum(&raw const n, x, &raw const incx) }
}

/// `cblas_?copy`.
///
/// # Safety
/// CBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn copy<T: Scalar, I: FortranInt>(
    n: I,
    x: *const T,
    incx: I,
    y: *mut T,
    incy: I,
) {
    // SAFETY: the caller's promise.
    unsafe { fortran::copy(&raw const n, x, &raw const incx, y, &raw const incy) }
}

/// `cblas_?swap`.
///
/// # Safety
/// CBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn swap<T: Scalar, I: FortranInt>(
    n: I,
    x: *mut T,
    incx: I,
    y: *mut T,
    incy: I,
) {
    // SAFETY: the caller's promise.
    unsafe { fortran::swap(&raw const n, x, &raw const incx, y, &raw const incy) }
}

/// `cblas_scabs1`, `cblas_dcabs1`.
///
/// # Safety
/// CBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn cabs1<T: Scalar>(z: *const T) -> T::Real {
    // SAFETY: the caller's promise.
    unsafe { fortran::cabs1(z) }
}
