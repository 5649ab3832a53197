//! `cblas_dsdot` and `cblas_sdsdot`: the Fortran ones with arguments by value.

use crate::ffi::fortran;
use crate::int::FortranInt;

/// `cblas_dsdot`.
///
/// # Safety
/// CBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn dsdot<I: FortranInt>(
    n: I,
    x: *const f32,
    incx: I,
    y: *const f32,
    incy: I,
) -> f64 {
    // SAFETY: the caller's promise.
    unsafe { fortran::dsdot(&raw const n, x, &raw const incx, y, &raw const incy) }
}

/// `cblas_sdsdot`.
///
/// # Safety
/// CBLAS's contract.
pub(in crate::ffi) unsafe extern "C" fn sdsdot<I: FortranInt>(
    n: I,
    b: f32,
    x: *const f32,
    incx: I,
    y: *const f32,
    incy: I,
) -> f32 {
    // SAFETY: the caller's promise.
    unsafe { fortran::sdsdot(&raw const n, &raw const b, x, &raw const incx, y, &raw const incy) }
}
