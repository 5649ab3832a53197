//! The usual call of level 1: few elements, adjacent, and nobody watches. It may take four nanoseconds, to which each register
//! that is saved adds; so it goes to its kernel straight away, and whatever else a call may be is another function's.
//!
//! ```text
//! if let Some(kernels) = usual::<T>(n, [incx]) {
//!     return kernels.asum(unsafe { vec(x, n, 1) });
//! }
//! unusual(move || …)
//! ```

use crate::ffi::verbose;
use crate::kernel::VectorKernels;
use crate::level1::SHORT;
use crate::scalar::Scalar;

/// What `level1` would call for n ≥ 1 elements of vectors, if the call is such a one.
#[inline(always)]
pub(super) fn usual<T: Scalar>(
    n: isize,
    increments: impl IntoIterator<Item = isize>,
) -> Option<&'static VectorKernels<T>> {
    let is_short = (n as usize).wrapping_sub(1) < SHORT;
    if !is_short || increments.into_iter().any(|inc| inc != 1) || verbose::is_watched_by(u8::MAX) {
        return None;
    }
    T::kernels_if_known().map(|kernels| &kernels.vector)
}

/// Runs any other call.
#[cold]
#[inline(never)]
pub(super) fn unusual<R>(call: impl FnOnce() -> R) -> R {
    call()
}
