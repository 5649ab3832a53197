//! What writes two vectors of reals: `swap` and `rotate`.

use crate::kernel::simd::Simd;

/// Registers of each vector at a time.
const U: usize = 4;

/// x ↔ y.
///
/// # Safety
/// As `VectorKernels::swap`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn swap<S: Simd>(n: usize, x: *mut S::Elem, y: *mut S::Elem) {
    // SAFETY: the caller's promise; i stays below n.
    unsafe {
        let mut i = 0;
        while n - i >= U * S::LANES {
            for u in 0..U {
                let (x, y) = (x.add(i + u * S::LANES), y.add(i + u * S::LANES));
                let (xi, yi) = (S::load(x), S::load(y));
                S::store(x, yi);
                S::store(y, xi);
            }
            i += U * S::LANES;
        }
        while n - i >= S::LANES {
            let (xi, yi) = (S::load(x.add(i)), S::load(y.add(i)));
            S::store(x.add(i), yi);
            S::store(y.add(i), xi);
            i += S::LANES;
        }
        if n > i {
            let xi = S::load_first(x.add(i), n - i, S::zero());
            let yi = S::load_first(y.add(i), n - i, S::zero());
            S::store_first(x.add(i), n - i, yi);
            S::store_first(y.add(i), n - i, xi);
        }
    }
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
    // SAFETY: the caller's promise; i stays below n.
    unsafe {
        let h = [S::splat(h1.0), S::splat(h1.1), S::splat(h2.0), S::splat(h2.1)];
        let mut i = 0;
        while n - i >= U * S::LANES {
            for u in 0..U {
                let (x, y) = (x.add(i + u * S::LANES), y.add(i + u * S::LANES));
                let (xi, yi) = rotated::<S>(S::load(x), S::load(y), h);
                S::store(x, xi);
                S::store(y, yi);
            }
            i += U * S::LANES;
        }
        while n - i >= S::LANES {
            let (xi, yi) = rotated::<S>(S::load(x.add(i)), S::load(y.add(i)), h);
            S::store(x.add(i), xi);
            S::store(y.add(i), yi);
            i += S::LANES;
        }
        if n > i {
            // Lanes beyond the end compute what the first one does.
            let xi = S::load_first(x.add(i), n - i, S::splat(*x.add(i)));
            let yi = S::load_first(y.add(i), n - i, S::splat(*y.add(i)));
            let (xi, yi) = rotated::<S>(xi, yi, h);
            S::store_first(x.add(i), n - i, xi);
            S::store_first(y.add(i), n - i, yi);
        }
    }
}

/// H·(x, y).
///
/// # Safety
/// The processor has `S`.
#[inline(always)]
unsafe fn rotated<S: Simd>(x: S::Reg, y: S::Reg, [h11, h12, h21, h22]: [S::Reg; 4]) -> (S::Reg, S::Reg) {
    // SAFETY: the caller's promise.
    unsafe { (S::fma(h12, y, S::mul(h11, x)), S::fma(h22, y, S::mul(h21, x))) }
}
