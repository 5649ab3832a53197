//! The peak of fused multiply-adds: as many as the processor can keep in flight, on registers alone.

use std::arch::x86_64::*;
use std::hint::black_box;

/// Registers that are added to: more than latency × units of every processor so far, and still within AVX2's sixteen.
const CHAINS: usize = 12;
/// Multiply-adds of each register in one piece of work: some 30 µs, so that reading the clock counts for nothing.
const ROUNDS: usize = 20_000;

/// A piece of work; says how many flops it was.
pub(super) type Kernel = fn() -> f64;

macro_rules! kernel {
    ($name:ident, $features:literal, $element:ty, $lanes:literal, $set:ident, $fma:ident) => {
        #[target_feature(enable = $features)]
        fn $name() -> f64 {
            // x := x·½ + 1 tends to 2: never special, never denormal.
            let (half, one) = (black_box($set(0.5)), black_box($set(1.0)));
            let mut x = [$set(1.5 as $element); CHAINS];
            for _ in 0..ROUNDS {
                for x in &mut x {
                    *x = $fma(*x, half, one);
                }
            }
            black_box(x);
            (2 * $lanes * CHAINS * ROUNDS) as f64
        }
    };
}
kernel!(f64_avx2, "avx2,fma", f64, 4, _mm256_set1_pd, _mm256_fmadd_pd);
kernel!(f32_avx2, "avx2,fma", f32, 8, _mm256_set1_ps, _mm256_fmadd_ps);
kernel!(f64_avx512, "avx512f", f64, 8, _mm512_set1_pd, _mm512_fmadd_pd);
kernel!(f32_avx512, "avx512f", f32, 16, _mm512_set1_ps, _mm512_fmadd_ps);

/// The kernels by the names of their figures, where this processor has the instructions.
pub(super) fn kernels() -> [(&'static str, Option<Kernel>); 4] {
    let avx2 = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
    let avx512 = is_x86_feature_detected!("avx512f");
    // Given out only where the processor was found to have the instructions.
    let kernels: [(&str, bool, Kernel); 4] = [
        // SAFETY: see above.
        ("fma_f64_avx2", avx2, || unsafe { f64_avx2() }),
        // SAFETY: see above.
        ("fma_f64_avx512", avx512, || unsafe { f64_avx512() }),
        // SAFETY: see above.
        ("fma_f32_avx2", avx2, || unsafe { f32_avx2() }),
        // SAFETY: see above.
        ("fma_f32_avx512", avx512, || unsafe { f32_avx512() }),
    ];
    kernels.map(|(name, there, kernel)| (name, there.then_some(kernel)))
}
