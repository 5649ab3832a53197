//! `?scal`, `csscal`, `zdscal`: x := α·x.

use crate::level1::halves::{for_halves, is_part};
use crate::mat::VecMut;
use crate::scalar::Scalar;

/// x := α·x. As in the reference, α = 0 is a factor like any other here: 0·NaN is NaN. α = 1 changes nothing.
/// Flops (real): n.
#[inline(always)]
pub fn scal<T: Scalar>(alpha: T, x: VecMut<'_, T>) {
    if alpha == T::ONE {
        return;
    }
    if is_part(&x) {
        return T::kernels().vector.scal(alpha, x);
    }
    for_halves(x, |kernels, x| kernels.scal(alpha, x));
}

/// x := α·x with a real α, which costs half of what a complex one does and keeps ∞ and NaN in their part of a number.
/// Flops: n, twice that for a complex x.
#[inline(always)]
pub fn scal_real<T: Scalar>(alpha: T::Real, x: VecMut<'_, T>) {
    if alpha == T::Real::ONE {
        return;
    }
    if is_part(&x) {
        return T::kernels().vector.scal_real(alpha, x);
    }
    for_halves(x, |kernels, x| kernels.scal_real(alpha, x));
}
