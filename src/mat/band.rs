//! [`BandRef`]: a matrix of which only some diagonals are stored.

use std::marker::PhantomData;
use std::ops::Range;

use crate::mat::{MatRef, VecRef};
use crate::scalar::Scalar;

/// A read-only m×n matrix with `kl` diagonals below the main one and `ku` above it, as BLAS stores it: column j in column
/// j of a matrix with leading dimension `ld`, whose row `ku` is the diagonal. Its elements are conjugated on reading if
/// the view says so.
#[derive(Clone, Copy, Debug)]
pub struct BandRef<'a, T> {
    ptr: *const T,
    rows: usize,
    cols: usize,
    kl: usize,
    ku: usize,
    ld: isize,
    conj: bool,
    life: PhantomData<&'a T>,
}

impl<'a, T: Scalar> BandRef<'a, T> {
    /// A view of the band at `ptr`.
    ///
    /// # Safety
    /// The elements of the band are readable for `'a`, and not written by anybody meanwhile.
    #[must_use]
    pub unsafe fn from_raw(
        ptr: *const T,
        (rows, cols): (usize, usize),
        (kl, ku): (usize, usize),
        ld: isize,
    ) -> Self {
        BandRef { ptr, rows, cols, kl, ku, ld, conj: false, life: PhantomData }
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }
    /// Number of columns.
    #[must_use]
    pub fn cols(&self) -> usize {
        self.cols
    }
    /// The conjugate if `yes`.
    #[must_use]
    pub fn conj_if(self, yes: bool) -> Self {
        BandRef { conj: self.conj ^ (yes && T::IS_COMPLEX), ..self }
    }

    /// What is stored of column j, and the rows that it has.
    #[must_use]
    #[inline(always)]
    pub fn column(&self, j: usize) -> (Range<usize>, VecRef<'a, T>) {
        assert!(j < self.cols);
        let start = j.saturating_sub(self.ku).min(self.rows);
        let rows = start..self.rows.min((j + 1).saturating_add(self.kl)).max(start);
        let first = j as isize * self.ld + (self.ku as isize + start as isize - j as isize);
        // SAFETY: elements of the band, or none; the constructor's promise.
        let column = unsafe { VecRef::from_raw(self.ptr.wrapping_offset(first), rows.len(), 1) };
        (rows, column.conj_if(self.conj))
    }

    /// The columns that have an element on each diagonal, and these, in a matrix whose row 0 is the uppermost diagonal. So its
    /// columns begin at a row of the band that is one more from each to the next.
    #[must_use]
    pub fn whole_columns(&self) -> (Range<usize>, MatRef<'a, T>) {
        let start = self.ku.min(self.cols);
        let columns = start..self.rows.saturating_sub(self.kl).min(self.cols).max(start);
        let first = self.ptr.wrapping_offset(start as isize * self.ld);
        // SAFETY: elements of the band, or none; the constructor's promise.
        let a = unsafe { MatRef::from_raw(first, self.kl + self.ku + 1, columns.len(), 1, self.ld) };
        (columns, if self.conj { a.conj() } else { a })
    }
}
