//! `?axpy`: y += α·x.

use crate::level1::halves::{for_halves, is_part};
use crate::mat::{VecMut, VecRef};
use crate::scalar::Scalar;

/// y += α·x; `?axpyc`, an extension, is `axpy(α, x.conj(), y)`. α = 0 reads neither x nor y. Flops (real): 2n.
///
/// # Panics
/// If the lengths differ.
#[inline(always)]
pub fn axpy<T: Scalar>(alpha: T, x: VecRef<'_, T>, y: VecMut<'_, T>) {
    assert!(x.len() == y.len());
    if alpha == T::ZERO {
        return;
    }
    let v = (x, y);
    if is_part(&v) {
        return T::kernels().vector.axpy(alpha, v.0, v.1);
    }
    for_halves(v, |kernels, (x, y)| kernels.axpy(alpha, x, y));
}
