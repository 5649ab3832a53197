//! How a triangle is cut into steps, each of some rows: the rectangle beside the diagonal, and the block on it.

use std::ops::Range;

use crate::arena;
use crate::enums::Uplo;

/// Elements of a triangle that one task packs, at least.
const PACK_ELEMENTS: usize = 1 << 13;

/// Steps from where the triangle is narrow (a lower one's top, an upper one's bottom) to where it is wide. The first has as
/// many rows as the others leave, as its rectangle is empty.
#[derive(Clone, Copy)]
pub(super) struct Steps {
    pub(super) uplo: Uplo,
    /// Order of the triangle, which is not empty.
    pub(super) order: usize,
    /// Rows of a step.
    pub(super) height: usize,
    /// Columns of a step are padded to a multiple of this when they are packed; it divides `height`.
    pub(super) pad: usize,
    /// Columns that are packed beside those of the rectangle and the block.
    pub(super) extra: usize,
}

impl Steps {
    pub(super) fn count(&self) -> usize {
        self.order.div_ceil(self.height)
    }

    /// Rows of all steps before step `q`, and thus columns of its rectangle.
    pub(super) fn before(&self, q: usize) -> usize {
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

    /// Where step `q` begins when they are packed one after the other.
    pub(super) fn offset(&self, q: usize) -> usize {
        if q == 0 {
            return 0;
        }
        let first = self.before(1);
        // Each of the others is `height` columns longer than the one before it.
        let longer = self.height * ((q - 1) * (q - 1).saturating_sub(1) / 2);
        let columns = (q - 1) * (first + self.height + self.extra) + longer;
        first.next_multiple_of(self.pad) * (first + self.extra) + self.height * columns
    }

    /// Packs some of the steps, each by `pack`, which gets the room for it; whether all of them say yes. Parallel: the
    /// upper and the lower half of the area.
    pub(super) fn pack<T: Send>(
        &self,
        steps: Range<usize>,
        dst: &mut [T],
        pack: &(impl Fn(usize, &mut [T]) -> bool + Sync),
    ) -> bool {
        let Range { start, end } = steps;
        let offset = |q: usize| self.offset(q) - self.offset(start);
        if end - start > 1 && offset(end) >= 2 * PACK_ELEMENTS {
            let middle = (start * start + end * end).div_ceil(2).isqrt().clamp(start + 1, end - 1);
            let (upper, lower) = dst.split_at_mut(offset(middle));
            let (upper, lower) =
                arena::join(|| self.pack(start..middle, upper, pack), || self.pack(middle..end, lower, pack));
            return upper && lower;
        }
        let mut all = true;
        for q in steps {
            all &= pack(q, &mut dst[offset(q)..offset(q + 1)]);
        }
        all
    }
}
