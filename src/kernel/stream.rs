//! Panels of a product whose A comes from far away, once: tiles ask for what is wanted after them.

use crate::kernel::gemm::{GemmKernel, Packed, Tile};
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// Bytes of a cache line.
const LINE: usize = 64;

impl<T: Scalar> GemmKernel<T> {
    /// C := α·A·B + β·C for up to mr rows, A where it lies. Meanwhile the caches are asked for the block `ahead`.
    ///
    /// # Panics
    /// If shapes don't match, there are too many rows, those of A or of C are not adjacent, or B is too short.
    pub fn streamed(
        &self,
        alpha: T,
        a: MatRef<'_, T>,
        b: Packed<'_, T>,
        beta: T,
        mut c: MatMut<'_, T>,
        ahead: MatRef<'_, T>,
    ) {
        let m = c.rows();
        assert!(a.rows() == m && a.cols() == b.k && (m == 1 || a.row_stride() == 1));
        let (m, n, k) = (c.rows(), c.cols(), b.k);
        assert!(1 <= m && m <= self.mr && (m == 1 || c.row_stride() == 1) && b.data.len() >= n * k);
        let (c_ptr, c_col) = (c.as_mut_ptr(), c.col_stride());
        let share = (ahead.cols() * self.nr).div_ceil(n.max(1));
        for (turn, j) in (0..n).step_by(self.nr).enumerate() {
            let nb = self.nr.min(n - j);
            fetch(ahead, turn * share..(turn + 1) * share);
            // SAFETY: A is a readable view of m rows, which are adjacent, and k columns (asserted); panels of B before column j fill
            // j·k elements, and B is long enough (asserted); the tile lies inside C, whose rows are adjacent (asserted).
            unsafe {
                (self.tile)(&Tile {
                    m,
                    n: nb,
                    k,
                    alpha,
                    beta,
                    a: a.as_ptr(),
                    a_col: a.col_stride(),
                    a_padded: false,
                    conj_a: a.is_conj(),
                    b: b.data.as_ptr().add(j * k),
                    b_row: nb as isize,
                    b_col: 1,
                    b_far: false,
                    conj_b: b.conj,
                    c: c_ptr.offset(j as isize * c_col),
                    c_col,
                });
            }
        }
    }
}

/// Asks for the lines of those columns that the block has, rows being adjacent.
#[inline(always)]
pub(crate) fn fetch<T: Scalar>(block: MatRef<'_, T>, columns: std::ops::Range<usize>) {
    let bytes = block.rows() * size_of::<T>();
    for p in columns.start..columns.end.min(block.cols()) {
        let column = block.as_ptr().wrapping_offset(p as isize * block.col_stride());
        // A column may begin in the middle of a line: then it ends in one more.
        for at in (0..bytes).step_by(LINE).chain([bytes.saturating_sub(1)]) {
            ask_l2(column.wrapping_byte_add(at));
        }
    }
}

/// Asks for the cache line at `p`, which may be any address, to be brought into L2: L1 has no room for what is not read at once, and
/// fewer lines can be on their way to it at a time (AMD Zen 4, from memory: 12 GB/s into L1, 21 into L2).
#[inline(always)]
pub(crate) fn ask_l2<T>(p: *const T) {
    use std::arch::x86_64::{_MM_HINT_T1, _mm_prefetch};
    // SAFETY: a prefetch never faults.
    unsafe { _mm_prefetch::<_MM_HINT_T1>(p.cast()) }
}
