//! B whose rows are not adjacent, as that of a triangle from the right, transposed: its columns are packed as panels of A,
//! so that a register holds an element of each of them, and the triangle as wide as a register tile.
//!
//! ```text
//!          X = Bᵀ                    Lᵀ
//!      done    next           ┌────────────┐
//!    ┌───────┬────┬───┐       │╲      │ R  │      next := α·next − done·R, a register tile;
//! mr │       │    │   │       │  ╲    │    │      next := next·C⁻ᵀ, the corner
//!    └───────┴────┴───┘       │    ╲  ├────┤
//!                             │      ╲│ C  │
//! ```

use std::ops::Range;

use crate::enums::{Diag, Uplo};
use crate::kernel::Kernels;
use crate::kernel::corner::PackedCorner;
use crate::kernel::gemm::{GemmKernel, Packed};
use crate::level3::blocking::even_part;
use crate::level3::triangle::steps::Steps;
use crate::level3::triangle::{Action, TASKS, Triangle, by_elements, each_strip, packs_for_itself};
use crate::mat::{MatMut, MatRef};
use crate::pack::{pack_a, pack_b, unpack};
use crate::scalar::Scalar;
use crate::workspace::{self, Lease};

/// Panels of columns of B that a task works on, at most.
const PANELS: usize = 4;

/// B := α·A·B or α·A⁻¹·B by `width` threads. Parallel: packing, and strips of columns of B.
pub(super) fn apply<T: Scalar>(action: Action, width: usize, alpha: T, l: Triangle<'_, T>, b: MatMut<'_, T>) {
    let (m, n) = (b.rows(), b.cols());
    let kernels = T::kernels();
    let mr = kernels.gemm.mr;
    let own = packs_for_itself(width, &b);
    let columns = if own {
        n.div_ceil(width).next_multiple_of(kernels.gemm.lanes)
    } else {
        strip_columns(n, width, &kernels.gemm)
    };
    let pack = || PackedTriangle::new(kernels, action, l);
    each_strip(own, pack, b, columns, |packed, strip| {
        let Some(packed) = packed else { return by_elements(action, alpha, l, strip) };
        let mut x = strip.t();
        let columns = x.rows();
        let Some(mut scratch) = workspace::lease(kernels.gemm.padded(columns) * m) else {
            return by_elements(action, alpha, l, x.t());
        };
        pack_a(&kernels.gemm, x.as_ref(), &mut scratch);
        packed.apply(alpha, &mut scratch, columns);
        for (i, panel) in (0..columns).step_by(mr).zip(scratch.chunks(mr * m)) {
            let rows = mr.min(columns - i);
            let panel = MatRef::from_slice(panel, rows, m, kernels.gemm.padded(rows));
            unpack(&kernels.gemm, panel, x.rb().sub_rows(i..i + rows));
        }
    });
}

/// Columns of a strip: whole panels for one thread; for more, as much for each of them.
fn strip_columns<T: Scalar>(n: usize, width: usize, kernel: &GemmKernel<T>) -> usize {
    let most = PANELS * kernel.mr;
    if width < 2 {
        return even_part(n, most, kernel.mr);
    }
    let strips = n.div_ceil(most).next_multiple_of(TASKS * width);
    n.div_ceil(strips).next_multiple_of(kernel.lanes)
}

/// A triangle as the kernels read it: for each step the rectangle beside the diagonal, and the corner on it.
struct PackedTriangle<'a, T: Scalar> {
    kernels: &'static Kernels<T>,
    action: Action,
    l: Triangle<'a, T>,
    steps: Steps,
    divide: bool,
    data: Lease<T>,
}

impl<'a, T: Scalar> PackedTriangle<'a, T> {
    /// Packs; none if there is no memory for it.
    fn new(kernels: &'static Kernels<T>, action: Action, l: Triangle<'a, T>) -> Option<Self> {
        let width = kernels.corner.widest.min(kernels.gemm.nr);
        let steps = Steps { uplo: l.uplo, order: l.a.rows(), height: width, pad: 1, extra: 0 };
        let mut data = workspace::lease(steps.offset(steps.count()))?;
        let divide = action == Action::Solve && l.must_divide();
        steps.pack(0..steps.count(), &mut data, &|q, dst| {
            let (rows, others) = (steps.rows(q), steps.others(q));
            let (rectangle, corner) = dst.split_at_mut(rows.len() * others.len());
            pack_b(&kernels.gemm, l.a.sub(rows.clone(), others), rectangle);
            pack_corner(action, divide, &l, rows, corner);
            true
        });
        Some(PackedTriangle { kernels, action, l, steps, divide, data })
    }

    /// Multiplies X, so many rows in packed panels, by the triangle, or solves with it. A step is done for all panels
    /// before the next, as its rectangle is near by then.
    fn apply(&self, alpha: T, panels: &mut [T], rows: usize) {
        let (m, kernel) = (self.l.a.rows(), &self.kernels.gemm);
        let steps = self.steps.count();
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
        let (rows, others) = (self.steps.rows(q), self.steps.others(q));
        let (n, k) = (rows.len(), others.len());
        let (before, x) = match self.l.uplo {
            Uplo::Lower => panel.split_at_mut(rows.start * height),
            Uplo::Upper => {
                let (x, before) = panel.split_at_mut(rows.end * height);
                (before, &mut x[rows.start * height..])
            }
        };
        let (rectangle, corner) = self.data[self.steps.offset(q)..].split_at(n * k);
        let backwards = self.l.uplo == Uplo::Upper;
        (
            Packed { data: before, k, conj: false },
            Packed { data: rectangle, k, conj: self.l.a.is_conj() },
            PackedCorner { data: corner, backwards, divide: self.divide },
            MatMut::from_slice(x, height, n, height),
        )
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
