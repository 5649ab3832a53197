//! `?asum`: the sum of magnitudes.

use crate::mat::VecRef;
use crate::scalar::Scalar;

/// Σ |re xᵢ| + |im xᵢ|. Flops (real): n.
#[must_use]
#[inline]
pub fn asum<T: Scalar>(x: VecRef<'_, T>) -> T::Real {
    T::kernels().vector.asum(x)
}
