//! `?gbmv`: y := α·op(A)·x + β·y, A a band.

use crate::level2::scale;
use crate::mat::{BandRef, VecMut, VecRef};
use crate::scalar::Scalar;

/// y := α·A·x + β·y, or α·Aᵀ·x + β·y if `transposed`; A m×n with k diagonals. Flops (real): 2nk.
///
/// β = 0 does not read y, α = 0 does not read A or x. Zeros in x are elements like others: 0·NaN is NaN.
///
/// # Panics
/// If shapes don't match.
pub fn gbmv<T: Scalar>(
    alpha: T,
    a: BandRef<'_, T>,
    transposed: bool,
    x: VecRef<'_, T>,
    beta: T,
    mut y: VecMut<'_, T>,
) {
    let (rows, cols) = if transposed { (x.len(), y.len()) } else { (y.len(), x.len()) };
    assert!(a.rows() == rows && a.cols() == cols);
    scale(beta, y.rb());
    if alpha == T::ZERO {
        return;
    }
    let kernels = &T::kernels().vector;
    for j in 0..a.cols() {
        let (rows, column) = a.column(j);
        if transposed {
            y.set(j, y.at(j) + alpha * kernels.dot(column, x.sub(rows)));
        } else {
            kernels.axpy(alpha * x.at(j), column, y.rb().sub(rows));
        }
    }
}
