//! [`MatMut`]: a matrix that is written, by nobody else at the time.

use std::marker::PhantomData;
use std::ops::Range;

use crate::mat::matrix::assert_fits;
use crate::mat::{MatRef, VecMut};
use crate::scalar::Scalar;

/// A writable `rows`×`cols` view; element (i, j) lies at `ptr + i·row_stride + j·col_stride`.
#[derive(Debug)]
pub struct MatMut<'a, T> {
    ptr: *mut T,
    rows: usize,
    cols: usize,
    row_stride: isize,
    col_stride: isize,
    life: PhantomData<&'a mut T>,
}

/// The four blocks of a matrix, named as in the literature.
#[derive(Debug)]
pub struct QuadMut<'a, T> {
    /// Above and left of the cut.
    pub a11: MatMut<'a, T>,
    /// Above and right of it.
    pub a12: MatMut<'a, T>,
    /// Below and left of it.
    pub a21: MatMut<'a, T>,
    /// Below and right of it.
    pub a22: MatMut<'a, T>,
}

// SAFETY: a MatMut is an exclusive reference to its elements (the constructor's promise), and Scalars are Send.
unsafe impl<T: Send> Send for MatMut<'_, T> {}
// SAFETY: a shared MatMut only reads.
unsafe impl<T: Sync> Sync for MatMut<'_, T> {}

impl<'a, T: Scalar> MatMut<'a, T> {
    /// A view of the matrix at `ptr`.
    ///
    /// # Safety
    /// Every element (i, j) with i < `rows`, j < `cols` is readable and writable for `'a`, has an address of its
    /// own, and is touched by nobody else meanwhile. An empty view may have any pointer.
    #[must_use]
    pub unsafe fn from_raw(
        ptr: *mut T,
        rows: usize,
        cols: usize,
        row_stride: isize,
        col_stride: isize,
    ) -> Self {
        MatMut { ptr, rows, cols, row_stride, col_stride, life: PhantomData }
    }

    /// A column-major matrix with leading dimension `ld` in a slice.
    ///
    /// # Panics
    /// If the slice is too short or `ld` < `rows`.
    #[must_use]
    pub fn from_slice(data: &'a mut [T], rows: usize, cols: usize, ld: usize) -> Self {
        assert_fits(data.len(), rows, cols, ld);
        // SAFETY: the slice covers all elements (asserted), ld ≥ rows keeps them apart, and 'a borrows them.
        unsafe { Self::from_raw(data.as_mut_ptr(), rows, cols, 1, ld as isize) }
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
    /// Address of element (0, 0).
    #[must_use]
    #[inline(always)]
    pub fn as_mut_ptr(&mut self) -> *mut T {
        self.ptr
    }

    /// Element (i, j).
    #[must_use]
    #[inline(always)]
    pub fn at(&self, i: usize, j: usize) -> T {
        self.as_ref().at(i, j)
    }
    /// Element (i, j) := value.
    #[inline(always)]
    pub fn set(&mut self, i: usize, j: usize, value: T) {
        assert!(i < self.rows && j < self.cols);
        // SAFETY: inside the view (asserted), so writable (constructor's promise).
        unsafe { *self.element(i, j) = value }
    }

    /// The same view for a shorter time, to be handed on.
    #[must_use]
    #[inline(always)]
    pub fn rb(&mut self) -> MatMut<'_, T> {
        MatMut { ..*self }
    }
    /// The view, to be read.
    #[must_use]
    #[inline(always)]
    pub fn as_ref(&self) -> MatRef<'_, T> {
        // SAFETY: &self keeps writers away for as long as the MatRef lives.
        unsafe { MatRef::from_raw(self.ptr, self.rows, self.cols, self.row_stride, self.col_stride) }
    }
    /// The view, to be read for the rest of its life.
    #[must_use]
    #[inline(always)]
    pub fn into_ref(self) -> MatRef<'a, T> {
        // SAFETY: the writable view is gone.
        unsafe { MatRef::from_raw(self.ptr, self.rows, self.cols, self.row_stride, self.col_stride) }
    }

    /// The transpose.
    #[must_use]
    #[inline(always)]
    pub fn t(self) -> Self {
        MatMut {
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
        MatMut { ptr, row_stride, col_stride, ..self }
    }

    /// Rows `rows` of columns `cols`.
    #[must_use]
    #[inline(always)]
    pub fn sub(self, rows: Range<usize>, cols: Range<usize>) -> Self {
        assert!(rows.start <= rows.end && rows.end <= self.rows);
        assert!(cols.start <= cols.end && cols.end <= self.cols);
        MatMut { ptr: self.element(rows.start, cols.start), rows: rows.len(), cols: cols.len(), ..self }
    }
    /// All columns of some rows.
    #[must_use]
    #[inline(always)]
    pub fn sub_rows(self, rows: Range<usize>) -> Self {
        let cols = self.cols;
        self.sub(rows, 0..cols)
    }
    /// All rows of some columns.
    #[must_use]
    #[inline(always)]
    pub fn sub_cols(self, cols: Range<usize>) -> Self {
        let rows = self.rows;
        self.sub(0..rows, cols)
    }

    /// Rows before `i`, and from it on.
    #[must_use]
    #[inline(always)]
    pub fn split_rows(self, i: usize) -> (Self, Self) {
        assert!(i <= self.rows);
        // The two have no element in common, and elements have addresses of their own.
        let below = MatMut { ptr: self.element(i, 0), rows: self.rows - i, ..self };
        (MatMut { rows: i, ..self }, below)
    }
    /// Columns before `j`, and from it on.
    #[must_use]
    #[inline(always)]
    pub fn split_cols(self, j: usize) -> (Self, Self) {
        let (left, right) = self.t().split_rows(j);
        (left.t(), right.t())
    }
    /// The four blocks around element (i, j), which is the first of `a22`.
    #[must_use]
    #[inline(always)]
    pub fn quad(self, i: usize, j: usize) -> QuadMut<'a, T> {
        let (top, bottom) = self.split_rows(i);
        let (a11, a12) = top.split_cols(j);
        let (a21, a22) = bottom.split_cols(j);
        QuadMut { a11, a12, a21, a22 }
    }

    /// Column j.
    #[must_use]
    #[inline(always)]
    pub fn col(self, j: usize) -> VecMut<'a, T> {
        assert!(j < self.cols);
        // SAFETY: these are elements of the view, which is given up.
        unsafe { VecMut::from_raw(self.element(0, j), self.rows, self.row_stride) }
    }
    /// Row i.
    #[must_use]
    #[inline(always)]
    pub fn row(self, i: usize) -> VecMut<'a, T> {
        self.t().col(i)
    }

    /// Every element := value.
    pub fn fill(&mut self, value: T) {
        self.for_each(|_| value);
    }
    /// Every element x := f(x), in storage order.
    pub fn for_each(&mut self, f: impl Fn(T) -> T) {
        // Columns in the inner loop must be the contiguous ones.
        let v = if self.row_stride.abs() <= self.col_stride.abs() { self.rb() } else { self.rb().t() };
        for j in 0..v.cols {
            for i in 0..v.rows {
                let p = v.element(i, j);
                // SAFETY: inside the view, so readable and writable.
                unsafe { *p = f(*p) }
            }
        }
    }
    /// Copies a matrix of the same shape into this one.
    pub fn copy_from(&mut self, src: MatRef<'_, T>) {
        self.update_from(src, |to, x| *to = x);
    }
    /// Calls f(element, element of `src`) for all elements; `src` has the same shape.
    pub fn update_from(&mut self, src: MatRef<'_, T>, f: impl Fn(&mut T, T)) {
        assert!(src.rows() == self.rows && src.cols() == self.cols);
        let (dst, src) = if self.row_stride.abs() <= self.col_stride.abs() {
            (self.rb(), src)
        } else {
            (self.rb().t(), src.t())
        };
        // In strips of rows, so that whole cache lines are used where the source's columns are the distant ones.
        const STRIP: usize = 8;
        for first in (0..dst.rows).step_by(STRIP) {
            for j in 0..dst.cols {
                for i in first..dst.rows.min(first + STRIP) {
                    // SAFETY: inside both views, which have the same shape (asserted).
                    unsafe { f(&mut *dst.element(i, j), (*src.element(i, j)).conj_if(src.is_conj())) }
                }
            }
        }
    }

    #[inline(always)]
    fn element(&self, i: usize, j: usize) -> *mut T {
        // Wrapping, because the address of an empty block may lie outside of the matrix; nobody goes there.
        self.ptr.wrapping_offset(i as isize * self.row_stride + j as isize * self.col_stride)
    }
}
