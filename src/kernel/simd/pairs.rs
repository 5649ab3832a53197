//! What writes two vectors of reals: `swap` and `rotate`.

use crate::kernel::simd::Simd;
use crate::kernel::simd::columns::{is_long, misaligned};
use crate::kernel::simd::vector_real::first;

/// Registers of each vector at a time.
const U: usize = 4;

/// x ↔ y.
///
/// # Safety
/// As `VectorKernels::swap`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn swap<S: Simd>(n: usize, x: *mut S::Elem, y: *mut S::Elem) {
    // SAFETY: the caller's promise.
    unsafe { for_pairs::<S, SWAPPED>(n, x, y, [S::zero(); 4]) }
}

/// (x, y) := H·(x, y).
///
/// # Safety
/// As `VectorKernels::rotate`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn rotate<S: Simd>(
    n: usize,
    x: *mut S::Elem,
    y: *mut S::Elem,
    h1: (S::Elem, S::Elem),
    h2: (S::Elem, S::Elem),
) {
    // SAFETY: the caller's promise.
    unsafe {
        let h = [S::splat(h1.0), S::splat(h1.1), S::splat(h2.0), S::splat(h2.1)];
        for_pairs::<S, ROTATED>(n, x, y, h);
    }
}

/// What becomes of a pair: (y, x).
const SWAPPED: u8 = 0;
/// H·(x, y).
const ROTATED: u8 = 1;

/// All pairs of elements of x and y := what becomes of them. Some registers of both are loaded before any is stored, for what
/// `multiples::add_rows` says.
///
/// # Safety
/// x and y hold n elements; the processor has `S`.
#[inline(always)]
unsafe fn for_pairs<S: Simd, const WHAT: u8>(n: usize, x: *mut S::Elem, y: *mut S::Elem, h: [S::Reg; 4]) {
    // SAFETY: the caller's promise; i stays below n.
    unsafe {
        let mut i = 0;
        if is_long::<S>(n) {
            i = misaligned::<S>(n, x);
            if i > 0 {
                first_pairs::<S, WHAT>(i, x, y, h);
            }
        }
        while n - i >= U * S::LANES {
            let mut new = [(S::zero(), S::zero()); U];
            for u in 0..U {
                let at = i + u * S::LANES;
                new[u] = pair::<S, WHAT>(S::load(x.add(at)), S::load(y.add(at)), h);
            }
            for u in 0..U {
                S::store(x.add(i + u * S::LANES), new[u].0);
                S::store(y.add(i + u * S::LANES), new[u].1);
            }
            i += U * S::LANES;
        }
        while n - i >= S::LANES {
            let (xi, yi) = pair::<S, WHAT>(S::load(x.add(i)), S::load(y.add(i)), h);
            S::store(x.add(i), xi);
            S::store(y.add(i), yi);
            i += S::LANES;
        }
        if n > i {
            first_pairs::<S, WHAT>(n - i, x.add(i), y.add(i), h);
        }
    }
}

/// [`for_pairs`] for n < LANES elements. Lanes beyond the end compute what the first one does.
///
/// # Safety
/// x and y hold n ≥ 1 elements; the processor has `S`.
#[inline(always)]
unsafe fn first_pairs<S: Simd, const WHAT: u8>(n: usize, x: *mut S::Elem, y: *mut S::Elem, h: [S::Reg; 4]) {
    // SAFETY: the caller's promise.
    unsafe {
        let (xi, yi) = pair::<S, WHAT>(first::<S>(x, n), first::<S>(y, n), h);
        S::store_first(x, n, xi);
        S::store_first(y, n, yi);
    }
}

/// What becomes of a pair.
///
/// # Safety
/// The processor has `S`.
#[inline(always)]
unsafe fn pair<S: Simd, const WHAT: u8>(
    x: S::Reg,
    y: S::Reg,
    [h11, h12, h21, h22]: [S::Reg; 4],
) -> (S::Reg, S::Reg) {
    // SAFETY: the caller's promise.
    unsafe {
        if WHAT == SWAPPED {
            (y, x)
        } else {
            (S::fma(h12, y, S::mul(h11, x)), S::fma(h22, y, S::mul(h21, x)))
        }
    }
}
