//! `i?amax`: where the largest element is.

use crate::mat::VecRef;
use crate::scalar::Scalar;

/// The first i (from 0) with the largest |re xᵢ| + |im xᵢ|; `None` if there is no element.
///
/// As in the reference, whose comparison `>` is false for NaN: a NaN in front is the answer, any other is passed over.
#[must_use]
#[inline]
pub fn iamax<T: Scalar>(x: VecRef<'_, T>) -> Option<usize> {
    T::kernels().vector.iamax(x)
}
