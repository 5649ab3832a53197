//! Plane rotations of CBLAS: the Fortran routines with arguments by value.

use num_complex::Complex;

use crate::ffi::args::ByCblas;
use crate::ffi::fortran;
use crate::int::FortranInt;
use crate::scalar::{Real, Scalar};

/// `cblas_srot`, `cblas_drot`, `cblas_csrot`, `cblas_zdrot`.
///
/// # Safety
/// CBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn rot<T: Scalar, I: FortranInt>(
    n: I,
    x: *mut T,
    incx: I,
    y: *mut T,
    incy: I,
    c: T::Real,
    s: T::Real,
) {
    // SAFETY: the caller's promise.
    unsafe {
        fortran::rot(&raw const n, x, &raw const incx, y, &raw const incy, &raw const c, &raw const s);
    }
}

/// `cblas_crot`, `cblas_zrot`.
///
/// # Safety
/// CBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn crot<T: ByCblas, I: FortranInt>(
    n: I,
    x: *mut T,
    incx: I,
    y: *mut T,
    incy: I,
    c: T::Real,
    s: T::Arg,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let s = T::read(s);
        fortran::crot(&raw const n, x, &raw const incx, y, &raw const incy, &raw const c, &raw const s);
    }
}

/// `cblas_srotg`, `cblas_drotg`.
///
/// # Safety
/// CBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn rotg<R: Real>(a: *mut R, b: *mut R, c: *mut R, s: *mut R) {
    // SAFETY: the caller's promise.
    unsafe { fortran::rotg(a, b, c, s) }
}

/// `cblas_crotg`, `cblas_zrotg`.
///
/// # Safety
/// CBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn crotg<R: Real>(
    a: *mut Complex<R>,
    b: *const Complex<R>,
    c: *mut R,
    s: *mut Complex<R>,
) where
    Complex<R>: Scalar<Real = R>,
{
    // SAFETY: the caller's promise.
    unsafe { fortran::crotg(a, b, c, s) }
}

/// `cblas_?rotm`.
///
/// # Safety
/// CBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn rotm<R: Real, I: FortranInt>(
    n: I,
    x: *mut R,
    incx: I,
    y: *mut R,
    incy: I,
    param: *const R,
) {
    // SAFETY: the caller's promise.
    unsafe { fortran::rotm(&raw const n, x, &raw const incx, y, &raw const incy, param) }
}

/// `cblas_?rotmg`: y1 by value.
///
/// # Safety
/// CBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn rotmg<R: Real>(
    d1: *mut R,
    d2: *mut R,
    x1: *mut R,
    y1: R,
    param: *mut R,
) {
    // SAFETY: the caller's promise.
    unsafe { fortran::rotmg(d1, d2, x1, &raw const y1, param) }
}
