//! `?copy`: y := x.

use crate::mat::{VecMut, VecRef};
use crate::scalar::Scalar;

/// y := x.
///
/// # Panics
/// If the lengths differ.
#[inline]
pub fn copy<T: Scalar>(x: VecRef<'_, T>, y: VecMut<'_, T>) {
    T::kernels().vector.copy(x, y);
}
