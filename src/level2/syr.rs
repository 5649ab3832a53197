//! `?syr`, `?her`, `?spr`, `?hpr`: A += α·x·xᵀ or α·x·xᴴ, one triangle.

use crate::level2::Symmetry;
use crate::mat::{TriMut, VecRef};
use crate::scalar::Scalar;

/// A += α·x·xᵀ, or α·x·xᴴ with a real α; A n×n, of which the triangle `a` is stored, in any way. α = 0 reads nothing.
/// Flops (real): n².
///
/// Zeros in x are elements like others: 0·NaN is NaN.
///
/// # Panics
/// If shapes don't match.
pub fn syr<T: Scalar>(symmetry: Symmetry, alpha: T, x: VecRef<'_, T>, mut a: TriMut<'_, T>) {
    let n = a.n();
    assert!(n == x.len());
    if alpha == T::ZERO {
        return;
    }
    let kernels = &T::kernels().vector;
    if x.inc() == 1 && kernels.syr(symmetry == Symmetry::Hermitian, alpha, x, &mut a) {
        return;
    }
    for j in 0..n {
        let factor = alpha * symmetry.mirrored(x.at(j));
        a.map_diagonal(j, |ajj| symmetry.on_diagonal(ajj + factor * x.at(j)));
        let (rows, off) = a.column(j);
        kernels.axpy(factor, x.sub(rows), off);
    }
}
