//! What `trmm` and `trsm` share: how a triangle is cut, and how a block on its diagonal meets the columns of B.
//!
//! A block is packed once: for each few rows (as many as a register tile has columns), the rectangle beside the diagonal as
//! a panel of B, and the corner on the diagonal for the corner kernels. Columns of B are packed as panels of A,
//! transposed, so that a register holds an element of each of them:
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

use crate::arena::{self, Domain};
use crate::enums::{Diag, Uplo};
use crate::kernel::corner::PackedCorner;
use crate::kernel::gemm::Packed;
use crate::kernel::{GemmKernel, Kernels};
use crate::level3::blocking::even_part;
use crate::level3::scratch_tile::ELEMENTS;
use crate::mat::{MatMut, MatRef};
use crate::pack::{pack_a, pack_b, unpack};
use crate::scalar::{Real, Scalar};
use crate::workspace::{self, Lease};

/// Triangles of this size and less are not cut further: about as large a one as fits L2 when it is packed. (At order 1000,
/// 256 is 5 % slower.)
const SMALLEST: usize = 512;
/// Panels of columns of B that a task works on, at most.
const PANELS: usize = 4;
/// Tasks for a thread, where there are several: one of them may come late.
const TASKS: usize = 2;
/// Elements of a triangle that one task packs, at least.
const PACK_ELEMENTS: usize = 1 << 13;

/// Elements of the largest corner.
const CORNER: usize = 8 * 8;

/// A triangular matrix: the triangle `uplo` of the square `a`.
#[derive(Clone, Copy)]
pub(super) struct Triangle<'a, T> {
    pub(super) uplo: Uplo,
    pub(super) diag: Diag,
    pub(super) a: MatRef<'a, T>,
}

/// What is done with a triangle.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Action {
    /// B := α·A·B.
    Multiply,
    /// B := α·A⁻¹·B.
    Solve,
}

impl<'a, T: Scalar> Triangle<'a, T> {
    /// The two triangles on the diagonal, and the rectangle beside them (A21 of a lower, A12 of an upper one).
    pub(super) fn split(self) -> Option<(Self, MatRef<'a, T>, Self)> {
        let m = self.a.rows();
        if m <= SMALLEST {
            return None;
        }
        let half = (m / 2).next_multiple_of(24);
        let part = |range: Range<usize>| Triangle { a: self.a.sub(range.clone(), range), ..self };
        let off = match self.uplo {
            Uplo::Lower => self.a.sub(half..m, 0..half),
            Uplo::Upper => self.a.sub(0..half, half..m),
        };
        Some((part(0..half), off, part(half..m)))
    }

    /// Element `j` of the diagonal; where it is implied to be 1 it is not read.
    fn diagonal(&self, j: usize) -> T {
        match self.diag {
            Diag::Unit => T::ONE,
            Diag::NonUnit => self.a.at(j, j),
        }
    }

    /// Whether some element of the diagonal has no reciprocal to multiply by that is as good as dividing: zero, near the
    /// ends of the range, or not a number.
    fn must_divide(&self) -> bool {
        let small = T::Real::SAFE_MIN * T::Real::from_f64(16.0);
        let good = |d: T| d.abs1() > small && d.abs1() < T::Real::ONE / small;
        self.diag == Diag::NonUnit && !(0..self.a.rows()).all(|j| good(self.a.at(j, j)))
    }

    /// Step `q` from where the triangle is narrow (a lower one's top, an upper one's bottom): `width` rows of it, and the
    /// columns of the steps before.
    fn step(&self, q: usize, width: usize) -> (Range<usize>, Range<usize>) {
        let n = self.a.rows();
        let (before, end) = (q * width, n.min((q + 1) * width));
        match self.uplo {
            Uplo::Lower => (before..end, 0..before),
            Uplo::Upper => (n - end..n - before, n - before..n),
        }
    }
}

/// How many threads a triangular product or solution with B deserves.
pub(super) fn width<T: Scalar>(b: &MatMut<'_, T>) -> usize {
    let (m, n) = (b.rows() as f64, b.cols() as f64);
    arena::width(Domain::Blas, T::FLOPS / 2.0 * m * m * n)
}

/// B := α·A·B or α·A⁻¹·B where the triangle is a corner and B a panel, both on the stack: a lease, and to find out how to
/// cut, would take as long as this does. Whether it was so.
pub(super) fn apply_tiny<T: Scalar>(
    action: Action,
    alpha: T,
    l: Triangle<'_, T>,
    b: &mut MatMut<'_, T>,
) -> bool {
    let kernels = T::kernels();
    let (m, n, backwards) = (b.rows(), b.cols(), l.uplo == Uplo::Upper);
    if m == 0 || n == 0 {
        return true;
    }
    if m > kernels.corner.widest.min(kernels.gemm.nr) || n > kernels.gemm.mr {
        return false;
    }
    let mut corner = [T::ZERO; CORNER];
    let divide = action == Action::Solve && l.must_divide();
    pack_corner(action, divide, &l, 0..m, &mut corner);
    let corner = PackedCorner { data: &corner, backwards, divide };

    let height = kernels.gemm.padded(n);
    let mut panel = [T::ZERO; ELEMENTS];
    let b = b.rb().t();
    pack_a(&kernels.gemm, b.as_ref(), &mut panel);
    let x = MatMut::from_slice(&mut panel, height, m, height);
    match action {
        Action::Multiply => kernels.corner.multiply(alpha, corner, x),
        Action::Solve => kernels.corner.solve(alpha, corner, x),
    }
    unpack(&kernels.gemm, MatRef::from_slice(&panel, n, m, height), b);
    true
}

/// B := α·A·B or α·A⁻¹·B for a triangle that is not cut further, by `width` threads. Parallel: packing, and strips of
/// columns of B.
pub(super) fn apply<T: Scalar>(action: Action, width: usize, alpha: T, l: Triangle<'_, T>, b: MatMut<'_, T>) {
    let (m, n) = (b.rows(), b.cols());
    let kernels = T::kernels();
    let Some(packed) = PackedTriangle::new(kernels, action, l) else {
        return by_elements(action, alpha, l, b);
    };
    let mr = kernels.gemm.mr;
    arena::for_each_tile(b, m, strip_columns(n, width, &kernels.gemm), |_, _, strip| {
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
    /// Rows of a step.
    width: usize,
    divide: bool,
    data: Lease<T>,
}

impl<'a, T: Scalar> PackedTriangle<'a, T> {
    /// Packs; none if there is no memory for it.
    fn new(kernels: &'static Kernels<T>, action: Action, l: Triangle<'a, T>) -> Option<Self> {
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
    fn apply(&self, alpha: T, panels: &mut [T], rows: usize) {
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
fn pack_corner<T: Scalar>(
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

/// Element by element, where there is no memory to pack into.
fn by_elements<T: Scalar>(action: Action, alpha: T, l: Triangle<'_, T>, mut b: MatMut<'_, T>) {
    let m = b.rows();
    for j in 0..b.cols() {
        for step in 0..m {
            let ascending = (l.uplo == Uplo::Lower) == (action == Action::Solve);
            let i = if ascending { step } else { m - 1 - step };
            let others = if l.uplo == Uplo::Lower { 0..i } else { i + 1..m };
            let sum: T = others.map(|p| l.a.at(i, p) * b.at(p, j)).sum();
            let x = match action {
                Action::Multiply => alpha * (l.diagonal(i) * b.at(i, j) + sum),
                Action::Solve => (alpha * b.at(i, j) - sum).divide(l.diagonal(i)),
            };
            b.set(i, j, x);
        }
    }
}
