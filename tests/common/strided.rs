//! Operands of levels 1 and 2 and of their kernels: random, in buffers that notice stray writes.

use super::Rng;
use arenablas::mat::{MatMut, MatRef, VecMut, VecRef};
use arenablas::scalar::{Real, Scalar, c64};

pub fn nan<T: Scalar>() -> T {
    T::from_real(T::Real::from_f64(f64::NAN))
}
pub fn wide<T: Scalar>(x: T) -> c64 {
    c64::new(x.re().to_f64(), x.im().to_f64())
}
pub fn is_nan<T: Scalar>(x: T) -> bool {
    wide(x).is_nan()
}

/// A matrix (a vector has one column) in a buffer whose other elements are NaN, and must stay so.
#[derive(Clone)]
pub struct Strided<T> {
    pub data: Vec<T>,
    pub origin: usize,
    pub rows: usize,
    pub cols: usize,
    pub row_stride: isize,
    pub col_stride: isize,
}

impl<T: Scalar> Strided<T> {
    pub fn new(random: &mut Rng, rows: usize, cols: usize, row_stride: isize, col_stride: isize) -> Self {
        let reach = |count: usize, stride: isize| (count.max(1) - 1) * stride.unsigned_abs();
        let origin = 5
            + if row_stride < 0 { reach(rows, row_stride) } else { 0 }
            + if col_stride < 0 { reach(cols, col_stride) } else { 0 };
        let len = 10 + reach(rows, row_stride) + reach(cols, col_stride) + 1;
        let mut new = Strided { data: vec![nan(); len], origin, rows, cols, row_stride, col_stride };
        for j in 0..cols {
            for i in 0..rows {
                let at = new.index(i, j);
                new.data[at] = random.scalar();
            }
        }
        new
    }
    /// Column-major, row-major, and neither.
    pub fn matrix(random: &mut Rng, rows: usize, cols: usize, layout: usize) -> Self {
        let (row_stride, col_stride) = match layout {
            0 => (1, rows as isize + 3),
            1 => (cols as isize + 2, 1),
            _ => (2, 2 * rows as isize + 1),
        };
        Self::new(random, rows, cols, row_stride, col_stride)
    }
    pub fn vector(random: &mut Rng, len: usize, inc: isize) -> Self {
        Self::new(random, len, 1, inc, 1)
    }
    pub fn index(&self, i: usize, j: usize) -> usize {
        (self.origin as isize + i as isize * self.row_stride + j as isize * self.col_stride) as usize
    }
    pub fn at(&self, i: usize, j: usize) -> T {
        self.data[self.index(i, j)]
    }
    pub fn get(&self, i: usize, j: usize) -> c64 {
        wide(self.at(i, j))
    }
    pub fn mat(&self) -> MatRef<'_, T> {
        // SAFETY: the buffer was made for these sizes and strides.
        unsafe {
            MatRef::from_raw(
                self.data.as_ptr().add(self.origin),
                self.rows,
                self.cols,
                self.row_stride,
                self.col_stride,
            )
        }
    }
    pub fn mat_mut(&mut self) -> MatMut<'_, T> {
        // SAFETY: as above.
        unsafe {
            MatMut::from_raw(
                self.data.as_mut_ptr().add(self.origin),
                self.rows,
                self.cols,
                self.row_stride,
                self.col_stride,
            )
        }
    }
    pub fn vec(&self) -> VecRef<'_, T> {
        // SAFETY: as above.
        unsafe { VecRef::from_raw(self.data.as_ptr().add(self.origin), self.rows, self.row_stride) }
    }
    pub fn vec_mut(&mut self) -> VecMut<'_, T> {
        // SAFETY: as above.
        unsafe { VecMut::from_raw(self.data.as_mut_ptr().add(self.origin), self.rows, self.row_stride) }
    }
    pub fn assert_padding_untouched(&self) {
        let mut mine = vec![false; self.data.len()];
        for j in 0..self.cols {
            for i in 0..self.rows {
                mine[self.index(i, j)] = true;
            }
        }
        assert!(self.data.iter().zip(mine).all(|(x, mine)| mine || is_nan(*x)), "wrote between elements");
    }
}

/// Accepts an error of a few ulps of the sum of magnitudes a term.
#[track_caller]
pub fn assert_near<T: Scalar>(got: T, want: c64, magnitude: f64, terms: usize) {
    let bound = (terms + 8) as f64 * 4.0 * T::Real::EPS.to_f64() * magnitude;
    let error = (wide(got) - want).norm();
    assert!(error <= bound, "{got:?} for {want}: error {error:e} > {bound:e}");
}
