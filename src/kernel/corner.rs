//! The contract of the corner kernels: the triangle on the diagonal of a triangular product or solution from the right.
//!
//! X has rows that are adjacent, and a few columns n that the kernel is about, which are in registers for the whole of it. The zeros
//! of the triangle are nowhere, so what they would multiply (a NaN, an ∞) has no effect.
//!
//! ```text
//!      k     n             k     n
//!   ┌─────┬─────┐       ┌─────┬─────┐   multiply:  xᵢ := α·Σ lᵢⱼ·xⱼ, j ≤ i, of columns k and after  (X := α·X·Lᵀ)
//!   │     │ ╲   │       │     │     │              L where it lies; what is above the diagonal is not read
//! n │  L  │   ╲ │     m │     │  X  │   solve:     xᵢ := (α·xᵢ − Σ lᵢⱼ·xⱼ)/lᵢᵢ, j < i               (X := α·X·L⁻ᵀ)
//!   └─────┴─────┘       └─────┴─────┘              k = 0; L packed, its columns one after the other, n apart
//! ```
//!
//! For `solve`, L holds −lᵢⱼ off the diagonal, and on it 1/lᵢᵢ, or lᵢᵢ itself if it is to be divided by.

use crate::kernel::generic;
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// The kernels. Whoever has them has the processor for them: [`crate::kernel`] alone makes and hands them out.
#[derive(Debug)]
pub struct CornerKernels<T> {
    /// Columns of the widest X.
    pub widest: usize,
    /// Columns of X that a product with a corner and the rectangle beside it makes at a time.
    pub columns: usize,
    /// Order of a triangle up to which that is faster than a product of its own for each rectangle.
    pub beside: usize,
    pub(super) multiply: unsafe fn(&CornerProduct<T>),
    pub(super) solve: unsafe fn(&Corner<T>),
}

/// What `multiply` is called with.
#[derive(Debug)]
pub(crate) struct CornerProduct<T> {
    /// Rows of X.
    pub(crate) m: usize,
    /// Columns of X that become sums, 1 to the widest's.
    pub(crate) n: usize,
    /// Columns of X before those.
    pub(crate) k: usize,
    /// Factor of X.
    pub(crate) alpha: T,
    /// Whether the diagonal is 1, and not read.
    pub(crate) unit: bool,
    /// L, from the first of its n rows and of its columns on.
    pub(crate) l: *const T,
    /// Distance of L's rows.
    pub(crate) l_row: isize,
    /// Distance of L's columns.
    pub(crate) l_col: isize,
    /// X, whose rows are adjacent, from the first of its k + n columns on.
    pub(crate) x: *mut T,
    /// Distance of X's columns.
    pub(crate) x_col: isize,
}

/// What `solve` is called with.
#[derive(Debug)]
pub(crate) struct Corner<T> {
    /// Rows of X.
    pub(crate) m: usize,
    /// Columns of X, 1 to the widest's.
    pub(crate) n: usize,
    /// Factor of X.
    pub(crate) alpha: T,
    /// L.
    pub(crate) l: *const T,
    /// X, whose rows are adjacent.
    pub(crate) x: *mut T,
    /// Distance of X's columns.
    pub(crate) x_col: isize,
}

/// A triangle where it lies, with the rectangle beside it.
#[derive(Clone, Copy, Debug)]
pub struct LyingCorner<'a, T> {
    /// Some rows of a lower triangle from its first column to the diagonal, or of an upper one from the diagonal to its last column;
    /// not meant conjugated.
    pub rows: MatRef<'a, T>,
    /// Whether it is an upper one.
    pub upper: bool,
    /// Whether its diagonal is 1, whatever lies there.
    pub unit: bool,
}

/// A packed triangle.
#[derive(Clone, Copy, Debug)]
pub struct PackedCorner<'a, T> {
    /// n×n elements, as the kernels read them.
    pub data: &'a [T],
    /// Whether it counts from the last column of X to the first: how an upper triangle becomes a lower one.
    pub backwards: bool,
    /// Whether `solve` has to divide by the diagonal rather than to multiply by what it holds.
    pub divide: bool,
}

impl<T: Scalar> CornerKernels<T> {
    /// X := α·X·Lᵀ, of columns of X as many as L has rows: those of the triangle, which are the last ones, or, of an upper one, the
    /// first.
    ///
    /// # Panics
    /// If the shapes don't match, L is meant conjugated, or X has rows that are not adjacent, or L more than the kernels' tile has
    /// columns.
    #[inline(always)]
    pub fn multiply(&self, alpha: T, l: LyingCorner<'_, T>, mut x: MatMut<'_, T>) {
        let LyingCorner { rows, upper, unit } = l;
        let (m, n, all) = (x.rows(), rows.rows(), rows.cols());
        assert!((1..=self.widest).contains(&n) && n <= all && x.cols() == all && !rows.is_conj());
        assert!(x.row_stride() == 1 || m <= 1);
        let (first, col) = (x.as_mut_ptr(), x.col_stride());
        // An upper triangle is a lower one whose rows and columns count from the last to the first.
        let last = first.wrapping_offset((all as isize - 1) * col);
        let (rows, x, x_col) = if upper { (rows.flip(), last, -col) } else { (rows, first, col) };
        let (l, l_row, l_col) = (rows.as_ptr(), rows.row_stride(), rows.col_stride());
        // SAFETY: L has n rows and k + n columns, as many as X (asserted), whose rows are adjacent (asserted).
        unsafe {
            (self.multiply)(&CornerProduct { m, n, k: all - n, alpha, unit, l, l_row, l_col, x, x_col })
        }
    }

    /// X := α·X·L⁻ᵀ.
    ///
    /// # Panics
    /// If L is too short, or X has rows that are not adjacent, or more columns than the kernels' tile.
    pub fn solve(&self, alpha: T, l: PackedCorner<'_, T>, mut x: MatMut<'_, T>) {
        let (m, n) = (x.rows(), x.cols());
        assert!((1..=self.widest).contains(&n) && l.data.len() >= n * n);
        assert!(x.row_stride() == 1 || m <= 1);
        let (first, col) = (x.as_mut_ptr(), x.col_stride());
        let last = first.wrapping_offset((n as isize - 1) * col);
        let (x, x_col) = if l.backwards { (last, -col) } else { (first, col) };
        let corner = Corner { m, n, alpha, l: l.data.as_ptr(), x, x_col };
        // SAFETY: L and X are as they should be (asserted).
        unsafe { if l.divide { generic::corner::divide(&corner) } else { (self.solve)(&corner) } }
    }
}
