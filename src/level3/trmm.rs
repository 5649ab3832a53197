//! `?trmm`: B := α·A·B, A triangular.
//!
//! A m×m, of which one triangle is read; B m×n, overwritten. A on the right is this on the transposes:
//! (B·A)ᵀ = Aᵀ·Bᵀ. α = 0 does not read A or B.   Flops (real): m²n.
//! Parallel: through gemm, and over columns of B.   Ref: Kågström, Ling & Van Loan (1998).

use crate::arena;
use crate::enums::{Diag, Uplo};
use crate::level2::trmv;
use crate::level3::gemm;
use crate::level3::triangle::{self, Action, Triangle};
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
    let l = Triangle { uplo, diag, a };
    if triangle::apply_small(Action::Multiply, alpha, l, &mut b) {
        return;
    }
    if b.cols() == 1 {
        // A is read once, and not worth packing.
        trmv(uplo, diag, a, b.rb().col(0));
        if alpha != T::ONE {
            b.for_each(|x| alpha * x);
        }
        return;
    }
    let width = triangle::width(&b);
    arena::call(width, || recurse(width, alpha, l, b));
}

/// The off-diagonal half is a matrix product; B's part that is still needed is overwritten last.
fn recurse<T: Scalar>(width: usize, alpha: T, l: Triangle<'_, T>, b: MatMut<'_, T>) {
    let Some((l11, off, l22)) = l.split(&b) else {
        return triangle::apply(Action::Multiply, width, alpha, l, b);
    };
    let (mut b1, mut b2) = b.split_rows(l11.a.rows());
    match l.uplo {
        Uplo::Lower => {
            // B2 := α·(A22·B2 + A21·B1); B1 := α·A11·B1
            recurse(width, alpha, l22, b2.rb());
            gemm(alpha, off, b1.as_ref(), T::ONE, b2);
            recurse(width, alpha, l11, b1);
        }
        Uplo::Upper => {
            // B1 := α·(A11·B1 + A12·B2); B2 := α·A22·B2
            recurse(width, alpha, l11, b1.rb());
            gemm(alpha, off, b2.as_ref(), T::ONE, b1);
            recurse(width, alpha, l22, b2);
        }
    }
}
