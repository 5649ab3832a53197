//! `?symv`, `?hemv`, `?spmv`, `?hpmv`, `?sbmv`, `?hbmv`: y := α·A·x + β·y, A symmetric or Hermitian.

use crate::level2::{Symmetry, scale};
use crate::mat::{TriRef, VecMut, VecRef};
use crate::scalar::Scalar;

/// y := α·A·x + β·y; A n×n, of which the triangle `a` is stored, in any way. Flops (real): 2n², for a band of k
/// diagonals 4nk.
///
/// β = 0 does not read y, α = 0 does not read A or x. Zeros in x are elements like others: 0·NaN is NaN.
///
/// # Panics
/// If shapes don't match.
pub fn symv<T: Scalar>(
    symmetry: Symmetry,
    alpha: T,
    a: TriRef<'_, T>,
    x: VecRef<'_, T>,
    beta: T,
    mut y: VecMut<'_, T>,
) {
    assert!(a.n() == x.len() && a.n() == y.len());
    scale(beta, y.rb());
    if alpha == T::ZERO {
        return;
    }
    by_columns(symmetry, alpha, a, x, y);
}

/// y += α·A·x, a column of the triangle after the other: each is a column of A, and across the diagonal a row.
fn by_columns<T: Scalar>(
    symmetry: Symmetry,
    alpha: T,
    a: TriRef<'_, T>,
    x: VecRef<'_, T>,
    mut y: VecMut<'_, T>,
) {
    let kernels = &T::kernels().vector;
    for j in 0..a.n() {
        let (rows, off) = a.column(j);
        let xj = alpha * x.at(j);
        kernels.axpy(xj, off, y.rb().sub(rows.clone()));
        let across = kernels.dot(off.conj_if(symmetry == Symmetry::Hermitian), x.sub(rows));
        y.set(j, y.at(j) + symmetry.on_diagonal(a.diagonal(j)) * xj + alpha * across);
    }
}
