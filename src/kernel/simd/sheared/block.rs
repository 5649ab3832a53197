//! Some columns of a band at once, by registers of rows: the first and the last of these have rows that not all columns have,
//! which are masked out.

use crate::kernel::simd::Simd;
use crate::kernel::simd::both_ways::BothWays;
use crate::kernel::simd::columns::{has_32_registers, unrelated};

/// What is made of some columns: a sum of them, inner products with them, or both.
pub(in crate::kernel::simd) const ALONG: u8 = 1;
pub(in crate::kernel::simd) const ACROSS: u8 = 2;
pub(super) const BOTH: u8 = ALONG | ACROSS;

/// Which rows of W columns of m elements are computed with. The first element of column c is of row `lead` + c.
pub(in crate::kernel::simd) struct Rows<S: Simd, const W: usize> {
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
    pub(in crate::kernel::simd) unsafe fn of<T: BothWays<S>>(
        m: usize,
        lead: usize,
        range: (usize, usize),
    ) -> Self {
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
pub(in crate::kernel::simd) unsafe fn block<S: Simd, T: BothWays<S>, const W: usize, const WANTED: u8>(
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
pub(super) unsafe fn short<S: Simd, T: BothWays<S>, const W: usize>(
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
