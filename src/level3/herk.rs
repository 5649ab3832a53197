//! `?herk`: C := α·A·Aᴴ + β·C, one triangle of C, α and β real.
//!
//! A n×k (its adjoint is a view); C n×n, of which one triangle is read and overwritten; its diagonal is taken as real,
//! and left so. β = 0 does not read C, α = 0 and k = 0 do not read A.   Flops (complex): 4n²k.
//! Parallel: through `gemmt`.

use crate::enums::Uplo;
use crate::level3::gemmt;
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// C := α·A·Aᴴ + β·C on the triangle `uplo` of C, whose diagonal is real.
///
/// # Panics
/// If the shapes don't match.
pub fn herk<T: Scalar>(uplo: Uplo, alpha: T::Real, a: MatRef<'_, T>, beta: T::Real, mut c: MatMut<'_, T>) {
    if (alpha == T::Real::ZERO || a.cols() == 0) && beta == T::Real::ONE {
        return;
    }
    if beta != T::Real::ZERO {
        real_diagonal(c.rb());
    }
    gemmt(uplo, T::from_real(alpha), a, a.h(), T::from_real(beta), c.rb());
    real_diagonal(c);
}

/// Drops the imaginary parts of the diagonal: those that were stored mean nothing, those that come of rounding are wrong.
pub(super) fn real_diagonal<T: Scalar>(mut c: MatMut<'_, T>) {
    for j in 0..c.rows() {
        let real = T::from_real(c.at(j, j).re());
        c.set(j, j, real);
    }
}
