//! A tile of which only a part may be touched: it is computed in a small array on the stack.

use std::ops::Range;

use crate::kernel::GemmKernel;
use crate::mat::MatMut;
use crate::scalar::Scalar;

/// Elements of the largest tile: 8 columns of three registers of 16 floats.
pub(super) const ELEMENTS: usize = 8 * 48;

/// Elements of the block on the diagonal where a triangle is as wide as a tile: to clear more takes as long as to compute it.
const SMALL: usize = 8 * 16;

/// Runs `compute` on a copy of `c`, and keeps rows `inside(j)` of each column j; elements outside are neither read nor
/// written. With β = 0 nothing is read.
pub(super) fn through_scratch<T: Scalar>(
    kernel: &GemmKernel<T>,
    beta: T,
    c: MatMut<'_, T>,
    inside: impl Fn(usize) -> Range<usize>,
    compute: impl FnOnce(MatMut<'_, T>),
) {
    let height = kernel.padded(c.rows());
    if height * c.cols() <= SMALL {
        through(&mut [T::ZERO; SMALL], height, beta, c, inside, compute);
    } else {
        through(&mut [T::ZERO; ELEMENTS], height, beta, c, inside, compute);
    }
}

/// [`through_scratch`] with an array, columns `height` apart.
#[inline(always)]
fn through<T: Scalar>(
    tile: &mut [T],
    height: usize,
    beta: T,
    mut c: MatMut<'_, T>,
    inside: impl Fn(usize) -> Range<usize>,
    compute: impl FnOnce(MatMut<'_, T>),
) {
    let (m, n) = (c.rows(), c.cols());
    let mut copy = MatMut::from_slice(tile, m, n, height);
    if beta != T::ZERO {
        for j in 0..n {
            inside(j).for_each(|i| copy.set(i, j, c.at(i, j)));
        }
    }
    compute(copy.rb());
    for j in 0..n {
        inside(j).for_each(|i| c.set(i, j, copy.at(i, j)));
    }
}
