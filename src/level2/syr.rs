//! `?syr`, `?her`, `?spr`, `?hpr`: A += α·x·xᵀ or α·x·xᴴ, one triangle.

use crate::level2::Symmetry;
use crate::level2::groups::{for_groups, is_large};
use crate::mat::{TriMut, VecRef};
use crate::scalar::Scalar;

/// A += α·x·xᵀ, or α·x·xᴴ with a real α; A n×n, of which the triangle `a` is stored, in any way. α = 0 reads nothing.
/// Flops (real): n². Parallel: over columns.
///
/// Zeros in x are elements like others: 0·NaN is NaN.
///
/// # Panics
/// If shapes don't match.
pub fn syr<T: Scalar>(symmetry: Symmetry, alpha: T, x: VecRef<'_, T>, mut a: TriMut<'_, T>) {
    assert!(a.n() == x.len());
    if alpha == T::ZERO {
        return;
    }
    if is_large(&a) {
        return large(symmetry, alpha, x, a);
    }
    columns(symmetry, alpha, x, &mut a);
}

/// The same, out of line for small triangles' sake.
#[cold]
#[inline(never)]
fn large<T: Scalar>(symmetry: Symmetry, alpha: T, x: VecRef<'_, T>, a: TriMut<'_, T>) {
    for_groups(a, |mut a| columns(symmetry, alpha, x, &mut a));
}

/// The same on some columns.
#[inline(always)]
fn columns<T: Scalar>(symmetry: Symmetry, alpha: T, x: VecRef<'_, T>, a: &mut TriMut<'_, T>) {
    let kernels = &T::kernels().vector;
    if x.inc() == 1 && kernels.syr(symmetry == Symmetry::Hermitian, alpha, x, a) {
        return;
    }
    for j in a.written() {
        let factor = alpha * symmetry.mirrored(x.at(j));
        a.map_diagonal(j, |ajj| symmetry.on_diagonal(ajj + factor * x.at(j)));
        let (rows, off) = a.column(j);
        kernels.axpy(factor, x.sub(rows), off);
    }
}
