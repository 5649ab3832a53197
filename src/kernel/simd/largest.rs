//! The largest element of a vector: how large (`amax`) and where (`iamax`).

use crate::kernel::simd::Simd;
use crate::scalar::Real;

/// Elements after which [`first_largest`] looks whether it has seen a larger one: the longest way to search again.
const BLOCK: usize = 512;

/// The first i with the largest |xᵢ|.
///
/// # Safety
/// As `VectorKernels::iamax`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn iamax<S: Simd>(n: usize, x: *const S::Elem) -> usize
where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe { first_largest::<S, 1>(n, x, (*x).abs()) }
}

/// The largest |xᵢ|.
///
/// # Safety
/// As `VectorKernels::amax`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn amax<S: Simd>(n: usize, x: *const S::Elem) -> S::Elem {
    // SAFETY: the caller's promise.
    unsafe { S::largest(largest::<S, 1>(n, x, S::zero())) }
}

/// The size of a number, in each of its lanes: |x| of a real one (LANES = 1), |re| + |im| of a complex one (2).
///
/// # Safety
/// The processor has `S`.
#[inline(always)]
unsafe fn size<S: Simd, const LANES: usize>(x: S::Reg) -> S::Reg {
    // SAFETY: the caller's promise.
    unsafe {
        let x = S::abs(x);
        if LANES == 1 { x } else { S::add(x, S::swap_pairs(x)) }
    }
}

/// The largest size, lane by lane, or `floor`, which is no NaN. NaNs are passed over, as `S::max` returns its second
/// operand then.
///
/// # Safety
/// x holds n elements; the processor has `S`; floor ≥ 0.
#[inline(always)]
unsafe fn largest<S: Simd, const LANES: usize>(n: usize, x: *const S::Elem, floor: S::Reg) -> S::Reg {
    const U: usize = 4;
    // SAFETY: the caller's promise; i stays below n.
    unsafe {
        let mut max = [floor; U];
        let mut i = 0;
        while n - i >= U * S::LANES {
            for u in 0..U {
                max[u] = S::max(size::<S, LANES>(S::load(x.add(i + u * S::LANES))), max[u]);
            }
            i += U * S::LANES;
        }
        while n - i >= S::LANES {
            max[0] = S::max(size::<S, LANES>(S::load(x.add(i))), max[0]);
            i += S::LANES;
        }
        if n > i {
            max[0] = S::max(size::<S, LANES>(S::load_first(x.add(i), n - i, S::zero())), max[0]);
        }
        S::max(S::max(max[0], max[1]), S::max(max[2], max[3]))
    }
}

/// The first lane whose number is largest; `first` is the size of number 0.
///
/// The largest is found block by block, then its place in the block that it was first seen in. A NaN in front is the
/// answer; others are passed over.
///
/// # Safety
/// x holds n ≥ 1 elements; the processor has `S`.
#[inline(always)]
pub(super) unsafe fn first_largest<S: Simd, const LANES: usize>(
    n: usize,
    x: *const S::Elem,
    first: S::Elem,
) -> usize
where
    S::Elem: Real,
{
    if first.partial_cmp(&first).is_none() {
        return 0;
    }
    // SAFETY: the caller's promise; start and i stay below n.
    unsafe {
        let (mut best, mut block) = (first, 0);
        for start in (0..n).step_by(BLOCK) {
            let max = largest::<S, LANES>(BLOCK.min(n - start), x.add(start), S::splat(best));
            let max = S::largest(max);
            if max > best {
                (best, block) = (max, start);
            }
        }
        let best = S::splat(best);
        let mut i = block;
        while n - i >= S::LANES {
            let found = S::equal(size::<S, LANES>(S::load(x.add(i))), best);
            if found != 0 {
                return i + found.trailing_zeros() as usize;
            }
            i += S::LANES;
        }
        // It is in the rest if it was not before. (Had somebody changed x meanwhile, against all promises, the answer
        // would still be an index.)
        let last = S::load_first(x.add(i), n - i, S::zero());
        (i + S::equal(size::<S, LANES>(last), best).trailing_zeros() as usize).min(n - 1)
    }
}
