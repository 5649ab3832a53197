//! `?asum`: the sum of magnitudes; `?sum`: the sum.

use std::ops::Add;

use crate::level1::halves::by_halves;
use crate::mat::VecRef;
use crate::scalar::Scalar;

/// Σ |re xᵢ| + |im xᵢ|. Flops (real): n.
#[must_use]
#[inline]
pub fn asum<T: Scalar>(x: VecRef<'_, T>) -> T::Real {
    by_halves(x, |x| T::kernels().vector.asum(x), Add::add)
}

/// Σ re xᵢ + im xᵢ: an extension of OpenBLAS, real for complex numbers, too. Flops (real): n.
#[must_use]
#[inline]
pub fn sum<T: Scalar>(x: VecRef<'_, T>) -> T::Real {
    by_halves(x, |x| T::kernels().vector.sum(x), Add::add)
}
