//! Plane rotations: `?rot` `csrot` `zdrot` `crot` `zrot` `?rotg` `?rotm` `?rotmg`. The reference judges no argument here.

use num_complex::Complex;

use crate::ffi::args::{int, vec_mut};
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::level1::{self, Modified, Rotation};
use crate::scalar::{Real, Scalar};

/// `?rot`, `csrot`, `zdrot`: (x, y) := (c·x + s·y, c·y − s·x) with real c and s.
///
/// # Safety
/// BLAS's contract.
#[inline(always)]
pub(in crate::ffi) unsafe extern "C" fn rot<T: Scalar, I: FortranInt>(
    n: *const I,
    x: *mut T,
    incx: *const I,
    y: *mut T,
    incy: *const I,
    c: *const T::Real,
    s: *const T::Real,
) {
    // SAFETY: the caller's promise.
    let (n, incx, incy, c, s) = unsafe { (int(n), int(incx), int(incy), *c, *s) };
    watched!(T, "?%rot", (n, x, incx, y, incy, c, s), move || {
        // SAFETY: the caller's promise.
        let (x, y) = unsafe { (vec_mut(x, n, incx), vec_mut(y, n, incy)) };
        level1::rot(c, s, x, y);
    })
}

/// `crot`, `zrot`: (x, y) := (c·x + s·y, c·y − conj(s)·x) with a complex s.
///
/// # Safety
/// BLAS's contract.
#[inline(always)]
pub(in crate::ffi) unsafe extern "C" fn crot<T: Scalar, I: FortranInt>(
    n: *const I,
    x: *mut T,
    incx: *const I,
    y: *mut T,
    incy: *const I,
    c: *const T::Real,
    s: *const T,
) {
    // SAFETY: the caller's promise.
    let (n, incx, incy, c, s) = unsafe { (int(n), int(incx), int(incy), *c, *s) };
    watched!(T, "rot", (n, x, incx, y, incy, c, s), move || {
        // SAFETY: the caller's promise.
        let (x, y) = unsafe { (vec_mut(x, n, incx), vec_mut(y, n, incy)) };
        level1::rot_by_complex(c, s, x, y);
    })
}

/// `srotg`, `drotg`: c and s of the rotation that takes (a, b) to (r, 0); r goes to a, z to b.
///
/// # Safety
/// BLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn rotg<R: Real>(a: *mut R, b: *mut R, c: *mut R, s: *mut R) {
    watched!(R, "rotg", (a, b, c, s), move || {
        // SAFETY: the caller's promise.
        unsafe {
            let (rotation, z) = level1::rotg(*a, *b);
            (*a, *b, *c, *s) = (rotation.r, z, rotation.c, rotation.s);
        }
    });
}

/// `crotg`, `zrotg`: c and s of the rotation that takes (a, b) to (r, 0); r goes to a.
///
/// # Safety
/// BLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn crotg<R: Real>(
    a: *mut Complex<R>,
    b: *const Complex<R>,
    c: *mut R,
    s: *mut Complex<R>,
) where
    Complex<R>: Scalar<Real = R>,
{
    watched!(Complex<R>, "rotg", (a, b, c, s), move || {
        // SAFETY: the caller's promise.
        unsafe { Rotation { c: *c, s: *s, r: *a } = level1::rotg_complex(*a, *b) }
    });
}

/// `?rotm`: (x, y) := H·(x, y) with the H of `?rotmg`.
///
/// # Safety
/// BLAS's contract.
#[inline(always)]
pub(in crate::ffi) unsafe extern "C" fn rotm<R: Real, I: FortranInt>(
    n: *const I,
    x: *mut R,
    incx: *const I,
    y: *mut R,
    incy: *const I,
    param: *const R,
) {
    // SAFETY: the caller's promise.
    let (n, incx, incy) = unsafe { (int(n), int(incx), int(incy)) };
    watched!(R, "rotm", (n, x, incx, y, incy, param), move || {
        // SAFETY: the caller's promise.
        let (x, y) = unsafe { (vec_mut(x, n, incx), vec_mut(y, n, incy)) };
        // SAFETY: the caller's promise: five elements.
        level1::rotm(unsafe { &*param.cast() }, x, y);
    })
}

/// `?rotmg`: the modified rotation H that takes (√d1·x1, √d2·y1) to (√d1'·x1', 0), and d1', d2', x1'.
///
/// # Safety
/// BLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn rotmg<R: Real>(
    d1: *mut R,
    d2: *mut R,
    x1: *mut R,
    y1: *const R,
    param: *mut R,
) {
    watched!(R, "rotmg", (d1, d2, x1, y1, param), move || {
        let param = param.cast::<[R; 5]>();
        // SAFETY: the caller's promise; param has five elements.
        unsafe {
            Modified { d1: *d1, d2: *d2, x1: *x1, param: *param } = level1::rotmg(*d1, *d2, *x1, *y1, *param);
        }
    });
}
