//! `?syr2`, `?her2`, `?spr2`, `?hpr2`: A += α·x·yᵀ + α·y·xᵀ or α·x·yᴴ + ᾱ·y·xᴴ, one triangle.

use crate::level2::Symmetry;
use crate::level2::groups::{for_groups, is_large};
use crate::mat::{TriMut, VecRef};
use crate::scalar::Scalar;

/// A += α·x·yᵀ + α·y·xᵀ, or α·x·yᴴ + ᾱ·y·xᴴ; A n×n, of which the triangle `a` is stored, in any way. α = 0 reads
/// nothing. Flops (real): 2n². Parallel: over columns.
///
/// Zeros in x and y are elements like others: 0·NaN is NaN.
///
/// # Panics
/// If shapes don't match.
pub fn syr2<T: Scalar>(
    symmetry: Symmetry,
    alpha: T,
    x: VecRef<'_, T>,
    y: VecRef<'_, T>,
    mut a: TriMut<'_, T>,
) {
    assert!(a.n() == x.len() && a.n() == y.len());
    if alpha == T::ZERO {
        return;
    }
    if is_large(&a) {
        return large(symmetry, alpha, x, y, a);
    }
    columns(symmetry, alpha, x, y, &mut a);
}

/// The same, out of line for small triangles' sake.
#[cold]
#[inline(never)]
fn large<T: Scalar>(symmetry: Symmetry, alpha: T, x: VecRef<'_, T>, y: VecRef<'_, T>, a: TriMut<'_, T>) {
    for_groups(a, |mut a| columns(symmetry, alpha, x, y, &mut a));
}

/// The same on some columns.
#[inline(always)]
fn columns<T: Scalar>(
    symmetry: Symmetry,
    alpha: T,
    x: VecRef<'_, T>,
    y: VecRef<'_, T>,
    a: &mut TriMut<'_, T>,
) {
    let kernels = &T::kernels().vector;
    let adjacent = x.inc() == 1 && y.inc() == 1 && x.is_conj() == y.is_conj();
    if adjacent && kernels.syr2(symmetry == Symmetry::Hermitian, alpha, x, y, a) {
        return;
    }
    for j in a.written() {
        let by_y = alpha * symmetry.mirrored(y.at(j));
        let by_x = symmetry.mirrored(alpha * x.at(j));
        a.map_diagonal(j, |ajj| symmetry.on_diagonal(ajj + by_y * x.at(j) + by_x * y.at(j)));
        let (rows, mut off) = a.column(j);
        kernels.axpy(by_y, x.sub(rows.clone()), off.rb());
        kernels.axpy(by_x, y.sub(rows), off);
    }
}
