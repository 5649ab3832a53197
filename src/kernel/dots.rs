//! The contract of the kernels for products of which both operands lie along k: C := α·A·B + β·C by inner products.
//!
//! ```text
//!            k →               k ↓
//!         ┌────────┐         ┌──────┐         rows of A and columns of B are contiguous, and any distance apart;
//!      mr │   A    │         │  B   │         registers hold k's elements, and a sum has as many parts as a register
//!         └────────┘         └──────┘         has lanes, which are added up at the end
//! ```
//!
//! So nothing is packed, and few rows or columns fill registers as well as many. The parts of a sum depend on k alone.
//!
//! What comes from far away is asked for row by row and column by column, a page of each, into L2, while the pages before are multiplied:
//! a processor reads ahead within a page of a few streams, not within a line of many. Intel's do, of as many as come together here, and what
//! is asked for takes the places of what they would have read (Emerald Rapids, 25 to 70 MB of 16 to 1000 rows: 1.15 to 1.5 times the time).

use std::ptr;

use crate::kernel::gemm::Distance;
use crate::kernel::{CacheSizes, wants_prefetches};
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// The kernel. Whoever has one has the processor for it: [`crate::kernel`] alone makes and hands them out.
#[derive(Debug)]
pub struct DotsKernel<T> {
    /// Rows of the largest tile.
    pub mr: usize,
    /// Columns of the largest tile.
    pub nr: usize,
    /// The kernel.
    pub(super) tile: unsafe fn(&Dots<T>),
}

/// What a kernel is called with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dots<T> {
    /// Rows of C, 1 to mr.
    pub(crate) m: usize,
    /// Columns of C, 1 to nr.
    pub(crate) n: usize,
    /// Columns of A and rows of B.
    pub(crate) k: usize,
    /// Factor of the product.
    pub(crate) alpha: T,
    /// Factor of C.
    pub(crate) beta: T,
    /// A, whose columns are adjacent.
    pub(crate) a: *const T,
    /// Distance of A's rows.
    pub(crate) a_row: isize,
    /// B, whose rows are adjacent.
    pub(crate) b: *const T,
    /// Distance of B's columns.
    pub(crate) b_col: isize,
    /// What to ask for meanwhile, from there on: [`ASKED`] bytes for each of a row of A, as long as that is. Nothing if it is null.
    pub(crate) ahead: *const T,
    /// C, whose rows are adjacent.
    pub(crate) c: *mut T,
    /// Distance of C's columns.
    pub(crate) c_col: isize,
}

/// Bytes of a row or column that are read at a time: those of a tile stay in L1.
const PIECE: usize = 2048;
/// Bytes that are asked for beside a byte of a row: as many tiles as there are rows and columns ask for what is next of all of them.
pub(crate) const ASKED: usize = 4;
/// Pieces of all rows and columns that are asked for in one go.
const PIECES: usize = ASKED;
/// Rows and columns that a processor reads ahead by itself.
const STREAMS: usize = 12;

impl<T: Scalar> DotsKernel<T> {
    /// C := α·A·B + β·C, tile by tile, with operands that come from some distance. k is cut by its length alone.
    ///
    /// # Panics
    /// If the shapes don't match, an operand does not lie along k, or the rows of C are not adjacent.
    pub fn product(
        &self,
        alpha: T,
        (a, b, distance): (MatRef<'_, T>, MatRef<'_, T>, Distance),
        beta: T,
        mut c: MatMut<'_, T>,
    ) {
        let (m, n, k) = (c.rows(), c.cols(), a.cols());
        assert!(a.rows() == m && b.rows() == k && b.cols() == n);
        assert!(a.col_stride() == 1 && b.row_stride() == 1 && (c.row_stride() == 1 || m <= 1));
        // What is asked for stays in half of L2.
        let most = CacheSizes::current().l2 / 2 / (PIECES * PIECE);
        let asks = distance == Distance::Far && !wants_prefetches() && STREAMS < m + n && m + n <= most;
        let (a_row, b_col, c_col) = (a.row_stride(), b.col_stride(), c.col_stride());
        let (a, b, c) = (a.as_ptr(), b.as_ptr(), c.as_mut_ptr());
        let row = |i: usize, p: usize| a.wrapping_offset(i as isize * a_row + p as isize);
        let column = |j: usize, p: usize| b.wrapping_offset(j as isize * b_col + p as isize);
        let piece = PIECE / size_of::<T>();
        let tile = |p: usize, i: usize, j: usize, ahead: *const T| {
            // SAFETY: the operands lie along k (asserted); rows i.., columns j.. and p.. are inside them, as the shapes match.
            unsafe {
                (self.tile)(&Dots {
                    m: self.mr.min(m - i),
                    n: self.nr.min(n - j),
                    k: piece.min(k - p),
                    alpha,
                    beta: if p == 0 { beta } else { T::ONE },
                    a: row(i, p),
                    a_row,
                    b: column(j, p),
                    b_col,
                    ahead,
                    c: c.wrapping_offset(i as isize + j as isize * c_col),
                    c_col,
                });
            }
        };
        let mut asked = 0;
        for (turn, p) in (0..k).step_by(piece).enumerate() {
            // The next pieces of a row or a column at each tile, until all have been asked for. Beyond the end there may be what another
            // call reads.
            if turn.is_multiple_of(PIECES) {
                asked = if asks { 0 } else { m + n };
            }
            let next = (turn / PIECES + 1) * PIECES * piece;
            let mut ahead = || {
                asked += 1;
                match asked - 1 {
                    i if i < m => row(i, next),
                    j if j < m + n => column(j - m, next),
                    _ => ptr::null(),
                }
            };
            // The longer operand goes by once.
            let mut tile = |i: usize, j: usize| tile(p, i, j, ahead());
            if m > n {
                (0..m).step_by(self.mr).for_each(|i| (0..n).step_by(self.nr).for_each(|j| tile(i, j)));
            } else {
                (0..n).step_by(self.nr).for_each(|j| (0..m).step_by(self.mr).for_each(|i| tile(i, j)));
            }
        }
    }
}
