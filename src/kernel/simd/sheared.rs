//! Products with the columns of a band, for real and complex elements: each begins a row lower than the one before. See
//! `kernel::vector` for the contract.
//!
//! Some columns go at once (`block`), or, of a short band, each by itself.

mod block;

use crate::kernel::simd::Simd;
use crate::kernel::simd::both_ways::BothWays;
use crate::kernel::simd::columns::has_32_registers;
use crate::kernel::simd::sheared::block::{BOTH, short};
use crate::kernel::vector::{Columns, Sheared, Strided};

pub(super) use crate::kernel::simd::sheared::block::{ACROSS, ALONG, Rows, block};

/// Registers of rows that are few enough for [`short`].
const SHORT: usize = 3;

/// Runs `$run` for w columns from column j on, and with `$rows` for w columns: as many as there are registers for, and single ones
/// at the end.
macro_rules! by_blocks {
    ($wanted:ident, $s:ident, $t:ident, $m:expr, $n:expr, |$j:ident, $w:ident, $rows:ident| $run:expr) => {
        match (has_32_registers::<$s>(), <$t as BothWays<$s>>::PARTS) {
            (true, 1) => by_blocks!(@ 8, $s, $t, $m, $n, |$j, $w, $rows| $run),
            (false, 2) if $wanted == BOTH => by_blocks!(@ 2, $s, $t, $m, $n, |$j, $w, $rows| $run),
            _ => by_blocks!(@ 4, $s, $t, $m, $n, |$j, $w, $rows| $run),
        }
    };
    (@ $max:literal, $s:ident, $t:ident, $m:expr, $n:expr, |$j:ident, $w:ident, $rows:ident| $run:expr) => {{
        let mut $j = 0;
        let $rows = Rows::<$s, $max>::of::<$t>($m, 0, (0, $m + $max - 1));
        while $n - $j >= $max {
            const $w: usize = $max;
            $run;
            $j += $max;
        }
        let $rows = Rows::<$s, 1>::of::<$t>($m, 0, (0, $m));
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
        by_blocks!(ALONG, S, T, m, n, |j, W, rows| {
            let mut factors = [alpha; W];
            for c in 0..W {
                factors[c] *= x.at(j + c).conj_if(x.conj);
            }
            let room = n + m - 1 - j;
            block::<S, T, W, ALONG>(&rows, a.several(j), a.conj, factors, (y.add(j), room), y);
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
        by_blocks!(ACROSS, S, T, m, n, |j, W, rows| {
            let sums = if m <= SHORT * (S::LANES / T::PARTS) {
                short::<S, T, W>(m, a.several(j), x.add(j))
            } else {
                block::<S, T, W, ACROSS>(&rows, a.several(j), a.conj, [alpha; W], (y, 0), x.add(j))
            };
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
        by_blocks!(BOTH, S, T, a.m, a.n, |j, W, rows| {
            let (mut factors, mut own) = ([alpha; W], [alpha; W]);
            for c in 0..W {
                factors[c] *= *x.add(a.own + j + c);
                let d = a.diagonal.at(j + c).conj_if(a.columns.conj);
                own[c] = factors[c] * if hermitian { T::from_real(d.re()) } else { d };
            }
            let (y, z) = (y.add(j), x.add(a.row + j));
            let columns = a.columns.several(j);
            let room = a.n + a.m - 1 - j;
            let rows_of_y = (y.add(a.row), room);
            let sums = block::<S, T, W, BOTH>(&rows, columns, a.columns.conj, factors, rows_of_y, z);
            let products = T::end_across(sums, across);
            for c in 0..W {
                *y.add(a.own + c) += own[c] + alpha * products[c];
            }
        });
    }
}
