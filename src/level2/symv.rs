//! `?symv`, `?hemv`, `?spmv`, `?hpmv`, `?sbmv`, `?hbmv`: y := α·A·x + β·y, A symmetric or Hermitian.

use std::ops::Range;

use crate::arena;
use crate::level2::sums::{add_in_order, cut};
use crate::level2::{Symmetry, by_adjacent_columns, scale, width};
use crate::mat::{TriRef, VecMut, VecRef};
use crate::scalar::Scalar;
use crate::workspace;

/// Elements of the triangle that are worth a sum of their own; of so many, each half is.
const PART: usize = 1 << 17;
/// The most such sums.
const MOST_PARTS: usize = 16;

/// y := α·A·x + β·y; A n×n, of which the triangle `a` is stored, in any way. Flops (real): 2n², for a band of k
/// diagonals 4nk. Parallel: over groups of columns, each of which makes a sum; the sums are added in order.
///
/// β = 0 does not read y, α = 0 does not read A or x. Zeros in x are elements like others: 0·NaN is NaN.
///
/// # Panics
/// If shapes don't match.
pub fn symv<T: Scalar>(
    symmetry: Symmetry,
    alpha: T,
    a: TriRef<'_, T>,
    x: VecRef<'_, T>,
    beta: T,
    mut y: VecMut<'_, T>,
) {
    let n = a.n();
    assert!(n == x.len() && n == y.len());
    scale(beta, y.rb());
    if n == 0 || alpha == T::ZERO {
        return;
    }
    let (a, transposed) = by_adjacent_columns(a);
    let a = a.conj_if(transposed && symmetry == Symmetry::Hermitian);
    if a.columns().is_none() && !a.is_band() {
        return by_columns(symmetry, alpha, a, x, y);
    }
    if x.inc() == 1 && !x.is_conj() && y.inc() == 1 {
        return adjacent(symmetry, alpha, a, x, y);
    }
    let Some(mut copies) = workspace::lease(2 * n) else {
        return by_columns(symmetry, alpha, a, x, y);
    };
    let kernels = &T::kernels().vector;
    let (x_copy, y_copy) = copies.split_at_mut(n);
    kernels.copy(x, VecMut::from_slice(x_copy));
    kernels.copy(y.as_ref(), VecMut::from_slice(y_copy));
    adjacent(symmetry, alpha, a, VecRef::from_slice(x_copy), VecMut::from_slice(y_copy));
    kernels.copy(VecRef::from_slice(y_copy), y);
}

/// y += α·A·x where all elements that kernels want adjacent are. A band is a parallelogram and, at one end, a triangle.
fn adjacent<T: Scalar>(
    symmetry: Symmetry,
    alpha: T,
    a: TriRef<'_, T>,
    x: VecRef<'_, T>,
    mut y: VecMut<'_, T>,
) {
    let n = a.n();
    if let Some((columns, triangle)) = a.other_columns() {
        T::kernels().vector.sheared_both(symmetry == Symmetry::Hermitian, alpha, a, x, y.rb());
        return adjacent(symmetry, alpha, triangle, x.sub(columns.clone()), y.sub(columns));
    }
    let part = |columns: Range<usize>, y: VecMut<'_, T>| {
        T::kernels().vector_for_symmetric(n).symv(symmetry == Symmetry::Hermitian, columns, alpha, a, x, y);
    };
    // By shape alone, as the bits depend on it.
    let elements = n * n / 2;
    let parts = if elements < PART { 1 } else { (elements / PART).clamp(2, MOST_PARTS) };
    let made = parts > 1
        && arena::call(width(elements * size_of::<T>()), || {
            let group = |i: usize| cut(a.uplo(), n, parts, i)..cut(a.uplo(), n, parts, i + 1);
            add_in_order(parts, y.rb(), |i, sum| part(group(i), sum))
        });
    if !made {
        part(0..n, y);
    }
}

/// y += α·A·x, a column of the triangle after the other: each is a column of A, and across the diagonal a row.
fn by_columns<T: Scalar>(
    symmetry: Symmetry,
    alpha: T,
    a: TriRef<'_, T>,
    x: VecRef<'_, T>,
    mut y: VecMut<'_, T>,
) {
    let kernels = &T::kernels().vector;
    for j in 0..a.n() {
        let (rows, off) = a.column(j);
        let xj = alpha * x.at(j);
        kernels.axpy(xj, off, y.rb().sub(rows.clone()));
        let across = kernels.dot(off.conj_if(symmetry == Symmetry::Hermitian), x.sub(rows));
        y.set(j, y.at(j) + symmetry.on_diagonal(a.diagonal(j)) * xj + alpha * across);
    }
}
