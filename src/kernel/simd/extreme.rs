//! The most extreme element of a vector: how large the largest is (`amax`), and where one is (`extreme`).
//!
//! Elements are compared by a key, the larger of which wins; a smallest element has the largest negative key.

use crate::kernel::processor::wants_prefetches;
use crate::kernel::simd::Simd;
use crate::kernel::simd::columns::{has_32_registers, is_long, misaligned};
use crate::kernel::vector::{Extreme, NORM_BLOCK};
use crate::scalar::Real;

/// Registers after which [`first_largest`] looks whether it has seen a larger one: the longest way to search again. To look
/// takes as long as some ten registers.
const BLOCK: usize = 64;

/// How far ahead elements are asked for by the kernels that serve memory.
const AHEAD: usize = 512;

/// Keys: |x|, −|x|, x, −x, each of them summed over the parts of a number.
const SIZE: u8 = 0;
const MINUS_SIZE: u8 = 1;
const VALUE: u8 = 2;
const MINUS_VALUE: u8 = 3;

/// The first i with the most extreme xᵢ.
///
/// # Safety
/// As `VectorKernels::extreme`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn extreme<S: Simd>(n: usize, x: *const S::Elem, which: Extreme) -> usize
where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe { first_extreme::<S, 1>(n, x, which) }
}

/// The first lane of the most extreme number; a real one has one lane, a complex one two.
///
/// # Safety
/// x holds n ≥ LANES elements; the processor has `S`.
#[inline(always)]
pub(super) unsafe fn first_extreme<S: Simd, const LANES: usize>(
    n: usize,
    x: *const S::Elem,
    which: Extreme,
) -> usize
where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe {
        match which {
            Extreme::LargestSize => first_largest::<S, LANES, SIZE>(n, x),
            Extreme::SmallestSize => first_largest::<S, LANES, MINUS_SIZE>(n, x),
            Extreme::Largest => first_largest::<S, LANES, VALUE>(n, x),
            Extreme::Smallest => first_largest::<S, LANES, MINUS_VALUE>(n, x),
        }
    }
}

/// The largest |xᵢ|. It asks for elements of the norm's next block: while the squares of this one are summed, memory would
/// be idle.
///
/// # Safety
/// As `VectorKernels::amax`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn amax<S: Simd>(n: usize, x: *const S::Elem) -> S::Elem {
    // SAFETY: the caller's promise.
    unsafe {
        // Less has no block behind it.
        S::largest(if n >= NORM_BLOCK && wants_prefetches() {
            largest::<S, 1, SIZE, NORM_BLOCK, true>(n, x, S::zero(), S::zero())
        } else {
            largest::<S, 1, SIZE, 0, true>(n, x, S::zero(), S::zero())
        })
    }
}

/// What a number's parts add to its key.
///
/// # Safety
/// The processor has `S`.
#[inline(always)]
unsafe fn terms<S: Simd, const KEY: u8>(x: S::Reg) -> S::Reg {
    // SAFETY: the caller's promise.
    unsafe {
        match KEY {
            SIZE => S::abs(x),
            MINUS_SIZE => S::minus_abs(x),
            VALUE => x,
            _ => S::sub(S::zero(), x),
        }
    }
}

/// The keys of numbers, each in all of its lanes.
///
/// # Safety
/// The processor has `S`.
#[inline(always)]
unsafe fn key<S: Simd, const LANES: usize, const KEY: u8>(x: S::Reg) -> S::Reg {
    // SAFETY: the caller's promise.
    unsafe {
        let terms = terms::<S, KEY>(x);
        if LANES == 1 { terms } else { S::add(terms, S::swap_pairs(terms)) }
    }
}

/// The keys of two registers' complex numbers, each in one lane: a shuffle and an addition less than by [`key`].
///
/// # Safety
/// The processor has `S`.
#[inline(always)]
unsafe fn keys_of_both<S: Simd, const KEY: u8>(a: S::Reg, b: S::Reg) -> S::Reg {
    // SAFETY: the caller's promise.
    unsafe {
        let (re, im) = S::parts(a, b);
        S::add(terms::<S, KEY>(re), terms::<S, KEY>(im))
    }
}

/// The key of the number at `x`, as [`key`] computes it.
///
/// # Safety
/// x holds LANES elements.
#[inline(always)]
unsafe fn key_of<R: Real, const LANES: usize, const KEY: u8>(x: *const R) -> R {
    let term = |x: R| match KEY {
        SIZE => x.abs(),
        MINUS_SIZE => -x.abs(),
        VALUE => x,
        _ => -x,
    };
    // SAFETY: the caller's promise.
    unsafe { if LANES == 1 { term(*x) } else { term(*x) + term(*x.add(1)) } }
}

/// The largest key, lane by lane, or `floor`, which is no NaN. NaNs are passed over, as `S::max` returns its second
/// operand then. What stands in `rest` counts as elements, too. Asks for the elements AHEAD of those that it is at. Begins with an
/// aligned one if ALIGNED, and n is worth it.
///
/// # Safety
/// x holds n elements; the processor has `S`.
#[inline(always)]
unsafe fn largest<S: Simd, const LANES: usize, const KEY: u8, const AHEAD: usize, const ALIGNED: bool>(
    n: usize,
    x: *const S::Elem,
    floor: S::Reg,
    rest: S::Reg,
) -> S::Reg {
    const U: usize = 4;
    // SAFETY: the caller's promise; i stays below n.
    unsafe {
        let mut max = [floor; U];
        // Whole numbers.
        let mut i = 0;
        if ALIGNED && is_long::<S>(n) {
            i = misaligned::<S>(n, x) / LANES * LANES;
            if i > 0 {
                max[0] = S::max(key::<S, LANES, KEY>(S::load_first(x, i, rest)), max[0]);
            }
        }
        while n - i >= U * S::LANES {
            for u in 0..U {
                if AHEAD > 0 {
                    S::prefetch(x.wrapping_add(i + u * S::LANES + AHEAD));
                }
                let at = x.add(i + u * S::LANES);
                if LANES == 1 {
                    max[u] = S::max(key::<S, LANES, KEY>(S::load(at)), max[u]);
                } else if u % 2 == 0 {
                    max[u] = S::max(keys_of_both::<S, KEY>(S::load(at), S::load(at.add(S::LANES))), max[u]);
                }
            }
            i += U * S::LANES;
        }
        while n - i >= S::LANES {
            max[0] = S::max(key::<S, LANES, KEY>(S::load(x.add(i))), max[0]);
            i += S::LANES;
        }
        if n > i {
            max[0] = S::max(key::<S, LANES, KEY>(S::load_first(x.add(i), n - i, rest)), max[0]);
        }
        S::max(S::max(max[0], max[1]), S::max(max[2], max[3]))
    }
}

/// The first lane whose number has the largest key.
///
/// The largest is found block by block, then its place in the block that it was first seen in. A NaN in front is the
/// answer; others are passed over.
///
/// # Safety
/// x holds n ≥ LANES elements; the processor has `S`.
#[inline(always)]
unsafe fn first_largest<S: Simd, const LANES: usize, const KEY: u8>(n: usize, x: *const S::Elem) -> usize
where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe {
        if is_long::<S>(n) {
            first_largest_of::<S, LANES, KEY, true>(n, x)
        } else {
            first_largest_of::<S, LANES, KEY, false>(n, x)
        }
    }
}

/// The same, with what a LONG vector is worth: aligned registers, and a search by four of them.
///
/// # Safety
/// As for [`first_largest`].
#[inline(always)]
unsafe fn first_largest_of<S: Simd, const LANES: usize, const KEY: u8, const LONG: bool>(
    n: usize,
    x: *const S::Elem,
) -> usize
where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; start and i stay below n.
    unsafe {
        // Lanes beyond the end repeat number 0, which is never found there, as it is found in front.
        let rest = if LANES == 1 { S::splat(*x) } else { S::splat_pair(x) };
        let first = key_of::<S::Elem, LANES, KEY>(x);
        if first.is_nan() {
            return 0;
        }
        let (mut best, mut block) = (first, 0);
        let wants = LONG && wants_prefetches();
        for start in (0..n).step_by(BLOCK * S::LANES) {
            let length = (BLOCK * S::LANES).min(n - start);
            let (x, best_in_all) = (x.add(start), S::splat(best));
            let max = if has_32_registers::<S>() || !wants {
                largest::<S, LANES, KEY, 0, LONG>(length, x, best_in_all, rest)
            } else {
                largest::<S, LANES, KEY, AHEAD, LONG>(length, x, best_in_all, rest)
            };
            if LONG {
                // To find the largest lane takes long, and is seldom worth it.
                if S::equal(max, best_in_all).trailing_ones() < S::LANES as u32 {
                    (best, block) = (S::largest(max), start);
                }
            } else {
                let max = S::largest(max);
                if max > best {
                    (best, block) = (max, start);
                }
            }
        }
        let best = S::splat(best);
        let mut i = block;
        // Four registers with one branch.
        while LONG && n - i >= 4 * S::LANES {
            let mut found = 0;
            for u in 0..4 {
                let at = x.add(i + u * S::LANES);
                found |= u64::from(S::equal(key::<S, LANES, KEY>(S::load(at)), best)) << (u * S::LANES);
            }
            if found != 0 {
                return i + found.trailing_zeros() as usize;
            }
            i += 4 * S::LANES;
        }
        while n - i >= S::LANES {
            let found = S::equal(key::<S, LANES, KEY>(S::load(x.add(i))), best);
            if found != 0 {
                return i + found.trailing_zeros() as usize;
            }
            i += S::LANES;
        }
        // It is in the rest if it was not before. (Had somebody changed x meanwhile, against all promises, the answer
        // would still be an index.)
        let last = S::load_first(x.add(i), n - i, rest);
        (i + S::equal(key::<S, LANES, KEY>(last), best).trailing_zeros() as usize).min(n - 1)
    }
}
