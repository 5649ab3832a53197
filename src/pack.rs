//! Packing: a block of a matrix into the panels that a kernel reads (`kernel::gemm` draws them).
//!
//! Nothing is conjugated here: the kernels conjugate sums, which costs nothing, rather than elements.

use crate::kernel::GemmKernel;
use crate::kernel::gemm::{Packed, Panel};
use crate::kernel::packing::Right;
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// Columns that are packed at a time where rows are adjacent: as many as a processor's prefetching follows.
const COLUMNS: usize = 32;
/// The same where they share sets of the caches.
const SHARING: usize = 8;

/// The shape of panels.
#[derive(Clone, Copy, Debug)]
pub struct Panels {
    /// Rows of a panel, but for the last.
    pub height: usize,
    /// The last panel is padded to a multiple of this, which divides `height`.
    pub pad: usize,
}

impl Panels {
    /// Those of A: up to mr rows, their columns padded to whole registers.
    #[must_use]
    pub fn of_a<T>(kernel: &GemmKernel<T>) -> Panels {
        Panels { height: kernel.mr, pad: kernel.lanes }
    }

    /// Those of B, transposed: up to nr columns, not padded.
    #[must_use]
    pub fn of_b<T>(kernel: &GemmKernel<T>) -> Panels {
        Panels { height: kernel.nr, pad: 1 }
    }

    /// The length of a column in a panel of so many rows, and of a column of all panels of so many rows.
    #[must_use]
    pub fn padded(&self, rows: usize) -> usize {
        rows.next_multiple_of(self.pad)
    }
}

/// A block of A (m×k), as `kernel` reads it.
///
/// # Panics
/// If `dst` is shorter than m, padded, times k.
pub fn pack_a<T: Scalar>(kernel: &GemmKernel<T>, block: MatRef<'_, T>, dst: &mut [T]) {
    pack(kernel, block, Panels::of_a(kernel), dst);
}

/// A block of B, transposed (n×k), as `kernel` reads it.
///
/// # Panics
/// If `dst` is shorter than n·k.
pub fn pack_b<T: Scalar>(kernel: &GemmKernel<T>, block: MatRef<'_, T>, dst: &mut [T]) {
    pack(kernel, block, Panels::of_b(kernel), dst);
}

/// C := α·A·B + β·C, and A as `kernel` reads it, in `room`: whole panels are packed by the tiles of C that read them first, if A lies so
/// that they can.
///
/// # Panics
/// If `room` is shorter than m, padded, times k; a packed B is too short for C; the shapes don't match; or the rows of C are
/// not adjacent.
pub fn pack_a_and_multiply<T: Scalar>(
    kernel: &GemmKernel<T>,
    alpha: T,
    (a, room): (MatRef<'_, T>, &mut [T]),
    b: Right<'_, T>,
    beta: T,
    mut c: MatMut<'_, T>,
) {
    let (m, n, k) = (c.rows(), c.cols(), a.cols());
    assert!(a.rows() == m && room.len() >= kernel.padded(m) * k);
    let columns = kernel.nr.min(n);
    let first = b.columns(0..columns);
    let end = kernel.whole_panels(&a, first, columns);
    let (whole, rest) = c.rb().sub_cols(0..columns).split_rows(end);
    kernel.keep_panels(alpha, a.sub_rows(0..end), room, first, beta, whole);
    pack_a(kernel, a.sub_rows(end..m), &mut room[end * k..]);
    let below = Packed { data: &room[end * k..], k, conj: a.is_conj() };
    kernel.multiply(alpha, below, first, beta, rest);
    let a = Packed { data: room, k, conj: a.is_conj() };
    kernel.multiply(alpha, a, b.columns(columns..n), beta, c.sub_cols(columns..n));
}

/// A block (m×k) in panels, one after the other.
///
/// # Panics
/// If `dst` is shorter than m, padded, times k.
pub fn pack<T: Scalar>(kernel: &GemmKernel<T>, block: MatRef<'_, T>, panels: Panels, dst: &mut [T]) {
    let (m, k) = (block.rows(), block.cols());
    assert!(dst.len() >= panels.padded(m) * k);
    // Where rows are adjacent, a panel has a short piece of each column. All panels' pieces of some columns are read before
    // the next columns are, so that those are read on from where they were left.
    let few = match block.row_stride() {
        1 if kernel.is_pushed_out(&block) => SHARING,
        1 => COLUMNS,
        _ => k.max(1),
    };
    for p in (0..k).step_by(few) {
        let cols = few.min(k - p);
        for i in (0..m).step_by(panels.height) {
            let rows = panels.height.min(m - i);
            let padded = panels.padded(rows);
            // SAFETY: rows i.. and columns p.. are inside the block. The panels before this one fill i·k elements of dst, as
            // height is a multiple of pad, and its columns before p as many times `padded`; with all of it at most m,
            // rounded up, times k, which dst holds (asserted).
            unsafe {
                (kernel.pack)(&Panel {
                    src: block
                        .as_ptr()
                        .wrapping_offset(i as isize * block.row_stride() + p as isize * block.col_stride()),
                    row: block.row_stride(),
                    col: block.col_stride(),
                    rows,
                    cols,
                    dst: dst.as_mut_ptr().add(i * k + p * padded),
                    dst_col: padded,
                    padded,
                });
            }
        }
    }
}

/// Copies a matrix from panels (or from anywhere) to where it lies: fast where one of `dst`'s strides is 1.
///
/// # Panics
/// If the shapes differ.
pub fn unpack<T: Scalar>(kernel: &GemmKernel<T>, src: MatRef<'_, T>, mut dst: MatMut<'_, T>) {
    assert!(src.rows() == dst.rows() && src.cols() == dst.cols());
    if dst.row_stride() != 1 && dst.col_stride() == 1 {
        return unpack(kernel, src.t(), dst.t());
    }
    let (rows, cols) = (src.rows(), src.cols());
    let stride = usize::try_from(dst.col_stride());
    let (Ok(dst_col), true) = (stride, dst.row_stride() == 1 && rows > 0) else {
        return dst.copy_from(src);
    };
    // SAFETY: both views are rows×cols, the rows of dst are adjacent, and without padding nothing else is written.
    unsafe {
        (kernel.pack)(&Panel {
            src: src.as_ptr(),
            row: src.row_stride(),
            col: src.col_stride(),
            rows,
            cols,
            dst: dst.as_mut_ptr(),
            dst_col,
            padded: rows,
        });
    }
}
