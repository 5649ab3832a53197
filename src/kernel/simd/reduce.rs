//! Sums over the elements of a vector of reals, and so of the parts of complex numbers: `sum_squares`,
//! `asum` and `sum`.

use crate::kernel::processor::{prefers_one_stream, wants_prefetches};
use crate::kernel::simd::columns::{has_32_registers, is_long, last_turn, misaligned};
use crate::kernel::simd::{Simd, fold};
use crate::kernel::vector::NORM_BLOCK;
use crate::scalar::{Real, Scalar};

/// How far ahead elements are asked for by the kernels that serve memory.
const AHEAD: usize = 512;
/// The same of what comes from a shared cache.
const NEAR: usize = 128;
/// Elements from which on they are. Less come out of a cache that is near.
const FAR: usize = 1 << 13;

/// What [`reduce`] adds up: |x|.
const MAGNITUDES: u8 = 0;
/// x.
const VALUES: u8 = 1;
/// x².
const SQUARES: u8 = 2;
/// (s·x)².
const SCALED_SQUARES: u8 = 3;

/// Adds a term for each element up, in eight partial sums; lanes beyond the end are 0.
///
/// (The term is not a closure, as all that is not `inline(always)` may be compiled apart, without the instruction set.)
///
/// # Safety
/// x holds n elements; the processor has `S`.
#[inline(always)]
unsafe fn reduce<S: Simd, const TERM: u8>(n: usize, x: *const S::Elem, scale: S::Reg) -> S::Elem {
    // SAFETY: the caller's promise.
    unsafe {
        // The squares' elements were asked for by `extreme::amax`, or read ahead by the processor, but for the next block's: those
        // may be asked for now, while memory has nothing else to do.
        if !is_long::<S>(n) {
            reduce_all::<S, TERM, false, 0>(n, x, scale)
        } else if !has_32_registers::<S>() && TERM < SQUARES && n >= FAR && wants_prefetches() {
            reduce_all::<S, TERM, true, AHEAD>(n, x, scale)
        } else if TERM >= SQUARES && n >= NORM_BLOCK && prefers_one_stream() {
            reduce_all::<S, TERM, true, NORM_BLOCK>(n, x, scale)
        } else {
            reduce_all::<S, TERM, true, 0>(n, x, scale)
        }
    }
}

/// The same, from the first aligned element on if ALIGNED, which long vectors are worth. Asks for the elements AHEAD of those
/// that it is at.
///
/// # Safety
/// As for [`reduce`].
#[inline(always)]
unsafe fn reduce_all<S: Simd, const TERM: u8, const ALIGNED: bool, const AHEAD: usize>(
    n: usize,
    x: *const S::Elem,
    scale: S::Reg,
) -> S::Elem {
    const U: usize = 8;
    // SAFETY: the caller's promise; i stays below n.
    unsafe {
        let mut sums = [S::zero(); U];
        let lead = if ALIGNED { misaligned::<S>(n, x) } else { 0 };
        let mut i = lead;
        if lead > 0 {
            sums[U - 1] = add_term::<S, TERM>(sums[U - 1], S::load_last(x, lead), scale);
        }
        while n - i >= U * S::LANES {
            for u in 0..U {
                if AHEAD > 0 {
                    S::prefetch(x.wrapping_add(i + u * S::LANES + AHEAD));
                }
                sums[u] = add_term::<S, TERM>(sums[u], S::load(x.add(i + u * S::LANES)), scale);
            }
            i += U * S::LANES;
        }
        for u in 0..U {
            if n - i >= S::LANES {
                sums[u] = add_term::<S, TERM>(sums[u], S::load(x.add(i)), scale);
                i += S::LANES;
            }
        }
        if n > i {
            let last = S::load_first(x.add(i), n - i, S::zero());
            let turn = if ALIGNED { last_turn::<S, U>(n, i - lead) } else { U - 1 };
            for u in (0..U).rev() {
                if u == turn {
                    sums[u] = add_term::<S, TERM>(sums[u], last, scale);
                }
            }
        }
        S::sum(fold::<S, U>(sums))
    }
}

/// The sum and the term of x.
///
/// # Safety
/// The processor has `S`.
#[inline(always)]
unsafe fn add_term<S: Simd, const TERM: u8>(sum: S::Reg, x: S::Reg, scale: S::Reg) -> S::Reg {
    // SAFETY: the caller's promise.
    unsafe {
        match TERM {
            MAGNITUDES => S::add(sum, S::abs(x)),
            VALUES => S::add(sum, x),
            SQUARES => S::fma(x, x, sum),
            _ => {
                let x = S::mul(scale, x);
                S::fma(x, x, sum)
            }
        }
    }
}

/// Σ (s·xᵢ)².
///
/// # Safety
/// As `VectorKernels::sum_squares`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn sum_squares<S: Simd>(n: usize, x: *const S::Elem, scale: S::Elem) -> S::Elem
where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe {
        if scale == S::Elem::ONE {
            reduce::<S, SQUARES>(n, x, S::zero())
        } else {
            reduce::<S, SCALED_SQUARES>(n, x, S::splat(scale))
        }
    }
}

/// Σ |xᵢ|.
///
/// # Safety
/// As `VectorKernels::asum`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn asum<S: Simd>(n: usize, x: *const S::Elem) -> S::Elem {
    // SAFETY: the caller's promise.
    unsafe { reduce::<S, MAGNITUDES>(n, x, S::zero()) }
}

/// [`asum`] of a vector that is far away: it is asked for.
///
/// # Safety
/// As for [`asum`].
#[inline(always)]
pub(crate) unsafe fn asum_ahead<S: Simd>(n: usize, x: *const S::Elem) -> S::Elem {
    // SAFETY: the caller's promise.
    unsafe { reduce_all::<S, MAGNITUDES, true, NEAR>(n, x, S::zero()) }
}

/// Σ xᵢ.
///
/// # Safety
/// As `VectorKernels::sum`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn sum<S: Simd>(n: usize, x: *const S::Elem) -> S::Elem {
    // SAFETY: the caller's promise.
    unsafe { reduce::<S, VALUES>(n, x, S::zero()) }
}
