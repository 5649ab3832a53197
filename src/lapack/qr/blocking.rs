//! Block sizes of the QR family.

use crate::scalar::Scalar;

/// How many columns are treated at once. Any sizes from 1 up give a valid result.
#[derive(Clone, Copy, Debug)]
pub struct QrBlocking {
    /// Columns of a block reflector, which is applied by matrix products.
    pub nb: usize,
    /// Columns below which a panel is no longer halved, but factored one column after the other.
    pub base: usize,
}

impl QrBlocking {
    /// Block sizes for k reflectors.
    #[must_use]
    pub fn new(k: usize) -> Self {
        QrBlocking { nb: if k <= 512 { 32 } else { 48 }, base: 8 }
    }
}

/// Floating-point operations in a multiplication and an addition.
pub(super) fn fma_flops<T: Scalar>() -> f64 {
    if T::IS_COMPLEX { 8.0 } else { 2.0 }
}
