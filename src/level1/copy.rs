//! `?copy`: y := x.

use crate::level1::halves::for_halves;
use crate::mat::{VecMut, VecRef};
use crate::scalar::Scalar;

/// y := x.
///
/// # Panics
/// If the lengths differ.
#[inline]
pub fn copy<T: Scalar>(x: VecRef<'_, T>, y: VecMut<'_, T>) {
    assert!(x.len() == y.len());
    for_halves((x, y), |(x, y)| T::kernels().vector.copy(x, y));
}
