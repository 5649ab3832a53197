//! What `trmm` and `trsm` share: how a triangle is cut, and how its parts meet the columns of B.
//!
//! A triangle is cut in halves, then in steps, each a rectangle beside the diagonal and a block on it. The rectangle is an operand
//! of a product, where it lies or in a panel of the step's own (`panels`); the block is packed, by whoever meets it. How high steps are
//! depends on which of B's elements are adjacent: its rows (`left`), or its columns, as where A is on the right (`right`).

mod left;
mod panels;
mod right;
mod small;
mod steps;

use std::ops::Range;

use crate::arena::{self, Domain};
use crate::enums::{Diag, Uplo};
use crate::kernel::{CacheSizes, are_crowded, wants_prefetches};
use crate::level3::triangle::panels::Source;
use crate::level3::triangle::steps::Steps;
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

pub(super) use crate::level3::triangle::small::apply as apply_small;

/// Triangles of this order and less are not cut in halves: about as large a one as fits L2.
const SMALLEST: usize = 512;
/// Nor are larger ones where they are packed for many columns of B, as long as strips of so many micro-tiles stay in half of L2: a panel that
/// comes from L3 is read as often. (Emerald Rapids, order 1024: with 512 and 1024 columns 0.91 to 0.97 of the time, with 256 0.96 to 1.06.)
const SHARED: usize = 16;
const WIDE: usize = 384;
/// Halves begin at a multiple of this.
const UNIT: usize = 24;
/// Tasks for a thread, where there are several: one of them may come late.
const TASKS: usize = 2;
/// But of triangles of this order and less, one: each packs for itself what it needs of them.
const LITTLE: usize = 256;

/// Rows of a triangle and columns of B, at least, for which it is packed because of how its columns lie.
const SOME: usize = 16;
/// The same where much of it is packed in any case.
const MANY: usize = 64;
/// Order of a triangle, at least, that is packed because steps are as high as a cache line. (Zen 3, AVX2: 256 to 700 0.92 to 1.0 of the time, 200 1.02 to 1.04.)
const BY_LINES: usize = 256;

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
    pub(super) fn split(self, b: &MatMut<'_, T>) -> Option<(Self, MatRef<'a, T>, Self)> {
        let m = self.a.rows();
        if m <= largest(b) {
            return None;
        }
        let half = (m / 2).next_multiple_of(UNIT);
        let off = match self.uplo {
            Uplo::Lower => self.a.sub(half..m, 0..half),
            Uplo::Upper => self.a.sub(0..half, half..m),
        };
        Some((self.part(0..half), off, self.part(half..m)))
    }

    /// The triangle of some rows.
    fn part(&self, rows: Range<usize>) -> Self {
        Triangle { a: self.a.sub(rows.clone(), rows), ..*self }
    }

    /// Whether to act from the left on `n` columns goes better with panels: of a large triangle, and where columns crowd each other as they lie.
    /// (Zen 4, a distance of 4096 bytes: `dtrmm` of order 100 to 200 1.1 to 1.25, `strmm` 1.2 to 1.3 times as fast. What solves packs more of
    /// it anyway, and gains nothing; but Emerald Rapids: `dtrsm` of order 200 to 500 1.1 to 1.4; and Zen 3, with AVX2: 512 1.5, `ztrsm` 256 1.6.)
    fn is_worth_packing(&self, action: Action, n: usize) -> bool {
        let col = self.a.col_stride().unsigned_abs() * size_of::<T>();
        let rows = self.a.rows();
        // Where the rows of a step are but a line of each column, nothing is read ahead.
        let by_lines = T::kernels().gemm.is_one_line();
        let least = if action == Action::Multiply { SOME } else { MANY };
        let crowded = n > least
            && rows > least
            && (action == Action::Multiply || wants_prefetches() || by_lines)
            && are_crowded(rows, col);
        rows > SMALLEST || crowded || by_lines && rows >= BY_LINES && n > MANY
    }

    /// Element `j` of the diagonal; where it is implied to be 1 it is not read.
    fn diagonal(&self, j: usize) -> T {
        match self.diag {
            Diag::Unit => T::ONE,
            Diag::NonUnit => self.a.at(j, j),
        }
    }
}

/// The order of the largest triangle that isn't cut in halves.
fn largest<T: Scalar>(b: &MatMut<'_, T>) -> usize {
    if b.row_stride() != 1 || b.cols() < WIDE || !wants_prefetches() {
        return SMALLEST;
    }
    let most = CacheSizes::current().l2 / 2 / size_of::<T>() / (SHARED * T::kernels().gemm.nr);
    // Halves of twice as much are not cut, either.
    (most + UNIT).max(SMALLEST)
}

/// How many threads a triangular product or solution with B deserves.
pub(super) fn width<T: Scalar>(b: &MatMut<'_, T>) -> usize {
    let (m, n) = (b.rows() as f64, b.cols() as f64);
    arena::width(Domain::Blas, T::FLOPS / 2.0 * m * m * n)
}

/// B := α·A·B or α·A⁻¹·B for a triangle that is not cut further, by `width` threads. Parallel: strips of columns of B.
pub(super) fn apply<T: Scalar>(action: Action, width: usize, alpha: T, l: Triangle<'_, T>, b: MatMut<'_, T>) {
    let (m, n, by_rows) = (b.rows(), b.cols(), b.row_stride() == 1);
    let columns = strip_columns::<T>(m, n, width, by_rows);
    let strip = |l: Source<'_, T>, b: MatMut<'_, T>| apply_to_strip(action, alpha, l, b);
    // The kernels want adjacent rows of A, and cut k where there are none. So by shape alone panels have them.
    let packs = by_rows && (l.a.row_stride() != 1 || l.is_worth_packing(action, n));
    if !packs {
        arena::for_each_tile(b, m, columns, |_, _, b| strip(Source::Lying(l), b));
    } else if width > 1 && m <= LITTLE {
        arena::for_each_tile(b, m, columns, |_, _, b| l.with_panels(left::height::<T>(m), |l| strip(l, b)));
    } else {
        l.with_panels(left::height::<T>(m), |l| {
            arena::for_each_tile(b, m, columns, |_, _, b| strip(l, b));
        });
    }
}

/// Columns of a strip: as many as stay near for all steps, in strips that are as wide as each other, as many for each thread.
fn strip_columns<T: Scalar>(m: usize, n: usize, width: usize, by_rows: bool) -> usize {
    let gemm = &T::kernels().gemm;
    let unit = match (by_rows, width) {
        (true, _) => gemm.nr,
        (false, 1) => gemm.mr,
        (false, _) => gemm.lanes,
    };
    let most = (CacheSizes::current().l2 / 2 / size_of::<T>() / m / unit * unit).max(4 * unit);
    let parts = if width > 1 && m > LITTLE { TASKS * width } else { width };
    let strips = n.div_ceil(most).next_multiple_of(parts.max(1));
    n.div_ceil(strips).next_multiple_of(unit)
}

/// The same for columns of B that stay near.
fn apply_to_strip<T: Scalar>(action: Action, alpha: T, l: Source<'_, T>, b: MatMut<'_, T>) {
    if b.row_stride() == 1 {
        left::apply(action, alpha, l, b);
    } else if b.col_stride() == 1 {
        right::apply(action, alpha, l.triangle(), b.t());
    } else {
        by_elements(action, alpha, l.triangle(), b);
    }
}

/// Element by element, where there is no memory to pack into, no kernel for the strides, or too little to do.
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

/// What a step does with the rows that it is about.
enum Part<'a, T> {
    /// next := α·R·before + β·next. Where B is read next, if it is not among these.
    Rectangle { alpha: T, r: MatRef<'a, T>, beta: T, then: Option<*const T> },
    /// next := α·C·next or α·C⁻¹·next.
    Block { alpha: T, c: Triangle<'a, T> },
}

/// Calls `op` for the parts of a triangle, in their order, with the rows of B that the part's step needs, and those that it is about.
#[inline(always)]
fn each_part<'a, T: Scalar>(
    action: Action,
    height: usize,
    alpha: T,
    l: Source<'a, T>,
    mut b: MatMut<'_, T>,
    mut op: impl FnMut(Part<'a, T>, MatRef<'_, T>, MatMut<'_, T>),
) {
    let Triangle { uplo, a, .. } = l.triangle();
    let steps = Steps { uplo, order: a.rows(), height };
    let count = steps.count();
    for step in 0..count {
        // Of a product, what is still needed is overwritten last.
        let q = if action == Action::Solve { step } else { count - 1 - step };
        let rows = steps.rows(q);
        let (before, mut next) = steps.split(q, b.rb());
        let before = before.as_ref();
        let (r, c) = l.step(&steps, q);
        if r.cols() == 0 {
            op(Part::Block { alpha, c }, before, next);
            continue;
        }
        match action {
            Action::Solve => {
                let start = rows.start as isize;
                let then = (q + 1 < count).then(|| {
                    let rows = steps.rows(q + 1).start as isize - start;
                    next.as_ref().as_ptr().wrapping_offset(rows * next.row_stride())
                });
                op(Part::Rectangle { alpha: -T::ONE, r, beta: alpha, then }, before, next.rb());
                op(Part::Block { alpha: T::ONE, c }, before, next);
            }
            Action::Multiply => {
                op(Part::Block { alpha, c }, before, next.rb());
                op(Part::Rectangle { alpha, r, beta: T::ONE, then: None }, before, next);
            }
        }
    }
}
