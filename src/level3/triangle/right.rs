//! B whose columns are adjacent, as that of a triangle from the right, transposed: a register holds an element of each column, and
//! steps of the triangle are as wide as a register tile.
//!
//! ```text
//!          X = Bᵀ                    Lᵀ
//!      done    next           ┌────────────┐
//!    ┌───────┬────┬───┐       │╲      │ R  │      next := α·next − done·R, a product
//!    │       │    │   │       │  ╲    │    │      next := next·C⁻ᵀ, the corner kernel
//!    └───────┴────┴───┘       │    ╲  ├────┤
//!                             │      ╲│ C  │
//! ```

use crate::enums::{Diag, Uplo};
use crate::kernel::Kernels;
use crate::kernel::corner::{LyingCorner, PackedCorner};
use crate::level3::blocking::even_part;
use crate::level3::triangle::panels::Source;
use crate::level3::triangle::{Action, Part, Triangle, each_part};
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// Elements of the largest corner.
pub(super) const CORNER: usize = 8 * 8;

/// X := α·X·Aᵀ or α·X·A⁻ᵀ.
pub(super) fn apply<T: Scalar>(action: Action, alpha: T, l: Triangle<'_, T>, x: MatMut<'_, T>) {
    let kernels = T::kernels();
    let order = l.a.rows();
    let width = |widest: usize| if order <= widest { order } else { even_part(order, widest, 1) };
    if action == Action::Multiply && order <= kernels.corner.beside && !l.a.is_conj() {
        return multiply(kernels, width(kernels.corner.columns), alpha, l, x);
    }
    let width = width(kernels.corner.widest.min(kernels.gemm.nr));
    each_part(action, width, alpha, Source::Lying(l), x.t(), |part, before, next| match part {
        Part::Rectangle { alpha, r, beta, .. } => {
            kernels.gemm.unpacked(alpha, before.t(), r.t(), beta, next.t());
        }
        Part::Block { alpha, c } => match action {
            Action::Multiply => multiply_corner(kernels, alpha, c, next.t()),
            Action::Solve => solve_corner(kernels, alpha, c, next.t()),
        },
    });
}

/// X := α·X·Aᵀ, in steps of some columns, from where the triangle is wide to where it is narrow, each with the rectangle beside it.
#[inline(always)]
fn multiply<T: Scalar>(
    kernels: &Kernels<T>,
    width: usize,
    alpha: T,
    l: Triangle<'_, T>,
    mut x: MatMut<'_, T>,
) {
    let (order, upper, unit) = (l.a.rows(), l.uplo == Uplo::Upper, l.diag == Diag::Unit);
    let mut done = 0;
    while done < order {
        let next = width.min(order - done);
        let (rows, columns) = if upper {
            (done..done + next, done..order)
        } else {
            (order - done - next..order - done, 0..order - done)
        };
        let corner = LyingCorner { rows: l.a.sub(rows, columns.clone()), upper, unit };
        kernels.corner.multiply(alpha, corner, x.rb().sub_cols(columns));
        done += next;
    }
}

/// X := α·X·Aᵀ for a triangle that is a corner. If it is meant conjugated, it is copied.
#[inline(always)]
fn multiply_corner<T: Scalar>(kernels: &Kernels<T>, alpha: T, l: Triangle<'_, T>, x: MatMut<'_, T>) {
    let (n, upper, unit) = (l.a.rows(), l.uplo == Uplo::Upper, l.diag == Diag::Unit);
    if !l.a.is_conj() {
        return kernels.corner.multiply(alpha, LyingCorner { rows: l.a, upper, unit }, x);
    }
    let mut data = [T::ZERO; CORNER];
    for j in 0..n {
        for i in if upper { 0..j + 1 } else { j..n } {
            data[j * n + i] = if i == j { l.diagonal(j) } else { l.a.at(i, j) };
        }
    }
    kernels.corner.multiply(alpha, LyingCorner { rows: MatRef::from_slice(&data, n, n, n), upper, unit }, x);
}

/// X := α·X·A⁻ᵀ for a triangle that is a corner.
pub(super) fn solve_corner<T: Scalar>(kernels: &Kernels<T>, alpha: T, l: Triangle<'_, T>, x: MatMut<'_, T>) {
    let mut data = [T::ZERO; CORNER];
    let divide = must_divide(&l);
    pack_corner(divide, &l, &mut data);
    let corner = PackedCorner { data: &data, backwards: l.uplo == Uplo::Upper, divide };
    kernels.corner.solve(alpha, corner, x);
}

/// Whether some element of the diagonal has no reciprocal to multiply by.
fn must_divide<T: Scalar>(l: &Triangle<'_, T>) -> bool {
    l.diag == Diag::NonUnit && !(0..l.a.rows()).all(|j| l.a.at(j, j).has_reciprocal())
}

/// Packs a corner to be solved, an upper one backwards, as `kernel::corner` says.
fn pack_corner<T: Scalar>(divide: bool, l: &Triangle<'_, T>, dst: &mut [T]) {
    let n = l.a.rows();
    let index = |i: usize| if l.uplo == Uplo::Lower { i } else { n - 1 - i };
    for j in 0..n {
        let d = l.diagonal(index(j));
        dst[j * n + j] = if divide || l.diag == Diag::Unit { d } else { T::ONE.divide(d) };
        for i in j + 1..n {
            dst[j * n + i] = -l.a.at(index(i), index(j));
        }
    }
}
