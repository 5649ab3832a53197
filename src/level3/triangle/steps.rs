//! How a triangle is cut into steps, each of some rows: the rectangle beside the diagonal, and the block on it.

use std::ops::Range;

use crate::enums::Uplo;
use crate::mat::MatMut;
use crate::scalar::Scalar;

/// Steps from where the triangle is narrow (a lower one's top, an upper one's bottom) to where it is wide. The first has as
/// many rows as the others leave, as its rectangle is empty.
#[derive(Clone, Copy)]
pub(super) struct Steps {
    pub(super) uplo: Uplo,
    /// Order of the triangle, which is not empty.
    pub(super) order: usize,
    /// Rows of a step.
    pub(super) height: usize,
}

impl Steps {
    pub(super) fn count(&self) -> usize {
        self.order.div_ceil(self.height)
    }

    /// Rows of all steps before step `q`, and thus columns of its rectangle.
    fn before(&self, q: usize) -> usize {
        if q == 0 { 0 } else { self.order - (self.count() - q) * self.height }
    }

    /// The rows of step `q`.
    pub(super) fn rows(&self, q: usize) -> Range<usize> {
        self.mirrored(self.before(q)..self.before(q + 1))
    }

    /// The columns of its rectangle: the rows of all steps before it.
    pub(super) fn others(&self, q: usize) -> Range<usize> {
        self.mirrored(0..self.before(q))
    }

    /// Rows counted from where the triangle is narrow, as rows of the matrix.
    fn mirrored(&self, range: Range<usize>) -> Range<usize> {
        match self.uplo {
            Uplo::Lower => range,
            Uplo::Upper => self.order - range.end..self.order - range.start,
        }
    }

    /// Where the panel of step `q` is if those of all steps follow each other: its rows of the block and the rectangle. (Behind the last one,
    /// where the next would begin.)
    pub(super) fn panel(&self, q: usize) -> Range<usize> {
        let (first, height) = (self.before(1), self.height);
        // The first is a block; each of the others is `height` columns wider than the one before it.
        let start = |q: usize| match q {
            0 => 0,
            _ => first * first + (q - 1) * height * first + q * (q - 1) / 2 * height * height,
        };
        start(q)..start(q + 1)
    }

    /// The rows of B that step `q` needs, and those that it is about.
    pub(super) fn split<'b, T: Scalar>(&self, q: usize, b: MatMut<'b, T>) -> (MatMut<'b, T>, MatMut<'b, T>) {
        let rows = self.rows(q);
        match self.uplo {
            Uplo::Lower => b.sub_rows(0..rows.end).split_rows(rows.start),
            Uplo::Upper => {
                let (next, before) = b.sub_rows(rows.start..self.order).split_rows(rows.len());
                (before, next)
            }
        }
    }
}
