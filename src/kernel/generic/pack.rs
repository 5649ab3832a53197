//! Packing for any strides, and for addresses of any alignment: single-precision complex numbers, which lie on multiples
//! of four bytes, are moved as doubles.

use crate::kernel::gemm::Panel;

/// # Safety
/// As `Panel` says.
pub(in crate::kernel) unsafe fn pack<T: Copy>(panel: &Panel<T>) {
    // SAFETY: the caller's promise; rows ≥ 1, so that the last one exists.
    unsafe {
        for p in 0..panel.cols {
            let src = panel.src.offset(p as isize * panel.col);
            let dst = panel.dst.add(p * panel.dst_col);
            for i in 0..panel.rows {
                dst.add(i).write_unaligned(src.offset(i as isize * panel.row).read_unaligned());
            }
            let last = dst.add(panel.rows - 1).read_unaligned();
            for i in panel.rows..panel.padded {
                dst.add(i).write_unaligned(last);
            }
        }
    }
}
