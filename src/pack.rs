//! Packing: a block of a matrix into the panels that a kernel reads (`kernel::gemm` draws them).
//!
//! Nothing is conjugated here: the kernels conjugate sums, which costs nothing, rather than elements.

use crate::mat::MatRef;
use crate::scalar::Scalar;

/// Panels of `height` rows of an m×k block, one after the other; in a panel columns follow each other, each padded
/// to a multiple of `pad` rows by repeating the last one (the same operands raise the same floating-point flags).
///
/// B's panels of `height` columns are those of its transpose, with `pad` 1.
///
/// # Panics
/// If `height` is no multiple of `pad`, or `dst` is too short.
pub fn pack<T: Scalar>(block: MatRef<'_, T>, height: usize, pad: usize, dst: &mut [T]) {
    let (m, k) = (block.rows(), block.cols());
    assert!(height.is_multiple_of(pad) && dst.len() >= m.next_multiple_of(pad) * k);
    for i in (0..m).step_by(height) {
        let rows = height.min(m - i);
        let panel = block.sub_rows(i..i + rows);
        // SAFETY: the panels before this one fill i·k elements, as height is a multiple of pad; with this one they
        // fill at most the m rounded up times k that dst holds (asserted).
        unsafe { pack_panel(panel, rows.next_multiple_of(pad), dst.as_mut_ptr().add(i * k)) }
    }
}

/// One panel: every column `padded` elements long.
///
/// # Safety
/// `dst` holds `padded`·columns elements, and `padded` ≥ rows ≥ 1.
unsafe fn pack_panel<T: Scalar>(panel: MatRef<'_, T>, padded: usize, dst: *mut T) {
    let (rows, k) = (panel.rows(), panel.cols());
    let (src, row, col) = (panel.as_ptr(), panel.row_stride(), panel.col_stride());
    // SAFETY: offsets are those of the view's elements, and of dst's.
    unsafe {
        if row == 1 {
            for p in 0..k {
                std::ptr::copy_nonoverlapping(src.offset(p as isize * col), dst.add(p * padded), rows);
            }
        } else {
            // Along the rows in strips, so that whole cache lines are used where columns are adjacent.
            const STRIP: usize = 8;
            for p0 in (0..k).step_by(STRIP) {
                for i in 0..rows {
                    for p in p0..k.min(p0 + STRIP) {
                        *dst.add(p * padded + i) = *src.offset(i as isize * row + p as isize * col);
                    }
                }
            }
        }
        for i in rows..padded {
            for p in 0..k {
                *dst.add(p * padded + i) = *dst.add(p * padded + rows - 1);
            }
        }
    }
}
