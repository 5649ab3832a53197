//! `?trmm`: B := α·A·B, A triangular.
//!
//! A m×m, of which one triangle is read; B m×n, overwritten. A on the right is this on the transposes:
//! (B·A)ᵀ = Aᵀ·Bᵀ. α = 0 does not read A or B.   Flops (real): m²n.
//! Parallel: through gemm, and over columns of B.   Ref: Kågström, Ling & Van Loan (1998).

use crate::arena::{self, Domain};
use crate::enums::{Diag, Uplo};
use crate::level3::gemm;
use crate::level3::triangle::{self, Triangle};
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// B := α·A·B, A triangular; `uplo` is the triangle of the view, transposed if it is.
///
/// # Panics
/// If the shapes don't match.
pub fn trmm<T: Scalar>(uplo: Uplo, diag: Diag, alpha: T, a: MatRef<'_, T>, mut b: MatMut<'_, T>) {
    assert!(a.rows() == a.cols() && a.rows() == b.rows());
    if alpha == T::ZERO {
        return b.fill(T::ZERO);
    }
    let flops = triangle::flops::<T>(b.rows(), b.cols());
    arena::call(arena::width(Domain::Blas, flops), || recurse(alpha, Triangle { uplo, diag, a }, b));
}

/// The off-diagonal half is a matrix product; B's part that is still needed is overwritten last.
fn recurse<T: Scalar>(alpha: T, l: Triangle<'_, T>, b: MatMut<'_, T>) {
    let Some((l11, off, l22)) = l.split() else {
        return triangle::by_columns(l, b, |l, x| product(alpha, l, x));
    };
    let (mut b1, mut b2) = b.split_rows(l11.a.rows());
    match l.uplo {
        Uplo::Lower => {
            // B2 := α·(A22·B2 + A21·B1); B1 := α·A11·B1
            recurse(alpha, l22, b2.rb());
            gemm(alpha, off, b1.as_ref(), T::ONE, b2);
            recurse(alpha, l11, b1);
        }
        Uplo::Upper => {
            // B1 := α·(A11·B1 + A12·B2); B2 := α·A22·B2
            recurse(alpha, l11, b1.rb());
            gemm(alpha, off, b2.as_ref(), T::ONE, b1);
            recurse(alpha, l22, b2);
        }
    }
}

/// X := α·X·Aᵀ, column by column of X: x_j := α·(Σ a_jk·x_k), the columns that are still needed last.
fn product<T: Scalar>(alpha: T, l: Triangle<'_, T>, mut x: MatMut<'_, T>) {
    let m = l.a.rows();
    for step in 0..m {
        let j = if l.uplo == Uplo::Lower { m - 1 - step } else { step };
        let others = l.others(j);
        let (mut xj, rest) = triangle::column(x.rb(), j, l.uplo);
        let row = l.a.sub(j..j + 1, others).t();
        gemm(alpha, rest, row, alpha * l.diagonal(j), xj.rb());
    }
}
