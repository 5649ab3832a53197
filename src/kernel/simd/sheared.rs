//! Products with the columns of a band, for real and complex elements: each begins a row lower than the one before. See
//! `kernel::vector` for the contract.
//!
//! Some columns go at once, by registers of rows: the first and the last of these have rows that not all columns have, which
//! are masked out.

use crate::kernel::simd::Simd;
use crate::kernel::simd::both_ways::BothWays;
use crate::kernel::simd::columns::{has_32_registers, unrelated};
use crate::kernel::vector::{Columns, Sheared, Strided};

/// What is made of some columns: a sum of them, inner products with them, or both.
pub(super) const ALONG: u8 = 1;
pub(super) const ACROSS: u8 = 2;
const BOTH: u8 = ALONG | ACROSS;

/// Which rows of W columns of m elements are computed with. The first element of column c is of row `lead` + c.
pub(super) struct Rows<S: Simd, const W: usize> {
    lead: usize,
    /// The first, and the one behind the last.
    range: (usize, usize),
    /// The first register of rows that all columns have, and the first behind those.
    common: (usize, usize),
    /// The columns' lanes in two registers before those, at most, and in two behind.
    edges: [[[S::Lanes; W]; 2]; 2],
}

impl<S: Simd, const W: usize> Rows<S, W> {
    /// The rows `range` of such columns.
    ///
    /// # Safety
    /// Two registers have W numbers at least, and one has more than `lead`; the processor has `S`.
    #[inline(always)]
    pub(super) unsafe fn of<T: BothWays<S>>(m: usize, lead: usize, range: (usize, usize)) -> Self {
        let count = S::LANES / T::PARTS;
        let start = range.0 + (lead + W - 1).saturating_sub(range.0).next_multiple_of(count);
        let end = start + (lead + m).min(range.1).saturating_sub(start) / count * count;
        // SAFETY: the caller's promise.
        let mut edges = unsafe { [[[S::lanes_before(0); W]; 2]; 2] };
        for (side, first) in [range.0, end].into_iter().enumerate() {
            for edge in 0..2 {
                let i = first + edge * count;
                for c in 0..W {
                    let lane = |row: usize| row.saturating_sub(i).min(count) * T::PARTS;
                    let (first, end) = ((lead + c).max(range.0), (lead + c + m).min(range.1));
                    // SAFETY: the caller's promise.
                    edges[side][edge][c] =
                        unsafe { S::lanes_in_both(S::lanes_before(lane(end)), S::lanes_from(lane(first))) };
                }
            }
        }
        Rows { lead, range, common: (start, end), edges }
    }
}

/// y += the columns times their factors, and the inner products of the columns with z, as far as they are WANTED, for some rows
/// of W columns. Of y, elements from row 0 on may be written as they are, `room` of them.
///
/// # Safety
/// The columns hold their elements, and y and z, as far as they are wanted, those of the rows and `room` of them; two
/// registers have W numbers at least, and the processor has `S`.
#[inline(always)]
pub(super) unsafe fn block<S: Simd, T: BothWays<S>, const W: usize, const WANTED: u8>(
    rows: &Rows<S, W>,
    mut columns: [*const T; W],
    conj: bool,
    factors: [T; W],
    (y, room): (*mut T, usize),
    z: *const T,
) -> [T::Across; W] {
    // SAFETY: the caller's promise; rows stay in the range, and those of each column in it.
    unsafe {
        let count = S::LANES / T::PARTS;
        let mut by = [factors[0].factor(); W];
        for c in 0..W {
            by[c] = factors[c].factor();
            columns[c] = columns[c].wrapping_sub(rows.lead + c);
        }
        let columns = unrelated(columns);
        let mut sums = [T::across(); W];
        let (mut i, end) = rows.range;
        for lanes in rows.edges[0] {
            if i < rows.common.0.min(end) {
                edge::<S, T, W, WANTED>((i, end), columns, lanes, conj, by, (y, room), z, &mut sums);
                i += count;
            }
        }
        // Some lines of a column after the other, as far as there are registers for the sums.
        let many = has_32_registers::<S>() || T::PARTS == 1;
        while WANTED == ALONG && many && i + 4 * count <= rows.common.1 {
            whole::<S, T, W, WANTED, 4>(i, columns, conj, by, y, z, &mut sums);
            i += 4 * count;
        }
        while WANTED == ALONG && !many && i + 2 * count <= rows.common.1 {
            whole::<S, T, W, WANTED, 2>(i, columns, conj, by, y, z, &mut sums);
            i += 2 * count;
        }
        while i < rows.common.1 {
            whole::<S, T, W, WANTED, 1>(i, columns, conj, by, y, z, &mut sums);
            i += count;
        }
        for lanes in rows.edges[1] {
            if i < end {
                edge::<S, T, W, WANTED>((i, end), columns, lanes, conj, by, (y, room), z, &mut sums);
                i += count;
            }
        }
        sums
    }
}

/// The step of [`block`] for U registers of rows from i on that all columns have.
///
/// # Safety
/// As for [`block`]; row 0 of each column would be at `columns`.
#[inline(always)]
unsafe fn whole<S: Simd, T: BothWays<S>, const W: usize, const WANTED: u8, const U: usize>(
    i: usize,
    columns: [*const T; W],
    conj: bool,
    by: [T::Factor; W],
    y: *mut T,
    z: *const T,
    sums: &mut [T::Across; W],
) {
    // SAFETY: the caller's promise.
    unsafe {
        let count = S::LANES / T::PARTS;
        let mut yi = [S::zero(); U];
        let mut zi = [T::vector(yi[0]); U];
        let mut new = [T::along(yi[0]); U];
        for u in 0..U {
            if WANTED & ACROSS > 0 {
                zi[u] = T::vector(S::load(z.add(i + u * count).cast()));
            }
            if WANTED & ALONG > 0 {
                yi[u] = S::load(y.add(i + u * count).cast());
                new[u] = T::along(yi[u]);
            }
        }
        for c in 0..W {
            for u in 0..U {
                let a = S::load(columns[c].add(i + u * count).cast());
                if WANTED & ALONG > 0 {
                    new[u] = T::add_along(new[u], None, a, by[c]);
                }
                if WANTED & ACROSS > 0 {
                    sums[c] = T::add_across(sums[c], None, a, zi[u]);
                }
            }
        }
        if WANTED & ALONG > 0 {
            for u in 0..U {
                S::store(y.add(i + u * count).cast(), T::end_along(yi[u], new[u], conj));
            }
        }
    }
}

/// The step of [`block`] for a register of rows from i on of which each column has some lanes.
///
/// # Safety
/// As for [`whole`].
#[inline(always)]
unsafe fn edge<S: Simd, T: BothWays<S>, const W: usize, const WANTED: u8>(
    (i, end): (usize, usize),
    columns: [*const T; W],
    lanes: [S::Lanes; W],
    conj: bool,
    by: [T::Factor; W],
    (y, room): (*mut T, usize),
    z: *const T,
    sums: &mut [T::Across; W],
) {
    // SAFETY: the caller's promise.
    unsafe {
        let count = S::LANES / T::PARTS;
        let n = (end - i).min(count);
        let zi = if WANTED & ACROSS > 0 {
            S::load_in(S::lanes_before(n * T::PARTS), z.add(i).cast())
        } else {
            S::zero()
        };
        let zi = T::vector(zi);
        // A whole register, if there is one: what is stored by lanes can't be loaded again at once.
        let is_whole = n == count || i + count <= room;
        let y = y.wrapping_add(i).cast::<S::Elem>();
        let yi = match is_whole {
            _ if WANTED & ALONG == 0 => S::zero(),
            true => S::load(y),
            false => S::load_first(y, n * T::PARTS, S::zero()),
        };
        let mut sum = T::along(yi);
        for c in 0..W {
            let a = S::load_in(lanes[c], columns[c].wrapping_add(i).cast());
            if WANTED & ALONG > 0 {
                sum = T::add_along(sum, Some(lanes[c]), a, by[c]);
            }
            if WANTED & ACROSS > 0 {
                sums[c] = T::add_across(sums[c], Some(lanes[c]), a, zi);
            }
        }
        if WANTED & ALONG > 0 {
            let new = T::end_along(yi, sum, conj);
            if is_whole {
                S::store(y, new);
            } else {
                S::store_first(y, n * T::PARTS, new);
            }
        }
    }
}

/// The inner products of W columns of m elements with z, whose elements from c on column c meets: for short columns, as no lane
/// is masked out that has an element, but z is loaded for each of them.
///
/// # Safety
/// The columns hold m elements, z holds m + W − 1; the processor has `S`.
#[inline(always)]
unsafe fn short<S: Simd, T: BothWays<S>, const W: usize>(
    m: usize,
    columns: [*const T; W],
    z: *const T,
) -> [T::Across; W] {
    // SAFETY: the caller's promise; i stays below m.
    unsafe {
        let count = S::LANES / T::PARTS;
        let mut sums = [T::across(); W];
        let mut i = 0;
        while i + count <= m {
            for c in 0..W {
                let zi = T::vector(S::load(z.add(c + i).cast()));
                sums[c] = T::add_across(sums[c], None, S::load(columns[c].add(i).cast()), zi);
            }
            i += count;
        }
        if i < m {
            // The lanes beyond add 0·0.
            let lanes = S::lanes_before((m - i) * T::PARTS);
            for c in 0..W {
                let zi = T::vector(S::load_in(lanes, z.add(c + i).cast()));
                sums[c] = T::add_across(sums[c], None, S::load_in(lanes, columns[c].add(i).cast()), zi);
            }
        }
        sums
    }
}

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
