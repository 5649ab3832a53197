//! A sum of some columns, each times a factor, for real elements: `gemv_n`. As many columns at once as there are registers for,
//! so that the sum is loaded and stored once for all.

use crate::kernel::simd::Simd;
use crate::kernel::simd::ahead::{EACH, NOTHING, ask_each};
use crate::kernel::simd::columns::{by_columns, has_32_registers, misaligned, unrelated};
use crate::kernel::vector::{Columns, Strided};
use crate::scalar::Real;

/// Registers of a column at a time: narrow ones, and wide.
const NARROW: usize = 2;
const WIDE: usize = 4;

/// y += the sum of NC columns, each times its element of x. The sum is made apart: so only an addition waits for what the columns
/// before have left in y, not a chain of products. Asks for what follows in the columns if ASKING for EACH.
///
/// # Safety
/// The columns and y hold m elements; the processor has `S`.
#[inline(always)]
pub(super) unsafe fn combine<S: Simd, const NC: usize, const ASKING: u8>(
    m: usize,
    columns: [*const S::Elem; NC],
    x: [S::Elem; NC],
    y: *mut S::Elem,
) {
    // SAFETY: the caller's promise; rows stay below m.
    unsafe {
        let mut xs = [S::zero(); NC];
        for j in 0..NC {
            xs[j] = S::splat(x[j]);
        }
        let mut i = misaligned::<S>(m, columns[0]);
        if i > 0 {
            combine_few::<S, NC>(0, i, columns, xs, y);
        }
        // Narrow registers are for what comes from memory, too: that is faster by one line of each column than by two (Zen 4, 134 MB:
        // 23 and 18 GB/s). Wide ones find what they read in a cache, by several lines.
        let count = if has_32_registers::<S>() { WIDE } else { NARROW };
        while m - i >= count * S::LANES {
            if has_32_registers::<S>() {
                if ASKING == EACH {
                    ask_each::<S, S::Elem, NC, WIDE>((i, m), columns);
                }
                combine_rows::<S, NC, WIDE>(i, columns, xs, y);
            } else {
                if ASKING == EACH {
                    ask_each::<S, S::Elem, NC, NARROW>((i, m), columns);
                }
                combine_rows::<S, NC, NARROW>(i, columns, xs, y);
            }
            i += count * S::LANES;
        }
        while m - i >= S::LANES {
            combine_rows::<S, NC, 1>(i, columns, xs, y);
            i += S::LANES;
        }
        if m > i {
            combine_few::<S, NC>(i, m - i, columns, xs, y);
        }
    }
}

/// The step of [`combine`] for U registers of rows from i on: of each column some lines after the other.
///
/// # Safety
/// The columns and y hold i + U·LANES elements; the processor has `S`.
#[inline(always)]
unsafe fn combine_rows<S: Simd, const NC: usize, const U: usize>(
    i: usize,
    columns: [*const S::Elem; NC],
    xs: [S::Reg; NC],
    y: *mut S::Elem,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let mut sums = [S::zero(); U];
        for j in 0..NC {
            for u in 0..U {
                sums[u] = S::fma(S::load(columns[j].add(i + u * S::LANES)), xs[j], sums[u]);
            }
        }
        for u in 0..U {
            let p = y.add(i + u * S::LANES);
            S::store(p, S::add(S::load(p), sums[u]));
        }
    }
}

/// The same for `n` < LANES rows from i on.
///
/// # Safety
/// The columns and y hold i + n elements; the processor has `S`.
#[inline(always)]
unsafe fn combine_few<S: Simd, const NC: usize>(
    i: usize,
    n: usize,
    columns: [*const S::Elem; NC],
    xs: [S::Reg; NC],
    y: *mut S::Elem,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let lanes = S::lanes_before(n);
        let mut sum = S::zero();
        for j in 0..NC {
            sum = S::fma(S::load_in(lanes, columns[j].add(i)), S::keep(lanes, xs[j]), sum);
        }
        S::store_first(y.add(i), n, S::add(S::load_in(lanes, y.add(i)), sum));
    }
}

/// Registers of rows that [`strip`] keeps.
const fn strip_registers<S: Simd>() -> usize {
    if has_32_registers::<S>() { 8 } else { 4 }
}

/// What of a matrix with few rows [`strip`] reads: the rows of U registers, of which the last ends with the last row, so that some
/// rows may be in two. Or, if not WHOLE, the lanes of less than a register's rows.
#[derive(Clone, Copy)]
struct Rows<S: Simd, const U: usize, const WHOLE: bool> {
    m: usize,
    lanes: S::Lanes,
}

impl<S: Simd, const U: usize, const WHOLE: bool> Rows<S, U, WHOLE> {
    /// Where register u begins.
    #[inline(always)]
    fn start(self, u: usize) -> usize {
        if WHOLE && u == U - 1 { self.m - S::LANES } else { u * S::LANES }
    }

    /// Register u of a column.
    ///
    /// # Safety
    /// The column holds m elements; the processor has `S`.
    #[inline(always)]
    unsafe fn load(self, column: *const S::Elem, u: usize) -> S::Reg {
        // SAFETY: the caller's promise.
        unsafe { if WHOLE { S::load(column.add(self.start(u))) } else { S::load_in(self.lanes, column) } }
    }

    /// `new` + the sum of `count` columns from j on, each times α and its element of x.
    ///
    /// # Safety
    /// As for [`gemv_n`], with these columns.
    #[inline(always)]
    unsafe fn add_columns(
        self,
        new: &mut [S::Reg; U],
        (j, count): (usize, usize),
        alpha: S::Elem,
        a: Columns<S::Elem>,
        x: Strided<S::Elem>,
    ) where
        S::Elem: Real,
    {
        // SAFETY: the caller's promise.
        unsafe {
            let mut sums = [S::zero(); U];
            for k in 0..count {
                let column = a.from(j + k).ptr;
                let mut xk = S::splat(alpha * x.at(j + k));
                if !WHOLE {
                    xk = S::keep(self.lanes, xk);
                }
                for u in 0..U {
                    sums[u] = S::fma(self.load(column, u), xk, sums[u]);
                }
            }
            for u in 0..U {
                new[u] = S::add(new[u], sums[u]);
            }
        }
    }
}

/// y += α·A·x for so few rows that U registers hold them, and U − 1 do not: y stays in registers. Every element is computed as
/// [`combine`] does it with GROUP columns.
///
/// # Safety
/// As for [`gemv_n`]; m ≥ LANES, or less if not WHOLE.
#[inline(always)]
unsafe fn strip<S: Simd, const U: usize, const WHOLE: bool, const GROUP: usize>(
    m: usize,
    n: usize,
    alpha: S::Elem,
    a: Columns<S::Elem>,
    x: Strided<S::Elem>,
    y: *mut S::Elem,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; rows stay below m, columns below n.
    unsafe {
        let rows = Rows::<S, U, WHOLE> { m, lanes: S::lanes_before(if WHOLE { 0 } else { m }) };
        let mut new = [S::zero(); U];
        for u in 0..U {
            new[u] = rows.load(y, u);
        }
        let mut j = 0;
        while n - j >= GROUP {
            rows.add_columns(&mut new, (j, GROUP), alpha, a, x);
            j += GROUP;
        }
        if j < n {
            rows.add_columns(&mut new, (j, n - j), alpha, a, x);
        }
        for u in 0..U {
            if WHOLE { S::store(y.add(rows.start(u)), new[u]) } else { S::store_first(y, m, new[u]) }
        }
    }
}

/// y += α·A·x.
///
/// # Safety
/// As `VectorKernels::gemv_n`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn gemv_n<S: Simd>(
    m: usize,
    n: usize,
    alpha: S::Elem,
    a: Columns<S::Elem>,
    x: Strided<S::Elem>,
    y: *mut S::Elem,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        if !has_32_registers::<S>() {
            gemv_n_wide::<S>(m, n, alpha, a, x, y);
        } else if !in_registers::<S, 4>(m, n, alpha, a, x, y) {
            by_columns!(n, 4 [3 2 1], |j, W| combine_from::<S, W, NOTHING>(m, j, alpha, a, x, y));
        }
    }
}

/// The same by more columns at once.
///
/// # Safety
/// As for [`gemv_n`].
#[inline(always)]
pub(crate) unsafe fn gemv_n_wide<S: Simd>(
    m: usize,
    n: usize,
    alpha: S::Elem,
    a: Columns<S::Elem>,
    x: Strided<S::Elem>,
    y: *mut S::Elem,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe { by_many_columns::<S, NOTHING>(m, n, alpha, a, x, y) }
}

/// The same for an A that is far away: it is asked for.
///
/// # Safety
/// As for [`gemv_n`].
#[inline(always)]
pub(crate) unsafe fn gemv_n_ahead<S: Simd>(
    m: usize,
    n: usize,
    alpha: S::Elem,
    a: Columns<S::Elem>,
    x: Strided<S::Elem>,
    y: *mut S::Elem,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe { by_many_columns::<S, EACH>(m, n, alpha, a, x, y) }
}

/// [`gemv_n`] by eight columns at once; asks as ASKING says.
///
/// # Safety
/// As for [`gemv_n`].
#[inline(always)]
unsafe fn by_many_columns<S: Simd, const ASKING: u8>(
    m: usize,
    n: usize,
    alpha: S::Elem,
    a: Columns<S::Elem>,
    x: Strided<S::Elem>,
    y: *mut S::Elem,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        if !in_registers::<S, 8>(m, n, alpha, a, x, y) {
            by_columns!(n, 8 [7 6 5 4 3 2 1], |j, W| combine_from::<S, W, ASKING>(m, j, alpha, a, x, y));
        }
    }
}

/// [`combine`] for W columns from j on.
///
/// # Safety
/// As for [`gemv_n`], with these columns.
#[inline(always)]
unsafe fn combine_from<S: Simd, const W: usize, const ASKING: u8>(
    m: usize,
    j: usize,
    alpha: S::Elem,
    a: Columns<S::Elem>,
    x: Strided<S::Elem>,
    y: *mut S::Elem,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe {
        let mut factors = [alpha; W];
        for k in 0..W {
            factors[k] *= x.at(j + k);
        }
        combine::<S, W, ASKING>(m, unrelated(a.several(j)), factors, y);
    }
}

/// [`gemv_n`] by GROUP columns if there are so few rows that y stays in registers; whether there are.
///
/// # Safety
/// As for [`gemv_n`].
#[inline(always)]
unsafe fn in_registers<S: Simd, const GROUP: usize>(
    m: usize,
    n: usize,
    alpha: S::Elem,
    a: Columns<S::Elem>,
    x: Strided<S::Elem>,
    y: *mut S::Elem,
) -> bool
where
    S::Elem: Real,
{
    if m > strip_registers::<S>() * S::LANES {
        return false;
    }
    // SAFETY: the caller's promise; rows stay in so many registers.
    unsafe {
        match m.div_ceil(S::LANES) {
            0 => {}
            1 if m < S::LANES => strip::<S, 1, false, GROUP>(m, n, alpha, a, x, y),
            1 => strip::<S, 1, true, GROUP>(m, n, alpha, a, x, y),
            2 => strip::<S, 2, true, GROUP>(m, n, alpha, a, x, y),
            3 => strip::<S, 3, true, GROUP>(m, n, alpha, a, x, y),
            4 => strip::<S, 4, true, GROUP>(m, n, alpha, a, x, y),
            5 => strip::<S, 5, true, GROUP>(m, n, alpha, a, x, y),
            6 => strip::<S, 6, true, GROUP>(m, n, alpha, a, x, y),
            7 => strip::<S, 7, true, GROUP>(m, n, alpha, a, x, y),
            _ => strip::<S, 8, true, GROUP>(m, n, alpha, a, x, y),
        }
    }
    true
}
