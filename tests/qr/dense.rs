//! The oracle: matrices in double complex with plain loops; and caller's matrices in any layout.

use crate::common::Rng;
use arenablas::mat::{MatMut, MatRef, VecRef};
use arenablas::scalar::{Real, Scalar, c64};

/// A number in double complex.
pub(crate) fn wide<T: Scalar>(x: T) -> c64 {
    c64::new(x.re().to_f64(), x.im().to_f64())
}

/// The number of a type nearest to one in double complex.
pub(crate) fn narrow<T: Scalar>(x: c64) -> T {
    T::from_parts(T::Real::from_f64(x.re), T::Real::from_f64(x.im))
}

/// ε of a type.
pub(crate) fn eps<T: Scalar>() -> f64 {
    T::Real::EPS.to_f64()
}

/// A matrix of the oracle.
#[derive(Clone, Debug)]
pub(crate) struct Dense {
    pub(crate) rows: usize,
    pub(crate) cols: usize,
    data: Vec<c64>,
}

impl Dense {
    pub(crate) fn from_fn(rows: usize, cols: usize, f: impl Fn(usize, usize) -> c64) -> Self {
        let data = (0..rows * cols).map(|at| f(at % rows, at / rows)).collect();
        Dense { rows, cols, data }
    }
    pub(crate) fn of<T: Scalar>(a: MatRef<'_, T>) -> Self {
        Dense::from_fn(a.rows(), a.cols(), |i, j| wide(a.at(i, j)))
    }
    pub(crate) fn identity(n: usize) -> Self {
        Dense::from_fn(n, n, |i, j| c64::new(f64::from(u8::from(i == j)), 0.0))
    }
    pub(crate) fn at(&self, i: usize, j: usize) -> c64 {
        self.data[i + j * self.rows]
    }
    pub(crate) fn set(&mut self, i: usize, j: usize, x: c64) {
        self.data[i + j * self.rows] = x;
    }
    pub(crate) fn h(&self) -> Self {
        Dense::from_fn(self.cols, self.rows, |i, j| self.at(j, i).conj())
    }
    pub(crate) fn times(&self, b: &Dense) -> Self {
        assert_eq!(self.cols, b.rows);
        let mut c = Dense::from_fn(self.rows, b.cols, |_, _| c64::ZERO);
        for j in 0..b.cols {
            for p in 0..self.cols {
                for i in 0..self.rows {
                    c.data[i + j * self.rows] += self.at(i, p) * b.at(p, j);
                }
            }
        }
        c
    }
    pub(crate) fn minus(&self, b: &Dense) -> Self {
        assert_eq!((self.rows, self.cols), (b.rows, b.cols));
        Dense::from_fn(self.rows, self.cols, |i, j| self.at(i, j) - b.at(i, j))
    }
    pub(crate) fn first_cols(&self, n: usize) -> Self {
        Dense::from_fn(self.rows, n, |i, j| self.at(i, j))
    }
    /// The upper triangle, with zeros below.
    pub(crate) fn upper(&self) -> Self {
        Dense::from_fn(self.rows, self.cols, |i, j| if i <= j { self.at(i, j) } else { c64::ZERO })
    }
    /// The largest sum of moduli in a column; NaN if there is one.
    pub(crate) fn norm1(&self) -> f64 {
        let sums = (0..self.cols).map(|j| (0..self.rows).map(|i| self.at(i, j).norm()).sum::<f64>());
        sums.fold(0.0, |largest, sum| if sum > largest || sum.is_nan() { sum } else { largest })
    }
}

/// I − τ·v·vᴴ.
pub(crate) fn reflector(v: &[c64], tau: c64) -> Dense {
    let n = v.len();
    Dense::identity(n).minus(&Dense::from_fn(n, n, |i, j| tau * v[i] * v[j].conj()))
}

/// H₁·H₂⋯Hₖ from vectors below the diagonal of `a` and their τ.
pub(crate) fn explicit_q<T: Scalar>(a: MatRef<'_, T>, tau: VecRef<'_, T>) -> Dense {
    let m = a.rows();
    (0..tau.len()).fold(Dense::identity(m), |q, j| {
        let v: Vec<c64> = (0..m)
            .map(|i| match i.cmp(&j) {
                std::cmp::Ordering::Less => c64::ZERO,
                std::cmp::Ordering::Equal => c64::ONE,
                std::cmp::Ordering::Greater => wide(a.at(i, j)),
            })
            .collect();
        q.times(&reflector(&v, wide(tau.at(j))))
    })
}

/// How a caller's matrix lies in memory.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Lay {
    /// Columns adjacent, a few rows of somebody else's between them.
    Cols,
    /// Rows adjacent.
    Rows,
    /// Neither.
    Sparse,
}

pub(crate) const LAYS: [Lay; 3] = [Lay::Cols, Lay::Rows, Lay::Sparse];

/// A caller's matrix; what lies between its elements is NaN and must stay so.
#[derive(Clone, Debug)]
pub(crate) struct Matrix<T> {
    data: Vec<T>,
    rows: usize,
    cols: usize,
    row_stride: usize,
    col_stride: usize,
}

impl<T: Scalar> Matrix<T> {
    pub(crate) fn new(lay: Lay, rows: usize, cols: usize, mut f: impl FnMut(usize, usize) -> T) -> Self {
        let (row_stride, col_stride) = match lay {
            Lay::Cols => (1, rows + 3),
            Lay::Rows => (cols + 2, 1),
            Lay::Sparse => (2, 2 * rows + 3),
        };
        let nan = T::from_real(T::Real::from_f64(f64::NAN));
        let data = vec![nan; (rows + 3) * (cols + 3) * 2];
        let mut new = Matrix { data, rows, cols, row_stride, col_stride };
        for j in 0..cols {
            for i in 0..rows {
                new.data[i * row_stride + j * col_stride] = f(i, j);
            }
        }
        new
    }
    pub(crate) fn random(lay: Lay, rows: usize, cols: usize, seed: u64) -> Self {
        let mut random = Rng::new(seed);
        Matrix::new(lay, rows, cols, |_, _| random.scalar())
    }
    pub(crate) fn view(&self) -> MatRef<'_, T> {
        let (rows, cols) = (self.row_stride as isize, self.col_stride as isize);
        // SAFETY: `new` made room for all elements.
        unsafe { MatRef::from_raw(self.data.as_ptr(), self.rows, self.cols, rows, cols) }
    }
    pub(crate) fn view_mut(&mut self) -> MatMut<'_, T> {
        let (rows, cols) = (self.row_stride as isize, self.col_stride as isize);
        // SAFETY: `new` made room for all elements, and keeps them apart.
        unsafe { MatMut::from_raw(self.data.as_mut_ptr(), self.rows, self.cols, rows, cols) }
    }
    pub(crate) fn dense(&self) -> Dense {
        Dense::of(self.view())
    }
    /// The bits of everything, gaps included.
    pub(crate) fn bits(&self) -> Vec<(u64, u64)> {
        self.data.iter().map(|&x| (wide(x).re.to_bits(), wide(x).im.to_bits())).collect()
    }
    /// Asserts that no gap was written.
    pub(crate) fn assert_gaps(&self) {
        let mut gap = vec![true; self.data.len()];
        for j in 0..self.cols {
            for i in 0..self.rows {
                gap[i * self.row_stride + j * self.col_stride] = false;
            }
        }
        assert!(self.data.iter().zip(gap).all(|(&x, gap)| !gap || wide(x).is_nan()), "wrote outside");
    }
}
