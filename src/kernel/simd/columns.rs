//! How matrix-vector kernels go through the columns of a matrix: as many at once as there are registers for.

use std::arch::asm;

use crate::kernel::simd::Simd;

/// Runs `$run` for w columns from column j on, w = `$max` as often as it goes and once what is left.
macro_rules! by_columns {
    ($n:expr, $max:literal [$($rest:literal)*], |$j:ident, $w:ident| $run:expr) => {{
        let mut $j = 0;
        while $n - $j >= $max {
            const $w: usize = $max;
            $run;
            $j += $max;
        }
        match $n - $j {
            $($rest => {
                const $w: usize = $rest;
                $run
            })*
            _ => {}
        }
    }};
}
pub(super) use by_columns;

/// Whether registers are those of AVX-512, of which there are 32 and not 16.
#[inline(always)]
pub(super) const fn has_32_registers<S: Simd>() -> bool {
    size_of::<S::Reg>() == 64
}

/// Elements from which on it matters to vectors in a cache whether they are aligned, in registers.
const LONG: usize = 8;

/// Whether it matters to m elements whether they are aligned.
#[inline(always)]
pub(super) const fn is_long<S: Simd>(m: usize) -> bool {
    m >= LONG * S::LANES
}

/// How many of m elements come before the first at which registers begin and end with cache lines: a load across the end of
/// one takes two turns. None if there are few elements.
///
/// Who begins with so many elements must not let the bits depend on it. A sum in U partial sums doesn't if element i is
/// added to lane i mod U·LANES of all their lanes, counted from anywhere: halves are folded on halves in the end
/// ([`fold`](super::fold), [`Simd::sum`]), so that always those meet that lie half a circle apart. So the elements in front
/// go to the last lanes of the last register, and those at the end to the register whose turn it is ([`last_turn`]).
#[inline(always)]
pub(super) fn misaligned<S: Simd>(m: usize, p: *const S::Elem) -> usize {
    if !is_long::<S>(m) {
        return 0;
    }
    let bytes = (p as usize).wrapping_neg() % size_of::<S::Reg>();
    bytes / size_of::<S::Elem>()
}

/// The same for m numbers of so many reals: none, too, if an address that is no multiple of their size is never aligned.
#[inline(always)]
pub(super) fn misaligned_numbers<S: Simd>(m: usize, parts: usize, p: *const S::Elem) -> usize {
    let reals = misaligned::<S>(m * parts, p);
    if reals.is_multiple_of(parts) { reals / parts } else { 0 }
}

/// Which of U partial sums the last elements of m go to, that don't fill a register, `i` elements behind the first aligned
/// one: to that whose turn it is, or where all begin with the first element, always to the last.
#[inline(always)]
pub(super) fn last_turn<S: Simd, const U: usize>(m: usize, i: usize) -> usize {
    if is_long::<S>(m) { i / S::LANES % U } else { U - 1 }
}

/// The same addresses, of which the compiler doesn't know any more where they come from. If it knew, it would add up each
/// column's from that of the column before, in every step of a loop over rows: a chain of additions, which take turns of the
/// units that multiply.
#[expect(
    clippy::pointers_in_nomem_asm_block,
    reason = "the addresses pass through; nothing is read or written there"
)]
#[inline(always)]
pub(super) fn unrelated<T, const N: usize>(mut columns: [*const T; N]) -> [*const T; N] {
    for j in 0..N {
        // SAFETY: no instruction at all.
        unsafe {
            asm!("/* {0} */", inout(reg) columns[j], options(pure, nomem, nostack, preserves_flags));
        }
    }
    columns
}
