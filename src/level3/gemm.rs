//! `?gemm`: C := α·A·B + β·C.

use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// C := α·A·B + β·C; A m×k, B k×n, C m×n. Transposition and conjugation of A and B are in their views.
///
/// β = 0 does not read C, α = 0 does not read A or B.
pub fn gemm<T: Scalar>(alpha: T, a: MatRef<'_, T>, b: MatRef<'_, T>, beta: T, mut c: MatMut<'_, T>) {
    let (m, n, k) = (c.rows(), c.cols(), a.cols());
    assert!(a.rows() == m && b.rows() == k && b.cols() == n);
    for j in 0..n {
        for i in 0..m {
            let mut sum = T::ZERO;
            if alpha != T::ZERO {
                for p in 0..k {
                    sum += a.at(i, p) * b.at(p, j);
                }
            }
            let old = if beta == T::ZERO { T::ZERO } else { beta * c.at(i, j) };
            c.set(i, j, old + alpha * sum);
        }
    }
}
