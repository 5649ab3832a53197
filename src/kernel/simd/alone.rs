//! Columns one at a time, for real and complex elements: `gemv_n` and `ger` for processors that read one stream of lines faster than
//! several side by side. (`gemv_t` by single columns is in `dot_real` and `dot_complex`.)

use crate::kernel::simd::Simd;
use crate::kernel::simd::ahead::{COLUMN, LITTLE, NOTHING, Stream, is_asked_for};
use crate::kernel::simd::columns::{misaligned_numbers, unrelated};
use crate::kernel::simd::multiples::{Multiples, add_alone};
use crate::kernel::vector::{Columns, Strided};

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
