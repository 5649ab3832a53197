//! `?trmv`: x := A·x, A triangular.

use crate::arena;
use crate::enums::{Diag, Uplo};
use crate::level2::sums::{self, add_in_order, cut};
use crate::level2::{LARGE, by_adjacent_columns, kernels_for, tpmv, width};
use crate::mat::{MatRef, TriRef, VecMut, VecRef};
use crate::scalar::Scalar;
use crate::workspace;

/// x := A·x; A n×n, of which only the triangle `uplo` of the view is read, and not its diagonal if that is `Unit`.
/// Flops (real): n². Parallel: over groups of columns, each of which makes a sum, where columns are adjacent; else over x,
/// as [`tpmv`].
///
/// # Panics
/// If shapes don't match, or x has stride zero.
pub fn trmv<T: Scalar>(uplo: Uplo, diag: Diag, a: MatRef<'_, T>, mut x: VecMut<'_, T>) {
    assert!(a.cols() == x.len() && x.inc() != 0);
    if a.cols() * a.cols() / 2 * size_of::<T>() < LARGE || !by_groups(uplo, diag, a, x.rb()) {
        let (a, transposed) = by_adjacent_columns(TriRef::dense(uplo, a));
        tpmv(diag, a, transposed, x);
    }
}

/// The same by groups of columns, so that each thread reads a piece of A as it lies. False, and nothing done, if A's columns
/// are not adjacent elements, sums would be too long, or there is no memory for them.
#[cold]
#[inline(never)]
fn by_groups<T: Scalar>(uplo: Uplo, diag: Diag, a: MatRef<'_, T>, mut x: VecMut<'_, T>) -> bool {
    let n = a.cols();
    let bytes = n * n / 2 * size_of::<T>();
    let parts = sums::parts::<T>(n, bytes);
    if a.row_stride() != 1 || parts < 2 {
        return false;
    }
    let Some(mut old) = workspace::lease(n) else { return false };
    let kernels = kernels_for(bytes);
    kernels.copy(x.as_ref(), VecMut::from_slice(&mut old));
    let old = VecRef::from_slice(&old);
    x.fill(T::ZERO);
    let made = arena::call(width(bytes), || {
        add_in_order(parts, x.rb(), |i, mut sum| {
            let columns = cut(uplo, n, parts, i)..cut(uplo, n, parts, i + 1);
            let x = old.sub(columns.clone());
            let mut y = sum.rb().sub(columns.clone());
            kernels.copy(x, y.rb());
            kernels.trmv(diag, TriRef::dense(uplo, a.sub(columns.clone(), columns.clone())), false, &mut y);
            let beside = match uplo {
                Uplo::Upper => 0..columns.start,
                Uplo::Lower => columns.end..n,
            };
            kernels.gemv_n(T::ONE, a.sub(beside.clone(), columns), x, sum.sub(beside));
        })
    });
    if !made {
        kernels.copy(old, x);
    }
    made
}
