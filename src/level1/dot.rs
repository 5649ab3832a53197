//! `?dot`, `?dotu`, `?dotc`: the inner product.

use crate::mat::VecRef;
use crate::scalar::Scalar;

/// Σ xᵢ·yᵢ, with the views' conjugation: `?dotc` is `dot(x.conj(), y)`. Flops (real): 2n.
///
/// # Panics
/// If the lengths differ.
#[must_use]
#[inline]
pub fn dot<T: Scalar>(x: VecRef<'_, T>, y: VecRef<'_, T>) -> T {
    T::kernels().vector.dot(x, y)
}
