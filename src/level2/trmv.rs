//! `?trmv`: x := A·x, A triangular.

use crate::enums::{Diag, Uplo};
use crate::level2::{by_adjacent_columns, tpmv};
use crate::mat::{MatRef, TriRef, VecMut};
use crate::scalar::Scalar;

/// x := A·x; A n×n, of which only the triangle `uplo` of the view is read, and not its diagonal if that is `Unit`.
/// Flops (real): n². Parallel: over x, as [`tpmv`].
///
/// # Panics
/// If shapes don't match, or x has stride zero.
pub fn trmv<T: Scalar>(uplo: Uplo, diag: Diag, a: MatRef<'_, T>, x: VecMut<'_, T>) {
    let (a, transposed) = by_adjacent_columns(TriRef::dense(uplo, a));
    tpmv(diag, a, transposed, x);
}
