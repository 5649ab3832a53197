//! `?tpsv`, `?tbsv`: x := op(A)⁻¹·x, A triangular and packed, or a band.

use crate::enums::{Diag, Uplo};
use crate::level2::{columns_in_order, on_adjacent};
use crate::mat::{TriRef, VecMut};
use crate::scalar::Scalar;

/// x := A⁻¹·x, or A⁻ᵀ·x if `transposed`; A n×n, of which the triangle `a` is stored (and of that not the diagonal if it
/// is `Unit`), in any way. No test for singularity. Flops (real): n², for a band of k diagonals 2nk.
///
/// # Panics
/// If shapes don't match, or x has stride zero.
pub fn tpsv<T: Scalar>(diag: Diag, a: TriRef<'_, T>, transposed: bool, mut x: VecMut<'_, T>) {
    assert!(a.n() == x.len());
    if let Some((others, triangle)) = a.other_columns() {
        let done = on_adjacent(&mut x, |x| {
            let kernels = &T::kernels().vector;
            // The columns that have not all diagonals are solved first, or last.
            if transposed {
                kernels.trsv(diag, triangle, transposed, &mut x.rb().sub(others.clone()));
            }
            kernels.tbsv(diag, a, transposed, x);
            if !transposed {
                kernels.trsv(diag, triangle, transposed, &mut x.rb().sub(others));
            }
        });
        if !done {
            by_columns(diag, a, transposed, x);
        }
        return;
    }
    let done = a.columns().is_some()
        && on_adjacent(&mut x, |x| {
            T::kernels().vector.trsv(diag, a, transposed, x);
        });
    if !done {
        by_columns(diag, a, transposed, x);
    }
}

/// The same, a column of the triangle after the other.
fn by_columns<T: Scalar>(diag: Diag, a: TriRef<'_, T>, transposed: bool, mut x: VecMut<'_, T>) {
    let kernels = &T::kernels().vector;
    // A lower triangle is solved downwards, and the transpose of an upper one is lower.
    for j in columns_in_order(a.n(), (a.uplo() == Uplo::Lower) != transposed) {
        let (rows, off) = a.column(j);
        let (mut xj, others) = x.rb().split_out(j, rows);
        let mut solution = xj.at(0);
        if transposed {
            solution -= kernels.dot(off, others.as_ref());
        }
        if diag == Diag::NonUnit {
            solution = solution.divide(a.diagonal(j));
        }
        xj.set(0, solution);
        if !transposed {
            kernels.axpy(-solution, off, others);
        }
    }
}
