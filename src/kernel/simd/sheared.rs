//! Products with the columns of a band, for real and complex elements. See `kernel::vector` for the contract.

use crate::kernel::simd::columns::by_columns;
use crate::kernel::simd::triangular::Panels;
use crate::kernel::vector::{Columns, Strided};
use crate::scalar::Scalar;

/// Columns at once: fewer read and write y more often, more have larger corners.
const W: usize = 4;

/// y += α·A·x for n columns of m adjacent elements, each of which begins a row lower than the one before: column j's first
/// element is of row j. W columns have rows in common, for [`Panels`], and a corner above and below.
///
/// # Safety
/// As `VectorKernels::sheared`; the processor has the instructions.
#[inline(always)]
pub(super) unsafe fn sheared<P: Panels>(
    m: usize,
    n: usize,
    alpha: P::Elem,
    a: Columns<P::Elem>,
    x: Strided<P::Elem>,
    y: *mut P::Elem,
) {
    let mut j = 0;
    // SAFETY: the caller's promise; columns stay below n, and their elements below m.
    unsafe {
        while m >= W && n - j >= W {
            let tops: [_; W] = a.several(j);
            let mut factors = [alpha; W];
            let mut common = tops;
            for c in 0..W {
                factors[c] *= x.at(j + c).conj_if(x.conj);
                common[c] = tops[c].add(W - 1 - c);
            }
            for row in 0..W - 1 {
                let mut sum = *y.add(j + row);
                for c in 0..W {
                    if c <= row {
                        sum = sum.plus_product((*tops[c].add(row - c)).conj_if(a.conj), factors[c]);
                    }
                }
                *y.add(j + row) = sum;
            }
            P::combine::<W>(m - (W - 1), common, a.conj, factors, y.add(j + W - 1));
            for row in 0..W - 1 {
                let mut sum = *y.add(j + m + row);
                for c in 0..W {
                    if c > row {
                        sum = sum.plus_product((*tops[c].add(m + row - c)).conj_if(a.conj), factors[c]);
                    }
                }
                *y.add(j + m + row) = sum;
            }
            j += W;
        }
        while j < n {
            P::combine::<1>(m, a.several(j), a.conj, [alpha * x.at(j).conj_if(x.conj)], y.add(j));
            j += 1;
        }
    }
}

/// y += α·Aᵀ·x for the same columns: the inner product of column j with the elements of x from j on.
///
/// # Safety
/// As `VectorKernels::sheared_t`; the processor has the instructions.
#[inline(always)]
pub(super) unsafe fn sheared_t<P: Panels>(
    m: usize,
    n: usize,
    alpha: P::Elem,
    a: Columns<P::Elem>,
    x: *const P::Elem,
    y: *mut P::Elem,
) {
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        by_columns!(n, 4 [3 2 1], |j, W| {
            P::add_products::<W, 1>(m, alpha, a.several(j), a.conj, x.add(j), y.add(j));
        });
    }
}
