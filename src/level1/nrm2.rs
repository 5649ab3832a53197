//! `?nrm2`: the Euclidean norm.

use std::ops::Add;

use crate::level1::halves::{by_halves, is_part};
use crate::mat::VecRef;
use crate::scalar::Scalar;

/// √Σ|xᵢ|². Neither overflows nor underflows unless the norm itself does; NaN if an element is NaN, else ∞ if one is
/// infinite. Flops (real): 2n and n comparisons.
///
/// Ref: Anderson, Algorithm 978: Safe scaling in the level 1 BLAS (2017), whose results these are; how the range is
/// looked after differs, see [`crate::kernel::vector::Squares`].
#[must_use]
#[inline(always)]
pub fn nrm2<T: Scalar>(x: VecRef<'_, T>) -> T::Real {
    if is_part(&x) {
        return T::kernels().vector.nrm2(x);
    }
    by_halves(x, |kernels, x| kernels.squares(x), Add::add).root()
}
