//! A tile whose A is read where it lies asks for what other tiles will want: a block of any matrix, and the tile of C below it.

use crate::kernel::cache::LINE;
use crate::kernel::gemm::{Ahead, Tile};
use crate::kernel::simd::gemm_beside::Beside;
use crate::kernel::simd::gemm_forms::{PACKED, unroll};
use crate::kernel::stream::ask_l2;

/// Asks for columns of both, evenly over the turns of its loop: so few lines are on their way at a time that the tile's own have no
/// wait for them. (Intel Emerald Rapids, dgemm 4000×64×128 from L3: 800 µs, 980 if they are asked for at once before the tile.)
pub(crate) struct AskAhead<T> {
    block: Columns<T>,
    below: Columns<T>,
    turns: usize,
}

impl<T> AskAhead<T> {
    /// For a whole tile, in one of the forms that take turns of as many steps.
    #[inline(always)]
    pub(crate) fn new(t: &Tile<T>, ahead: &Ahead<T>) -> AskAhead<T> {
        let block = Columns { next: ahead.first, distance: ahead.distance, count: ahead.columns, credit: 0 };
        let count = if ahead.below { t.n } else { 0 };
        let below = Columns { next: t.c.wrapping_add(t.m), distance: t.c_col, count, credit: 0 };
        AskAhead { block, below, turns: t.k / const { unroll(PACKED) } }
    }
}

impl<T> Beside<T> for AskAhead<T> {
    #[inline(always)]
    fn lies(&self) -> bool {
        true
    }
    #[inline(always)]
    fn turn(&mut self, height: usize) {
        self.block.turn(height, self.turns);
        self.below.turn(height, self.turns);
    }
}

/// Columns of a block as high as the tile.
struct Columns<T> {
    next: *const T,
    distance: isize,
    count: usize,
    /// What the turns so far have had less than their share, in columns times turns.
    credit: usize,
}

impl<T> Columns<T> {
    /// Asks for this turn's share of them.
    #[inline(always)]
    fn turn(&mut self, height: usize, turns: usize) {
        self.credit += self.count;
        while self.credit >= turns {
            self.credit -= turns;
            // A column that begins within a line shares it with the block above, which was asked for.
            for end in (LINE..=height).step_by(LINE) {
                ask_l2(self.next.wrapping_byte_add(end - 1));
            }
            self.next = self.next.wrapping_offset(self.distance);
        }
    }
}
