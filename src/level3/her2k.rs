//! `?her2k`: C := α·A·Bᴴ + conj(α)·B·Aᴴ + β·C, one triangle of C, β real.
//!
//! A, B n×k (their adjoints are views); C n×n, of which one triangle is read and overwritten; its diagonal is taken as
//! real, and left so. β = 0 does not read C, α = 0 and k = 0 do not read A or B.   Flops (complex): 8n²k.
//! Parallel: through `gemmt`.

use crate::enums::Uplo;
use crate::level3::gemmt;
use crate::level3::herk::real_diagonal;
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// C := α·A·Bᴴ + conj(α)·B·Aᴴ + β·C on the triangle `uplo` of C, whose diagonal is real.
///
/// # Panics
/// If the shapes don't match.
pub fn her2k<T: Scalar>(
    uplo: Uplo,
    alpha: T,
    a: MatRef<'_, T>,
    b: MatRef<'_, T>,
    beta: T::Real,
    mut c: MatMut<'_, T>,
) {
    let nothing = alpha == T::ZERO || a.cols() == 0;
    if nothing && beta == T::Real::ONE {
        return;
    }
    if beta != T::Real::ZERO {
        real_diagonal(c.rb());
    }
    gemmt(uplo, alpha, a, b.h(), T::from_real(beta), c.rb());
    if !nothing {
        gemmt(uplo, alpha.conj(), b, a.h(), T::ONE, c.rb());
    }
    real_diagonal(c);
}
