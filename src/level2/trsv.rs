//! `?trsv`: x := A⁻¹·x, A triangular.

use crate::arena;
use crate::enums::{Diag, Uplo};
use crate::level2::{LEAF, TRIANGLE, gemv, width};
use crate::mat::{MatRef, VecMut};
use crate::scalar::Scalar;

/// x := A⁻¹·x; A n×n, of which only the triangle `uplo` of the view is read, and not its diagonal if that is `Unit`.
/// No test for singularity: a zero on the diagonal gives what dividing by it gives. Flops (real): n².
///
/// By halves, then by blocks. Parallel: inside of `gemv`.
///
/// # Panics
/// If shapes don't match, or x has stride zero.
pub fn trsv<T: Scalar>(uplo: Uplo, diag: Diag, a: MatRef<'_, T>, x: VecMut<'_, T>) {
    let n = x.len();
    assert!(a.rows() == n && a.cols() == n);
    if n <= LEAF {
        return by_blocks(uplo, diag, a, x);
    }
    // Half of the triangle is in products that run in parallel.
    arena::call(width(n * n / 4 * size_of::<T>()), || halves(uplo, diag, a, x));
}

/// The same by halves, so that most of the work is in large products, which run in parallel.
fn halves<T: Scalar>(uplo: Uplo, diag: Diag, a: MatRef<'_, T>, x: VecMut<'_, T>) {
    let n = x.len();
    if n <= LEAF {
        return by_blocks(uplo, diag, a, x);
    }
    let half = (n / 2).next_multiple_of(TRIANGLE);
    let (a11, a22) = (a.sub(0..half, 0..half), a.sub(half..n, half..n));
    let (mut x1, mut x2) = x.split_at(half);
    match uplo {
        Uplo::Lower => {
            halves(uplo, diag, a11, x1.rb());
            // x2 −= A21·x1
            gemv(-T::ONE, a.sub(half..n, 0..half), x1.as_ref(), T::ONE, x2.rb());
            halves(uplo, diag, a22, x2);
        }
        Uplo::Upper => {
            halves(uplo, diag, a22, x2.rb());
            // x1 −= A12·x2
            gemv(-T::ONE, a.sub(0..half, half..n), x2.as_ref(), T::ONE, x1.rb());
            halves(uplo, diag, a11, x1);
        }
    }
}

/// The same by blocks, all but the small ones on the diagonal by `gemv`: of columns or of rows, whichever are adjacent.
fn by_blocks<T: Scalar>(uplo: Uplo, diag: Diag, a: MatRef<'_, T>, mut x: VecMut<'_, T>) {
    let n = x.len();
    let by_columns = a.row_stride() == 1;
    for k in 0..n.div_ceil(TRIANGLE) {
        // Forward substitution goes down, back substitution up.
        let start = match uplo {
            Uplo::Lower => k * TRIANGLE,
            Uplo::Upper => (n.div_ceil(TRIANGLE) - 1 - k) * TRIANGLE,
        };
        let block = start..n.min(start + TRIANGLE);
        let a11 = a.sub(block.clone(), block.clone());
        let (x0, rest) = x.rb().split_at(block.start);
        let (mut x1, x2) = rest.split_at(block.len());
        if by_columns {
            solve(uplo, diag, a11, x1.rb());
            match uplo {
                // x2 −= A21·x1
                Uplo::Lower => gemv(-T::ONE, a.sub(block.end..n, block), x1.as_ref(), T::ONE, x2),
                // x0 −= A01·x1
                Uplo::Upper => gemv(-T::ONE, a.sub(0..block.start, block), x1.as_ref(), T::ONE, x0),
            }
        } else {
            match uplo {
                // x1 −= A10·x0
                Uplo::Lower => {
                    gemv(-T::ONE, a.sub(block.clone(), 0..block.start), x0.as_ref(), T::ONE, x1.rb())
                }
                // x1 −= A12·x2
                Uplo::Upper => {
                    gemv(-T::ONE, a.sub(block.clone(), block.end..n), x2.as_ref(), T::ONE, x1.rb())
                }
            }
            solve(uplo, diag, a11, x1);
        }
    }
}

/// x := A⁻¹·x for a block on the diagonal, number by number: it is too small for kernels.
fn solve<T: Scalar>(uplo: Uplo, diag: Diag, a: MatRef<'_, T>, mut x: VecMut<'_, T>) {
    let n = x.len();
    let mut b = [T::ZERO; TRIANGLE];
    for i in 0..n {
        b[i] = x.at(i);
    }
    for k in 0..n {
        let (j, rows) = match uplo {
            Uplo::Lower => (k, k + 1..n),
            Uplo::Upper => (n - 1 - k, 0..n - 1 - k),
        };
        if diag == Diag::NonUnit {
            b[j] = b[j].divide(a.at(j, j));
        }
        let bj = b[j];
        for i in rows {
            b[i] -= a.at(i, j) * bj;
        }
    }
    for i in 0..n {
        x.set(i, b[i]);
    }
}
