//! A block on the diagonal, packed to be solved. See `kernel::diagonal` for the contract.

use std::ops::Range;

use crate::kernel::diagonal::Unpacked;
use crate::kernel::simd::Simd;
use crate::kernel::simd::numbers::Numbers;
use crate::scalar::Scalar;

/// Packs it by registers; whether it may be multiplied with, if it isn't to divide.
///
/// # Safety
/// As `Unpacked` says; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn pack<S: Simd, T: Scalar + Numbers<S>>(t: &Unpacked<T>) -> bool {
    let adjacent = t.row == 1 && !t.conj;
    // SAFETY: the caller's promise: the columns hold these rows, and are whole registers high.
    let copy = |rows, src, column: &mut [T]| unsafe {
        if adjacent { copy::<S, T>(rows, src, column) } else { copy_elements(t, rows, src, column) }
    };
    // SAFETY: as above.
    let scale = |rows, column: &mut [T], diagonal: &[T]| unsafe { scale::<S, T>(rows, column, diagonal) };
    // SAFETY: the caller's promise.
    unsafe { pack_columns(t, copy, scale) }
}

/// The same element by element.
///
/// # Safety
/// As `Unpacked` says.
pub(crate) unsafe fn pack_elements<T: Scalar>(t: &Unpacked<T>) -> bool {
    // SAFETY: the caller's promise: the columns hold these rows.
    let copy = |rows, src, column: &mut [T]| unsafe { copy_elements(t, rows, src, column) };
    let scale = |rows: Range<usize>, column: &mut [T], diagonal: &[T]| {
        column[rows.clone()].iter_mut().zip(&diagonal[rows]).for_each(|(x, &d)| *x = -*x * d);
    };
    // SAFETY: the caller's promise.
    unsafe { pack_columns(t, copy, scale) }
}

/// Packs it with what `copy` makes of what each column has beside the diagonal: the rows, where the column begins, and where it goes;
/// whether all of that may be multiplied. And with what `scale` does to those rows: to negate them and multiply them by the diagonal's
/// reciprocals.
///
/// # Safety
/// As `Unpacked` says.
#[inline(always)]
unsafe fn pack_columns<T: Scalar>(
    t: &Unpacked<T>,
    copy: impl Fn(Range<usize>, *const T, &mut [T]) -> bool,
    scale: impl Fn(Range<usize>, &mut [T], &[T]),
) -> bool {
    // SAFETY: the caller's promise.
    let (diagonal, columns) = unsafe {
        let room = std::slice::from_raw_parts_mut(t.dst, t.height * (t.m + 1));
        room.split_at_mut(t.height)
    };
    // SAFETY: the caller's promise: elements of the diagonal.
    let lying = |i: usize| unsafe { *t.src.offset(i as isize * (t.row + t.col)) }.conj_if(t.conj);
    for i in 0..t.m {
        diagonal[i] = if t.unit { T::ONE } else { lying(i) };
    }
    let last = diagonal[t.m - 1];
    diagonal[t.m..].fill(last);
    let beside = |j: usize| if t.upper { 0..j } else { j + 1..t.m };
    // No way out within the loops, that some elements are tested at once.
    let mut moderate = diagonal.iter().fold(true, |all, x| all & x.is_moderate());
    for (j, column) in columns.chunks_exact_mut(t.height).enumerate() {
        moderate &= copy(beside(j), t.src.wrapping_offset(j as isize * t.col), column);
    }
    if t.divide || t.unit {
        for (j, column) in columns.chunks_exact_mut(t.height).enumerate() {
            column[beside(j)].iter_mut().for_each(|x| *x = -*x);
        }
    } else if moderate {
        diagonal.iter_mut().for_each(|d| *d = T::ONE.divide(*d));
        for (j, column) in columns.chunks_exact_mut(t.height).enumerate() {
            scale(beside(j), column, diagonal);
        }
    } else {
        return false;
    }
    if t.m < t.height {
        for column in columns.chunks_exact_mut(t.height) {
            let last = column[t.m - 1];
            column[t.m..].fill(last);
        }
    }
    true
}

/// Some rows of a column whose rows are adjacent, and zeros where the registers that they are in have others. Those aren't read. Whether
/// those rows may be multiplied.
///
/// # Safety
/// The rows are readable, and `column` is whole registers long; the processor has `S`.
#[inline(always)]
unsafe fn copy<S: Simd, T: Scalar + Numbers<S>>(rows: Range<usize>, src: *const T, column: &mut [T]) -> bool {
    let mut moderate = true;
    for i in (rows.start / T::COUNT * T::COUNT..rows.end).step_by(T::COUNT) {
        let lanes = |row: usize| row.saturating_sub(i).min(T::COUNT) * (S::LANES / T::COUNT);
        // SAFETY: the caller's promise.
        unsafe {
            let (src, dst) = (src.wrapping_add(i).cast(), column.as_mut_ptr().add(i).cast());
            if rows.start <= i && i + T::COUNT <= rows.end {
                S::store(dst, S::load(src));
            } else {
                let own =
                    S::lanes_in_both(S::lanes_from(lanes(rows.start)), S::lanes_before(lanes(rows.end)));
                S::store(dst, S::load_in(own, src));
            }
        }
        moderate &= may_be_multiplied(&column[i..i + T::COUNT]);
    }
    moderate
}

/// Whether the quotients of these numbers by moderate ones have all their digits. No way out within the loop, that some are tested at once.
#[inline(always)]
fn may_be_multiplied<T: Scalar>(numbers: &[T]) -> bool {
    numbers.iter().fold(true, |all, &x| all & ((x == T::ZERO) | x.is_moderate()))
}

/// The same element by element, at any strides.
///
/// # Safety
/// The rows are readable.
#[inline(always)]
unsafe fn copy_elements<T: Scalar>(
    t: &Unpacked<T>,
    rows: Range<usize>,
    src: *const T,
    column: &mut [T],
) -> bool {
    column.fill(T::ZERO);
    for i in rows.clone() {
        // SAFETY: the caller's promise.
        column[i] = unsafe { *src.offset(i as isize * t.row) }.conj_if(t.conj);
    }
    may_be_multiplied(&column[rows])
}

/// x := −x·d for some rows of a column, and the others of their registers, which are zeros.
///
/// # Safety
/// Both are whole registers long; the processor has `S`.
#[inline(always)]
unsafe fn scale<S: Simd, T: Numbers<S>>(rows: Range<usize>, column: &mut [T], diagonal: &[T]) {
    for i in (rows.start / T::COUNT * T::COUNT..rows.end).step_by(T::COUNT) {
        // SAFETY: the caller's promise.
        unsafe {
            let x = column.as_mut_ptr().add(i).cast();
            let d = S::sub(S::zero(), S::load(diagonal.as_ptr().add(i).cast()));
            S::store(x, T::product(S::load(x), d));
        }
    }
}
