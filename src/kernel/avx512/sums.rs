//! The sums of eight registers' lanes at once: halves are folded on halves, as for one, but what is left of two registers goes
//! on in one. That is 7 additions and 14 shuffles, where eight sums one by one are 24 and 24.

use std::arch::x86_64::*;

/// The sums of eight registers, in order.
///
/// # Safety
/// The processor has AVX-512.
#[inline(always)]
pub(super) unsafe fn of_eight_f64x8(r: &[__m512d]) -> __m512d {
    // SAFETY: the caller's promise.
    unsafe {
        let even = quarters_pd(halves_pd(r[0], r[2]), halves_pd(r[4], r[6]));
        let odd = quarters_pd(halves_pd(r[1], r[3]), halves_pd(r[5], r[7]));
        _mm512_add_pd(_mm512_unpacklo_pd(even, odd), _mm512_unpackhi_pd(even, odd))
    }
}

/// The same for floats.
///
/// # Safety
/// The processor has AVX-512.
#[inline(always)]
pub(super) unsafe fn of_eight_f32x16(r: &[__m512]) -> __m256 {
    // SAFETY: the caller's promise.
    unsafe {
        let even = _mm512_castps_pd(quarters_ps(halves_ps(r[0], r[2]), halves_ps(r[4], r[6])));
        let odd = _mm512_castps_pd(quarters_ps(halves_ps(r[1], r[3]), halves_ps(r[5], r[7])));
        let pairs = _mm512_add_ps(
            _mm512_castpd_ps(_mm512_unpacklo_pd(even, odd)),
            _mm512_castpd_ps(_mm512_unpackhi_pd(even, odd)),
        );
        let sums = _mm512_add_ps(pairs, _mm512_movehdup_ps(pairs));
        // The even lanes.
        _mm256_castsi256_ps(_mm512_cvtepi64_epi32(_mm512_castps_si512(sums)))
    }
}

/// The halves of each, added: a's below, b's above.
///
/// # Safety
/// The processor has AVX-512.
#[inline(always)]
unsafe fn halves_pd(a: __m512d, b: __m512d) -> __m512d {
    // SAFETY: the caller's promise.
    unsafe {
        _mm512_add_pd(
            _mm512_shuffle_f64x2::<0b01_00_01_00>(a, b),
            _mm512_shuffle_f64x2::<0b11_10_11_10>(a, b),
        )
    }
}

/// Of two of those the halves of each half, added.
///
/// # Safety
/// The processor has AVX-512.
#[inline(always)]
unsafe fn quarters_pd(a: __m512d, b: __m512d) -> __m512d {
    // SAFETY: the caller's promise.
    unsafe {
        _mm512_add_pd(
            _mm512_shuffle_f64x2::<0b10_00_10_00>(a, b),
            _mm512_shuffle_f64x2::<0b11_01_11_01>(a, b),
        )
    }
}

/// [`halves_pd`] for floats.
///
/// # Safety
/// The processor has AVX-512.
#[inline(always)]
unsafe fn halves_ps(a: __m512, b: __m512) -> __m512 {
    // SAFETY: the caller's promise.
    unsafe {
        _mm512_add_ps(
            _mm512_shuffle_f32x4::<0b01_00_01_00>(a, b),
            _mm512_shuffle_f32x4::<0b11_10_11_10>(a, b),
        )
    }
}

/// [`quarters_pd`] for floats.
///
/// # Safety
/// The processor has AVX-512.
#[inline(always)]
unsafe fn quarters_ps(a: __m512, b: __m512) -> __m512 {
    // SAFETY: the caller's promise.
    unsafe {
        _mm512_add_ps(
            _mm512_shuffle_f32x4::<0b10_00_10_00>(a, b),
            _mm512_shuffle_f32x4::<0b11_01_11_01>(a, b),
        )
    }
}
