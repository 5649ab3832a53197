//! What vector kernels ask for before they read it: how far ahead, and of what.

use crate::kernel::cache::LINE;
use crate::kernel::processor::wants_prefetches;
use crate::kernel::simd::Simd;

/// Bytes ahead of what is read that are asked for.
const AHEAD: usize = 1024;

/// Bytes of a matrix from which on columns are asked for ahead. Less comes from a cache so near that to ask takes longer.
const ASKED: usize = 1 << 19;

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
