//! [`MatRef`]: a matrix that is only read.

use std::marker::PhantomData;
use std::ops::Range;

use crate::enums::Op;
use crate::mat::VecRef;
use crate::scalar::Scalar;

/// A read-only `rows`×`cols` view; element (i, j) lies at `ptr + i·row_stride + j·col_stride` and is conjugated on
/// reading if the view says so.
#[derive(Clone, Copy, Debug)]
pub struct MatRef<'a, T> {
    ptr: *const T,
    rows: usize,
    cols: usize,
    row_stride: isize,
    col_stride: isize,
    conj: bool,
    life: PhantomData<&'a T>,
}

// SAFETY: a MatRef is a shared reference to elements (the constructor's promise), and Scalars are Sync.
unsafe impl<T: Sync> Send for MatRef<'_, T> {}
// SAFETY: as for Send.
unsafe impl<T: Sync> Sync for MatRef<'_, T> {}

impl<'a, T: Scalar> MatRef<'a, T> {
    /// A view of the matrix at `ptr`.
    ///
    /// # Safety
    /// Every element (i, j) with i < `rows`, j < `cols` is readable for `'a`, and not written by anybody meanwhile.
    /// An empty view may have any pointer.
    #[must_use]
    pub unsafe fn from_raw(
        ptr: *const T,
        rows: usize,
        cols: usize,
        row_stride: isize,
        col_stride: isize,
    ) -> Self {
        MatRef { ptr, rows, cols, row_stride, col_stride, conj: false, life: PhantomData }
    }

    /// A column-major matrix with leading dimension `ld` in a slice.
    ///
    /// # Panics
    /// If the slice is too short.
    #[must_use]
    pub fn from_slice(data: &'a [T], rows: usize, cols: usize, ld: usize) -> Self {
        assert_fits(data.len(), rows, cols, ld);
        // SAFETY: the slice covers all elements (asserted), and borrows them for 'a.
        unsafe { Self::from_raw(data.as_ptr(), rows, cols, 1, ld as isize) }
    }

    /// Number of rows.
    #[must_use]
    #[inline(always)]
    pub fn rows(&self) -> usize {
        self.rows
    }
    /// Number of columns.
    #[must_use]
    #[inline(always)]
    pub fn cols(&self) -> usize {
        self.cols
    }
    /// Distance in elements from a row to the next.
    #[must_use]
    #[inline(always)]
    pub fn row_stride(&self) -> isize {
        self.row_stride
    }
    /// Distance in elements from a column to the next.
    #[must_use]
    #[inline(always)]
    pub fn col_stride(&self) -> isize {
        self.col_stride
    }
    /// Whether elements are conjugated on reading.
    #[must_use]
    #[inline(always)]
    pub fn is_conj(&self) -> bool {
        self.conj
    }
    /// Address of element (0, 0), as stored (not conjugated).
    #[must_use]
    #[inline(always)]
    pub fn as_ptr(&self) -> *const T {
        self.ptr
    }

    /// Whether it is the same part of memory as another view, read in the same order; one of them may be conjugated.
    #[must_use]
    pub fn lies_as(&self, other: &Self) -> bool {
        let layout = |view: &Self| (view.ptr, view.rows, view.cols, view.row_stride, view.col_stride);
        layout(self) == layout(other)
    }

    /// Element (i, j).
    #[must_use]
    #[inline(always)]
    pub fn at(&self, i: usize, j: usize) -> T {
        assert!(i < self.rows && j < self.cols);
        // SAFETY: inside the view (asserted), so readable (constructor's promise).
        unsafe { *self.element(i, j) }.conj_if(self.conj)
    }

    /// The transpose.
    #[must_use]
    #[inline(always)]
    pub fn t(self) -> Self {
        MatRef {
            rows: self.cols,
            cols: self.rows,
            row_stride: self.col_stride,
            col_stride: self.row_stride,
            ..self
        }
    }
    /// Rows and columns in reverse order: what is lower triangular becomes upper.
    #[must_use]
    #[inline(always)]
    pub fn flip(self) -> Self {
        let (row_stride, col_stride) = (-self.row_stride, -self.col_stride);
        let ptr = self
            .ptr
            .wrapping_offset((1 - self.rows as isize) * row_stride + (1 - self.cols as isize) * col_stride);
        MatRef { ptr, row_stride, col_stride, ..self }
    }
    /// The conjugate.
    #[must_use]
    #[inline(always)]
    pub fn conj(self) -> Self {
        MatRef { conj: T::IS_COMPLEX && !self.conj, ..self }
    }
    /// The conjugate transpose.
    #[must_use]
    #[inline(always)]
    pub fn h(self) -> Self {
        self.t().conj()
    }
    /// op(A).
    #[must_use]
    #[inline(always)]
    pub fn op(self, op: Op) -> Self {
        match op {
            Op::NoTrans => self,
            Op::Trans => self.t(),
            Op::ConjTrans => self.h(),
            Op::Conj => self.conj(),
        }
    }

    /// Rows `rows` of columns `cols`.
    #[must_use]
    #[inline(always)]
    pub fn sub(&self, rows: Range<usize>, cols: Range<usize>) -> Self {
        assert!(rows.start <= rows.end && rows.end <= self.rows);
        assert!(cols.start <= cols.end && cols.end <= self.cols);
        MatRef { ptr: self.element(rows.start, cols.start), rows: rows.len(), cols: cols.len(), ..*self }
    }
    /// All columns of some rows.
    #[must_use]
    #[inline(always)]
    pub fn sub_rows(&self, rows: Range<usize>) -> Self {
        self.sub(rows, 0..self.cols)
    }
    /// All rows of some columns.
    #[must_use]
    #[inline(always)]
    pub fn sub_cols(&self, cols: Range<usize>) -> Self {
        self.sub(0..self.rows, cols)
    }

    /// Column j.
    #[must_use]
    #[inline(always)]
    pub fn col(&self, j: usize) -> VecRef<'a, T> {
        assert!(j < self.cols);
        // SAFETY: these are elements of the view.
        unsafe { VecRef::from_raw(self.element(0, j), self.rows, self.row_stride) }.conj_if(self.conj)
    }
    /// Row i.
    #[must_use]
    #[inline(always)]
    pub fn row(&self, i: usize) -> VecRef<'a, T> {
        self.t().col(i)
    }

    #[inline(always)]
    pub(super) fn element(&self, i: usize, j: usize) -> *const T {
        // Wrapping, because the address of an empty block may lie outside of the matrix; nobody reads there.
        self.ptr.wrapping_offset(i as isize * self.row_stride + j as isize * self.col_stride)
    }
}

/// Asserts that a column-major matrix fits into a slice.
#[inline(always)]
pub(super) fn assert_fits(len: usize, rows: usize, cols: usize, ld: usize) {
    assert!(ld >= rows);
    assert!(rows == 0 || cols == 0 || (cols - 1) * ld + rows <= len);
}
