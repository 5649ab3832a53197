//! Packing for any strides, and for addresses of any alignment: single-precision complex numbers, which lie on multiples
//! of four bytes, are moved as doubles.

use crate::kernel::gemm::Panel;

/// Rows that are read side by side, each along its columns: each is a stream that the processor reads ahead.
const ROWS: usize = 4;

/// Inlined, as most of it is for what blocks leave over of small panels, in which a call would be felt.
///
/// # Safety
/// As `Panel` says.
#[inline(always)]
pub(in crate::kernel) unsafe fn pack<T: Copy>(panel: &Panel<T>) {
    // What blocks leave over is often nothing.
    if panel.cols == 0 {
        return;
    }
    // SAFETY: the caller's promise; rows ≥ 1, so that the last one exists.
    unsafe {
        let whole = panel.rows / ROWS * ROWS;
        for i in (0..whole).step_by(ROWS) {
            rows::<T, ROWS>(panel, i, i);
        }
        for i in whole..panel.rows {
            rows::<T, 1>(panel, i, i);
        }
        for i in panel.rows..panel.padded {
            rows::<T, 1>(panel, panel.rows - 1, i);
        }
    }
}

/// Some rows from `from` on, to those from `to` on.
///
/// # Safety
/// As `Panel` says; the rows are inside the panel, and inside what it is padded to.
#[inline(always)]
unsafe fn rows<T: Copy, const N: usize>(panel: &Panel<T>, from: usize, to: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        for p in 0..panel.cols {
            let src = panel.src.offset(from as isize * panel.row + p as isize * panel.col);
            let dst = panel.dst.add(p * panel.dst_col + to);
            for i in 0..N {
                dst.add(i).write_unaligned(src.offset(i as isize * panel.row).read_unaligned());
            }
        }
    }
}
