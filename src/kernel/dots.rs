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
//! What comes from far away is asked for into L2, a piece of each row and column, while the pieces before are multiplied: a processor reads
//! ahead in a few streams, not in many by turns. (Zen 3, 26 MB of 16 to 64 rows and columns: 0.62 to 1.02 of the time of 8 KB, of which a tile
//! asks for those of one.) Intel's do, of as many as come together here, and what is asked for takes the places of what they would have read (Emerald
//! Rapids, 25 to 70 MB of 16 to 1000 rows: 1.15 to 1.5 times the time).

use std::ptr;

use crate::kernel::cache::LINE;
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
    /// Rows and columns that a tile asks for.
    pub(super) asked: usize,
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
    /// What to ask for meanwhile: as much as is read of a row of A, from each of the first [`asked`] of these on. Nothing if they are null.
    pub(crate) ahead: [*const T; ASKED],
    /// C, whose rows are adjacent.
    pub(crate) c: *mut T,
    /// Distance of C's columns.
    pub(crate) c_col: isize,
}

/// Bytes of a row or column that are read at a time: those of a tile stay in L1.
const PIECE: usize = 2048;
/// Rows and columns, at most, that a tile asks for.
const ASKED: usize = 4;
/// How many it asks for with registers of so many bytes: a line of each at a step. A small product has fewer tiles than rows and columns.
pub(crate) const fn asked(register: usize) -> usize {
    let count = register / (LINE / ASKED);
    if count < ASKED { count } else { ASKED }
}
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
        let (a_row, b_col, c_col) = (a.row_stride(), b.col_stride(), c.col_stride());
        let (a, b, c) = (a.as_ptr(), b.as_ptr(), c.as_mut_ptr());
        let whole = Dots { m, n, k, alpha, beta, a, a_row, b, b_col, ahead: [ptr::null(); ASKED], c, c_col };
        // What is asked for stays in half of L2.
        let most = CacheSizes::current().l2 / 2 / PIECE;
        let asks = distance == Distance::Far && !wants_prefetches() && STREAMS < m + n && m + n <= most;
        // SAFETY: the operands lie along k (asserted), and the shapes match.
        unsafe {
            if asks {
                self.each_tile_asking(&whole);
            } else {
                self.each_tile(&whole, |tile, _| (self.tile)(tile));
            }
        }
    }

    /// The same, asking for the next piece of some rows or columns at each tile, until all have been asked for.
    ///
    /// # Safety
    /// As `Dots` says, but for the limits of m and n.
    #[inline(never)]
    unsafe fn each_tile_asking(&self, whole: &Dots<T>) {
        let (m, n) = (whole.m, whole.n);
        let (mut piece, mut asked) = (0, 0);
        let mut ask = |p: usize| {
            if p != piece {
                (piece, asked) = (p, 0);
            }
            if asked >= m + n {
                return [ptr::null(); ASKED];
            }
            let first = asked;
            asked += self.asked;
            // The last is asked for more than once. Beyond the end there may be what another call reads.
            std::array::from_fn(|u| match (first + u).min(m + n - 1) {
                i if i < m => whole.a.wrapping_offset(i as isize * whole.a_row + p as isize),
                j => whole.b.wrapping_offset((j - m) as isize * whole.b_col + p as isize),
            })
        };
        // SAFETY: the caller's promise.
        unsafe { self.each_tile(whole, |tile, next| (self.tile)(&Dots { ahead: ask(next), ..*tile })) }
    }

    /// Calls `op` for each piece's tiles, with where the next piece begins. The longer operand goes by once.
    ///
    /// # Safety
    /// As `Dots` says, but for the limits of m and n.
    #[inline(always)]
    unsafe fn each_tile(&self, whole: &Dots<T>, mut op: impl FnMut(&Dots<T>, usize)) {
        let (m, n, k) = (whole.m, whole.n, whole.k);
        let piece = PIECE / size_of::<T>();
        for p in (0..k).step_by(piece) {
            let mut tile = |i: usize, j: usize| {
                let part = Dots {
                    m: self.mr.min(m - i),
                    n: self.nr.min(n - j),
                    k: piece.min(k - p),
                    beta: if p == 0 { whole.beta } else { T::ONE },
                    a: whole.a.wrapping_offset(i as isize * whole.a_row + p as isize),
                    b: whole.b.wrapping_offset(j as isize * whole.b_col + p as isize),
                    c: whole.c.wrapping_offset(i as isize + j as isize * whole.c_col),
                    ..*whole
                };
                op(&part, p + piece);
            };
            if m > n {
                (0..m).step_by(self.mr).for_each(|i| (0..n).step_by(self.nr).for_each(|j| tile(i, j)));
            } else {
                (0..n).step_by(self.nr).for_each(|j| (0..m).step_by(self.mr).for_each(|i| tile(i, j)));
            }
        }
    }
}
