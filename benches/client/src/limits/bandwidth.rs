//! What memory gives: to an update in place (the traffic of `axpy`), and to reading alone.

use std::hint::black_box;

use crate::operands::Block;

/// Elements of each of two arrays of f64, 128 MB, for all threads together: larger than what cores have of the caches.
const ELEMENTS: usize = 16 << 20;
/// A piece of work: 512 KB of each array.
const PIECE: usize = 64 << 10;
/// Sums side by side, so that additions don't wait for each other.
const LANES: usize = 32;

/// One thread's part of the arrays, and how far it is.
pub(super) struct Arrays {
    a: Block,
    b: Block,
    pieces: usize,
    next: usize,
}

impl Arrays {
    /// The part of one of so many threads.
    pub(super) fn new(threads: usize) -> Self {
        let pieces = (ELEMENTS / PIECE / threads).max(1);
        let array = |value: f64| {
            let mut block = Block::new::<f64>(pieces * PIECE);
            block.slice_mut().fill(value);
            block
        };
        Self { a: array(0.0), b: array(1.0), pieces, next: 0 }
    }

    /// Where the next piece is; round and round.
    fn piece(&mut self) -> std::ops::Range<usize> {
        let start = self.next * PIECE;
        self.next = (self.next + 1) % self.pieces;
        start..start + PIECE
    }

    /// a := a + s·b; says how many bytes were moved. All of them are counted: STREAM's triad writes an array that the
    /// processor reads first, which its count leaves out, so that what reads all that it writes would beat it.
    pub(super) fn update(&mut self) -> f64 {
        let piece = self.piece();
        let b = &self.b.slice::<f64>()[piece.clone()];
        for (a, b) in self.a.slice_mut::<f64>()[piece].iter_mut().zip(b) {
            *a += 1e-9 * b;
        }
        black_box(&self.a);
        (3 * PIECE * size_of::<f64>()) as f64
    }

    /// Σ a + Σ b; says how many bytes were read.
    pub(super) fn read(&mut self) -> f64 {
        let piece = self.piece();
        let mut sums = [0.0; LANES];
        for array in [&self.a, &self.b] {
            for chunk in array.slice::<f64>()[piece.clone()].chunks_exact(LANES) {
                for (sum, x) in sums.iter_mut().zip(chunk) {
                    *sum += x;
                }
            }
        }
        black_box(sums);
        (2 * PIECE * size_of::<f64>()) as f64
    }
}
