//! `?swap`: x ↔ y.

use crate::mat::VecMut;
use crate::scalar::Scalar;

/// x ↔ y.
///
/// # Panics
/// If the lengths differ.
#[inline]
pub fn swap<T: Scalar>(x: VecMut<'_, T>, y: VecMut<'_, T>) {
    T::kernels().vector.swap(x, y);
}
