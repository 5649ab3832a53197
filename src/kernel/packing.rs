//! Products whose A is packed by the tiles that read it first: those of C's first columns. They have A in registers anyway, and leave
//! the units idle that store, so that packing takes hardly any time of its own.

use std::ops::Range;

use crate::kernel::cache::lines_in_l2;
use crate::kernel::gemm::{Distance, GemmKernel, Packed, Tile};
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// B, as it is found.
#[derive(Clone, Copy, Debug)]
pub enum Right<'b, T> {
    /// In panels.
    Packed(Packed<'b, T>),
    /// Where it lies, at some distance.
    Lying(MatRef<'b, T>, Distance),
}

impl<'b, T: Scalar> Right<'b, T> {
    /// Some columns, from one on where a panel begins.
    #[must_use]
    pub fn columns(self, columns: Range<usize>) -> Right<'b, T> {
        match self {
            Right::Packed(b) => Right::Packed(Packed { data: &b.data[columns.start * b.k..], ..b }),
            Right::Lying(b, distance) => Right::Lying(b.sub_cols(columns), distance),
        }
    }
}

/// Columns of which L2 is to hold a line: half of those that a tile which packs has asked for at a time. With fewer, most are gone when it comes.
const HELD: usize = 64;

impl<T: Scalar> GemmKernel<T> {
    /// Whether columns of A push each other out of L2 where panels read a line of each: who packs them reads on in a few, then. (Zen 3, AVX2,
    /// `dgemm` with an A whose columns are 16 or 32 KB apart: 2048×64×2048 0.84 to 0.92, 4096×64×4096 0.66 to 0.73, 8192×32×1024 0.56 of the time of a
    /// tile that packs meanwhile; 8 KB apart 1.04 to 1.14.)
    #[must_use]
    pub(crate) fn is_pushed_out(&self, a: &MatRef<'_, T>) -> bool {
        let held = lines_in_l2(a.col_stride().unsigned_abs() * size_of::<T>());
        self.is_one_line() && a.row_stride() == 1 && held < HELD.min(a.cols())
    }

    /// C := α·A·B + β·C with an A that has been packed.
    ///
    /// # Panics
    /// As [`packed`](Self::packed) and [`packed_a`](Self::packed_a).
    pub fn multiply(&self, alpha: T, a: Packed<'_, T>, b: Right<'_, T>, beta: T, c: MatMut<'_, T>) {
        match b {
            Right::Packed(b) => self.packed(alpha, a, b, beta, c),
            Right::Lying(b, distance) => self.packed_a(alpha, a, (b, distance), beta, c),
        }
    }

    /// Rows of A from the first on that [`keep_panels`](Self::keep_panels) packs with these first columns of B: those of all whole panels, or
    /// none.
    #[must_use]
    pub fn whole_panels(&self, a: &MatRef<'_, T>, b: Right<'_, T>, columns: usize) -> usize {
        let lies_well = match b {
            Right::Packed(_) => true,
            Right::Lying(b, _) => b.row_stride() == 1 || b.col_stride() == 1,
        };
        let suits =
            lies_well && columns == self.nr && a.row_stride() == 1 && a.cols() > 0 && !self.is_pushed_out(a);
        if suits { a.rows() / self.mr * self.mr } else { 0 }
    }

    /// C := α·A·B + β·C for whole panels of A and one of B; A is packed into `room` meanwhile.
    ///
    /// # Panics
    /// If k = 0, if `room` or a packed B is too short, if the shapes don't match or aren't multiples of panels, if the rows of A or C are not
    /// adjacent, or neither rows nor columns of B are.
    pub fn keep_panels(
        &self,
        alpha: T,
        a: MatRef<'_, T>,
        room: &mut [T],
        b: Right<'_, T>,
        beta: T,
        mut c: MatMut<'_, T>,
    ) {
        let (m, n, k) = (c.rows(), c.cols(), a.cols());
        if m == 0 {
            return;
        }
        assert!(m.is_multiple_of(self.mr) && n == self.nr && a.rows() == m && room.len() >= m * k);
        assert!(a.row_stride() == 1 && c.row_stride() == 1 && k > 0);
        let (start, b_row, b_col, conj_b, b_far) = match b {
            Right::Packed(b) => {
                assert!(b.k == k && b.data.len() >= n * k);
                (b.data.as_ptr(), n as isize, 1, b.conj, false)
            }
            Right::Lying(b, distance) => {
                assert!(b.rows() == k && b.cols() == n && (b.row_stride() == 1 || b.col_stride() == 1));
                (b.as_ptr(), b.row_stride(), b.col_stride(), b.is_conj(), self.asks_for(distance))
            }
        };
        let (c_ptr, c_col) = (c.as_mut_ptr(), c.col_stride());
        for i in (0..m).step_by(self.mr) {
            // SAFETY: A has mr rows from row i on, C as well, and `room` a panel of them behind the i·k elements of those before
            // (asserted); B holds nr columns of length k, in a panel, or with rows or columns that are adjacent (asserted).
            unsafe {
                let tile = Tile {
                    m: self.mr,
                    n,
                    k,
                    alpha,
                    beta,
                    a: a.as_ptr().add(i),
                    a_col: a.col_stride(),
                    a_padded: false,
                    conj_a: a.is_conj(),
                    b: start,
                    b_row,
                    b_col,
                    b_far: b_far && i == 0,
                    conj_b,
                    c: c_ptr.add(i),
                    c_col,
                };
                (self.keeping)(&tile, room.as_mut_ptr().add(i * k));
            }
        }
    }
}
