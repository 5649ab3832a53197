//! `?syrk`: C := α·A·Aᵀ + β·C, one triangle of C.
//!
//! A n×k (its transpose is a view); C n×n, of which one triangle is read and overwritten. β = 0 does not read C,
//! α = 0 and k = 0 do not read A.   Flops (real): n²k.
//! Parallel: through `gemmt`.

use crate::enums::Uplo;
use crate::level3::gemmt;
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// C := α·A·Aᵀ + β·C on the triangle `uplo` of C.
///
/// # Panics
/// If the shapes don't match.
pub fn syrk<T: Scalar>(uplo: Uplo, alpha: T, a: MatRef<'_, T>, beta: T, c: MatMut<'_, T>) {
    gemmt(uplo, alpha, a, a.t(), beta, c);
}
