//! `?syr2k`: C := α·A·Bᵀ + α·B·Aᵀ + β·C, one triangle of C.
//!
//! A, B n×k (their transposes are views); C n×n, of which one triangle is read and overwritten. β = 0 does not read C,
//! α = 0 and k = 0 do not read A or B.   Flops (real): 2n²k.
//! Parallel: packing, and the tiles of C, in one product of depth 2k; where B stays in L2, through `gemmt`, twice.

use crate::arena::{self, Domain};
use crate::enums::Uplo;
use crate::level3::beside::Beside;
use crate::level3::gemmt::{SMALL, add, gemmt};
use crate::level3::medium;
use crate::level3::operand::Operand;
use crate::level3::product::{Part, product, usual_cut};
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
    let (n, k) = (c.rows(), a.cols());
    assert!(c.cols() == n && a.rows() == n && b.rows() == n && b.cols() == k);
    if n == 0 || alpha == T::ZERO || k == 0 {
        return gemmt(uplo, alpha, a, b.t(), beta, c);
    }
    if n * n * k > SMALL {
        let cut = usual_cut::<T>();
        if !medium::suits(cut.1, n, &b.t()) {
            // C := α·[A B]·[B A]ᵀ + β·C
            let (left, right) = (Beside::new(a, b), Beside::new(b, a).t());
            return product(cut, Part::Triangle(uplo), alpha, left, right, beta, c);
        }
    }
    let width = arena::width(Domain::Blas, T::FLOPS * (n * n) as f64 * k as f64);
    arena::call(width, || {
        add(width, uplo, alpha, a, b.t(), beta, c.rb());
        add(width, uplo, alpha, b, a.t(), T::ONE, c);
    });
}
