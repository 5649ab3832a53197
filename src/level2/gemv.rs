//! `?gemv`: y := α·A·x + β·y.

use crate::level2::CHUNK;
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
    if beta == T::ZERO {
        y.fill(T::ZERO);
    } else if beta != T::ONE {
        T::kernels().vector.scal(beta, y.rb());
    }
    if alpha == T::ZERO || a.rows() == 0 || a.cols() == 0 {
        return;
    }
    if a.row_stride() == 1 {
        add_columns(alpha, a, x, y);
    } else if a.col_stride() == 1 {
        inner_products(alpha, a, x, y);
    } else {
        for j in 0..a.cols() {
            T::kernels().vector.axpy(alpha * x.at(j), a.col(j), y.rb());
        }
    }
}

/// y += α·A·x where A's columns are adjacent elements.
fn add_columns<T: Scalar>(alpha: T, a: MatRef<'_, T>, x: VecRef<'_, T>, mut y: VecMut<'_, T>) {
    let kernels = &T::kernels().vector;
    let (m, n) = (a.rows(), a.cols());
    let mut ax = [T::ZERO; CHUNK];
    for j in (0..n).step_by(CHUNK) {
        let cols = j..n.min(j + CHUNK);
        let ax = &mut ax[..cols.len()];
        for (k, ax) in ax.iter_mut().enumerate() {
            *ax = alpha * x.at(j + k);
        }
        let a = a.sub_cols(cols);
        if y.inc() == 1 {
            kernels.gemv_n(a, ax, y.rb());
            continue;
        }
        let mut part = [T::ZERO; CHUNK];
        for i in (0..m).step_by(CHUNK) {
            let rows = i..m.min(i + CHUNK);
            let part = &mut part[..rows.len()];
            kernels.copy(y.as_ref().sub(rows.clone()), VecMut::from_slice(part));
            kernels.gemv_n(a.sub_rows(rows.clone()), ax, VecMut::from_slice(part));
            kernels.copy(VecRef::from_slice(part), y.rb().sub(rows));
        }
    }
}

/// y += α·A·x where A's rows are adjacent elements.
fn inner_products<T: Scalar>(alpha: T, a: MatRef<'_, T>, x: VecRef<'_, T>, mut y: VecMut<'_, T>) {
    let kernels = &T::kernels().vector;
    let (m, n) = (a.rows(), a.cols());
    let mut part = [T::ZERO; CHUNK];
    // An x of stride one is taken as a whole, another one in copied pieces.
    let mut copied = [T::ZERO; CHUNK];
    let piece = if x.inc() == 1 { n } else { CHUNK };
    for j in (0..n).step_by(piece) {
        let cols = j..n.min(j + piece);
        let x = x.sub(cols.clone());
        let x = if x.inc() == 1 {
            x
        } else {
            let copied = &mut copied[..x.len()];
            kernels.copy(x, VecMut::from_slice(copied));
            VecRef::from_slice(copied)
        };
        for i in (0..m).step_by(CHUNK) {
            let rows = i..m.min(i + CHUNK);
            let part = &mut part[..rows.len()];
            kernels.gemv_t(a.sub(rows.clone(), cols.clone()).t(), x, part);
            kernels.axpy(alpha, VecRef::from_slice(part), y.rb().sub(rows));
        }
    }
}
