//! `?swap`: x ↔ y.

use crate::level1::halves::{for_halves, is_part};
use crate::mat::VecMut;
use crate::scalar::Scalar;

/// x ↔ y.
///
/// # Panics
/// If the lengths differ.
#[inline(always)]
pub fn swap<T: Scalar>(x: VecMut<'_, T>, y: VecMut<'_, T>) {
    assert!(x.len() == y.len());
    let v = (x, y);
    if is_part(&v) {
        return T::kernels().vector.swap(v.0, v.1);
    }
    for_halves(v, |kernels, (x, y)| kernels.swap(x, y));
}
