//! `?trmv`: x := A·x, A triangular.

use crate::enums::{Diag, Uplo};
use crate::level2::{TRIANGLE, gemv};
use crate::mat::{MatRef, VecMut};
use crate::scalar::Scalar;

/// x := A·x; A n×n, of which only the triangle `uplo` of the view is read, and not its diagonal if that is `Unit`.
/// Flops (real): n².
///
/// By blocks of columns or of rows, whichever are adjacent: off the diagonal by `gemv`, on it by `axpy` or `dot`. Each
/// block is multiplied while what it needs of x still has its old value.
///
/// # Panics
/// If shapes don't match, or x has stride zero.
pub fn trmv<T: Scalar>(uplo: Uplo, diag: Diag, a: MatRef<'_, T>, mut x: VecMut<'_, T>) {
    let n = x.len();
    assert!(a.rows() == n && a.cols() == n);
    let by_columns = a.row_stride() == 1;
    for k in 0..n.div_ceil(TRIANGLE) {
        // Upper reads x below, so it goes down; lower reads x above and goes up.
        let start = match uplo {
            Uplo::Upper => k * TRIANGLE,
            Uplo::Lower => (n.div_ceil(TRIANGLE) - 1 - k) * TRIANGLE,
        };
        let block = start..n.min(start + TRIANGLE);
        let a11 = a.sub(block.clone(), block.clone());
        let (x0, rest) = x.rb().split_at(block.start);
        let (mut x1, x2) = rest.split_at(block.len());
        if by_columns {
            // The block's columns on the rows that are done but for them.
            match uplo {
                // x0 += A01·x1; x1 := A11·x1
                Uplo::Upper => gemv(T::ONE, a.sub(0..block.start, block), x1.as_ref(), T::ONE, x0),
                // x2 += A21·x1; x1 := A11·x1
                Uplo::Lower => gemv(T::ONE, a.sub(block.end..n, block), x1.as_ref(), T::ONE, x2),
            }
            by_axpy(uplo, diag, a11, x1);
        } else {
            by_dot(uplo, diag, a11, x1.rb());
            match uplo {
                // x1 := A11·x1 + A12·x2
                Uplo::Upper => gemv(T::ONE, a.sub(block.clone(), block.end..n), x2.as_ref(), T::ONE, x1),
                // x1 := A11·x1 + A10·x0
                Uplo::Lower => gemv(T::ONE, a.sub(block.clone(), 0..block.start), x0.as_ref(), T::ONE, x1),
            }
        }
    }
}

/// x := A·x, column by column.
fn by_axpy<T: Scalar>(uplo: Uplo, diag: Diag, a: MatRef<'_, T>, mut x: VecMut<'_, T>) {
    let n = x.len();
    for k in 0..n {
        let (j, rows) = match uplo {
            Uplo::Upper => (k, 0..k),
            Uplo::Lower => (n - 1 - k, n - k..n),
        };
        let xj = x.at(j);
        T::kernels().vector.axpy(xj, a.col(j).sub(rows.clone()), x.rb().sub(rows));
        if diag == Diag::NonUnit {
            x.set(j, a.at(j, j) * xj);
        }
    }
}

/// x := A·x, row by row.
fn by_dot<T: Scalar>(uplo: Uplo, diag: Diag, a: MatRef<'_, T>, mut x: VecMut<'_, T>) {
    let n = x.len();
    for k in 0..n {
        let (i, cols) = match uplo {
            Uplo::Upper => (k, k + 1..n),
            Uplo::Lower => (n - 1 - k, 0..n - 1 - k),
        };
        let sum = T::kernels().vector.dot(a.row(i).sub(cols.clone()), x.as_ref().sub(cols));
        let own = if diag == Diag::NonUnit { a.at(i, i) * x.at(i) } else { x.at(i) };
        x.set(i, own + sum);
    }
}
