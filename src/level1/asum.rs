//! `?asum`: the sum of magnitudes; `?sum`: the sum.

use std::ops::Add;

use crate::level1::halves::{by_halves, is_part};
use crate::mat::VecRef;
use crate::scalar::Scalar;

/// Σ |re xᵢ| + |im xᵢ|. Flops (real): n.
#[must_use]
#[inline(always)]
pub fn asum<T: Scalar>(x: VecRef<'_, T>) -> T::Real {
    if is_part(&x) {
        return T::kernels().vector.asum(x);
    }
    by_halves(x, |kernels, x| kernels.asum(x), Add::add)
}

/// Σ re xᵢ + im xᵢ: an extension of OpenBLAS, real for complex numbers, too. Flops (real): n.
#[must_use]
#[inline(always)]
pub fn sum<T: Scalar>(x: VecRef<'_, T>) -> T::Real {
    if is_part(&x) {
        return T::kernels().vector.sum(x);
    }
    by_halves(x, |kernels, x| kernels.sum(x), Add::add)
}
