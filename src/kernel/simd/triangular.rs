//! Products and solutions with a triangle, for real and complex elements. See `kernel::vector` for the contract.
//!
//! Some columns at a time, a *block*: what they have beside the diagonal is a rectangle, for [`Panels`]; their block on
//! the diagonal is straight code. Blocks are W columns wide, but for single ones at the tip of the triangle where order
//! is no multiple of W: there columns are shortest.

mod band;
mod product;
mod solve;

use crate::enums::Uplo;
use crate::kernel::cache::LINE;
use crate::kernel::simd::columns::unrelated;
use crate::kernel::vector::Triangle;
use crate::scalar::Scalar;

pub(crate) use band::tbsv;
pub(super) use product::trmv;
pub(super) use solve::trsv;

/// The loops over rectangles, for real or complex elements.
pub(super) trait Panels {
    type Elem: Scalar;

    /// y += the sum of W columns, each times its element of x, with conj(A) if told.
    ///
    /// # Safety
    /// The columns and y hold m elements; the processor has the instructions.
    unsafe fn combine<const W: usize>(
        m: usize,
        columns: [*const Self::Elem; W],
        conj: bool,
        x: [Self::Elem; W],
        y: *mut Self::Elem,
    );

    /// y += α times the inner products of W columns, conjugated if told, with x.
    ///
    /// # Safety
    /// The columns and x hold m elements, y holds W; the processor has the instructions.
    unsafe fn add_products<const W: usize>(
        m: usize,
        alpha: Self::Elem,
        columns: [*const Self::Elem; W],
        conj: bool,
        x: *const Self::Elem,
        y: *mut Self::Elem,
    );
}

/// The blocks of a triangle's columns.
struct Blocks<const W: usize> {
    /// The blocks of W columns: the first column, and the one behind the last.
    wide: (usize, usize),
}

impl<const W: usize> Blocks<W> {
    #[inline(always)]
    fn of<T>(a: &Triangle<T>) -> Self {
        let single = a.n % W;
        Blocks { wide: if a.uplo == Uplo::Upper { (single, a.n) } else { (0, a.n - single) } }
    }
    /// The width of the block that begins with column j.
    #[inline(always)]
    fn from(&self, j: usize) -> usize {
        if self.wide.0 <= j && j < self.wide.1 { W } else { 1 }
    }
    /// The width of the block that ends before column j.
    #[inline(always)]
    fn before(&self, j: usize) -> usize {
        if self.wide.0 < j && j <= self.wide.1 { W } else { 1 }
    }
}

/// Where some rows of W columns from j on begin.
#[inline(always)]
fn columns<T: Copy, const W: usize>(a: &Triangle<T>, j: usize, row: usize) -> [*const T; W] {
    unrelated(a.several(j, row))
}

/// Asks for the first lines of W columns from j on, which the processor can't foresee: what it reads ahead of are the
/// columns that it is in. They may be any columns.
#[inline(always)]
fn prefetch<T: Copy, const UPPER: bool, const W: usize>(a: &Triangle<T>, j: usize) {
    use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
    for top in a.several::<W>(j, if UPPER { 0 } else { j }) {
        for line in [top, top.wrapping_byte_add(LINE)] {
            // SAFETY: a prefetch never faults.
            unsafe { _mm_prefetch::<_MM_HINT_T0>(line.cast()) }
        }
    }
}
