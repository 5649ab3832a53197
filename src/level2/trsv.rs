//! `?trsv`: x := A⁻¹·x, A triangular.

use crate::arena;
use crate::enums::{Diag, Uplo};
use crate::kernel::VectorKernels;
use crate::kernel::vector::TRIANGLE_BLOCK;
use crate::level2::gemv::add_in_parts;
use crate::level2::{LARGE, by_adjacent_columns, kernels_for, on_adjacent, tpsv, width};
use crate::mat::{MatRef, TriRef, VecMut};
use crate::scalar::Scalar;

/// Triangles of this order and less are not divided: one thread does them, while others wait.
const LEAF: usize = 128;

/// x := A⁻¹·x; A n×n, of which only the triangle `uplo` of the view is read, and not its diagonal if that is `Unit`.
/// No test for singularity: a zero on the diagonal gives what dividing by it gives. Flops (real): n².
///
/// Large triangles by halves. Parallel: the products between them.
///
/// # Panics
/// If shapes don't match, or x has stride zero.
pub fn trsv<T: Scalar>(uplo: Uplo, diag: Diag, a: MatRef<'_, T>, mut x: VecMut<'_, T>) {
    let n = x.len();
    assert!(a.rows() == n && a.cols() == n);
    let bytes = n * n / 2 * size_of::<T>();
    let is_large = bytes >= 2 * LARGE && (a.row_stride() == 1 || a.col_stride() == 1);
    // By shape alone, as the bits depend on it.
    let done = is_large
        && on_adjacent(&mut x, |x| {
            // Half of the triangle is in products that run in parallel.
            let width = width(bytes / 2);
            arena::call(width, || {
                halves(kernels_for(2 * bytes, n * size_of::<T>()), width, uplo, diag, a, x.rb())
            });
        });
    if !done {
        leaf(uplo, diag, a, x);
    }
}

/// The same by halves, so that most of the work is in large products, which run in parallel.
fn halves<T: Scalar>(
    kernels: &VectorKernels<T>,
    width: usize,
    uplo: Uplo,
    diag: Diag,
    a: MatRef<'_, T>,
    x: VecMut<'_, T>,
) {
    let n = x.len();
    if n <= LEAF {
        return leaf(uplo, diag, a, x);
    }
    let half = (n / 2).next_multiple_of(TRIANGLE_BLOCK);
    let (a11, a22) = (a.sub(0..half, 0..half), a.sub(half..n, half..n));
    let (mut x1, mut x2) = x.split_at(half);
    match uplo {
        Uplo::Lower => {
            halves(kernels, width, uplo, diag, a11, x1.rb());
            // x2 −= A21·x1
            add_in_parts(kernels, width, -T::ONE, a.sub(half..n, 0..half), x1.as_ref(), x2.rb());
            halves(kernels, width, uplo, diag, a22, x2);
        }
        Uplo::Upper => {
            halves(kernels, width, uplo, diag, a22, x2.rb());
            // x1 −= A12·x2
            add_in_parts(kernels, width, -T::ONE, a.sub(0..half, half..n), x2.as_ref(), x1.rb());
            halves(kernels, width, uplo, diag, a11, x1);
        }
    }
}

/// The same on one thread.
fn leaf<T: Scalar>(uplo: Uplo, diag: Diag, a: MatRef<'_, T>, x: VecMut<'_, T>) {
    let (a, transposed) = by_adjacent_columns(TriRef::dense(uplo, a));
    tpsv(diag, a, transposed, x);
}
