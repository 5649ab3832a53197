//! `?swap`: x ↔ y.

use crate::level1::halves::for_halves;
use crate::mat::VecMut;
use crate::scalar::Scalar;

/// x ↔ y.
///
/// # Panics
/// If the lengths differ.
#[inline]
pub fn swap<T: Scalar>(x: VecMut<'_, T>, y: VecMut<'_, T>) {
    assert!(x.len() == y.len());
    for_halves((x, y), |(x, y)| T::kernels().vector.swap(x, y));
}
