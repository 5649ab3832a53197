//! A triangular band as two parts: the columns that have an element on each diagonal, and a triangle.

use std::ops::Range;

use crate::enums::Uplo;
use crate::mat::triangle::{Shape, Storage};
use crate::mat::{MatRef, TriRef, VecRef};
use crate::scalar::Scalar;

impl<'a, T: Scalar> TriRef<'a, T> {
    /// Whether it is a band.
    #[must_use]
    #[inline(always)]
    pub fn is_band(&self) -> bool {
        matches!(self.shape.storage, Storage::Band { .. })
    }
    /// Of a band, the columns that have an element on each diagonal, the row in which the first of them begins off the main
    /// one, and all that they have there, as [`crate::mat::BandRef::whole_columns`] gives it. None if it is no band.
    #[must_use]
    pub fn whole_columns(&self) -> Option<(Range<usize>, usize, MatRef<'a, T>)> {
        let (Storage::Band { k, ld }, n) = (self.shape.storage, self.n()) else { return None };
        let (columns, row) =
            if self.uplo() == Uplo::Upper { (k.min(n)..n, 0) } else { (0..n.saturating_sub(k), 1) };
        let first = if columns.is_empty() { 0 } else { self.shape.column(columns.start).1 };
        // SAFETY: elements of the triangle; the constructor's promise.
        let a = unsafe { MatRef::from_raw(self.ptr.wrapping_offset(first), k, columns.len(), 1, ld) };
        Some((columns, row, if self.conj { a.conj() } else { a }))
    }
    /// Of a band, the other columns, which are a triangle as that of a matrix: its elements (i, j) and (i, j + 1) are a step
    /// less apart than the band's columns. None if it is no band.
    #[must_use]
    pub fn other_columns(&self) -> Option<(Range<usize>, Self)> {
        let (Storage::Band { k, ld }, n) = (self.shape.storage, self.n()) else { return None };
        let order = k.min(n);
        let start = if self.uplo() == Uplo::Upper { 0 } else { n - order };
        let first = if order == 0 { 0 } else { self.shape.diagonal(start) };
        let shape = Shape { n: order, storage: Storage::Dense { row: 1, col: ld - 1 }, ..self.shape };
        Some((start..start + order, TriRef { ptr: self.ptr.wrapping_offset(first), shape, ..*self }))
    }
    /// Some elements of the diagonal of a band.
    ///
    /// # Panics
    /// If it is none, or has no such elements.
    #[must_use]
    pub fn diagonals(&self, of: Range<usize>) -> VecRef<'a, T> {
        let Storage::Band { ld, .. } = self.shape.storage else { panic!("no band") };
        assert!(of.start < of.end && of.end <= self.n());
        let first = self.ptr.wrapping_offset(self.shape.diagonal(of.start));
        // SAFETY: elements of the triangle (asserted); the constructor's promise.
        unsafe { VecRef::from_raw(first, of.len(), ld) }.conj_if(self.conj)
    }
}
