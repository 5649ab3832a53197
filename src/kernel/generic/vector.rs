//! Portable vector kernels.

use crate::kernel::vector::VectorKernels;
use crate::scalar::{Scalar, c32, c64};

pub(in crate::kernel) const fn f32() -> VectorKernels<f32> {
    VectorKernels { dot }
}
pub(in crate::kernel) const fn f64() -> VectorKernels<f64> {
    VectorKernels { dot }
}
pub(in crate::kernel) const fn c32() -> VectorKernels<c32> {
    VectorKernels { dot }
}
pub(in crate::kernel) const fn c64() -> VectorKernels<c64> {
    VectorKernels { dot }
}

/// # Safety
/// Both vectors hold n elements.
pub(in crate::kernel) unsafe fn dot<T: Scalar>(n: usize, x: *const T, y: *const T, conj_x: bool) -> T {
    // SAFETY: the caller's promise.
    (0..n).map(|i| unsafe { (*x.add(i)).conj_if(conj_x) * *y.add(i) }).sum()
}
