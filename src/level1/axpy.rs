//! `?axpy`: y += α·x.

use crate::mat::{VecMut, VecRef};
use crate::scalar::Scalar;

/// y += α·x. α = 0 reads neither x nor y. Flops (real): 2n.
///
/// # Panics
/// If the lengths differ.
#[inline]
pub fn axpy<T: Scalar>(alpha: T, x: VecRef<'_, T>, y: VecMut<'_, T>) {
    if alpha != T::ZERO {
        T::kernels().vector.axpy(alpha, x, y);
    }
}
