//! `?gemv`: y := α·A·x + β·y.

use crate::level2::{CHUNK, scale};
use crate::mat::{MatRef, VecMut, VecRef};
use crate::scalar::Scalar;

/// y := α·A·x + β·y; A m×n, transposed or conjugated by its view. Flops (real): 2mn.
///
/// β = 0 does not read y, α = 0 does not read A or x. Zeros in x are elements like others: 0·NaN is NaN.
///
/// # Panics
/// If shapes don't match.
pub fn gemv<T: Scalar>(alpha: T, a: MatRef<'_, T>, x: VecRef<'_, T>, beta: T, mut y: VecMut<'_, T>) {
    assert!(a.rows() == y.len() && a.cols() == x.len());
    scale(beta, y.rb());
    if alpha == T::ZERO || a.rows() == 0 || a.cols() == 0 {
        return;
    }
    let kernels = &T::kernels().vector;
    if a.row_stride() == 1 {
        if y.inc() == 1 { kernels.gemv_n(alpha, a, x, y) } else { into_strided(alpha, a, x, y) }
    } else if a.col_stride() == 1 {
        if x.inc() == 1 { kernels.gemv_t(alpha, a.t(), x, y) } else { from_strided(alpha, a, x, y) }
    } else {
        for j in 0..a.cols() {
            kernels.axpy(alpha * x.at(j), a.col(j), y.rb());
        }
    }
}

/// y += α·A·x where A's columns are adjacent elements, and y is not: by pieces of y.
fn into_strided<T: Scalar>(alpha: T, a: MatRef<'_, T>, x: VecRef<'_, T>, mut y: VecMut<'_, T>) {
    let kernels = &T::kernels().vector;
    let mut copied = [T::ZERO; CHUNK];
    for i in (0..y.len()).step_by(CHUNK) {
        let rows = i..y.len().min(i + CHUNK);
        let copied = &mut copied[..rows.len()];
        kernels.copy(y.as_ref().sub(rows.clone()), VecMut::from_slice(copied));
        kernels.gemv_n(alpha, a.sub_rows(rows.clone()), x, VecMut::from_slice(copied));
        kernels.copy(VecRef::from_slice(copied), y.rb().sub(rows));
    }
}

/// y += α·A·x where A's rows are adjacent elements, and x is not: by pieces of x.
fn from_strided<T: Scalar>(alpha: T, a: MatRef<'_, T>, x: VecRef<'_, T>, mut y: VecMut<'_, T>) {
    let kernels = &T::kernels().vector;
    let mut copied = [T::ZERO; CHUNK];
    for j in (0..x.len()).step_by(CHUNK) {
        let cols = j..x.len().min(j + CHUNK);
        let copied = &mut copied[..cols.len()];
        kernels.copy(x.sub(cols.clone()), VecMut::from_slice(copied));
        kernels.gemv_t(alpha, a.sub_cols(cols).t(), VecRef::from_slice(copied), y.rb());
    }
}
