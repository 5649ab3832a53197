//! `?hemm`: C := α·A·B + β·C, A Hermitian.
//!
//! A m×m, of which one triangle is read, its diagonal as real; B, C m×n; overwrites C. A on the right is this on the
//! transposes, as Aᵀ is Hermitian, too. β = 0 does not read C; α = 0 does not read A or B.   Flops (complex): 8m²n.
//! Parallel: as `symm`.

use crate::enums::Uplo;
use crate::kernel::GemmKernel;
use crate::level3::blocking::Blocking;
use crate::level3::operand::Mirrored;
use crate::level3::product::{Part, product};
use crate::level3::symm::mirrored;
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// C := α·A·B + β·C, A Hermitian, its triangle `uplo` stored.
///
/// # Panics
/// If the shapes don't match.
pub fn hemm<T: Scalar>(uplo: Uplo, alpha: T, a: MatRef<'_, T>, b: MatRef<'_, T>, beta: T, c: MatMut<'_, T>) {
    mirrored(alpha, Mirrored { uplo, a, hermitian: true }, b, beta, c);
}

/// `symm` and `hemm` in packed blocks whatever their size, with a kernel and block sizes of the caller's choice, for tests:
/// α ≠ 0, and nothing is empty.
pub fn hemm_with<T: Scalar>(
    kernel: &GemmKernel<T>,
    blocking: Blocking,
    (uplo, hermitian): (Uplo, bool),
    alpha: T,
    a: MatRef<'_, T>,
    b: MatRef<'_, T>,
    beta: T,
    c: MatMut<'_, T>,
) {
    product((kernel, blocking), Part::Whole, alpha, Mirrored { uplo, a, hermitian }, b, beta, c);
}
