//! What `syrk` and `herk` share: a matrix product of which one triangle is wanted, by recursion on the triangle.

use crate::arena::{self, Domain};
use crate::enums::Uplo;
use crate::level3::gemm;
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;
use crate::workspace;

/// Diagonal blocks of this size and less are computed whole, and one triangle of them is kept.
const SMALLEST: usize = 32;

/// C := α·A·B + β·C on a triangle of C, where the product is symmetric or Hermitian.
pub(super) fn update<T: Scalar>(
    uplo: Uplo,
    alpha: T,
    a: MatRef<'_, T>,
    b: MatRef<'_, T>,
    beta: T,
    c: MatMut<'_, T>,
) {
    let flops = T::FLOPS / 2.0 * (a.rows() * a.rows()) as f64 * a.cols() as f64;
    arena::call(arena::width(Domain::Blas, flops), || recurse(uplo, alpha, a, b, beta, c));
}

/// Two triangles and the rectangle between them, all independent.
fn recurse<T: Scalar>(uplo: Uplo, alpha: T, a: MatRef<'_, T>, b: MatRef<'_, T>, beta: T, c: MatMut<'_, T>) {
    let n = c.rows();
    if n <= SMALLEST {
        return diagonal_block(uplo, alpha, a, b, beta, c);
    }
    let half = (n / 2).next_multiple_of(SMALLEST);
    let (a1, a2) = (a.sub_rows(0..half), a.sub_rows(half..n));
    let (b1, b2) = (b.sub_cols(0..half), b.sub_cols(half..n));
    let c = c.quad(half, half);
    let rectangle = || match uplo {
        Uplo::Lower => gemm(alpha, a2, b1, beta, c.a21),
        Uplo::Upper => gemm(alpha, a1, b2, beta, c.a12),
    };
    arena::join(
        || {
            arena::join(
                || recurse(uplo, alpha, a1, b1, beta, c.a11),
                || recurse(uplo, alpha, a2, b2, beta, c.a22),
            )
        },
        rectangle,
    );
}

/// A small block on the diagonal: the product whole into scratch, its triangle into C.
fn diagonal_block<T: Scalar>(
    uplo: Uplo,
    alpha: T,
    a: MatRef<'_, T>,
    b: MatRef<'_, T>,
    beta: T,
    mut c: MatMut<'_, T>,
) {
    let n = c.rows();
    let mut scratch = workspace::lease(n * n);
    let mut product = scratch.as_deref_mut().map(|data| MatMut::from_slice(data, n, n, n));
    if let Some(product) = &mut product {
        gemm(alpha, a, b, T::ZERO, product.rb());
    }
    for j in 0..n {
        let rows = match uplo {
            Uplo::Lower => j..n,
            Uplo::Upper => 0..j + 1,
        };
        for i in rows {
            let x = match &product {
                Some(product) => product.at(i, j),
                None => alpha * (0..a.cols()).map(|p| a.at(i, p) * b.at(p, j)).sum(),
            };
            c.set(i, j, if beta == T::ZERO { x } else { x + beta * c.at(i, j) });
        }
    }
}
