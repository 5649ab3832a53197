//! `?trsm`: B := α·A⁻¹·B, A triangular: the solution X of A·X = α·B.
//!
//! A m×m, of which one triangle is read, and not tested for singularity; B m×n, overwritten. A on the right is this on
//! the transposes. α = 0 does not read A or B.   Flops (real): m²n.
//! Parallel: through gemm, and over columns of B.   Ref: Kågström, Ling & Van Loan (1998).

use crate::arena;
use crate::enums::{Diag, Uplo};
use crate::level2::trsv;
use crate::level3::gemm;
use crate::level3::triangle::{self, Action, Triangle};
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// B := α·A⁻¹·B, A triangular; `uplo` is the triangle of the view, transposed if it is.
///
/// # Panics
/// If the shapes don't match.
pub fn trsm<T: Scalar>(uplo: Uplo, diag: Diag, alpha: T, a: MatRef<'_, T>, mut b: MatMut<'_, T>) {
    assert!(a.rows() == a.cols() && a.rows() == b.rows());
    if alpha == T::ZERO {
        return b.fill(T::ZERO);
    }
    let l = Triangle { uplo, diag, a };
    if triangle::apply_small(Action::Solve, alpha, l, &mut b) {
        return;
    }
    if b.cols() == 1 {
        // A is read once, and not worth packing.
        if alpha != T::ONE {
            b.for_each(|x| alpha * x);
        }
        return trsv(uplo, diag, a, b.col(0));
    }
    let width = triangle::width(&b);
    arena::call(width, || recurse(width, alpha, l, b));
}

/// One half is solved for, and a matrix product takes it out of the other.
fn recurse<T: Scalar>(width: usize, alpha: T, l: Triangle<'_, T>, b: MatMut<'_, T>) {
    let Some((l11, off, l22)) = l.split(&b) else {
        return triangle::apply(Action::Solve, width, alpha, l, b);
    };
    let (mut b1, mut b2) = b.split_rows(l11.a.rows());
    match l.uplo {
        Uplo::Lower => {
            // B1 := α·A11⁻¹·B1; B2 := A22⁻¹·(α·B2 − A21·B1)
            recurse(width, alpha, l11, b1.rb());
            gemm(-T::ONE, off, b1.as_ref(), alpha, b2.rb());
            recurse(width, T::ONE, l22, b2);
        }
        Uplo::Upper => {
            // B2 := α·A22⁻¹·B2; B1 := A11⁻¹·(α·B1 − A12·B2)
            recurse(width, alpha, l22, b2.rb());
            gemm(-T::ONE, off, b2.as_ref(), alpha, b1.rb());
            recurse(width, T::ONE, l11, b1);
        }
    }
}
