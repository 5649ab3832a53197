//! `?copy`: y := x.

use crate::kernel::FAR;
use crate::level1::halves::{Vectors, for_halves, is_part};
use crate::mat::{VecMut, VecRef};
use crate::scalar::Scalar;

/// y := x.
///
/// # Panics
/// If the lengths differ.
#[inline(always)]
pub fn copy<T: Scalar>(x: VecRef<'_, T>, y: VecMut<'_, T>) {
    assert!(x.len() == y.len());
    let v = (x, y);
    if is_part(&v) {
        return T::kernels().vector.copy(v.0, v.1);
    }
    if v.bytes() > FAR {
        return for_halves(v, |kernels, (x, y)| kernels.copy_far(x, y));
    }
    for_halves(v, |kernels, (x, y)| kernels.copy(x, y));
}
