//! `?rot`, `csrot`, `zdrot`, `crot`, `zrot`: a plane rotation of two vectors; `?rotm`: a modified one.

use crate::level1::halves::{for_halves, is_part};
use crate::mat::VecMut;
use crate::scalar::{Real, Scalar};

/// (x, y) := (c·x + s·y, c·y − s·x) with real c and s. Flops (real): 6n.
///
/// # Panics
/// If the lengths differ.
#[inline(always)]
pub fn rot<T: Scalar>(c: T::Real, s: T::Real, x: VecMut<'_, T>, y: VecMut<'_, T>) {
    rotate([c, s, -s, c], x, y);
}

/// (x, y) := (c·x + s·y, c·y − conj(s)·x) with a real c and a complex s. Flops: 20n.
///
/// # Panics
/// If the lengths differ.
pub fn rot_by_complex<T: Scalar>(c: T::Real, s: T, x: VecMut<'_, T>, y: VecMut<'_, T>) {
    assert!(x.len() == y.len());
    for_halves((x, y), |kernels, (x, y)| kernels.rotate_by_complex(x, y, c, s));
}

/// (x, y) := H·(x, y), with the H that `?rotmg` has written into `param`: its flag, then h11, h21, h12, h22. The flag
/// −2 stands for the identity; 0 for h11 = h22 = 1, 1 for h12 = 1 and h21 = −1, where these are not read.
///
/// # Panics
/// If the lengths differ.
pub fn rotm<R: Real>(param: &[R; 5], x: VecMut<'_, R>, y: VecMut<'_, R>) {
    let [flag, h11, h21, h12, h22] = *param;
    let one = R::ONE;
    if flag == -(one + one) {
    } else if flag < R::ZERO {
        rotate([h11, h12, h21, h22], x, y);
    } else if flag == R::ZERO {
        rotate([one, h12, h21, one], x, y);
    } else {
        rotate([h11, one, -one, h22], x, y);
    }
}

/// (x, y) := H·(x, y).
#[inline(always)]
fn rotate<T: Scalar>(h: [T::Real; 4], x: VecMut<'_, T>, y: VecMut<'_, T>) {
    assert!(x.len() == y.len());
    let v = (x, y);
    if is_part(&v) {
        return T::kernels().vector.rotate(v.0, v.1, h);
    }
    for_halves(v, move |kernels, (x, y)| kernels.rotate(x, y, h));
}
