//! How the operands of a register tile lie in memory: decided outside the loop over k, for real and complex tiles alike.

use crate::kernel::gemm::Tile;
use crate::kernel::simd::Simd;
use crate::kernel::simd::columns::unrelated;

/// Both are packed.
pub(crate) const PACKED: u8 = 0;
/// A is packed, the rows of B are adjacent, and it is no farther away than L2.
pub(crate) const NEAR: u8 = 1;
/// The same, B farther away: it is asked for.
pub(crate) const FAR: u8 = 2;
/// A is packed, the columns of B are adjacent.
pub(crate) const ACROSS: u8 = 3;
/// Any strides, A's columns a whole number of registers long (m is, or A is padded).
pub(crate) const STRIDED: u8 = 4;
/// The same, but a column ends within a register, and nothing is padded: the last register begins earlier and has rows in
/// common with the one before it; if there is none before, it is read and written in part.
pub(crate) const EDGE: u8 = 5;
/// Steps from which on operands that aren't packed have the forms of those that are.
const LONG: usize = 16;
/// Number of forms.
pub(crate) const FORMS: usize = 6;

/// The form of a tile. `whole`: m is a multiple of a register's length.
#[inline(always)]
pub(crate) fn form_of<T>(t: &Tile<T>, whole: bool) -> u8 {
    let lies_well = t.a_padded || whole && t.k >= LONG;
    match (lies_well, whole) {
        (true, _) if t.a_padded && t.b_col == 1 && t.b_row == t.n as isize => PACKED,
        (true, _) if t.b_col == 1 => ACROSS,
        (true, _) if t.b_row == 1 && t.b_far => FAR,
        (true, _) if t.b_row == 1 => NEAR,
        (true, _) | (false, true) => STRIDED,
        (false, false) => EDGE,
    }
}

/// Steps between two tests for the end of the loop. Products with little to do in it are short.
pub(crate) const fn unroll(form: u8) -> usize {
    if form <= ACROSS { 4 } else { 1 }
}

/// The last register of a tile's columns.
#[derive(Clone, Copy)]
pub(crate) struct Edge {
    /// The row where it begins.
    first: usize,
    /// Rows that it has to itself.
    pub(crate) rest: usize,
    /// Whether it is written, and C read, in part.
    masked: bool,
}

impl Edge {
    /// For m rows in MV registers of so many lanes.
    #[inline(always)]
    pub(crate) fn of<const MV: usize, const FORM: u8>(m: usize, lanes: usize) -> Edge {
        let before = (MV - 1) * lanes;
        if FORM == EDGE && MV > 1 {
            return Edge { first: m - lanes, rest: lanes, masked: false };
        }
        Edge { first: before, rest: m - before, masked: m - before < lanes }
    }

    /// The row where register i of a column begins.
    #[inline(always)]
    pub(crate) fn row<const MV: usize>(self, i: usize, lanes: usize) -> usize {
        if i == MV - 1 { self.first } else { i * lanes }
    }

    /// Whether register i of a column is written, and C read, in part.
    #[inline(always)]
    pub(crate) fn masked<const MV: usize>(self, i: usize) -> bool {
        i == MV - 1 && self.masked
    }
}

/// Whether so many sums, where 16 registers hold them, leave few for what they are made of: then products keep their order.
#[inline(always)]
pub(crate) const fn fills_registers(sums: usize) -> bool {
    sums > 8
}

/// Distances of A's columns and B's rows, if the form tells them: the former only of an A that has been packed before.
#[inline(always)]
pub(crate) fn distances<T, const NR: usize, const FORM: u8>(
    t: &Tile<T>,
    height: usize,
    lies: bool,
) -> (isize, isize) {
    let a_col = if FORM == PACKED && !lies { height as isize } else { t.a_col };
    let b_row = match FORM {
        PACKED => NR as isize,
        NEAR | FAR => 1,
        _ => t.b_row,
    };
    (a_col, b_row)
}

/// The columns of B.
#[inline(always)]
pub(crate) fn columns<T, const NR: usize, const FORM: u8>(t: &Tile<T>) -> [*const T; NR] {
    let b_col = if FORM == PACKED || FORM == ACROSS { 1 } else { t.b_col };
    let mut columns = [t.b; NR];
    for j in 0..NR {
        columns[j] = t.b.wrapping_offset(j as isize * b_col);
    }
    if FORM == NEAR || FORM == FAR { unrelated(columns) } else { columns }
}

/// Asks for what is wanted of B some steps after `at`, in each step for some columns: in all steps of a turn, for all.
///
/// # Safety
/// The processor has `S`; nothing is read.
#[inline(always)]
pub(crate) unsafe fn ask<S: Simd, T, const NR: usize>(columns: &[*const T; NR], step: usize, at: isize) {
    /// Bytes of a column between what is read and what is asked for.
    const LEAD: usize = 512;
    for j in (step..NR).step_by(const { unroll(FAR) }) {
        // SAFETY: the caller's promise.
        unsafe { S::prefetch(columns[j].wrapping_offset(at).wrapping_byte_add(LEAD).cast()) };
    }
}

/// Asks for the lines of a tile of C, which is wanted when the sums are done. A column may begin in the middle of a line:
/// then it ends in one more.
///
/// # Safety
/// The processor has `S`; nothing is read.
#[inline(always)]
pub(crate) unsafe fn fetch_tile<S: Simd, const MV: usize, const NR: usize>(c: *const S::Elem, c_col: isize) {
    for j in 0..NR {
        let column = c.wrapping_offset(j as isize * c_col);
        // SAFETY: the caller's promise.
        unsafe {
            for i in 0..MV {
                S::prefetch(column.wrapping_add(i * S::LANES));
            }
            S::prefetch(column.wrapping_add(MV * S::LANES - 1));
        }
    }
}
