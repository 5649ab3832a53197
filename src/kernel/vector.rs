//! The contract of the vector kernels (level 1 and 2).

use crate::scalar::Scalar;

/// Vector kernels of one instruction set for one type.
#[derive(Debug)]
pub struct VectorKernels<T: Scalar> {
    /// Σ xᵢ·yᵢ over adjacent elements, x conjugated if told.
    pub dot: unsafe fn(n: usize, x: *const T, y: *const T, conj_x: bool) -> T,
}
