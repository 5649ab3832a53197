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
use crate::kernel::corner::PackedCorner;
use crate::level3::triangle::{Action, Part, Triangle, each_part};
use crate::mat::MatMut;
use crate::scalar::Scalar;

/// Elements of the largest corner.
pub(super) const CORNER: usize = 8 * 8;

/// X := α·X·Aᵀ or α·X·A⁻ᵀ.
pub(super) fn apply<T: Scalar>(action: Action, alpha: T, l: Triangle<'_, T>, x: MatMut<'_, T>) {
    let kernels = T::kernels();
    let width = kernels.corner.widest.min(kernels.gemm.nr);
    each_part(action, width, alpha, l, x.t(), |part, before, next| match part {
        Part::Rectangle { alpha, r, beta } => {
            kernels.gemm.unpacked(alpha, before.t(), r.t(), beta, next.t());
        }
        Part::Block { alpha, c } => corner(kernels, action, alpha, c, next.t()),
    });
}

/// The same for a triangle that is a corner.
#[inline(always)]
pub(super) fn corner<T: Scalar>(
    kernels: &Kernels<T>,
    action: Action,
    alpha: T,
    l: Triangle<'_, T>,
    x: MatMut<'_, T>,
) {
    let mut data = [T::ZERO; CORNER];
    let divide = action == Action::Solve && must_divide(&l);
    pack_corner(action, divide, &l, &mut data);
    let corner = PackedCorner { data: &data, backwards: l.uplo == Uplo::Upper, divide };
    match action {
        Action::Multiply => kernels.corner.multiply(alpha, corner, x),
        Action::Solve => kernels.corner.solve(alpha, corner, x),
    }
}

/// Whether some element of the diagonal has no reciprocal to multiply by.
fn must_divide<T: Scalar>(l: &Triangle<'_, T>) -> bool {
    l.diag == Diag::NonUnit && !(0..l.a.rows()).all(|j| l.a.at(j, j).has_reciprocal())
}

/// Packs a corner, an upper one backwards, as `kernel::corner` says.
fn pack_corner<T: Scalar>(action: Action, divide: bool, l: &Triangle<'_, T>, dst: &mut [T]) {
    let n = l.a.rows();
    let index = |i: usize| if l.uplo == Uplo::Lower { i } else { n - 1 - i };
    for j in 0..n {
        let d = l.diagonal(index(j));
        let reciprocal = action == Action::Solve && !divide && l.diag == Diag::NonUnit;
        dst[j * n + j] = if reciprocal { T::ONE.divide(d) } else { d };
        for i in j + 1..n {
            let x = l.a.at(index(i), index(j));
            dst[j * n + i] = if action == Action::Solve { -x } else { x };
        }
    }
}
