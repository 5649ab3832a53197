//! What the tests of levels 1 and 2 and of their kernels share: random operands in buffers that notice stray writes.
#![allow(dead_code, reason = "each test program uses its part")]

use arenablas::mat::{MatMut, MatRef, VecMut, VecRef};
use arenablas::scalar::{Real, Scalar, c64};

/// Numbers in (−1, 1).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    }
    pub(crate) fn scalar<T: Scalar>(&mut self) -> T {
        T::from_parts(T::Real::from_f64(self.next()), T::Real::from_f64(self.next()))
    }
}

pub(crate) fn nan<T: Scalar>() -> T {
    T::from_real(T::Real::from_f64(f64::NAN))
}
pub(crate) fn wide<T: Scalar>(x: T) -> c64 {
    c64::new(x.re().to_f64(), x.im().to_f64())
}
pub(crate) fn is_nan<T: Scalar>(x: T) -> bool {
    wide(x).is_nan()
}

/// A matrix (a vector has one column) in a buffer whose other elements are NaN, and must stay so.
#[derive(Clone)]
pub(crate) struct Strided<T> {
    pub(crate) data: Vec<T>,
    pub(crate) origin: usize,
    pub(crate) rows: usize,
    pub(crate) cols: usize,
    pub(crate) row_stride: isize,
    pub(crate) col_stride: isize,
}

impl<T: Scalar> Strided<T> {
    pub(crate) fn new(
        random: &mut Random,
        rows: usize,
        cols: usize,
        row_stride: isize,
        col_stride: isize,
    ) -> Self {
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
    pub(crate) fn matrix(random: &mut Random, rows: usize, cols: usize, layout: usize) -> Self {
        let (row_stride, col_stride) = match layout {
            0 => (1, rows as isize + 3),
            1 => (cols as isize + 2, 1),
            _ => (2, 2 * rows as isize + 1),
        };
        Self::new(random, rows, cols, row_stride, col_stride)
    }
    pub(crate) fn vector(random: &mut Random, len: usize, inc: isize) -> Self {
        Self::new(random, len, 1, inc, 1)
    }
    pub(crate) fn index(&self, i: usize, j: usize) -> usize {
        (self.origin as isize + i as isize * self.row_stride + j as isize * self.col_stride) as usize
    }
    pub(crate) fn at(&self, i: usize, j: usize) -> T {
        self.data[self.index(i, j)]
    }
    pub(crate) fn get(&self, i: usize, j: usize) -> c64 {
        wide(self.at(i, j))
    }
    pub(crate) fn mat(&self) -> MatRef<'_, T> {
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
    pub(crate) fn mat_mut(&mut self) -> MatMut<'_, T> {
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
    pub(crate) fn vec(&self) -> VecRef<'_, T> {
        // SAFETY: as above.
        unsafe { VecRef::from_raw(self.data.as_ptr().add(self.origin), self.rows, self.row_stride) }
    }
    pub(crate) fn vec_mut(&mut self) -> VecMut<'_, T> {
        // SAFETY: as above.
        unsafe { VecMut::from_raw(self.data.as_mut_ptr().add(self.origin), self.rows, self.row_stride) }
    }
    pub(crate) fn assert_padding_untouched(&self) {
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
pub(crate) fn assert_near<T: Scalar>(got: T, want: c64, magnitude: f64, terms: usize) {
    let bound = (terms + 8) as f64 * 4.0 * T::Real::EPS.to_f64() * magnitude;
    let error = (wide(got) - want).norm();
    assert!(error <= bound, "{got:?} for {want}: error {error:e} > {bound:e}");
}

/// A test for each type, out of a generic function.
macro_rules! for_all_types {
    ($($name:ident => $check:ident;)*) => {
        $(mod $name {
            use super::*;
            #[test]
            fn s() { $check::<f32>(); }
            #[test]
            fn d() { $check::<f64>(); }
            #[test]
            fn c() { $check::<c32>(); }
            #[test]
            fn z() { $check::<c64>(); }
        })*
    };
}
pub(crate) use for_all_types;
