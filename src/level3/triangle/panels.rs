//! A triangle that is packed before strips of B meet it: each step's rows in a panel of their own, in the order in which they are read.
//!
//! ```text
//!      ┌────┐                    A panel holds what a step has of the triangle: the block on the diagonal, then the rectangle,
//!      │╲   │                    column by column, without gaps. So the hardware reads ahead of what comes from afar,
//!      ├──╲─┼────┐ ← a panel     and a few pages hold what would lie on one of its own for each column.
//!      └────┴────┘
//! ```

use std::ops::Range;

use crate::arena;
use crate::enums::{Diag, Uplo};
use crate::level3::triangle::Triangle;
use crate::level3::triangle::steps::Steps;
use crate::mat::{MatMut, MatRef};
use crate::pack::unpack;
use crate::scalar::Scalar;
use crate::workspace;

/// Columns on the diagonal that are copied at a time.
const NARROW: usize = 8;

/// Where steps find their rows of a triangle.
#[derive(Clone, Copy)]
pub(super) enum Source<'a, T> {
    /// In the matrix.
    Lying(Triangle<'a, T>),
    /// In panels, of a triangle that lies elsewhere.
    Packed(Triangle<'a, T>, &'a [T]),
}

impl<'a, T: Scalar> Source<'a, T> {
    /// The triangle, wherever it is.
    pub(super) fn triangle(&self) -> Triangle<'a, T> {
        match *self {
            Source::Lying(l) | Source::Packed(l, _) => l,
        }
    }

    /// The rectangle of step `q`, and its block on the diagonal.
    #[inline(always)]
    pub(super) fn step(&self, steps: &Steps, q: usize) -> (MatRef<'a, T>, Triangle<'a, T>) {
        let (rows, others) = (steps.rows(q), steps.others(q));
        match *self {
            Source::Lying(l) => (l.a.sub(rows.clone(), others), l.part(rows)),
            Source::Packed(l, data) => {
                let (height, columns) = (rows.len(), rows.len() + others.len());
                let panel = MatRef::from_slice(&data[steps.panel(q)], height, columns, height);
                let panel = if l.a.is_conj() { panel.conj() } else { panel };
                (panel.sub_cols(height..columns), Triangle { a: panel.sub_cols(0..height), ..l })
            }
        }
    }
}

impl<T: Scalar> Triangle<'_, T> {
    /// Calls `op` with the triangle packed for steps of some rows, or with itself if there is no memory to pack it into.
    pub(super) fn with_panels(self, height: usize, op: impl FnOnce(Source<'_, T>)) {
        let steps = Steps { uplo: self.uplo, order: self.a.rows(), height };
        let count = steps.count();
        let Some(mut room) = workspace::lease(steps.panel(count).start) else {
            return op(Source::Lying(self));
        };
        let a = if self.a.is_conj() { self.a.conj() } else { self.a };
        Triangle { a, ..self }.pack(&steps, 0..count, &mut room);
        op(Source::Packed(self, &room));
    }

    /// Packs the panels of some steps. Parallel: over halves of them.
    fn pack(&self, steps: &Steps, some: Range<usize>, room: &mut [T]) {
        if some.len() > 1 {
            let middle = some.start + some.len() / 2;
            let (first, second) =
                room.split_at_mut(steps.panel(middle).start - steps.panel(some.start).start);
            arena::join(
                || self.pack(steps, some.start..middle, first),
                || self.pack(steps, middle..some.end, second),
            );
            return;
        }
        let (rows, others) = (steps.rows(some.start), steps.others(some.start));
        let (height, columns) = (rows.len(), rows.len() + others.len());
        let (block, rectangle) = MatMut::from_slice(room, height, columns, height).split_cols(height);
        unpack(&T::kernels().gemm, self.a.sub(rows.clone(), others), rectangle);
        self.part(rows).copy_to(block);
    }

    /// A small triangle into `dst`: some columns at a time, element by element where they meet the diagonal. What lies beside it isn't read.
    fn copy_to(&self, mut dst: MatMut<'_, T>) {
        let n = self.a.rows();
        let skip = usize::from(self.diag == Diag::Unit);
        for start in (0..n).step_by(NARROW) {
            let cols = start..n.min(start + NARROW);
            let beside = if self.uplo == Uplo::Lower { cols.end..n } else { 0..start };
            if !beside.is_empty() {
                let part = dst.rb().sub(beside.clone(), cols.clone());
                unpack(&T::kernels().gemm, self.a.sub(beside, cols.clone()), part);
            }
            for j in cols.clone() {
                let rows = if self.uplo == Uplo::Lower { j + skip..cols.end } else { start..j + 1 - skip };
                rows.for_each(|i| dst.set(i, j, self.a.at(i, j)));
            }
        }
    }
}
