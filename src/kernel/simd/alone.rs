//! Columns one at a time, for real and complex elements: `gemv_n` and `ger` for processors that read one stream of lines faster than
//! several side by side. (`gemv_t` by single columns is in `dot_real` and `dot_complex`.)

use crate::kernel::processor::wants_prefetches;
use crate::kernel::simd::Simd;
use crate::kernel::simd::columns::{misaligned_numbers, unrelated};
use crate::kernel::simd::multiples::{Multiples, add_alone};
use crate::kernel::vector::{Columns, Strided};

/// Bytes ahead of what is read that are asked for.
const AHEAD: usize = 1024;

/// Bytes of a matrix from which on columns are asked for ahead. Less comes from a cache so near that to ask takes longer.
const ASKED: usize = 1 << 19;

/// Bytes of a cache line.
const LINE: usize = 64;

/// Asks for U registers' lines from `start` on, which may be any address.
///
/// # Safety
/// The processor has `S`.
#[inline(always)]
pub(super) unsafe fn ask<S: Simd, T, const U: usize>(start: *const T) {
    for at in (0..U * size_of::<S::Reg>()).step_by(LINE) {
        // SAFETY: the caller's promise; the address may be any.
        unsafe { S::prefetch(start.wrapping_byte_add(at).cast()) }
    }
}

/// A column of m elements, and where the next one begins.
#[derive(Clone, Copy)]
pub(super) struct Stream<T> {
    pub(super) column: *const T,
    pub(super) next: *const T,
    pub(super) m: usize,
}

impl<T> Stream<T> {
    /// Elements ahead of those that are being read.
    pub(super) const AHEAD: usize = AHEAD / size_of::<T>();

    /// What is so far ahead of row i, of the column or, behind its end, of the next.
    #[inline(always)]
    pub(super) fn ahead(self, i: usize) -> *const T {
        let row = i + Self::AHEAD;
        if row < self.m { self.column.wrapping_add(row) } else { self.next.wrapping_add(row - self.m) }
    }
}

/// Whether columns of an m×n matrix are asked for ahead.
#[inline(always)]
pub(super) const fn is_asked_for<T>(m: usize, n: usize) -> bool {
    m * n * size_of::<T>() > ASKED
}

/// What is asked for while a column is worked on: nothing,
pub(super) const NOTHING: u8 = 0;
/// what comes a little later,
pub(super) const LITTLE: u8 = 1;
/// the same rows of the next column,
pub(super) const COLUMN: u8 = 2;
/// what comes a little later of both operands,
pub(super) const BOTH: u8 = 3;
/// or of each column.
pub(super) const EACH: u8 = 4;

/// Asks for U registers' lines of each of two vectors that are read from these places on: half as far ahead as of one, or on processors
/// that read ahead less far, farther (Emerald Rapids, `dot` and `axpy` of 160 MB: 0.93 to 0.95 of the time without at 1 KB, 0.90 to 0.91
/// at 2 to 4 KB).
///
/// # Safety
/// The processor has `S`.
#[inline(always)]
pub(super) unsafe fn ask_both<S: Simd, T, const U: usize>(one: *const T, other: *const T) {
    let ahead = if wants_prefetches() { 2 * AHEAD } else { AHEAD / 2 };
    // SAFETY: the caller's promise.
    unsafe {
        ask::<S, T, U>(one.wrapping_byte_add(ahead));
        ask::<S, T, U>(other.wrapping_byte_add(ahead));
    }
}

/// Asks for U registers' lines of each of some columns of m elements that are read from row i on. What follows a column's end is another
/// product's, or none's: where columns are short, it would be much.
///
/// # Safety
/// The processor has `S`.
#[inline(always)]
pub(super) unsafe fn ask_each<S: Simd, T, const NC: usize, const U: usize>(
    (i, m): (usize, usize),
    columns: [*const T; NC],
) {
    let row = i + AHEAD / 2 / size_of::<T>();
    if row < m {
        for column in columns {
            // SAFETY: the caller's promise.
            unsafe { ask::<S, T, U>(column.wrapping_add(row)) }
        }
    }
}

/// What is known of a column before it is its turn. It is found before the column before is read: who began with it only then would wait
/// for one thing after the other (256 columns of 2 KB: a third of the time).
#[derive(Clone, Copy)]
struct Head<T, F> {
    column: *const T,
    /// How many elements come before the first aligned one.
    lead: usize,
    /// α·x.
    factor: F,
}

/// A column of m elements, and x's first element.
///
/// # Safety
/// x has one; the processor has `S`.
#[inline(always)]
unsafe fn head<S: Simd, T: Multiples<S>>(
    m: usize,
    column: *const T,
    alpha: T,
    x: Strided<T>,
    conj: bool,
) -> Head<T, T::Factor> {
    let [column] = unrelated([column]);
    let lead = misaligned_numbers::<S>(m, T::PARTS, column.cast());
    // SAFETY: the caller's promise.
    let factor = unsafe { (alpha * x.at(0).conj_if(x.conj)).factor(conj) };
    Head { column, lead, factor }
}

/// Each column of A, multiplied by α and its element of x, is added to y if READ; else it has α·x's element times y, conjugated if told,
/// added. Nothing is kept in memory between columns, so that no load waits for stores to y at the same place of a page.
///
/// # Safety
/// A is readable, or writable if not READ; x holds n elements, y m, writable if READ; the processor has `S`.
#[inline(always)]
unsafe fn for_columns<S: Simd, T: Multiples<S>, const READ: bool, const ASKING: u8>(
    (m, n): (usize, usize),
    alpha: T,
    a: Columns<T>,
    mut x: Strided<T>,
    conj: bool,
    y: *mut T,
) {
    if n == 0 {
        return;
    }
    // SAFETY: the caller's promise; x stays at its last element.
    unsafe {
        let mut next = head::<S, T>(m, a.ptr, alpha, x, conj);
        for left in (0..n).rev() {
            let this = next;
            if left > 0 {
                x = x.from(1);
            }
            next = head::<S, T>(m, this.column.wrapping_offset(a.col), alpha, x, conj);
            let (to, from) = if READ { (y, this.column) } else { (this.column.cast_mut(), y.cast_const()) };
            let stream = Stream { column: this.column, next: next.column, m };
            add_alone::<S, T, ASKING>(m, this.lead, to, from, this.factor, stream);
        }
    }
}

/// y += α·A·x, a column after the other.
///
/// # Safety
/// As `VectorKernels::gemv_n`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn gemv_n_single<S: Simd, T: Multiples<S>>(
    m: usize,
    n: usize,
    alpha: T,
    a: Columns<T>,
    x: Strided<T>,
    y: *mut T,
) {
    // SAFETY: the caller's promise.
    unsafe {
        if is_asked_for::<T>(m, n) {
            for_columns::<S, T, true, LITTLE>((m, n), alpha, a, x, a.conj, y);
        } else {
            for_columns::<S, T, true, NOTHING>((m, n), alpha, a, x, a.conj, y);
        }
    }
}

/// A += α·x·yᵀ with conj(x) if told, a column after the other.
///
/// # Safety
/// As `VectorKernels::ger`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn ger_single<S: Simd, T: Multiples<S>>(
    m: usize,
    n: usize,
    alpha: T,
    x: *const T,
    conj_x: bool,
    y: Strided<T>,
    a: *mut T,
    a_col: isize,
) {
    let a = Columns { ptr: a.cast_const(), col: a_col, conj: false };
    // SAFETY: the caller's promise; A may be written, and x is not.
    unsafe { for_columns::<S, T, false, NOTHING>((m, n), alpha, a, y, conj_x, x.cast_mut()) }
}

/// The same for an A that is far away: each column is asked for while the one before is written.
///
/// # Safety
/// As for [`ger_single`].
#[inline(always)]
pub(crate) unsafe fn ger_ahead<S: Simd, T: Multiples<S>>(
    m: usize,
    n: usize,
    alpha: T,
    x: *const T,
    conj_x: bool,
    y: Strided<T>,
    a: *mut T,
    a_col: isize,
) {
    let a = Columns { ptr: a.cast_const(), col: a_col, conj: false };
    // SAFETY: the caller's promise; A may be written, and x is not.
    unsafe { for_columns::<S, T, false, COLUMN>((m, n), alpha, a, y, conj_x, x.cast_mut()) }
}
