//! `?axpy`: y += α·x.

use crate::level1::halves::for_halves;
use crate::mat::{VecMut, VecRef};
use crate::scalar::Scalar;

/// y += α·x; `?axpyc`, an extension, is `axpy(α, x.conj(), y)`. α = 0 reads neither x nor y. Flops (real): 2n.
///
/// # Panics
/// If the lengths differ.
#[inline]
pub fn axpy<T: Scalar>(alpha: T, x: VecRef<'_, T>, y: VecMut<'_, T>) {
    assert!(x.len() == y.len());
    if alpha != T::ZERO {
        for_halves((x, y), |(x, y)| T::kernels().vector.axpy(alpha, x, y));
    }
}
