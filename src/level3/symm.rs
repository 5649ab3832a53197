//! `?symm`: C := α·A·B + β·C, A symmetric.
//!
//! A m×m, of which one triangle is read; B, C m×n; overwrites C. A on the right is this on the transposes:
//! (B·A)ᵀ = Aᵀ·Bᵀ. β = 0 does not read C; α = 0 does not read A or B.   Flops (real): 2m²n.
//! Parallel: packing, which mirrors the triangle, and the tiles of C; or parts of C (`medium`).

use crate::arena::{self, Domain};
use crate::enums::Uplo;
use crate::level3::gemm;
use crate::level3::medium;
use crate::level3::operand::{Mirrored, Operand};
use crate::level3::product::{Part, product, usual_cut};
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;
use crate::workspace;

/// Up to this order the matrix is written out, which takes less time than panels.
const SMALL: usize = 64;

/// C := α·A·B + β·C, A symmetric, its triangle `uplo` stored.
///
/// # Panics
/// If the shapes don't match.
pub fn symm<T: Scalar>(uplo: Uplo, alpha: T, a: MatRef<'_, T>, b: MatRef<'_, T>, beta: T, c: MatMut<'_, T>) {
    mirrored(alpha, Mirrored { uplo, a, hermitian: false }, b, beta, c);
}

/// `symm` and `hemm`.
pub(super) fn mirrored<T: Scalar>(alpha: T, a: Mirrored<'_, T>, b: MatRef<'_, T>, beta: T, c: MatMut<'_, T>) {
    let (m, n) = (c.rows(), c.cols());
    assert!(a.a.rows() == m && a.a.cols() == m && b.rows() == m && b.cols() == n);
    if m == 0 || n == 0 || alpha == T::ZERO {
        // Nothing to add; gemm does the rest.
        return gemm(T::ZERO, a.a, b, beta, c);
    }
    if m <= SMALL
        && let Some(mut scratch) = workspace::lease(m * m)
    {
        let mut whole = MatMut::from_slice(&mut scratch, m, m, m);
        a.copy_to(whole.rb());
        return gemm(alpha, whole.into_ref(), b, beta, c);
    }
    let (kernel, blocking) = usual_cut::<T>();
    let width = arena::width(Domain::Blas, T::FLOPS * (m * m) as f64 * n as f64);
    if c.row_stride() == 1 && medium::suits(blocking, m, &b) {
        return arena::call(width, || medium::product((kernel, blocking), width, alpha, a, b, beta, c));
    }
    if c.col_stride() == 1 && medium::suits(blocking, n, &a.a) {
        // Cᵀ := α·Bᵀ·A + β·Cᵀ
        return arena::call(width, || medium::by_columns(kernel, width, alpha, b.t(), a.t(), beta, c.t()));
    }
    product((kernel, blocking), Part::Whole, alpha, a, b, beta, c);
}
