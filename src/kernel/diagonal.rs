//! The contract of the diagonal kernels: a block on the diagonal of a triangular product or solution from the left.
//!
//! The rows of B are adjacent, and the columns of L fill registers as they do in a packed A. A block is as high as the
//! matrix-product tile, and some of B's columns are in registers for the whole of it. The zeros of the triangle are
//! nowhere, so what they would multiply (a NaN, an ∞) has no effect.
//!
//! ```text
//!        m                 n         multiply:  bᵢ := α·Σ lᵢⱼ·bⱼ, j ≤ i           (B := α·L·B)
//!     ┌─────┐           ┌─────┐      solve:     bᵢ := (α·bᵢ − Σ lᵢⱼ·bⱼ)/lᵢᵢ, j < i  (B := α·L⁻¹·B)
//!     │ ╲   │           │     │
//!   m │  L╲ │         m │  B  │      or with j ≥ i and j > i, if the triangle is an upper one.
//!     │    ╲│           │     │
//!     └─────┘           └─────┘
//! ```
//!
//! L is packed: m + 1 columns, padded to whole registers by repeating the last row. First the diagonal, then the columns,
//! of which what is off the triangle, or on the diagonal, is not computed with. For `solve` the rows are divided by their
//! diagonal: they hold −lᵢⱼ/lᵢᵢ, the first column 1/lᵢᵢ. Or, if that is no substitute for a division, −lᵢⱼ and lᵢᵢ.

use crate::kernel::generic;
use crate::mat::MatMut;
use crate::scalar::Scalar;

/// The kernels. Whoever has them has the processor for them: [`crate::kernel`] alone makes and hands them out.
#[derive(Debug)]
pub struct DiagonalKernels<T> {
    /// Columns of B at a time.
    pub(super) columns: usize,
    /// Rows of the largest block.
    pub(super) highest: usize,
    /// Elements in a register.
    pub(super) lanes: usize,
    pub(super) multiply: unsafe fn(&Diagonal<T>),
    pub(super) solve: unsafe fn(&Diagonal<T>),
}

/// What a kernel is called with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Diagonal<T> {
    /// Rows of B, 1 to the highest block's.
    pub(crate) m: usize,
    /// Columns of B, 1 to `columns`.
    pub(crate) n: usize,
    /// Factor of B.
    pub(crate) alpha: T,
    /// Whether L is upper triangular.
    pub(crate) upper: bool,
    /// L.
    pub(crate) l: *const T,
    /// Distance of L's columns: m rounded up to whole registers.
    pub(crate) l_col: usize,
    /// B, whose rows are adjacent.
    pub(crate) b: *mut T,
    /// Distance of B's columns.
    pub(crate) b_col: isize,
}

/// A packed triangle.
#[derive(Clone, Copy, Debug)]
pub struct PackedDiagonal<'a, T> {
    /// The columns, as the kernels read them.
    pub data: &'a [T],
    /// Whether it is an upper one.
    pub upper: bool,
    /// Whether `solve` has to divide.
    pub divide: bool,
}

impl<T: Scalar> DiagonalKernels<T> {
    /// B := α·L·B.
    ///
    /// # Panics
    /// If L is too short, or B has rows that are not adjacent, or more than the kernels' blocks.
    pub fn multiply(&self, alpha: T, l: PackedDiagonal<'_, T>, b: MatMut<'_, T>) {
        // SAFETY: the kernel is one of these, and gets what it asks for.
        unsafe { self.each(self.multiply, alpha, l, b) }
    }

    /// B := α·L⁻¹·B.
    ///
    /// # Panics
    /// As `multiply`.
    pub fn solve(&self, alpha: T, l: PackedDiagonal<'_, T>, b: MatMut<'_, T>) {
        let kernel = if l.divide { generic::diagonal::divide } else { self.solve };
        // SAFETY: the kernel is one of these or runs anywhere, and gets what it asks for.
        unsafe { self.each(kernel, alpha, l, b) }
    }

    /// Calls a kernel for some columns at a time.
    ///
    /// # Safety
    /// The kernel asks for no more than `Diagonal` says, with these sizes; the processor has its instructions.
    unsafe fn each(
        &self,
        kernel: unsafe fn(&Diagonal<T>),
        alpha: T,
        l: PackedDiagonal<'_, T>,
        mut b: MatMut<'_, T>,
    ) {
        let (m, n) = (b.rows(), b.cols());
        let l_col = m.next_multiple_of(self.lanes);
        assert!((1..=self.highest).contains(&m) && l.data.len() >= l_col * (m + 1));
        assert!(b.row_stride() == 1 || m == 1);
        let b_col = b.col_stride();
        for j in (0..n).step_by(self.columns) {
            let columns = self.columns.min(n - j);
            let b = b.as_mut_ptr().wrapping_offset(j as isize * b_col);
            let block =
                Diagonal { m, n: columns, alpha, upper: l.upper, l: l.data.as_ptr(), l_col, b, b_col };
            // SAFETY: the caller's promise; L is long enough (asserted), and the columns lie inside B.
            unsafe { kernel(&block) }
        }
    }
}
