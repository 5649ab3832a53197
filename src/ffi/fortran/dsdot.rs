//! `dsdot` and `sdsdot`: products of single-precision vectors, added in double precision. No argument is judged.

use crate::ffi::args::{int, vec};
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::level1;

/// `dsdot`: xᵀ·y of single-precision vectors in double precision.
///
/// # Safety
/// BLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn dsdot<I: FortranInt>(
    n: *const I,
    x: *const f32,
    incx: *const I,
    y: *const f32,
    incy: *const I,
) -> f64 {
    // SAFETY: the caller's promise.
    let (n, incx, incy) = unsafe { (int(n), int(incx), int(incy)) };
    watched!(f64, "?sdot", (n, x, incx, y, incy), move || {
        // SAFETY: the caller's promise.
        let (x, y) = unsafe { (vec(x, n, incx), vec(y, n, incy)) };
        level1::dot_in_double(x, y)
    })
}

/// `sdsdot`: b + xᵀ·y, added in double precision and rounded once.
///
/// # Safety
/// BLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn sdsdot<I: FortranInt>(
    n: *const I,
    b: *const f32,
    x: *const f32,
    incx: *const I,
    y: *const f32,
    incy: *const I,
) -> f32 {
    // SAFETY: the caller's promise.
    let (n, b, incx, incy) = unsafe { (int(n), *b, int(incx), int(incy)) };
    watched!(f32, "dsdot", (n, b, x, incx, y, incy), move || {
        // SAFETY: the caller's promise.
        let (x, y) = unsafe { (vec(x, n, incx), vec(y, n, incy)) };
        (f64::from(b) + level1::dot_in_double(x, y)) as f32
    })
}
