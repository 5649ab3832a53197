//! Packing: a block of a matrix into the panels that a kernel reads (`kernel::gemm` draws them).
//!
//! Nothing is conjugated here: the kernels conjugate sums, which costs nothing, rather than elements.

use crate::kernel::GemmKernel;
use crate::kernel::gemm::Panel;
use crate::mat::MatRef;
use crate::scalar::Scalar;

/// A block of A (m×k), as `kernel` reads it: panels of up to mr rows, their columns padded to whole registers.
///
/// # Panics
/// If `dst` is shorter than m, padded, times k.
pub fn pack_a<T: Scalar>(kernel: &GemmKernel<T>, block: MatRef<'_, T>, dst: &mut [T]) {
    pack(kernel, block, kernel.mr, kernel.lanes, dst);
}

/// A block of B, transposed (n×k), as `kernel` reads it: panels of up to nr columns, not padded.
///
/// # Panics
/// If `dst` is shorter than n·k.
pub fn pack_b<T: Scalar>(kernel: &GemmKernel<T>, block: MatRef<'_, T>, dst: &mut [T]) {
    pack(kernel, block, kernel.nr, 1, dst);
}

/// Panels of `height` rows, one after the other, padded to multiples of `pad`, which divides `height`.
fn pack<T: Scalar>(kernel: &GemmKernel<T>, block: MatRef<'_, T>, height: usize, pad: usize, dst: &mut [T]) {
    let (m, k) = (block.rows(), block.cols());
    assert!(dst.len() >= m.next_multiple_of(pad) * k);
    for i in (0..m).step_by(height) {
        let rows = height.min(m - i);
        let padded = rows.next_multiple_of(pad);
        // SAFETY: rows i.. are inside the block. The panels before this one fill i·k elements of dst, as height is a
        // multiple of pad; with this one at most m, rounded up, times k, which dst holds (asserted).
        unsafe {
            (kernel.pack)(&Panel {
                src: block.as_ptr().wrapping_offset(i as isize * block.row_stride()),
                row: block.row_stride(),
                col: block.col_stride(),
                rows,
                cols: k,
                dst: dst.as_mut_ptr().add(i * k),
                dst_col: padded,
                padded,
            });
        }
    }
}
