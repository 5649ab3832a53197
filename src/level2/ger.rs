//! `?ger`, `?geru`, `?gerc`: A += α·x·yᵀ.

use crate::level2::CHUNK;
use crate::mat::{MatMut, VecMut, VecRef};
use crate::scalar::Scalar;

/// A += α·x·yᵀ; A m×n. `?gerc` is `ger(α, x, y.conj(), A)`. α = 0 reads nothing. Flops (real): 2mn.
///
/// Zeros in x and y are elements like others: 0·NaN is NaN.
///
/// # Panics
/// If shapes don't match.
pub fn ger<T: Scalar>(alpha: T, x: VecRef<'_, T>, y: VecRef<'_, T>, mut a: MatMut<'_, T>) {
    assert!(a.rows() == x.len() && a.cols() == y.len());
    if alpha == T::ZERO || a.rows() == 0 || a.cols() == 0 {
        return;
    }
    if a.row_stride() == 1 {
        add_columns(alpha, x, y, a);
    } else if a.col_stride() == 1 {
        add_columns(alpha, y, x, a.t());
    } else {
        for j in 0..a.cols() {
            T::kernels().vector.axpy(alpha * y.at(j), x, a.rb().col(j));
        }
    }
}

/// A += α·x·yᵀ where A's columns are adjacent elements.
fn add_columns<T: Scalar>(alpha: T, x: VecRef<'_, T>, y: VecRef<'_, T>, a: MatMut<'_, T>) {
    if x.inc() == 1 {
        T::kernels().vector.ger(alpha, x, y, a);
    } else {
        from_strided(alpha, x, y, a);
    }
}

/// The same where x's elements are not adjacent: by pieces of x.
fn from_strided<T: Scalar>(alpha: T, x: VecRef<'_, T>, y: VecRef<'_, T>, mut a: MatMut<'_, T>) {
    let kernels = &T::kernels().vector;
    let mut copied = [T::ZERO; CHUNK];
    for i in (0..x.len()).step_by(CHUNK) {
        let rows = i..x.len().min(i + CHUNK);
        let copied = &mut copied[..rows.len()];
        kernels.copy(x.sub(rows.clone()), VecMut::from_slice(copied));
        kernels.ger(alpha, VecRef::from_slice(copied), y, a.rb().sub_rows(rows));
    }
}
