//! `?trmv`: x := A·x, A triangular.

use crate::enums::{Diag, Uplo};
use crate::level2::{TRIANGLE, gemv};
use crate::mat::{MatRef, VecMut};
use crate::scalar::Scalar;

/// x := A·x; A n×n, of which only the triangle `uplo` of the view is read, and not its diagonal if that is `Unit`.
/// Flops (real): n².
///
/// By blocks of columns or of rows, whichever are adjacent, all but the small blocks on the diagonal by `gemv`. Each
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
            multiply(uplo, diag, a11, x1);
        } else {
            multiply(uplo, diag, a11, x1.rb());
            match uplo {
                // x1 := A11·x1 + A12·x2
                Uplo::Upper => gemv(T::ONE, a.sub(block.clone(), block.end..n), x2.as_ref(), T::ONE, x1),
                // x1 := A11·x1 + A10·x0
                Uplo::Lower => gemv(T::ONE, a.sub(block.clone(), 0..block.start), x0.as_ref(), T::ONE, x1),
            }
        }
    }
}

/// x := A·x for a block on the diagonal, number by number: it is too small for kernels.
fn multiply<T: Scalar>(uplo: Uplo, diag: Diag, a: MatRef<'_, T>, mut x: VecMut<'_, T>) {
    let n = x.len();
    let mut old = [T::ZERO; TRIANGLE];
    for i in 0..n {
        old[i] = x.at(i);
    }
    for i in 0..n {
        let cols = match uplo {
            Uplo::Upper => i + 1..n,
            Uplo::Lower => 0..i,
        };
        let mut sum = if diag == Diag::NonUnit { a.at(i, i) * old[i] } else { old[i] };
        for j in cols {
            sum += a.at(i, j) * old[j];
        }
        x.set(i, sum);
    }
}
