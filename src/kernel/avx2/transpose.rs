//! Square blocks of registers, transposed.

use std::arch::x86_64::*;

use crate::kernel::avx2::{F32x8, F64x4};
use crate::kernel::simd::numbers::Square;
use crate::scalar::{c32, c64};

/// Four registers, transposed.
///
/// # Safety
/// The processor has AVX2.
#[inline(always)]
pub(super) unsafe fn f64x4(r: [__m256d; 4]) -> [__m256d; 4] {
    // SAFETY: the caller's promise.
    unsafe {
        // Pairs of rows interleaved, then halves put together.
        let (a, b) = (_mm256_unpacklo_pd(r[0], r[1]), _mm256_unpackhi_pd(r[0], r[1]));
        let (c, d) = (_mm256_unpacklo_pd(r[2], r[3]), _mm256_unpackhi_pd(r[2], r[3]));
        [
            _mm256_permute2f128_pd::<0x20>(a, c),
            _mm256_permute2f128_pd::<0x20>(b, d),
            _mm256_permute2f128_pd::<0x31>(a, c),
            _mm256_permute2f128_pd::<0x31>(b, d),
        ]
    }
}

/// Eight registers, transposed.
///
/// # Safety
/// The processor has AVX2.
#[inline(always)]
pub(super) unsafe fn f32x8(r: [__m256; 8]) -> [__m256; 8] {
    // SAFETY: the caller's promise.
    unsafe {
        // Pairs of rows interleaved, pairs of pairs, then halves put together.
        let mut out = r;
        for half in 0..2 {
            let r = [r[4 * half], r[4 * half + 1], r[4 * half + 2], r[4 * half + 3]];
            let (lo, hi) = (
                [_mm256_unpacklo_ps(r[0], r[1]), _mm256_unpacklo_ps(r[2], r[3])],
                [_mm256_unpackhi_ps(r[0], r[1]), _mm256_unpackhi_ps(r[2], r[3])],
            );
            out[4 * half] = _mm256_shuffle_ps::<0x44>(lo[0], lo[1]);
            out[4 * half + 1] = _mm256_shuffle_ps::<0xEE>(lo[0], lo[1]);
            out[4 * half + 2] = _mm256_shuffle_ps::<0x44>(hi[0], hi[1]);
            out[4 * half + 3] = _mm256_shuffle_ps::<0xEE>(hi[0], hi[1]);
        }
        let quads = out;
        for p in 0..4 {
            out[p] = _mm256_permute2f128_ps::<0x20>(quads[p], quads[p + 4]);
            out[p + 4] = _mm256_permute2f128_ps::<0x31>(quads[p], quads[p + 4]);
        }
        out
    }
}

impl Square<F64x4> for f64 {
    #[inline(always)]
    unsafe fn transpose<const N: usize>(block: [__m256d; N]) -> [__m256d; N] {
        const { assert!(N == 4) };
        let mut rows = block;
        // SAFETY: the caller's promise.
        rows.copy_from_slice(&unsafe { f64x4([block[0], block[1], block[2], block[3]]) });
        rows
    }
}

impl Square<F32x8> for f32 {
    #[inline(always)]
    unsafe fn transpose<const N: usize>(block: [__m256; N]) -> [__m256; N] {
        const { assert!(N == 8) };
        let mut eight = [block[0]; 8];
        eight.copy_from_slice(&block);
        let mut rows = block;
        // SAFETY: the caller's promise.
        rows.copy_from_slice(&unsafe { f32x8(eight) });
        rows
    }
}

impl Square<F64x4> for c64 {
    #[inline(always)]
    unsafe fn transpose<const N: usize>(block: [__m256d; N]) -> [__m256d; N] {
        const { assert!(N == 2) };
        let mut rows = block;
        // SAFETY: the caller's promise.
        unsafe {
            rows[0] = _mm256_permute2f128_pd::<0x20>(block[0], block[1]);
            rows[1] = _mm256_permute2f128_pd::<0x31>(block[0], block[1]);
        }
        rows
    }
}

impl Square<F32x8> for c32 {
    #[inline(always)]
    unsafe fn transpose<const N: usize>(block: [__m256; N]) -> [__m256; N] {
        const { assert!(N == 4) };
        let mut rows = block;
        // SAFETY: the caller's promise; a complex number of floats is moved as a double.
        unsafe {
            let pairs = [block[0], block[1], block[2], block[3]].map(|r| _mm256_castps_pd(r));
            rows.copy_from_slice(&f64x4(pairs).map(|r| _mm256_castpd_ps(r)));
        }
        rows
    }
}
