//! Solutions with the columns of a triangular band that have an element on each diagonal.
//!
//! W columns at a time: their block on the diagonal, and what is next to it, are the chain from one element to the next, and
//! straight code for numbers; what is farther away is for the kernels of `sheared`, besides.

use super::solve::solve_corner;
use crate::enums::Uplo;
use crate::kernel::simd::Simd;
use crate::kernel::simd::both_ways::BothWays;
use crate::kernel::simd::sheared::{ACROSS, ALONG, Rows, block};
use crate::kernel::vector::Sheared;
use crate::scalar::Scalar;

/// Columns at a time.
const W: usize = 4;
/// Elements of a column off the diagonal from which on they go by blocks: as far as blocks next to each other reach.
const WIDE: usize = 2 * W - 1;

/// The sides of a block that its columns reach to, as constants.
struct Side<const UPPER: bool, const TRANSPOSED: bool>;

/// x := A⁻¹·x, or A⁻ᵀ·x, for these columns.
///
/// # Safety
/// As `VectorKernels::tbsv`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn tbsv<S: Simd, T: BothWays<S>>(
    a: Sheared<T>,
    uplo: Uplo,
    transposed: bool,
    unit: bool,
    x: *mut T,
) {
    // SAFETY: the caller's promise.
    unsafe {
        match (uplo, transposed) {
            (Uplo::Upper, false) => Side::<true, false>::solve::<S, T>(&a, unit, x),
            (Uplo::Upper, true) => Side::<true, true>::solve::<S, T>(&a, unit, x),
            (Uplo::Lower, false) => Side::<false, false>::solve::<S, T>(&a, unit, x),
            (Uplo::Lower, true) => Side::<false, true>::solve::<S, T>(&a, unit, x),
        }
    }
}

impl<const UPPER: bool, const TRANSPOSED: bool> Side<UPPER, TRANSPOSED> {
    /// [`tbsv`] for one of them.
    ///
    /// # Safety
    /// As for [`tbsv`].
    #[inline(always)]
    unsafe fn solve<S: Simd, T: BothWays<S>>(a: &Sheared<T>, unit: bool, x: *mut T) {
        // The rows of a block's columns that are not next to it.
        let range = if UPPER { (0, a.m.saturating_sub(W)) } else { (WIDE, a.m + W - 1) };
        let blocks = if a.m >= WIDE { a.n / W } else { 0 };
        // Columns that are left go last.
        let singles = if UPPER == TRANSPOSED { (blocks * W, a.n) } else { (0, a.n - blocks * W) };
        // SAFETY: the caller's promise; columns stay below n, and the rows those of the columns.
        unsafe {
            let rows = Rows::<S, W>::of::<T>(a.m, range);
            for i in 0..blocks {
                let j = if UPPER == TRANSPOSED { i * W } else { a.n - (i + 1) * W };
                Self::solve_block::<S, T>(a, &rows, j, unit, x);
            }
            for i in 0..singles.1 - singles.0 {
                let j = if UPPER == TRANSPOSED { singles.0 + i } else { singles.1 - 1 - i };
                Self::solve_single(a, j, unit, x);
            }
        }
    }

    /// W columns from j on.
    ///
    /// # Safety
    /// As for [`tbsv`], with columns of [`WIDE`] elements.
    #[inline(always)]
    unsafe fn solve_block<S: Simd, T: BothWays<S>>(
        a: &Sheared<T>,
        rows: &Rows<S, W>,
        j: usize,
        unit: bool,
        x: *mut T,
    ) {
        // SAFETY: the caller's promise.
        unsafe {
            let columns = a.columns.several::<W>(j);
            let own = x.add(a.own + j);
            let conj = a.columns.conj;
            let far = x.add(a.row + j);
            // Where the columns would have the block's first row, and that of the rows next to the block.
            let (mut tops, mut beside) = (columns, columns);
            for c in 0..W {
                tops[c] = if UPPER { columns[c].add(a.m - c) } else { columns[c].wrapping_sub(c + 1) };
                beside[c] = if UPPER { tops[c].sub(W) } else { tops[c].add(W) };
            }
            let next = if UPPER { own.sub(W) } else { own.add(W) };
            if TRANSPOSED {
                let none = [T::ZERO; W];
                let sums = block::<S, T, W, ACROSS>(rows, columns, conj, none, (far, 0), far);
                let products = T::end_across(sums, conj);
                for c in 0..W {
                    *own.add(c) -= products[c];
                }
                for r in 0..W {
                    // The row that was solved last comes last.
                    let r = if UPPER { r } else { W - 1 - r };
                    for c in 0..W {
                        let element = (*beside[c].add(r)).conj_if(conj);
                        *own.add(c) = (*own.add(c)).plus_product(-element, *next.add(r));
                    }
                }
            }
            // The diagonal stands among a column's elements, in the row before the first or behind the last.
            solve_corner::<T, UPPER, TRANSPOSED, W>(tops, conj, unit, own);
            if !TRANSPOSED {
                let mut factors = [T::ZERO; W];
                for c in 0..W {
                    factors[c] = -*own.add(c);
                }
                for c in 0..W {
                    // The element that was solved last comes last.
                    let c = if UPPER { W - 1 - c } else { c };
                    for r in 0..W {
                        let element = (*beside[c].add(r)).conj_if(conj);
                        *next.add(r) = (*next.add(r)).plus_product(element, factors[c]);
                    }
                }
                // Below, more elements of x follow.
                let room = if UPPER { 0 } else { a.n + a.m - 1 - j };
                block::<S, T, W, ALONG>(rows, columns, conj, factors, (far, room), far);
            }
        }
    }

    /// Column j alone.
    ///
    /// # Safety
    /// As for [`tbsv`].
    #[inline(always)]
    unsafe fn solve_single<T: Scalar>(a: &Sheared<T>, j: usize, unit: bool, x: *mut T) {
        // SAFETY: the caller's promise.
        unsafe {
            let column = a.columns.from(j);
            let (own, others) = (x.add(a.own + j), x.add(a.row + j));
            let at = |i: usize| if UPPER { i } else { a.m - 1 - i };
            let mut solution = *own;
            if TRANSPOSED {
                // The row that was solved last comes last.
                for i in 0..a.m {
                    let element = (*column.ptr.add(at(i))).conj_if(column.conj);
                    solution = solution.plus_product(-element, *others.add(at(i)));
                }
            }
            if !unit {
                let d = a.diagonal.at(j).conj_if(column.conj);
                solution = if d.has_reciprocal() { solution * T::ONE.divide(d) } else { solution.divide(d) };
            }
            *own = solution;
            if !TRANSPOSED {
                // The row that is solved next comes first.
                for i in 0..a.m {
                    let i = at(a.m - 1 - i);
                    let element = (*column.ptr.add(i)).conj_if(column.conj);
                    *others.add(i) = (*others.add(i)).plus_product(-solution, element);
                }
            }
        }
    }
}
