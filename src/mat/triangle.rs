//! [`TriRef`] and [`TriMut`]: one triangle of a square matrix, stored as a whole matrix, packed, or as a band.
//!
//! A column of the triangle is its element on the diagonal and, at equal distances before or behind it, those off the
//! diagonal. That holds for all three storages, so an algorithm that goes by columns is one text for them.

mod band;

use std::marker::PhantomData;
use std::ops::Range;

use crate::enums::Uplo;
use crate::mat::{MatMut, MatRef, VecMut, VecRef};
use crate::scalar::Scalar;

/// Where the elements lie, counted from the start of the storage.
#[derive(Clone, Copy, Debug)]
enum Storage {
    /// Element (i, j) at i·row + j·col.
    Dense { row: isize, col: isize },
    /// The triangle's columns, one after the other.
    Packed,
    /// Columns `ld` apart, each the k elements next to the diagonal, and that; missing ones leave gaps.
    Band { k: usize, ld: isize },
}

/// What the two types have in common: all but the right to write.
#[derive(Clone, Copy, Debug)]
struct Shape {
    uplo: Uplo,
    n: usize,
    storage: Storage,
}

impl Shape {
    /// Where element (j, j) lies.
    #[inline(always)]
    fn diagonal(&self, j: usize) -> isize {
        assert!(j < self.n);
        let (n, j) = (self.n as isize, j as isize);
        match (self.storage, self.uplo) {
            (Storage::Dense { row, col }, _) => j * (row + col),
            (Storage::Packed, Uplo::Upper) => j * (j + 3) / 2,
            (Storage::Packed, Uplo::Lower) => j * (2 * n - j + 1) / 2,
            (Storage::Band { k, ld }, Uplo::Upper) => k as isize + j * ld,
            (Storage::Band { ld, .. }, Uplo::Lower) => j * ld,
        }
    }

    /// How the columns lie: see [`TriRef::columns`].
    #[inline(always)]
    fn columns(&self) -> Option<(isize, isize)> {
        match (self.storage, self.uplo) {
            (Storage::Dense { row: 1, col }, _) => Some((col, 0)),
            (Storage::Packed, Uplo::Upper) => Some((1, 1)),
            (Storage::Packed, Uplo::Lower) => Some((self.n as isize - 1, -1)),
            _ => None,
        }
    }

    /// The rows of column j that are stored off the diagonal, where the first of them lies, and their distance.
    #[inline(always)]
    fn column(&self, j: usize) -> (Range<usize>, isize, isize) {
        let diagonal = self.diagonal(j);
        let reach = match self.storage {
            Storage::Band { k, .. } => k,
            _ => self.n,
        };
        let rows = match self.uplo {
            Uplo::Upper => j.saturating_sub(reach)..j,
            Uplo::Lower => j + 1..self.n.min((j + 1).saturating_add(reach)),
        };
        let row = match self.storage {
            Storage::Dense { row, .. } => row,
            _ => 1,
        };
        let first = diagonal + (rows.start as isize - j as isize) * row;
        (rows, first, row)
    }
}

/// A triangle that is only read; its elements are conjugated on reading if the view says so.
#[derive(Clone, Copy, Debug)]
pub struct TriRef<'a, T> {
    ptr: *const T,
    shape: Shape,
    conj: bool,
    life: PhantomData<&'a T>,
}

// SAFETY: a TriRef is a shared reference to elements (the constructor's promise), and Scalars are Sync.
unsafe impl<T: Sync> Send for TriRef<'_, T> {}
// SAFETY: as for Send.
unsafe impl<T: Sync> Sync for TriRef<'_, T> {}

impl<'a, T: Scalar> TriRef<'a, T> {
    /// A triangle of a matrix.
    ///
    /// # Panics
    /// If the matrix is not square.
    #[must_use]
    pub fn dense(uplo: Uplo, a: MatRef<'a, T>) -> Self {
        assert!(a.rows() == a.cols());
        let storage = Storage::Dense { row: a.row_stride(), col: a.col_stride() };
        let shape = Shape { uplo, n: a.rows(), storage };
        TriRef { ptr: a.as_ptr(), shape, conj: a.is_conj(), life: PhantomData }
    }

    /// A packed triangle of order n.
    ///
    /// # Safety
    /// The n(n+1)/2 elements at `ptr` are readable for `'a`, and not written by anybody meanwhile.
    #[must_use]
    pub unsafe fn packed(uplo: Uplo, n: usize, ptr: *const T) -> Self {
        let shape = Shape { uplo, n, storage: Storage::Packed };
        TriRef { ptr, shape, conj: false, life: PhantomData }
    }

    /// The k diagonals next to the main one of a triangle of order n, and that, as BLAS stores a band: column j of the
    /// triangle in column j of a matrix with leading dimension `ld`; the diagonal is its row k (upper) or 0 (lower).
    ///
    /// # Safety
    /// The elements of the band are readable for `'a`, and not written by anybody meanwhile.
    #[must_use]
    pub unsafe fn band(uplo: Uplo, n: usize, k: usize, ptr: *const T, ld: isize) -> Self {
        let shape = Shape { uplo, n, storage: Storage::Band { k, ld } };
        TriRef { ptr, shape, conj: false, life: PhantomData }
    }

    /// The order of the matrix.
    #[must_use]
    #[inline(always)]
    pub fn n(&self) -> usize {
        self.shape.n
    }
    /// Which triangle it is.
    #[must_use]
    #[inline(always)]
    pub fn uplo(&self) -> Uplo {
        self.shape.uplo
    }
    /// The conjugate if `yes`.
    #[must_use]
    #[inline(always)]
    pub fn conj_if(self, yes: bool) -> Self {
        TriRef { conj: self.conj ^ (yes && T::IS_COMPLEX), ..self }
    }
    /// Whether elements are conjugated on reading.
    #[must_use]
    #[inline(always)]
    pub fn is_conj(&self) -> bool {
        self.conj
    }
    /// How the columns lie if all of a column's rows would be adjacent: where (0, 0) is, the distance to (0, 1), and how
    /// much farther it is from each column to the next. None if they are not, and for bands.
    #[must_use]
    #[inline(always)]
    pub fn columns(&self) -> Option<(*const T, isize, isize)> {
        let (col, grow) = self.shape.columns()?;
        Some((self.ptr, col, grow))
    }
    /// The transpose, the other triangle, if it is stored as a whole matrix.
    #[must_use]
    #[inline(always)]
    pub fn transposed(self) -> Option<Self> {
        let Storage::Dense { row, col } = self.shape.storage else { return None };
        let storage = Storage::Dense { row: col, col: row };
        Some(TriRef { shape: Shape { storage, uplo: self.uplo().t(), ..self.shape }, ..self })
    }

    /// Element (j, j).
    #[must_use]
    #[inline(always)]
    pub fn diagonal(&self, j: usize) -> T {
        // SAFETY: an element of the triangle, as j < n (asserted); the constructor's promise.
        unsafe { *self.ptr.offset(self.shape.diagonal(j)) }.conj_if(self.conj)
    }
    /// The rest of column j, and the rows that it has.
    #[must_use]
    #[inline(always)]
    pub fn column(&self, j: usize) -> (Range<usize>, VecRef<'a, T>) {
        let (rows, first, row) = self.shape.column(j);
        // SAFETY: elements of the triangle, or none; the constructor's promise.
        let off = unsafe { VecRef::from_raw(self.ptr.wrapping_offset(first), rows.len(), row) };
        (rows, off.conj_if(self.conj))
    }
}

/// A triangle of which some columns, at first all, are written, by nobody else at the time.
#[derive(Debug)]
pub struct TriMut<'a, T> {
    ptr: *mut T,
    shape: Shape,
    /// The first of them, and how many there are.
    written: (usize, usize),
    life: PhantomData<&'a mut T>,
}

// SAFETY: a TriMut is an exclusive reference to the elements of some columns (the constructor's promise; `split_at_column` gives
// each column to one of two), and Scalars are Send.
unsafe impl<T: Send> Send for TriMut<'_, T> {}

impl<'a, T: Scalar> TriMut<'a, T> {
    /// A triangle of a matrix.
    ///
    /// # Panics
    /// If the matrix is not square.
    #[must_use]
    pub fn dense(uplo: Uplo, mut a: MatMut<'a, T>) -> Self {
        assert!(a.rows() == a.cols());
        let storage = Storage::Dense { row: a.row_stride(), col: a.col_stride() };
        let shape = Shape { uplo, n: a.rows(), storage };
        TriMut { ptr: a.as_mut_ptr(), shape, written: (0, shape.n), life: PhantomData }
    }

    /// A packed triangle of order n.
    ///
    /// # Safety
    /// The n(n+1)/2 elements at `ptr` are readable and writable for `'a`, and touched by nobody else meanwhile.
    #[must_use]
    pub unsafe fn packed(uplo: Uplo, n: usize, ptr: *mut T) -> Self {
        TriMut { ptr, shape: Shape { uplo, n, storage: Storage::Packed }, written: (0, n), life: PhantomData }
    }

    /// The order of the matrix.
    #[must_use]
    #[inline(always)]
    pub fn n(&self) -> usize {
        self.shape.n
    }
    /// Which triangle it is.
    #[must_use]
    #[inline(always)]
    pub fn uplo(&self) -> Uplo {
        self.shape.uplo
    }
    /// The columns that may be written.
    #[must_use]
    #[inline(always)]
    pub fn written(&self) -> Range<usize> {
        self.written.0..self.written.0 + self.written.1
    }
    /// The same triangle, of which the columns before `j` may be written, and those from it on.
    ///
    /// # Panics
    /// If j is not one of the columns that may be written, or behind them.
    #[must_use]
    pub fn split_at_column(self, j: usize) -> (Self, Self) {
        let Range { start, end } = self.written();
        assert!(start <= j && j <= end);
        (TriMut { written: (start, j - start), ..self }, TriMut { written: (j, end - j), ..self })
    }
    /// How the columns lie: see [`TriRef::columns`]. Only those that may be written are to be touched.
    #[must_use]
    #[inline(always)]
    pub fn columns(&mut self) -> Option<(*mut T, isize, isize)> {
        let (col, grow) = self.shape.columns()?;
        Some((self.ptr, col, grow))
    }

    /// Element (j, j) := f(element (j, j)).
    ///
    /// # Panics
    /// If the column may not be written.
    #[inline(always)]
    pub fn map_diagonal(&mut self, j: usize, f: impl FnOnce(T) -> T) {
        assert!(self.written().contains(&j));
        // SAFETY: an element of the triangle, as j < n (asserted); the constructor's promise.
        unsafe {
            let p = self.ptr.offset(self.shape.diagonal(j));
            *p = f(*p);
        }
    }
    /// The rest of column j, and the rows that it has.
    ///
    /// # Panics
    /// If the column may not be written.
    #[must_use]
    #[inline(always)]
    pub fn column(&mut self, j: usize) -> (Range<usize>, VecMut<'_, T>) {
        assert!(self.written().contains(&j));
        let (rows, first, row) = self.shape.column(j);
        let len = rows.len();
        // SAFETY: elements of the triangle, or none, for as long as this is borrowed; the constructor's promise.
        (rows, unsafe { VecMut::from_raw(self.ptr.wrapping_offset(first), len, row) })
    }
}
