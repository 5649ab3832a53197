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

/// A += x·(α·y)ᵀ where A's columns are adjacent elements.
fn add_columns<T: Scalar>(alpha: T, x: VecRef<'_, T>, y: VecRef<'_, T>, mut a: MatMut<'_, T>) {
    let kernels = &T::kernels().vector;
    let (m, n) = (a.rows(), a.cols());
    let mut ay = [T::ZERO; CHUNK];
    // An x of stride one is taken as a whole, another one in copied pieces.
    let mut copied = [T::ZERO; CHUNK];
    let piece = if x.inc() == 1 { m } else { CHUNK };
    for i in (0..m).step_by(piece) {
        let rows = i..m.min(i + piece);
        let x = x.sub(rows.clone());
        let x = if x.inc() == 1 {
            x
        } else {
            let copied = &mut copied[..x.len()];
            kernels.copy(x, VecMut::from_slice(copied));
            VecRef::from_slice(copied)
        };
        for j in (0..n).step_by(CHUNK) {
            let cols = j..n.min(j + CHUNK);
            let ay = &mut ay[..cols.len()];
            for (k, ay) in ay.iter_mut().enumerate() {
                *ay = alpha * y.at(j + k);
            }
            kernels.ger(x, ay, a.rb().sub(rows.clone(), cols));
        }
    }
}
