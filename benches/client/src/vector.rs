//! A strided vector: a matrix of one column.

use crate::check::{Linear, Sum};
use crate::operands::Block;
use crate::scalar::{C64, Scalar};

/// n elements, `inc` apart; backwards if that is negative, as in BLAS.
#[derive(Clone, Copy)]
pub(crate) struct Strided {
    pub(crate) n: usize,
    pub(crate) inc: isize,
}

impl Strided {
    /// Memory whose elements are what `element` gives one after the other, with poison between them.
    pub(crate) fn fill<T: Scalar>(&self, mut element: impl FnMut() -> T) -> Block {
        let step = self.inc.unsigned_abs();
        let mut block = Block::new::<T>(self.n.saturating_sub(1) * step + 1);
        let data = block.slice_mut::<T>();
        for i in 0..self.n {
            data[i * step] = element();
        }
        block
    }

    /// The vector that such a block holds.
    pub(crate) fn of<T: Scalar>(&self, block: &Block) -> Column {
        let (data, step) = (block.slice::<T>(), self.inc.unsigned_abs());
        let at = |i| data[if self.inc < 0 { self.n - 1 - i } else { i } * step];
        Column((0..self.n).map(|i| at(i).wide()).collect())
    }
}

/// A vector as the mathematics sees it.
pub(crate) struct Column(pub(crate) Vec<C64>);

impl Column {
    /// The row xᵀ, or xᴴ.
    pub(crate) fn row(self, conjugated: bool) -> Row {
        Row(self.0.into_iter().map(|x| if conjugated { x.conj() } else { x }).collect())
    }
}

/// A vector lying down: a matrix of one row.
pub(crate) struct Row(Vec<C64>);

impl Linear for Row {
    fn times(&self, x: &[C64]) -> Vec<C64> {
        let mut y = Sum::default();
        self.0.iter().zip(x).for_each(|(a, x)| y.add(a * x));
        vec![y.total()]
    }

    fn spread_first(&self, s: &[f64]) -> Vec<f64> {
        let squares = self.0.iter().zip(s).map(|(a, s)| a.norm_sqr() * s * s);
        vec![squares.sum::<f64>().sqrt()]
    }

    fn spread(&self, s: &[f64]) -> Vec<f64> {
        vec![self.0.iter().zip(s).map(|(a, s)| a.norm() * s).sum()]
    }
}

impl Linear for Column {
    fn times(&self, x: &[C64]) -> Vec<C64> {
        self.0.iter().map(|v| v * x[0]).collect()
    }

    fn spread_first(&self, s: &[f64]) -> Vec<f64> {
        self.0.iter().map(|v| v.norm() * s[0]).collect()
    }

    fn spread(&self, s: &[f64]) -> Vec<f64> {
        self.spread_first(s)
    }
}

/// The largest difference of two vectors, element by element, in units of rounding of numbers of the given sizes.
pub(crate) fn difference(
    epsilon: f64,
    a: &[C64],
    b: impl IntoIterator<Item = C64>,
    size: impl Fn(usize) -> f64,
) -> f64 {
    let pairs = a.iter().zip(b).enumerate();
    crate::check::worst(pairs.map(|(i, (a, b))| crate::check::scaled((a - b).norm(), epsilon * size(i))))
}
