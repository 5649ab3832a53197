//! `?tpmv`, `?tbmv`: x := op(A)·x, A triangular and packed, or a band.

use crate::enums::{Diag, Uplo};
use crate::level2::columns_in_order;
use crate::mat::{TriRef, VecMut};
use crate::scalar::Scalar;

/// x := A·x, or Aᵀ·x if `transposed`; A n×n, of which the triangle `a` is stored (and of that not the diagonal if it is
/// `Unit`), in any way. Flops (real): n², for a band of k diagonals 2nk.
///
/// # Panics
/// If shapes don't match, or x has stride zero.
pub fn tpmv<T: Scalar>(diag: Diag, a: TriRef<'_, T>, transposed: bool, mut x: VecMut<'_, T>) {
    assert!(a.n() == x.len());
    let kernels = &T::kernels().vector;
    // A column's product must find the old values: an upper triangle's reads x above (transposed) or adds to it.
    for j in columns_in_order(a.n(), (a.uplo() == Uplo::Upper) != transposed) {
        let (rows, off) = a.column(j);
        let (mut xj, others) = x.rb().split_out(j, rows);
        let old = xj.at(0);
        let product = if diag == Diag::NonUnit { a.diagonal(j) * old } else { old };
        if transposed {
            xj.set(0, product + kernels.dot(off, others.as_ref()));
        } else {
            kernels.axpy(old, off, others);
            xj.set(0, product);
        }
    }
}
