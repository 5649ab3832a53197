//! The contract of the corner kernels: the triangle on the diagonal of a triangular product or solution.
//!
//! X has m rows, which are adjacent, and a few columns n, which are in registers for the whole of it. The zeros of the
//! triangle are nowhere, so what they would multiply (a NaN, an ∞) has no effect.
//!
//! ```text
//!        n                 n          L: lower triangular, its columns one after the other,
//!     ┌─────┐           ┌─────┐       n apart; what is above the diagonal is not read
//!     │ ╲   │           │     │
//!   n │  L╲ │         m │  X  │       multiply:  xᵢ := α·Σ lᵢⱼ·xⱼ, j ≤ i           (X := α·X·Lᵀ)
//!     │    ╲│           │     │       solve:     xᵢ := (α·xᵢ − Σ lᵢⱼ·xⱼ)/lᵢᵢ, j < i  (X := α·X·L⁻ᵀ)
//!     └─────┘           └─────┘
//! ```
//!
//! For `solve`, L holds −lᵢⱼ off the diagonal, and on it 1/lᵢᵢ, or lᵢᵢ itself if it is to be divided by.

use crate::kernel::generic;
use crate::mat::MatMut;
use crate::scalar::Scalar;

/// The kernels. Whoever has them has the processor for them: [`crate::kernel`] alone makes and hands them out.
#[derive(Debug)]
pub struct CornerKernels<T> {
    /// Columns of the widest X.
    pub widest: usize,
    pub(super) multiply: unsafe fn(&Corner<T>),
    pub(super) solve: unsafe fn(&Corner<T>),
}

/// What a kernel is called with.
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
    /// X := α·X·Lᵀ.
    ///
    /// # Panics
    /// If L is too short, or X has rows that are not adjacent, or more columns than the kernels' tile.
    pub fn multiply(&self, alpha: T, l: PackedCorner<'_, T>, x: MatMut<'_, T>) {
        // SAFETY: `corner` asserts what the kernels ask for.
        unsafe { (self.multiply)(&self.corner(alpha, l, x)) }
    }

    /// X := α·X·L⁻ᵀ.
    ///
    /// # Panics
    /// As `multiply`.
    pub fn solve(&self, alpha: T, l: PackedCorner<'_, T>, x: MatMut<'_, T>) {
        let corner = self.corner(alpha, l, x);
        // SAFETY: `corner` asserts what the kernels ask for.
        unsafe { if l.divide { generic::corner::divide(&corner) } else { (self.solve)(&corner) } }
    }

    fn corner(&self, alpha: T, l: PackedCorner<'_, T>, mut x: MatMut<'_, T>) -> Corner<T> {
        let (m, n) = (x.rows(), x.cols());
        assert!((1..=self.widest).contains(&n) && l.data.len() >= n * n);
        assert!(x.row_stride() == 1 || m <= 1);
        let (first, col) = (x.as_mut_ptr(), x.col_stride());
        let last = first.wrapping_offset((n as isize - 1) * col);
        let (x, x_col) = if l.backwards { (last, -col) } else { (first, col) };
        Corner { m, n, alpha, l: l.data.as_ptr(), x, x_col }
    }
}
