//! The kernels' texts compiled for AVX2 with FMA, and its registers.

use std::arch::asm;
use std::arch::x86_64::*;

use crate::kernel::simd::{Simd, instructions};

pub(super) mod corner;
pub(super) mod diagonal;
pub(super) mod dots;
pub(super) mod gemm;
mod sweep;
mod transpose;
pub(super) mod vector;

/// Four doubles.
pub(crate) type F64x4 = F64x4Of<16>;
/// Eight floats.
pub(crate) type F32x8 = F32x8Of<16>;

/// Four doubles, where there are so many registers: with AVX-512 they are halves of 32.
#[derive(Clone, Copy)]
pub(crate) struct F64x4Of<const REGISTERS: usize>;

/// Eight floats, where there are so many registers.
#[derive(Clone, Copy)]
pub(crate) struct F32x8Of<const REGISTERS: usize>;

/// Sliding a window over these gives every mask of n leading lanes: the mask of n starts at element LANES − n. That of all
/// lanes but those starts LANES later.
static MASK_64: [i64; 12] = [-1, -1, -1, -1, 0, 0, 0, 0, -1, -1, -1, -1];
static MASK_32: [i32; 24] =
    [-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, -1];

// SAFETY (of the unsafe blocks in both impls): the processor has AVX2 and FMA and the named lanes may be accessed;
// the caller of each method promises it (`Simd`).
impl<const REGISTERS: usize> Simd for F64x4Of<REGISTERS> {
    type Elem = f64;
    type Reg = __m256d;
    type Lanes = __m256d;
    type Half = Self;
    const LANES: usize = 4;
    const BLOCK: usize = 4;

    instructions! {
        zero() -> __m256d = _mm256_setzero_pd();
        splat(x: f64) -> __m256d = _mm256_set1_pd(x);
        load(p: *const f64) -> __m256d = _mm256_loadu_pd(p);
        store(p: *mut f64, r: __m256d) = _mm256_storeu_pd(p, r);
        stream(p: *mut f64, r: __m256d) = _mm256_stream_pd(p, r);
        add(a: __m256d, b: __m256d) -> __m256d = _mm256_add_pd(a, b);
        sub(a: __m256d, b: __m256d) -> __m256d = _mm256_sub_pd(a, b);
        mul(a: __m256d, b: __m256d) -> __m256d = _mm256_mul_pd(a, b);
        fma(a: __m256d, b: __m256d, c: __m256d) -> __m256d = _mm256_fmadd_pd(a, b, c);
        fma_in(lanes: __m256d, a: __m256d, b: __m256d, c: __m256d) -> __m256d =
            Self::fma_in_order(_mm256_and_pd(lanes, a), _mm256_and_pd(lanes, b), c);
        fma_in_order(a: __m256d, b: __m256d, c: __m256d) -> __m256d =
            if REGISTERS == 16 { fma_in_order_f64(a, b, c) } else { Self::fma(a, b, c) };
        fmaddsub(a: __m256d, b: __m256d, c: __m256d) -> __m256d = _mm256_fmaddsub_pd(a, b, c);
        abs(r: __m256d) -> __m256d = _mm256_andnot_pd(_mm256_set1_pd(-0.0), r);
        minus_abs(r: __m256d) -> __m256d = _mm256_or_pd(_mm256_set1_pd(-0.0), r);
        max(a: __m256d, b: __m256d) -> __m256d = _mm256_max_pd(a, b);
        equal(a: __m256d, b: __m256d) -> u32 = _mm256_movemask_pd(_mm256_cmp_pd::<_CMP_EQ_OQ>(a, b)) as u32;
        swap_pairs(r: __m256d) -> __m256d = _mm256_permute_pd::<0b0101>(r);
        evens(r: __m256d) -> __m256d = _mm256_movedup_pd(r);
        odds(r: __m256d) -> __m256d = _mm256_permute_pd::<0xF>(r);
        lanes_before(n: usize) -> __m256d = _mm256_loadu_pd(MASK_64.as_ptr().add(4 - n).cast());
        lanes_from(n: usize) -> __m256d = _mm256_loadu_pd(MASK_64.as_ptr().add(8 - n).cast());
        parts(a: __m256d, b: __m256d) -> (__m256d, __m256d) = (_mm256_unpacklo_pd(a, b), _mm256_unpackhi_pd(a, b));
        lanes_in_both(a: __m256d, b: __m256d) -> __m256d = _mm256_and_pd(a, b);
        load_in(lanes: __m256d, p: *const f64) -> __m256d = _mm256_maskload_pd(p, _mm256_castpd_si256(lanes));
        keep(lanes: __m256d, r: __m256d) -> __m256d = _mm256_and_pd(lanes, r);
        store_in(lanes: __m256d, p: *mut f64, r: __m256d) = _mm256_maskstore_pd(p, _mm256_castpd_si256(lanes), r);
        either(lanes: __m256d, a: __m256d, b: __m256d) -> __m256d = _mm256_blendv_pd(b, a, lanes);
        negate_odd(r: __m256d) -> __m256d = _mm256_xor_pd(r, _mm256_set_pd(-0.0, 0.0, -0.0, 0.0));
        largest(r: __m256d) -> f64 = largest_f64x4(r);
        sum(r: __m256d) -> f64 = sum_f64x4(r);
    }

    #[inline(always)]
    unsafe fn splat_pair(p: *const f64) -> __m256d {
        // SAFETY: Simd's promise.
        unsafe {
            let pair = _mm_loadu_pd(p);
            _mm256_set_m128d(pair, pair)
        }
    }

    #[inline(always)]
    unsafe fn load_first(p: *const f64, n: usize, rest: __m256d) -> __m256d {
        // SAFETY: Simd's promise; masked-out lanes are not accessed; the mask's window lies in its table as n < 4.
        unsafe {
            let mask = _mm256_loadu_si256(MASK_64.as_ptr().add(4 - n).cast());
            _mm256_blendv_pd(rest, _mm256_maskload_pd(p, mask), _mm256_castsi256_pd(mask))
        }
    }

    #[inline(always)]
    unsafe fn load_last(p: *const f64, n: usize) -> __m256d {
        // SAFETY: as for load_first.
        unsafe {
            let mask = _mm256_loadu_si256(MASK_64.as_ptr().add(4 + n).cast());
            _mm256_maskload_pd(p.wrapping_sub(4).wrapping_add(n), mask)
        }
    }

    #[inline(always)]
    unsafe fn store_first(p: *mut f64, n: usize, r: __m256d) {
        // SAFETY: Simd's promise. By parts, as AMD's processors take many turns for a store by a mask.
        unsafe {
            let low = _mm256_castpd256_pd128(r);
            if n > 1 {
                _mm_storeu_pd(p, low);
                if n > 2 {
                    _mm_store_sd(p.add(2), _mm256_extractf128_pd::<1>(r));
                }
            } else if n > 0 {
                _mm_store_sd(p, low);
            }
        }
    }

    #[inline(always)]
    unsafe fn transpose_block(src: *const f64, row: isize, dst: *mut f64, col: usize) {
        // SAFETY: Simd's promise.
        unsafe {
            let r: [__m256d; 4] = std::array::from_fn(|i| _mm256_loadu_pd(src.offset(i as isize * row)));
            let columns = transpose::f64x4(r);
            for p in 0..4 {
                _mm256_storeu_pd(dst.add(p * col), columns[p]);
            }
        }
    }
}

impl<const REGISTERS: usize> Simd for F32x8Of<REGISTERS> {
    type Elem = f32;
    type Reg = __m256;
    type Lanes = __m256;
    type Half = Self;
    const LANES: usize = 8;
    const BLOCK: usize = 8;

    instructions! {
        zero() -> __m256 = _mm256_setzero_ps();
        splat(x: f32) -> __m256 = _mm256_set1_ps(x);
        load(p: *const f32) -> __m256 = _mm256_loadu_ps(p);
        store(p: *mut f32, r: __m256) = _mm256_storeu_ps(p, r);
        stream(p: *mut f32, r: __m256) = _mm256_stream_ps(p, r);
        add(a: __m256, b: __m256) -> __m256 = _mm256_add_ps(a, b);
        sub(a: __m256, b: __m256) -> __m256 = _mm256_sub_ps(a, b);
        mul(a: __m256, b: __m256) -> __m256 = _mm256_mul_ps(a, b);
        fma(a: __m256, b: __m256, c: __m256) -> __m256 = _mm256_fmadd_ps(a, b, c);
        fma_in(lanes: __m256, a: __m256, b: __m256, c: __m256) -> __m256 =
            Self::fma_in_order(_mm256_and_ps(lanes, a), _mm256_and_ps(lanes, b), c);
        fma_in_order(a: __m256, b: __m256, c: __m256) -> __m256 =
            if REGISTERS == 16 { fma_in_order_f32(a, b, c) } else { Self::fma(a, b, c) };
        fmaddsub(a: __m256, b: __m256, c: __m256) -> __m256 = _mm256_fmaddsub_ps(a, b, c);
        abs(r: __m256) -> __m256 = _mm256_andnot_ps(_mm256_set1_ps(-0.0), r);
        minus_abs(r: __m256) -> __m256 = _mm256_or_ps(_mm256_set1_ps(-0.0), r);
        max(a: __m256, b: __m256) -> __m256 = _mm256_max_ps(a, b);
        equal(a: __m256, b: __m256) -> u32 = _mm256_movemask_ps(_mm256_cmp_ps::<_CMP_EQ_OQ>(a, b)) as u32;
        swap_pairs(r: __m256) -> __m256 = _mm256_permute_ps::<0b10_11_00_01>(r);
        evens(r: __m256) -> __m256 = _mm256_moveldup_ps(r);
        odds(r: __m256) -> __m256 = _mm256_movehdup_ps(r);
        lanes_before(n: usize) -> __m256 = _mm256_loadu_ps(MASK_32.as_ptr().add(8 - n).cast());
        lanes_from(n: usize) -> __m256 = _mm256_loadu_ps(MASK_32.as_ptr().add(16 - n).cast());
        parts(a: __m256, b: __m256) -> (__m256, __m256) =
            (_mm256_shuffle_ps::<0b10_00_10_00>(a, b), _mm256_shuffle_ps::<0b11_01_11_01>(a, b));
        lanes_in_both(a: __m256, b: __m256) -> __m256 = _mm256_and_ps(a, b);
        load_in(lanes: __m256, p: *const f32) -> __m256 = _mm256_maskload_ps(p, _mm256_castps_si256(lanes));
        keep(lanes: __m256, r: __m256) -> __m256 = _mm256_and_ps(lanes, r);
        store_in(lanes: __m256, p: *mut f32, r: __m256) = _mm256_maskstore_ps(p, _mm256_castps_si256(lanes), r);
        either(lanes: __m256, a: __m256, b: __m256) -> __m256 = _mm256_blendv_ps(b, a, lanes);
        largest(r: __m256) -> f32 = largest_f32x8(r);
        sum(r: __m256) -> f32 = sum_f32x8(r);
    }

    #[inline(always)]
    unsafe fn splat_pair(p: *const f32) -> __m256 {
        // SAFETY: Simd's promise; a pair of floats is read as the eight bytes of a double, and never computed with.
        unsafe { _mm256_castpd_ps(_mm256_set1_pd(p.cast::<f64>().read_unaligned())) }
    }

    #[inline(always)]
    unsafe fn load_first(p: *const f32, n: usize, rest: __m256) -> __m256 {
        // SAFETY: Simd's promise; masked-out lanes are not accessed; the mask's window lies in its table as n < 8.
        unsafe {
            let mask = _mm256_loadu_si256(MASK_32.as_ptr().add(8 - n).cast());
            _mm256_blendv_ps(rest, _mm256_maskload_ps(p, mask), _mm256_castsi256_ps(mask))
        }
    }

    #[inline(always)]
    unsafe fn load_last(p: *const f32, n: usize) -> __m256 {
        // SAFETY: as for load_first.
        unsafe {
            let mask = _mm256_loadu_si256(MASK_32.as_ptr().add(8 + n).cast());
            _mm256_maskload_ps(p.wrapping_sub(8).wrapping_add(n), mask)
        }
    }

    #[inline(always)]
    unsafe fn store_first(p: *mut f32, n: usize, r: __m256) {
        // SAFETY: Simd's promise. By parts, as for doubles.
        unsafe {
            let (mut rest, mut p) = (_mm256_castps256_ps128(r), p);
            if n & 4 != 0 {
                _mm_storeu_ps(p, rest);
                (rest, p) = (_mm256_extractf128_ps::<1>(r), p.add(4));
            }
            if n & 2 != 0 {
                _mm_storel_pd(p.cast(), _mm_castps_pd(rest));
                (rest, p) = (_mm_movehl_ps(rest, rest), p.add(2));
            }
            if n & 1 != 0 {
                _mm_store_ss(p, rest);
            }
        }
    }

    #[inline(always)]
    unsafe fn negate_odd(r: __m256) -> __m256 {
        // SAFETY: Simd's promise; −0.0 in the upper half of each double is the sign of the odd float.
        unsafe { _mm256_xor_ps(r, _mm256_castpd_ps(_mm256_set1_pd(-0.0))) }
    }

    #[inline(always)]
    unsafe fn transpose_block(src: *const f32, row: isize, dst: *mut f32, col: usize) {
        // SAFETY: Simd's promise.
        unsafe {
            let r: [__m256; 8] = std::array::from_fn(|i| _mm256_loadu_ps(src.offset(i as isize * row)));
            let columns = transpose::f32x8(r);
            for p in 0..8 {
                _mm256_storeu_ps(dst.add(p * col), columns[p]);
            }
        }
    }
}

/// The sum of four lanes: (0+2) + (1+3).
///
/// # Safety
/// The processor has AVX2.
#[inline(always)]
pub(super) unsafe fn sum_f64x4(r: __m256d) -> f64 {
    // SAFETY: the caller's promise.
    unsafe {
        let pair = _mm_add_pd(_mm256_castpd256_pd128(r), _mm256_extractf128_pd::<1>(r));
        _mm_cvtsd_f64(_mm_add_sd(pair, _mm_unpackhi_pd(pair, pair)))
    }
}

/// The sum of eight lanes, halves folded on halves.
///
/// # Safety
/// The processor has AVX2.
#[inline(always)]
pub(super) unsafe fn sum_f32x8(r: __m256) -> f32 {
    // SAFETY: the caller's promise.
    unsafe {
        let four = _mm_add_ps(_mm256_castps256_ps128(r), _mm256_extractf128_ps::<1>(r));
        let two = _mm_add_ps(four, _mm_movehl_ps(four, four));
        _mm_cvtss_f32(_mm_add_ss(two, _mm_shuffle_ps::<1>(two, two)))
    }
}

/// The largest of four lanes, none of which is NaN.
///
/// # Safety
/// The processor has AVX2.
#[inline(always)]
pub(super) unsafe fn largest_f64x4(r: __m256d) -> f64 {
    // SAFETY: the caller's promise.
    unsafe {
        let pair = _mm_max_pd(_mm256_castpd256_pd128(r), _mm256_extractf128_pd::<1>(r));
        _mm_cvtsd_f64(_mm_max_sd(pair, _mm_unpackhi_pd(pair, pair)))
    }
}

/// The largest of eight lanes, none of which is NaN.
///
/// # Safety
/// The processor has AVX2.
#[inline(always)]
pub(super) unsafe fn largest_f32x8(r: __m256) -> f32 {
    // SAFETY: the caller's promise.
    unsafe {
        let four = _mm_max_ps(_mm256_castps256_ps128(r), _mm256_extractf128_ps::<1>(r));
        let two = _mm_max_ps(four, _mm_movehl_ps(four, four));
        _mm_cvtss_f32(_mm_max_ss(two, _mm_shuffle_ps::<1>(two, two)))
    }
}

/// `a * b + c`, and the compiler moves no load over it.
macro_rules! fma_in_order {
    ($($name:ident: $reg:ty, $instruction:literal;)*) => { $(
        /// # Safety
        /// The processor has AVX2 and FMA.
        #[inline]
        #[target_feature(enable = "avx2,fma")]
        unsafe fn $name(a: $reg, b: $reg, mut c: $reg) -> $reg {
            // SAFETY: the caller's promise; one instruction, which touches no memory. As it isn't `pure`, it stays where it is.
            unsafe {
                asm!(
                    concat!($instruction, " {2}, {0}, {1}"),
                    in(ymm_reg) a,
                    in(ymm_reg) b,
                    inout(ymm_reg) c,
                    options(nomem, nostack, preserves_flags),
                );
            }
            c
        }
    )* };
}
fma_in_order! {
    fma_in_order_f64: __m256d, "vfmadd231pd";
    fma_in_order_f32: __m256, "vfmadd231ps";
}
