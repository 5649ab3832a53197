//! The kernels' texts compiled for AVX-512, and its registers.

use std::arch::x86_64::*;

use crate::kernel::avx2::{F32x8Of, F64x4Of};
use crate::kernel::simd::numbers::Square;
use crate::kernel::simd::{Simd, instructions};
use crate::scalar::c64;

pub(super) mod corner;
pub(super) mod diagonal;
pub(super) mod dots;
pub(super) mod gemm;
mod sums;
pub(super) mod vector;

/// Eight doubles.
#[derive(Clone, Copy)]
pub(crate) struct F64x8;

/// Sixteen floats.
#[derive(Clone, Copy)]
pub(crate) struct F32x16;

/// Half as many of either.
type F64x4 = F64x4Of<32>;
type F32x8 = F32x8Of<32>;

// SAFETY (of the unsafe blocks in both impls): the processor has AVX-512 and the named lanes may be accessed; the
// caller of each method promises it (`Simd`).
impl Simd for F64x8 {
    type Elem = f64;
    type Reg = __m512d;
    type Lanes = __mmask8;
    type Half = F64x4;
    const LANES: usize = 8;
    const BLOCK: usize = F64x4::BLOCK;

    instructions! {
        zero() -> __m512d = _mm512_setzero_pd();
        splat(x: f64) -> __m512d = _mm512_set1_pd(x);
        splat_pair(p: *const f64) -> __m512d = _mm512_broadcast_f64x2(_mm_loadu_pd(p));
        load(p: *const f64) -> __m512d = _mm512_loadu_pd(p);
        store(p: *mut f64, r: __m512d) = _mm512_storeu_pd(p, r);
        stream(p: *mut f64, r: __m512d) = _mm512_stream_pd(p, r);
        add(a: __m512d, b: __m512d) -> __m512d = _mm512_add_pd(a, b);
        sub(a: __m512d, b: __m512d) -> __m512d = _mm512_sub_pd(a, b);
        mul(a: __m512d, b: __m512d) -> __m512d = _mm512_mul_pd(a, b);
        fma(a: __m512d, b: __m512d, c: __m512d) -> __m512d = _mm512_fmadd_pd(a, b, c);
        fma_in(lanes: __mmask8, a: __m512d, b: __m512d, c: __m512d) -> __m512d = _mm512_mask3_fmadd_pd(a, b, c, lanes);
        fmaddsub(a: __m512d, b: __m512d, c: __m512d) -> __m512d = _mm512_fmaddsub_pd(a, b, c);
        abs(r: __m512d) -> __m512d = _mm512_abs_pd(r);
        minus_abs(r: __m512d) -> __m512d = _mm512_or_pd(_mm512_set1_pd(-0.0), r);
        max(a: __m512d, b: __m512d) -> __m512d = _mm512_max_pd(a, b);
        equal(a: __m512d, b: __m512d) -> u32 = u32::from(_mm512_cmp_pd_mask::<_CMP_EQ_OQ>(a, b));
        swap_pairs(r: __m512d) -> __m512d = _mm512_permute_pd::<0b0101_0101>(r);
        evens(r: __m512d) -> __m512d = _mm512_movedup_pd(r);
        odds(r: __m512d) -> __m512d = _mm512_permute_pd::<0xFF>(r);
        parts(a: __m512d, b: __m512d) -> (__m512d, __m512d) = (_mm512_unpacklo_pd(a, b), _mm512_unpackhi_pd(a, b));
        load_in(lanes: __mmask8, p: *const f64) -> __m512d = _mm512_maskz_loadu_pd(lanes, p);
        keep(lanes: __mmask8, r: __m512d) -> __m512d = _mm512_maskz_mov_pd(lanes, r);
        store_in(lanes: __mmask8, p: *mut f64, r: __m512d) = _mm512_mask_storeu_pd(p, lanes, r);
        either(lanes: __mmask8, a: __m512d, b: __m512d) -> __m512d = _mm512_mask_blend_pd(lanes, b, a);
        negate_odd(r: __m512d) -> __m512d = _mm512_xor_pd(r, _mm512_set_pd(-0.0, 0.0, -0.0, 0.0, -0.0, 0.0, -0.0, 0.0));
    }

    #[inline(always)]
    unsafe fn lanes_before(n: usize) -> __mmask8 {
        (1u32 << n).wrapping_sub(1) as __mmask8
    }

    #[inline(always)]
    unsafe fn lanes_in_both(a: __mmask8, b: __mmask8) -> __mmask8 {
        a & b
    }

    #[inline(always)]
    unsafe fn lanes_from(n: usize) -> __mmask8 {
        !((1u32 << n).wrapping_sub(1) as __mmask8)
    }

    #[inline(always)]
    unsafe fn load_first(p: *const f64, n: usize, rest: __m512d) -> __m512d {
        // SAFETY: Simd's promise; masked-out lanes are not accessed.
        unsafe { _mm512_mask_loadu_pd(rest, (1u32 << n).wrapping_sub(1) as __mmask8, p) }
    }

    #[inline(always)]
    unsafe fn load_last(p: *const f64, n: usize) -> __m512d {
        // SAFETY: Simd's promise; masked-out lanes are not accessed.
        unsafe { _mm512_maskz_loadu_pd((0xff00u32 >> n) as __mmask8, p.wrapping_sub(8).wrapping_add(n)) }
    }

    #[inline(always)]
    unsafe fn store_first(p: *mut f64, n: usize, r: __m512d) {
        // SAFETY: Simd's promise; masked-out lanes are not accessed.
        unsafe { _mm512_mask_storeu_pd(p, (1u32 << n).wrapping_sub(1) as __mmask8, r) }
    }

    #[inline(always)]
    unsafe fn transpose_block(src: *const f64, row: isize, dst: *mut f64, col: usize) {
        // SAFETY: Simd's promise; AVX-512 includes AVX2.
        unsafe { F64x4::transpose_block(src, row, dst, col) }
    }

    #[inline(always)]
    unsafe fn largest(r: __m512d) -> f64 {
        // SAFETY: Simd's promise.
        unsafe {
            super::avx2::largest_f64x4(_mm256_max_pd(
                _mm512_castpd512_pd256(r),
                _mm512_extractf64x4_pd::<1>(r),
            ))
        }
    }

    #[inline(always)]
    unsafe fn sum(r: __m512d) -> f64 {
        // SAFETY: Simd's promise.
        unsafe {
            let half = _mm256_add_pd(_mm512_castpd512_pd256(r), _mm512_extractf64x4_pd::<1>(r));
            super::avx2::sum_f64x4(half)
        }
    }

    #[inline(always)]
    unsafe fn sums<const N: usize>(r: [__m512d; N]) -> [f64; N] {
        let mut sums = [0.0; N];
        // SAFETY: Simd's promise; where there are eight sums there is room for them.
        unsafe {
            if N == 8 {
                _mm512_storeu_pd(sums.as_mut_ptr(), sums::of_eight_f64x8(&r));
            } else {
                for i in 0..N {
                    sums[i] = Self::sum(r[i]);
                }
            }
        }
        sums
    }
}

impl Simd for F32x16 {
    type Elem = f32;
    type Reg = __m512;
    type Lanes = __mmask16;
    type Half = F32x8;
    const LANES: usize = 16;
    const BLOCK: usize = F32x8::BLOCK;

    instructions! {
        zero() -> __m512 = _mm512_setzero_ps();
        splat(x: f32) -> __m512 = _mm512_set1_ps(x);
        load(p: *const f32) -> __m512 = _mm512_loadu_ps(p);
        store(p: *mut f32, r: __m512) = _mm512_storeu_ps(p, r);
        stream(p: *mut f32, r: __m512) = _mm512_stream_ps(p, r);
        add(a: __m512, b: __m512) -> __m512 = _mm512_add_ps(a, b);
        sub(a: __m512, b: __m512) -> __m512 = _mm512_sub_ps(a, b);
        mul(a: __m512, b: __m512) -> __m512 = _mm512_mul_ps(a, b);
        fma(a: __m512, b: __m512, c: __m512) -> __m512 = _mm512_fmadd_ps(a, b, c);
        fma_in(lanes: __mmask16, a: __m512, b: __m512, c: __m512) -> __m512 = _mm512_mask3_fmadd_ps(a, b, c, lanes);
        fmaddsub(a: __m512, b: __m512, c: __m512) -> __m512 = _mm512_fmaddsub_ps(a, b, c);
        abs(r: __m512) -> __m512 = _mm512_abs_ps(r);
        minus_abs(r: __m512) -> __m512 = _mm512_or_ps(_mm512_set1_ps(-0.0), r);
        max(a: __m512, b: __m512) -> __m512 = _mm512_max_ps(a, b);
        equal(a: __m512, b: __m512) -> u32 = u32::from(_mm512_cmp_ps_mask::<_CMP_EQ_OQ>(a, b));
        swap_pairs(r: __m512) -> __m512 = _mm512_permute_ps::<0b10_11_00_01>(r);
        evens(r: __m512) -> __m512 = _mm512_moveldup_ps(r);
        odds(r: __m512) -> __m512 = _mm512_movehdup_ps(r);
        parts(a: __m512, b: __m512) -> (__m512, __m512) =
            (_mm512_shuffle_ps::<0b10_00_10_00>(a, b), _mm512_shuffle_ps::<0b11_01_11_01>(a, b));
        load_in(lanes: __mmask16, p: *const f32) -> __m512 = _mm512_maskz_loadu_ps(lanes, p);
        keep(lanes: __mmask16, r: __m512) -> __m512 = _mm512_maskz_mov_ps(lanes, r);
        store_in(lanes: __mmask16, p: *mut f32, r: __m512) = _mm512_mask_storeu_ps(p, lanes, r);
        either(lanes: __mmask16, a: __m512, b: __m512) -> __m512 = _mm512_mask_blend_ps(lanes, b, a);
    }

    #[inline(always)]
    unsafe fn splat_pair(p: *const f32) -> __m512 {
        // SAFETY: Simd's promise; a pair of floats is read as the eight bytes of a double, and never computed with.
        unsafe { _mm512_castpd_ps(_mm512_set1_pd(p.cast::<f64>().read_unaligned())) }
    }

    #[inline(always)]
    unsafe fn lanes_before(n: usize) -> __mmask16 {
        (1u32 << n).wrapping_sub(1) as __mmask16
    }

    #[inline(always)]
    unsafe fn lanes_in_both(a: __mmask16, b: __mmask16) -> __mmask16 {
        a & b
    }

    #[inline(always)]
    unsafe fn lanes_from(n: usize) -> __mmask16 {
        !((1u32 << n).wrapping_sub(1) as __mmask16)
    }

    #[inline(always)]
    unsafe fn load_first(p: *const f32, n: usize, rest: __m512) -> __m512 {
        // SAFETY: Simd's promise; masked-out lanes are not accessed.
        unsafe { _mm512_mask_loadu_ps(rest, (1u32 << n).wrapping_sub(1) as __mmask16, p) }
    }

    #[inline(always)]
    unsafe fn load_last(p: *const f32, n: usize) -> __m512 {
        // SAFETY: Simd's promise; masked-out lanes are not accessed.
        unsafe {
            _mm512_maskz_loadu_ps((0xffff_0000u32 >> n) as __mmask16, p.wrapping_sub(16).wrapping_add(n))
        }
    }

    #[inline(always)]
    unsafe fn store_first(p: *mut f32, n: usize, r: __m512) {
        // SAFETY: Simd's promise; masked-out lanes are not accessed.
        unsafe { _mm512_mask_storeu_ps(p, (1u32 << n).wrapping_sub(1) as __mmask16, r) }
    }

    #[inline(always)]
    unsafe fn negate_odd(r: __m512) -> __m512 {
        // SAFETY: Simd's promise; −0.0 in the upper half of each double is the sign of the odd float.
        unsafe { _mm512_xor_ps(r, _mm512_castpd_ps(_mm512_set1_pd(-0.0))) }
    }

    #[inline(always)]
    unsafe fn transpose_block(src: *const f32, row: isize, dst: *mut f32, col: usize) {
        // SAFETY: Simd's promise; AVX-512 includes AVX2.
        unsafe { F32x8::transpose_block(src, row, dst, col) }
    }

    #[inline(always)]
    unsafe fn largest(r: __m512) -> f32 {
        // SAFETY: Simd's promise.
        unsafe {
            super::avx2::largest_f32x8(_mm256_max_ps(
                _mm512_castps512_ps256(r),
                _mm512_extractf32x8_ps::<1>(r),
            ))
        }
    }

    #[inline(always)]
    unsafe fn sum(r: __m512) -> f32 {
        // SAFETY: Simd's promise.
        unsafe {
            let half = _mm256_add_ps(_mm512_castps512_ps256(r), _mm512_extractf32x8_ps::<1>(r));
            super::avx2::sum_f32x8(half)
        }
    }

    #[inline(always)]
    unsafe fn sums<const N: usize>(r: [__m512; N]) -> [f32; N] {
        let mut sums = [0.0; N];
        // SAFETY: Simd's promise; where there are eight sums there is room for them.
        unsafe {
            if N == 8 {
                _mm256_storeu_ps(sums.as_mut_ptr(), sums::of_eight_f32x16(&r));
            } else {
                for i in 0..N {
                    sums[i] = Self::sum(r[i]);
                }
            }
        }
        sums
    }
}

/// The four pairs of lanes of each of four registers, transposed.
///
/// # Safety
/// The processor has AVX-512F.
#[inline(always)]
unsafe fn transpose_pairs(a: __m512d, b: __m512d, c: __m512d, d: __m512d) -> [__m512d; 4] {
    // SAFETY: the caller's promise.
    unsafe {
        let (ab, cd) = (_mm512_shuffle_f64x2::<0x44>(a, b), _mm512_shuffle_f64x2::<0x44>(c, d));
        let (ab_high, cd_high) = (_mm512_shuffle_f64x2::<0xEE>(a, b), _mm512_shuffle_f64x2::<0xEE>(c, d));
        [
            _mm512_shuffle_f64x2::<0x88>(ab, cd),
            _mm512_shuffle_f64x2::<0xDD>(ab, cd),
            _mm512_shuffle_f64x2::<0x88>(ab_high, cd_high),
            _mm512_shuffle_f64x2::<0xDD>(ab_high, cd_high),
        ]
    }
}

impl Square<F64x8> for f64 {
    #[inline(always)]
    unsafe fn transpose<const N: usize>(block: [__m512d; N]) -> [__m512d; N] {
        const { assert!(N == 8) };
        let mut rows = block;
        // SAFETY: the caller's promise.
        unsafe {
            let [r0, r2, r4, r6] = transpose_pairs(
                _mm512_unpacklo_pd(block[0], block[1]),
                _mm512_unpacklo_pd(block[2], block[3]),
                _mm512_unpacklo_pd(block[4], block[5]),
                _mm512_unpacklo_pd(block[6], block[7]),
            );
            let [r1, r3, r5, r7] = transpose_pairs(
                _mm512_unpackhi_pd(block[0], block[1]),
                _mm512_unpackhi_pd(block[2], block[3]),
                _mm512_unpackhi_pd(block[4], block[5]),
                _mm512_unpackhi_pd(block[6], block[7]),
            );
            rows.copy_from_slice(&[r0, r1, r2, r3, r4, r5, r6, r7]);
        }
        rows
    }
}

impl Square<F64x8> for c64 {
    #[inline(always)]
    unsafe fn transpose<const N: usize>(block: [__m512d; N]) -> [__m512d; N] {
        const { assert!(N == 4) };
        let mut rows = block;
        // SAFETY: the caller's promise.
        rows.copy_from_slice(&unsafe { transpose_pairs(block[0], block[1], block[2], block[3]) });
        rows
    }
}
