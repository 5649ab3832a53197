//! A triangle packed as the kernels read it, and what it does to packed columns of B: step by step, as the picture of
//! [`super`] shows.

use std::ops::Range;

use crate::arena;
use crate::enums::{Diag, Uplo};
use crate::kernel::Kernels;
use crate::kernel::corner::PackedCorner;
use crate::kernel::gemm::Packed;
use crate::level3::triangle::{Action, Triangle};
use crate::mat::MatMut;
use crate::pack::pack_b;
use crate::scalar::Scalar;
use crate::workspace::{self, Lease};

/// Elements of a triangle that one task packs, at least.
const PACK_ELEMENTS: usize = 1 << 13;

/// A triangle as the kernels read it: for each step the rectangle beside the diagonal, and the corner on it.
pub(super) struct PackedTriangle<'a, T: Scalar> {
    kernels: &'static Kernels<T>,
    action: Action,
    l: Triangle<'a, T>,
    /// Rows of a step.
    width: usize,
    divide: bool,
    data: Lease<T>,
}

impl<'a, T: Scalar> PackedTriangle<'a, T> {
    /// Packs; none if there is no memory for it.
    pub(super) fn new(kernels: &'static Kernels<T>, action: Action, l: Triangle<'a, T>) -> Option<Self> {
        let width = kernels.corner.widest.min(kernels.gemm.nr);
        let steps = l.a.rows().div_ceil(width);
        let data = workspace::lease(Self::offset(width, steps))?;
        let divide = action == Action::Solve && l.must_divide();
        let mut packed = PackedTriangle { kernels, action, l, width, divide, data };
        pack_steps(kernels, action, divide, &l, width, 0..steps, &mut packed.data);
        Some(packed)
    }

    /// Where step `q` begins: all before it are `width` rows high, and their rectangles one `width` longer each.
    fn offset(width: usize, q: usize) -> usize {
        width * width * q * (q + 1) / 2
    }

    /// Multiplies X, so many rows in packed panels, by the triangle, or solves with it. A step is done for all panels
    /// before the next, as its rectangle is near by then.
    pub(super) fn apply(&self, alpha: T, panels: &mut [T], rows: usize) {
        let (m, kernel) = (self.l.a.rows(), &self.kernels.gemm);
        let steps = m.div_ceil(self.width);
        for step in 0..steps {
            for (i, panel) in (0..rows).step_by(kernel.mr).zip(panels.chunks_mut(kernel.mr * m)) {
                let height = kernel.padded(kernel.mr.min(rows - i));
                match self.action {
                    Action::Solve => self.solve(step, alpha, height, panel),
                    // What is still needed is overwritten last.
                    Action::Multiply => self.multiply(steps - 1 - step, alpha, height, panel),
                }
            }
        }
    }

    /// The columns of step `q` := (α·X − X_before·R)·C⁻ᵀ.
    fn solve(&self, q: usize, alpha: T, height: usize, panel: &mut [T]) {
        let (before, rectangle, corner, mut x) = self.operands(q, height, panel);
        if before.k == 0 {
            return self.kernels.corner.solve(alpha, corner, x);
        }
        self.kernels.gemm.packed(-T::ONE, before, rectangle, alpha, x.rb());
        self.kernels.corner.solve(T::ONE, corner, x);
    }

    /// The columns of step `q` := α·(X·Cᵀ + X_before·R).
    fn multiply(&self, q: usize, alpha: T, height: usize, panel: &mut [T]) {
        let (before, rectangle, corner, mut x) = self.operands(q, height, panel);
        self.kernels.corner.multiply(alpha, corner, x.rb());
        if before.k > 0 {
            self.kernels.gemm.packed(alpha, before, rectangle, T::ONE, x);
        }
    }

    /// Of step `q`: the columns of X before it, the rectangle, the corner, the columns of X that it is about.
    fn operands<'p>(
        &'p self,
        q: usize,
        height: usize,
        panel: &'p mut [T],
    ) -> (Packed<'p, T>, Packed<'p, T>, PackedCorner<'p, T>, MatMut<'p, T>) {
        let (rows, others) = self.l.step(q, self.width);
        let (n, k) = (rows.len(), others.len());
        let (before, x) = match self.l.uplo {
            Uplo::Lower => panel.split_at_mut(rows.start * height),
            Uplo::Upper => {
                let (x, before) = panel.split_at_mut(rows.end * height);
                (before, &mut x[rows.start * height..])
            }
        };
        let (rectangle, corner) = self.data[Self::offset(self.width, q)..].split_at(self.width * k);
        let backwards = self.l.uplo == Uplo::Upper;
        (
            Packed { data: before, k, conj: false },
            Packed { data: rectangle, k, conj: self.l.a.is_conj() },
            PackedCorner { data: corner, backwards, divide: self.divide },
            MatMut::from_slice(x, height, n, height),
        )
    }
}

/// Packs some steps of a triangle. Parallel: the upper and the lower half of its area.
fn pack_steps<T: Scalar>(
    kernels: &'static Kernels<T>,
    action: Action,
    divide: bool,
    l: &Triangle<'_, T>,
    width: usize,
    steps: Range<usize>,
    dst: &mut [T],
) {
    let offset =
        |q: usize| PackedTriangle::<T>::offset(width, q) - PackedTriangle::<T>::offset(width, steps.start);
    let Range { start, end } = steps;
    if end - start > 1 && offset(end) >= 2 * PACK_ELEMENTS {
        let middle = (start * start + end * end).div_ceil(2).isqrt().clamp(start + 1, end - 1);
        let (upper, lower) = dst.split_at_mut(offset(middle));
        arena::join(
            || pack_steps(kernels, action, divide, l, width, start..middle, upper),
            || pack_steps(kernels, action, divide, l, width, middle..end, lower),
        );
        return;
    }
    for q in steps.clone() {
        let (rows, others) = l.step(q, width);
        let (rectangle, corner) = dst[offset(q)..].split_at_mut(width * others.len());
        pack_b(&kernels.gemm, l.a.sub(rows.clone(), others), rectangle);
        pack_corner(action, divide, l, rows, corner);
    }
}

/// Packs the corner of some rows, an upper one backwards, as `kernel::corner` says.
pub(super) fn pack_corner<T: Scalar>(
    action: Action,
    divide: bool,
    l: &Triangle<'_, T>,
    rows: Range<usize>,
    dst: &mut [T],
) {
    let n = rows.len();
    let index = |i: usize| if l.uplo == Uplo::Lower { rows.start + i } else { rows.end - 1 - i };
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
