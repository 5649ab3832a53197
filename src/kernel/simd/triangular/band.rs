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

/// A kind of triangle whose columns go W at a time.
struct Side<const UPPER: bool, const TRANSPOSED: bool, const W: usize>;

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
        if S::LANES / T::PARTS < 4 {
            solve_by::<S, T, 2>(&a, uplo, transposed, unit, x);
        } else {
            solve_by::<S, T, 4>(&a, uplo, transposed, unit, x);
        }
    }
}

/// The same, W columns at a time.
///
/// # Safety
/// As for [`tbsv`]; a register has W numbers at least.
#[inline(always)]
unsafe fn solve_by<S: Simd, T: BothWays<S>, const W: usize>(
    a: &Sheared<T>,
    uplo: Uplo,
    transposed: bool,
    unit: bool,
    x: *mut T,
) {
    // SAFETY: the caller's promise.
    unsafe {
        match (uplo, transposed) {
            (Uplo::Upper, false) => Side::<true, false, W>::solve::<S, T>(a, unit, x),
            (Uplo::Upper, true) => Side::<true, true, W>::solve::<S, T>(a, unit, x),
            (Uplo::Lower, false) => Side::<false, false, W>::solve::<S, T>(a, unit, x),
            (Uplo::Lower, true) => Side::<false, true, W>::solve::<S, T>(a, unit, x),
        }
    }
}

impl<const UPPER: bool, const TRANSPOSED: bool, const W: usize> Side<UPPER, TRANSPOSED, W> {
    /// Elements of a column off the diagonal from which on they go by blocks: as far as blocks next to each other reach.
    const WIDE: usize = 2 * W - 1;

    /// [`tbsv`] for one of them.
    ///
    /// # Safety
    /// As for [`tbsv`].
    #[inline(always)]
    unsafe fn solve<S: Simd, T: BothWays<S>>(a: &Sheared<T>, unit: bool, x: *mut T) {
        let count = S::LANES / T::PARTS;
        // Elements next to the block that are for the kernel, too.
        let near = if Self::is_near_by_registers::<T>() { W } else { 0 };
        // Of the rows above a block the last register ends with the last row: a load that reaches into what was just stored
        // would wait. So it may begin some rows before the columns do.
        let (lead, range) = if UPPER {
            let rows = (a.m + near).saturating_sub(W);
            let lead = rows.next_multiple_of(count) - rows;
            (lead, (0, rows + lead))
        } else {
            (0, (Self::WIDE - near, a.m + W - 1))
        };
        let blocks = if a.m >= Self::WIDE { a.n.saturating_sub(lead) / W } else { 0 };
        let first = if UPPER { a.n - blocks * W } else { 0 };
        let singles = if UPPER { (0, first) } else { (blocks * W, a.n) };
        let in_order = |i: usize, n: usize| if UPPER == TRANSPOSED { i } else { n - 1 - i };
        // SAFETY: the caller's promise; columns stay below n, and the rows those of the columns.
        unsafe {
            let rows = Rows::<S, W>::of::<T>(a.m, lead, range);
            for turn in [TRANSPOSED, !TRANSPOSED] {
                if turn {
                    for i in 0..singles.1 - singles.0 {
                        Self::solve_single(a, singles.0 + in_order(i, singles.1 - singles.0), unit, x);
                    }
                } else {
                    for i in 0..blocks {
                        Self::solve_block::<S, T>(a, (&rows, lead), first + W * in_order(i, blocks), unit, x);
                    }
                }
            }
        }
    }

    /// Whether elements next to a block are the kernel's, too: products of complex numbers one by one take longer than what comes
    /// next waits for a register.
    const fn is_near_by_registers<T: Scalar>() -> bool {
        T::IS_COMPLEX && !TRANSPOSED
    }

    /// W columns from j on.
    ///
    /// # Safety
    /// As for [`tbsv`], with columns of `WIDE` elements.
    #[inline(always)]
    unsafe fn solve_block<S: Simd, T: BothWays<S>>(
        a: &Sheared<T>,
        (rows, lead): (&Rows<S, W>, usize),
        j: usize,
        unit: bool,
        x: *mut T,
    ) {
        // SAFETY: the caller's promise.
        unsafe {
            let columns = a.columns.several::<W>(j);
            let own = x.add(a.own + j);
            let conj = a.columns.conj;
            let far = x.add(a.row + j).sub(lead);
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
                for c in 0..if Self::is_near_by_registers::<T>() { 0 } else { W } {
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
                // No part of the chain from one element to the next.
                let inverse = T::ONE.divide(d);
                solution = if d.has_reciprocal() { solution * inverse } else { quotient(solution, d) };
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

/// x/d, apart from the usual way, so that this has no division that waits for x.
#[cold]
#[inline(never)]
fn quotient<T: Scalar>(x: T, d: T) -> T {
    x.divide(d)
}
