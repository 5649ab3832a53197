//! [`Triangle`]: a triangle as kernels read it.

use std::ops::Range;

use crate::enums::Uplo;
use crate::mat::{TriMut, TriRef};
use crate::scalar::Scalar;

/// A triangle whose columns are adjacent elements: that of a matrix, or a packed one. Kernels that update it write through
/// its pointer.
#[derive(Clone, Copy, Debug)]
pub struct Triangle<T> {
    pub(in crate::kernel) uplo: Uplo,
    /// The order of the matrix.
    pub(in crate::kernel) n: usize,
    /// The columns that a kernel is to work on: the first, and the one behind the last.
    pub(in crate::kernel) columns: (usize, usize),
    /// Where element (0, 0) would lie, whether it is of the triangle or not.
    pub(in crate::kernel) ptr: *const T,
    /// From (i, 0) to (i, 1).
    pub(in crate::kernel) col: isize,
    /// How much farther it is from each column to the next: 0, or in a packed triangle 1 (upper) or −1 (lower).
    pub(in crate::kernel) grow: isize,
    /// Whether the matrix is meant conjugated.
    pub(in crate::kernel) conj: bool,
}

impl<T: Copy> Triangle<T> {
    /// Where (0, j) would lie.
    #[inline(always)]
    pub(in crate::kernel) fn column(self, j: usize) -> *const T {
        let j = j as isize;
        self.ptr.wrapping_offset(j * self.col + ((j * (j - 1)) >> 1) * self.grow)
    }
    /// Where (row, j), (row, j + 1), … would lie: each a step from the one before, where to compute every one by itself
    /// would take four multiplications.
    #[inline(always)]
    pub(in crate::kernel) fn several<const W: usize>(self, j: usize, row: usize) -> [*const T; W] {
        let mut columns = [self.column(j).wrapping_add(row); W];
        let mut step = self.col + j as isize * self.grow;
        for c in 1..W {
            columns[c] = columns[c - 1].wrapping_offset(step);
            step += self.grow;
        }
        columns
    }
    /// The rows that `width` columns from j on have in common but for those of their block on the diagonal: the first,
    /// and the one behind the last.
    #[inline(always)]
    pub(in crate::kernel) fn rows_off_block(self, j: usize, width: usize) -> (usize, usize) {
        match self.uplo {
            Uplo::Upper => (0, j),
            Uplo::Lower => (j + width, self.n),
        }
    }
}

/// Whether element (r, c) of a block on the diagonal is stored, and not on it. With constants, so that the loops over a
/// block become straight code.
#[inline(always)]
pub(in crate::kernel) const fn is_off_diagonal<const UPPER: bool>(r: usize, c: usize) -> bool {
    if UPPER { r < c } else { r > c }
}

impl<T: Scalar> Triangle<T> {
    /// Some columns of a triangle as a kernel can take them; none if its columns are not adjacent elements, or it is a band.
    pub(super) fn of(a: TriRef<'_, T>, columns: Range<usize>) -> Option<Self> {
        assert!(columns.start <= columns.end && columns.end <= a.n());
        let (ptr, col, grow) = a.columns()?;
        let columns = (columns.start, columns.end);
        Some(Triangle { uplo: a.uplo(), n: a.n(), columns, ptr, col, grow, conj: a.is_conj() })
    }
    /// The columns of a triangle that may be written, to be so by vectors that are meant conjugated or not.
    pub(super) fn of_mut(a: &mut TriMut<'_, T>, conj: bool) -> Option<Self> {
        let (uplo, n, columns) = (a.uplo(), a.n(), a.written());
        let (ptr, col, grow) = a.columns()?;
        let columns = (columns.start, columns.end);
        Some(Triangle { uplo, n, columns, ptr: ptr.cast_const(), col, grow, conj })
    }
}
