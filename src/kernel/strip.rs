//! A strip of C: some rows of the columns that one panel of B makes. What is computed of a triangle is made of strips.

use std::ops::Range;

use crate::kernel::gemm::{Columns, GemmKernel, Packed, Tile};
use crate::mat::MatMut;
use crate::scalar::Scalar;

impl<T: Scalar> GemmKernel<T> {
    /// C := α·A·B + β·C with packed operands, for `rows` of the `m` rows that A has, and up to nr columns.
    ///
    /// # Panics
    /// If `rows` begins or ends within a register, a packed block is too short, or the rows of C are not adjacent.
    pub fn strip(
        &self,
        alpha: T,
        a: Packed<'_, T>,
        m: usize,
        rows: Range<usize>,
        b: Columns<'_, T>,
        beta: T,
        mut c: MatMut<'_, T>,
    ) {
        if rows.is_empty() {
            return;
        }
        let (n, k) = (c.cols(), a.k);
        assert!(rows.end <= m && c.rows() == rows.len());
        assert!(rows.start.is_multiple_of(self.lanes));
        assert!(rows.end == m || rows.end.is_multiple_of(self.lanes));
        assert!(a.data.len() >= self.padded(m) * k && n <= self.nr && n <= b.row);
        assert!(k > 0 && b.data.len() >= (k - 1) * b.row + n);
        assert!(c.row_stride() == 1 || c.rows() <= 1);
        let (c_ptr, c_col) = (c.as_mut_ptr(), c.col_stride());
        let mut i = rows.start;
        while i < rows.end {
            // The panel that row i is in, and the row in it.
            let (panel, row) = (i / self.mr * self.mr, i % self.mr);
            let height = self.padded(self.mr.min(m - panel));
            let next = (panel + self.mr).min(rows.end);
            // SAFETY: panels of A before this one fill panel·k elements, this one height·k, and A is long enough
            // (asserted), as is B; the tile lies inside C. Where it is lower than the panel, it ends with a register,
            // or with the last row, which the panel repeats.
            unsafe {
                (self.tile)(&Tile {
                    m: next - i,
                    n,
                    k,
                    alpha,
                    beta,
                    a: a.data.as_ptr().add(panel * k + row),
                    a_col: height as isize,
                    a_padded: self.padded(next - i) == height,
                    conj_a: a.conj,
                    b: b.data.as_ptr(),
                    b_row: b.row as isize,
                    b_col: 1,
                    b_far: false,
                    conj_b: b.conj,
                    c: c_ptr.add(i - rows.start),
                    c_col,
                });
            }
            i = next;
        }
    }
}
