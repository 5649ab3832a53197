//! Products with the columns of a band, for real and complex elements: each begins a row lower than the one before. See
//! `kernel::vector` for the contract.
//!
//! Some columns go at once, by registers of rows: the first and the last of these have rows that not all columns have, which
//! are masked out.

use crate::kernel::simd::Simd;
use crate::kernel::simd::both_ways::BothWays;
use crate::kernel::simd::columns::has_32_registers;
use crate::kernel::vector::{Columns, Sheared, Strided};

/// What is made of some columns: a sum of them, inner products with them, or both.
const ALONG: u8 = 1;
const ACROSS: u8 = 2;
const BOTH: u8 = ALONG | ACROSS;

/// y += the columns times their factors, and the inner products of the columns with z, as far as they are WANTED, for W columns
/// of m elements, the first of which is of row c in column c. Elements of y in the block's rows may be written as they are.
///
/// # Safety
/// The columns hold their elements, and y and z, as far as they are wanted, m + W − 1; a register has W numbers at least, and
/// the processor has `S`.
#[inline(always)]
unsafe fn block<S: Simd, T: BothWays<S>, const W: usize, const WANTED: u8>(
    m: usize,
    columns: [*const T; W],
    conj: bool,
    factors: [T; W],
    y: *mut T,
    z: *const T,
) -> [T::Across; W] {
    // SAFETY: the caller's promise; rows stay below m + W − 1, and those of each column in it.
    unsafe {
        let count = S::LANES / T::PARTS;
        let mut by = [factors[0].factor(); W];
        let mut rows = columns;
        for c in 0..W {
            by[c] = factors[c].factor();
            rows[c] = columns[c].wrapping_sub(c);
        }
        let mut sums = [T::across(); W];
        let mut i = 0;
        if W > 1 || m < count {
            edge::<S, T, W, WANTED>(m, i, rows, conj, by, y, z, &mut sums);
            i += count;
        }
        while i + count <= m {
            let zi = T::vector(if WANTED & ACROSS > 0 { S::load(z.add(i).cast()) } else { S::zero() });
            let yi = if WANTED & ALONG > 0 { S::load(y.add(i).cast()) } else { S::zero() };
            let mut sum = T::along(yi);
            for c in 0..W {
                let a = S::load(rows[c].add(i).cast());
                if WANTED & ALONG > 0 {
                    sum = T::add_along(sum, None, a, by[c]);
                }
                if WANTED & ACROSS > 0 {
                    sums[c] = T::add_across(sums[c], None, a, zi);
                }
            }
            if WANTED & ALONG > 0 {
                S::store(y.add(i).cast(), T::end_along(yi, sum, conj));
            }
            i += count;
        }
        while i < m + W - 1 {
            edge::<S, T, W, WANTED>(m, i, rows, conj, by, y, z, &mut sums);
            i += count;
        }
        sums
    }
}

/// The step of [`block`] for rows from i on that not all columns have.
///
/// # Safety
/// As for [`block`]; row 0 of each column would be at `rows`.
#[inline(always)]
unsafe fn edge<S: Simd, T: BothWays<S>, const W: usize, const WANTED: u8>(
    m: usize,
    i: usize,
    rows: [*const T; W],
    conj: bool,
    by: [T::Factor; W],
    y: *mut T,
    z: *const T,
    sums: &mut [T::Across; W],
) {
    // SAFETY: the caller's promise.
    unsafe {
        let count = S::LANES / T::PARTS;
        let n = (m + W - 1 - i).min(count);
        let here = S::lanes_before(n * T::PARTS);
        let zi = if WANTED & ACROSS > 0 { S::load_in(here, z.add(i).cast()) } else { S::zero() };
        let zi = T::vector(zi);
        let yi = if WANTED & ALONG > 0 { S::load_in(here, y.add(i).cast()) } else { S::zero() };
        let mut sum = T::along(yi);
        for c in 0..W {
            let (first, end) = (c.saturating_sub(i), (m + c).saturating_sub(i).min(count));
            let lanes = S::lanes_in_both(S::lanes_before(end * T::PARTS), S::lanes_from(first * T::PARTS));
            let a = S::load_in(lanes, rows[c].wrapping_add(i).cast());
            if WANTED & ALONG > 0 {
                sum = T::add_along(sum, Some(lanes), a, by[c]);
            }
            if WANTED & ACROSS > 0 {
                sums[c] = T::add_across(sums[c], Some(lanes), a, zi);
            }
        }
        if WANTED & ALONG > 0 {
            let new = T::end_along(yi, sum, conj);
            if n == count {
                S::store(y.add(i).cast(), new);
            } else {
                S::store_first(y.add(i).cast(), n * T::PARTS, new);
            }
        }
    }
}

/// Runs `$run` for w columns from column j on: as many as there are registers for, and single ones at the end.
macro_rules! by_blocks {
    ($s:ident, $t:ident, $n:expr, |$j:ident, $w:ident| $run:expr) => {
        match (has_32_registers::<$s>(), <$t as BothWays<$s>>::PARTS) {
            (true, 1) => by_blocks!(@ 8, $n, |$j, $w| $run),
            (false, 2) => by_blocks!(@ 2, $n, |$j, $w| $run),
            _ => by_blocks!(@ 4, $n, |$j, $w| $run),
        }
    };
    (@ $max:literal, $n:expr, |$j:ident, $w:ident| $run:expr) => {{
        let mut $j = 0;
        while $n - $j >= $max {
            const $w: usize = $max;
            $run;
            $j += $max;
        }
        while $j < $n {
            const $w: usize = 1;
            $run;
            $j += 1;
        }
    }};
}

/// y += α·A·x for n columns of m adjacent elements: column j's first element is of row j.
///
/// # Safety
/// As `VectorKernels::sheared`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn sheared<S: Simd, T: BothWays<S>>(
    m: usize,
    n: usize,
    alpha: T,
    a: Columns<T>,
    x: Strided<T>,
    y: *mut T,
) {
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        by_blocks!(S, T, n, |j, W| {
            let mut factors = [alpha; W];
            for c in 0..W {
                factors[c] *= x.at(j + c).conj_if(x.conj);
            }
            block::<S, T, W, ALONG>(m, a.several(j), a.conj, factors, y.add(j), y);
        });
    }
}

/// y += α·Aᵀ·x for the same columns: the inner product of column j with the elements of x from j on.
///
/// # Safety
/// As `VectorKernels::sheared_t`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn sheared_t<S: Simd, T: BothWays<S>>(
    m: usize,
    n: usize,
    alpha: T,
    a: Columns<T>,
    x: *const T,
    y: *mut T,
) {
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        by_blocks!(S, T, n, |j, W| {
            let sums = block::<S, T, W, ACROSS>(m, a.several(j), a.conj, [alpha; W], y, x.add(j));
            let products = T::end_across(sums, a.conj);
            for c in 0..W {
                *y.add(j + c) += alpha * products[c];
            }
        });
    }
}

/// y += α·A·x for the columns of a symmetric or Hermitian band that have an element on each diagonal, and their rows across
/// the main one.
///
/// # Safety
/// As `VectorKernels::sheared_both`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn sheared_both<S: Simd, T: BothWays<S>>(
    alpha: T,
    a: Sheared<T>,
    hermitian: bool,
    x: *const T,
    y: *mut T,
) {
    let across = a.columns.conj != hermitian;
    // SAFETY: the caller's promise; columns stay below n, and rows where those of the band are.
    unsafe {
        by_blocks!(S, T, a.n, |j, W| {
            let (mut factors, mut own) = ([alpha; W], [alpha; W]);
            for c in 0..W {
                factors[c] *= *x.add(a.own + j + c);
                let d = a.diagonal.at(j + c).conj_if(a.columns.conj);
                own[c] = factors[c] * if hermitian { T::from_real(d.re()) } else { d };
            }
            let (y, z) = (y.add(j), x.add(a.row + j));
            let columns = a.columns.several(j);
            let sums = block::<S, T, W, BOTH>(a.m, columns, a.columns.conj, factors, y.add(a.row), z);
            let products = T::end_across(sums, across);
            for c in 0..W {
                *y.add(a.own + c) += own[c] + alpha * products[c];
            }
        });
    }
}
