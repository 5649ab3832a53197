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
//! `multiply` reads L where it lies, and nothing beside the triangle. For `solve` it is packed: m + 1 columns, padded to whole
//! registers by repeating the last row. First the diagonal, then the columns, of which what is off the triangle, or on the
//! diagonal, is not computed with. The rows are divided by their diagonal: they hold −lᵢⱼ/lᵢᵢ, the first column 1/lᵢᵢ. Or, if
//! that is no substitute for a division, −lᵢⱼ and lᵢᵢ.

use crate::kernel::gemm::first_tile;
use crate::kernel::generic;
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// The kernels. Whoever has them has the processor for them: [`crate::kernel`] alone makes and hands them out.
#[derive(Debug)]
pub struct DiagonalKernels<T> {
    /// Columns of B at a time, for `multiply`.
    pub(super) columns: usize,
    /// Rows of the largest block.
    pub(super) highest: usize,
    /// Elements in a register.
    pub(super) lanes: usize,
    pub(super) multiply: unsafe fn(&Diagonal<T>),
    pub(super) solve: unsafe fn(&Diagonal<T>),
    pub(super) pack: unsafe fn(&Unpacked<T>) -> bool,
}

/// What a kernel is called with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Diagonal<T> {
    /// Rows of B, 1 to the highest block's.
    pub(crate) m: usize,
    /// Columns of B: for `multiply`, 1 to `columns`.
    pub(crate) n: usize,
    /// Factor of B.
    pub(crate) alpha: T,
    /// Whether L is upper triangular.
    pub(crate) upper: bool,
    /// Whether its diagonal, which is not read then, is 1. Of no account if L is packed.
    pub(crate) unit: bool,
    /// L, whose rows are adjacent.
    pub(crate) l: *const T,
    /// Distance of L's columns. If it is packed, m rounded up to whole registers.
    pub(crate) l_col: isize,
    /// B, whose rows are adjacent.
    pub(crate) b: *mut T,
    /// Distance of B's columns.
    pub(crate) b_col: isize,
}

/// A triangle that is to be packed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unpacked<T> {
    /// Its order, at least 1.
    pub(crate) m: usize,
    /// Element (0, 0) of the square that it is a part of.
    pub(crate) src: *const T,
    /// Distance of rows.
    pub(crate) row: isize,
    /// Distance of columns.
    pub(crate) col: isize,
    /// Whether it is meant conjugated.
    pub(crate) conj: bool,
    /// Whether it is an upper one.
    pub(crate) upper: bool,
    /// Whether its diagonal is 1, whatever lies there.
    pub(crate) unit: bool,
    /// Whether the kernel will divide.
    pub(crate) divide: bool,
    /// m rounded up to whole registers.
    pub(crate) height: usize,
    /// Room for m + 1 columns of that height.
    pub(crate) dst: *mut T,
}

/// A triangle where it lies.
#[derive(Clone, Copy, Debug)]
pub struct LyingDiagonal<'a, T> {
    /// The square that it is a part of. To be multiplied with, its rows are adjacent and it isn't meant conjugated; to be packed, it lies and
    /// is meant anyhow.
    pub square: MatRef<'a, T>,
    /// Whether it is an upper one.
    pub upper: bool,
    /// Whether its diagonal is 1, whatever lies there.
    pub unit: bool,
}

/// A packed triangle.
#[derive(Clone, Copy, Debug)]
pub struct PackedDiagonal<'a, T> {
    /// The columns, as the kernels read them.
    pub data: &'a [T],
    /// Whether it is an upper one.
    pub upper: bool,
    /// Whether the kernel has to divide.
    pub divide: bool,
}

impl<T: Scalar> DiagonalKernels<T> {
    /// B := α·L·B.
    ///
    /// # Panics
    /// If the shapes don't match, L does not lie as it should, or B has rows that are not adjacent, or more than the kernels'
    /// blocks.
    #[inline(always)]
    pub fn multiply(&self, alpha: T, l: LyingDiagonal<'_, T>, mut b: MatMut<'_, T>) {
        let (m, n) = (b.rows(), b.cols());
        assert!((1..=self.highest).contains(&m) && l.square.rows() == m && l.square.cols() == m);
        assert!(m == 1 || (l.square.row_stride() == 1 && b.row_stride() == 1));
        assert!(!l.square.is_conj());
        let LyingDiagonal { square, upper, unit } = l;
        let (l, l_col, b_col) = (square.as_ptr(), square.col_stride(), b.col_stride());
        let mut j = 0;
        while j < n {
            let columns = first_tile(n - j, self.columns, 1);
            let b = b.as_mut_ptr().wrapping_offset(j as isize * b_col);
            // SAFETY: L has m rows and columns, and the columns of B lie inside it; the rows of both are adjacent (asserted).
            // The kernel is one of these.
            unsafe { (self.multiply)(&Diagonal { m, n: columns, alpha, upper, unit, l, l_col, b, b_col }) }
            j += columns;
        }
    }

    /// Packs a triangle for [`solve`](Self::solve); false if it must `divide` to be solved, and isn't packed so.
    ///
    /// # Panics
    /// If L is empty or higher than the kernels' blocks, or there is too little room.
    #[must_use]
    pub fn pack(&self, l: LyingDiagonal<'_, T>, divide: bool, dst: &mut [T]) -> bool {
        let LyingDiagonal { square, upper, unit } = l;
        let m = square.rows();
        let height = m.next_multiple_of(self.lanes);
        assert!((1..=self.highest).contains(&m) && square.cols() == m && dst.len() >= height * (m + 1));
        let (src, row, col, conj) =
            (square.as_ptr(), square.row_stride(), square.col_stride(), square.is_conj());
        let dst = dst.as_mut_ptr();
        // SAFETY: a readable view of m rows and columns, and room enough (asserted). The kernel is one of these.
        unsafe { (self.pack)(&Unpacked { m, src, row, col, conj, upper, unit, divide, height, dst }) }
    }

    /// B := α·L⁻¹·B.
    ///
    /// # Panics
    /// If L is too short, or B has rows that are not adjacent, or more than the kernels' blocks.
    pub fn solve(&self, alpha: T, l: PackedDiagonal<'_, T>, mut b: MatMut<'_, T>) {
        let kernel = if l.divide { generic::diagonal::divide } else { self.solve };
        let (m, n) = (b.rows(), b.cols());
        let l_col = m.next_multiple_of(self.lanes);
        assert!((1..=self.highest).contains(&m) && l.data.len() >= l_col * (m + 1));
        assert!(b.row_stride() == 1 || m == 1);
        let (upper, b_col) = (l.upper, b.col_stride());
        let (l, l_col) = (l.data.as_ptr(), l_col as isize);
        let b = b.as_mut_ptr();
        // SAFETY: L is long enough, and B a writable view of n columns whose rows are adjacent (asserted). The kernel is one of these or runs
        // anywhere.
        unsafe { kernel(&Diagonal { m, n, alpha, upper, unit: false, l, l_col, b, b_col }) }
    }
}
