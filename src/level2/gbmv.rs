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
    let by_column = |j: usize, mut y: VecMut<'_, T>| {
        let (rows, column) = a.column(j);
        if transposed {
            y.set(j, y.at(j) + alpha * kernels.dot(column, x.sub(rows)));
        } else {
            kernels.axpy(alpha * x.at(j), column, y.sub(rows));
        }
    };
    let (whole, parallelogram) = a.whole_columns();
    let for_kernels = y.inc() == 1 && (!transposed || x.inc() == 1 && !x.is_conj());
    if !for_kernels || whole.is_empty() {
        return (0..a.cols()).for_each(|j| by_column(j, y.rb()));
    }
    (0..whole.start).for_each(|j| by_column(j, y.rb()));
    // The first of them begins in row 0.
    let rows = 0..whole.len() + parallelogram.rows() - 1;
    if transposed {
        kernels.sheared_t(alpha, parallelogram, x.sub(rows), y.rb().sub(whole.clone()));
    } else {
        kernels.sheared(alpha, parallelogram, x.sub(whole.clone()), y.rb().sub(rows));
    }
    (whole.end..a.cols()).for_each(|j| by_column(j, y.rb()));
}
