//! [`InPlace`]: memory that holds a matrix in one layout, and is to hold one in another.

use std::marker::PhantomData;

use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// Memory of an m×n matrix that is to move: element (i, j) from `ptr + i·row + j·col` of the strides before to that of the
/// strides after.
#[derive(Debug)]
pub struct InPlace<'a, T> {
    ptr: *mut T,
    rows: usize,
    cols: usize,
    before: Strides,
    after: Strides,
    life: PhantomData<&'a mut T>,
}

/// Distances of neighbours in a column, and in a row; one of them is 1.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Strides {
    row: usize,
    col: usize,
}

impl Strides {
    /// Where element (i, j) lies.
    fn offset(self, i: usize, j: usize) -> usize {
        i * self.row + j * self.col
    }
    /// Which element of an m×n matrix lies there.
    fn element(self, offset: usize, m: usize, n: usize) -> Option<(usize, usize)> {
        let (i, j) = if self.row == 1 {
            (offset % self.col, offset / self.col)
        } else {
            (offset / self.row, offset % self.row)
        };
        (i < m && j < n).then_some((i, j))
    }
    /// Whether columns are adjacent elements.
    fn by_columns(self) -> bool {
        self.row == 1
    }
}

impl<'a, T: Scalar> InPlace<'a, T> {
    /// The memory of a column-major m×n matrix with leading dimension `ld`, and of what is to stand there: the same
    /// matrix, or its transpose, with leading dimension `new_ld`.
    ///
    /// # Safety
    /// Every element of both is readable and writable for `'a`, and touched by nobody else meanwhile; `ld` ≥ m and > 0,
    /// `new_ld` ≥ m, or n if it is transposed, and > 0.
    #[must_use]
    pub unsafe fn from_raw(
        ptr: *mut T,
        rows: usize,
        cols: usize,
        ld: usize,
        transposed: bool,
        new_ld: usize,
    ) -> Self {
        let before = Strides { row: 1, col: ld };
        let after =
            if transposed { Strides { row: new_ld, col: 1 } } else { Strides { row: 1, col: new_ld } };
        InPlace { ptr, rows, cols, before, after, life: PhantomData }
    }

    /// Whether every element is where it shall be.
    #[must_use]
    pub fn stays(&self) -> bool {
        self.before == self.after
    }
    /// Whether elements come in the same order after as before.
    #[must_use]
    pub fn keeps_order(&self) -> bool {
        self.before.by_columns() == self.after.by_columns()
    }
    /// The matrix, if all there is to do is to transpose a square one.
    #[must_use]
    pub fn to_be_transposed(&mut self) -> Option<MatMut<'_, T>> {
        let transposes = self.rows == self.cols && self.before.col == self.after.row && !self.keeps_order();
        transposes.then(|| self.view(self.before))
    }
    /// The matrix as it lies before.
    #[must_use]
    pub fn before(&self) -> MatRef<'_, T> {
        let Strides { row, col } = self.before;
        // SAFETY: elements of ours (constructor's promise), and &self keeps writers away.
        unsafe { MatRef::from_raw(self.ptr, self.rows, self.cols, row as isize, col as isize) }
    }
    /// The matrix where it lies after.
    #[must_use]
    pub fn after(&mut self) -> MatMut<'_, T> {
        self.view(self.after)
    }
    fn view(&mut self, Strides { row, col }: Strides) -> MatMut<'_, T> {
        // SAFETY: elements of ours (constructor's promise), each with an address of its own.
        unsafe { MatMut::from_raw(self.ptr, self.rows, self.cols, row as isize, col as isize) }
    }

    /// Moves every element x as f(x) where the order stays: from the front or from the back, so that none is written over
    /// before it has been read.
    ///
    /// # Panics
    /// If the order changes.
    pub fn shift(&mut self, f: impl Fn(T) -> T) {
        assert!(self.keeps_order());
        let (m, n) = (self.rows, self.cols);
        let forwards = self.after.col <= self.before.col;
        for j in 0..n {
            let j = if forwards { j } else { n - 1 - j };
            for i in 0..m {
                let i = if forwards { i } else { m - 1 - i };
                // SAFETY: elements of ours (constructor's promise).
                unsafe {
                    let x = *self.ptr.add(self.before.offset(i, j));
                    *self.ptr.add(self.after.offset(i, j)) = f(x);
                }
            }
        }
    }

    /// Moves every element x as f(x), without any other memory: an element pushes away the one that lies where it goes,
    /// and so on, until a place is free or is the one that the first came from. For each element it takes as many steps
    /// as its chain is long to see whether that has been moved.
    pub fn permute(&mut self, f: impl Fn(T) -> T) {
        if self.keeps_order() {
            return self.shift(f);
        }
        for j in 0..self.cols {
            for i in 0..self.rows {
                let start = self.before.offset(i, j);
                if self.is_head(start) {
                    self.push_along(start, &f);
                }
            }
        }
    }

    /// Where the element that lies there goes, if one does.
    fn goes(&self, offset: usize) -> Option<usize> {
        let (i, j) = self.before.element(offset, self.rows, self.cols)?;
        Some(self.after.offset(i, j))
    }
    /// Where the element comes from that goes there, if one does.
    fn comes(&self, offset: usize) -> Option<usize> {
        let (i, j) = self.after.element(offset, self.rows, self.cols)?;
        Some(self.before.offset(i, j))
    }

    /// Whether a chain is to be moved from here: where nothing comes, or at the lowest place of a cycle.
    fn is_head(&self, start: usize) -> bool {
        let mut at = start;
        loop {
            match self.comes(at) {
                None => return at == start,
                Some(from) if from == start => return true,
                Some(from) if from < start => return false,
                Some(from) => at = from,
            }
        }
    }

    /// Moves the elements of a chain.
    fn push_along(&mut self, start: usize, f: &impl Fn(T) -> T) {
        // SAFETY: offsets that `goes` and `before` give are those of elements of ours (constructor's promise).
        let mut carried = unsafe { *self.ptr.add(start) };
        let mut at = start;
        while let Some(to) = self.goes(at) {
            // SAFETY: as above.
            let place = unsafe { &mut *self.ptr.add(to) };
            let pushed = std::mem::replace(place, f(carried));
            if to == start {
                return;
            }
            (carried, at) = (pushed, to);
        }
    }
}
