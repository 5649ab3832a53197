//! `?syr2k`: C := α·A·Bᵀ + α·B·Aᵀ + β·C, one triangle of C.
//!
//! A, B n×k (their transposes are views); C n×n, of which one triangle is read and overwritten. β = 0 does not read C,
//! α = 0 and k = 0 do not read A or B.   Flops (real): 2n²k.
//! Parallel: through `gemmt`.

use crate::enums::Uplo;
use crate::level3::gemmt;
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// C := α·A·Bᵀ + α·B·Aᵀ + β·C on the triangle `uplo` of C.
///
/// # Panics
/// If the shapes don't match.
pub fn syr2k<T: Scalar>(
    uplo: Uplo,
    alpha: T,
    a: MatRef<'_, T>,
    b: MatRef<'_, T>,
    beta: T,
    mut c: MatMut<'_, T>,
) {
    gemmt(uplo, alpha, a, b.t(), beta, c.rb());
    if alpha != T::ZERO && a.cols() > 0 {
        gemmt(uplo, alpha, b, a.t(), T::ONE, c);
    }
}
