//! What this processor does better than others with the same instructions, by its maker and family.
//!
//! Whoever has kernels knows it: [`Isa::current`](super::Isa::current) finds it out when they are chosen. So to ask is a load.
//! (Kernels of a test's choice may be used before; they do then as a processor without any of it.) It decides what is faster, and how
//! a sum is cut by the size of whole operands; never anything that depends on threads or addresses.

use std::sync::atomic::Ordering;

use raw_cpuid::CpuId;

use crate::kernel::isa::{CURRENT, SET};

const WANTS_PREFETCHES: u8 = 0x10;
const PREFERS_ONE_STREAM: u8 = 0x20;
const HALVES_REGISTERS: u8 = 0x40;
const _: () = assert!((WANTS_PREFETCHES | PREFERS_ONE_STREAM | HALVES_REGISTERS) & SET == 0);

/// AMD's family of Zen 5.
const ZEN_5: u8 = 0x1a;

/// Whether kernels that read a long vector do well to ask for what comes next. Not on AMD's processors, which read ahead of
/// a loop as far as it pays: what is asked for beside that takes the place of what would have come anyway. (Zen 4, sums of
/// 8 MB: 61 GB/s without, 40 with; of 80 MB: 24 and 18. An Intel Xeon gains by it.)
#[inline(always)]
pub(crate) fn wants_prefetches() -> bool {
    has(WANTS_PREFETCHES)
}

/// Whether one stream of whole cache lines is what this processor reads fastest, rather than several side by side or halves of lines:
/// AMD's since Zen 5. (Zen 5, one thread: a matrix of 512 KB from L2 column by column 250 GB/s, by four columns 134; of
/// 8 MB from L3 122 and 103; vectors of 80 MB from one place 45 GB/s, from four in turns 27. Of matrices Zen 4 is the other way round.)
#[inline(always)]
pub(crate) fn prefers_one_stream() -> bool {
    has(PREFERS_ONE_STREAM)
}

/// Whether an operation on a register of 64 bytes takes as long as two on its halves: on AMD's before Zen 5. So there a half that is
/// not needed saves time; elsewhere it takes the place of a whole one (Zen 5, `dgemm` of order 9 to 12, 17 and 33 by halves: 1.35, 1.15,
/// 1.2 times the time, `sgemm` 17 to 20: 1.4).
#[inline(always)]
pub(crate) fn halves_registers() -> bool {
    has(HALVES_REGISTERS)
}

#[inline(always)]
fn has(what: u8) -> bool {
    CURRENT.load(Ordering::Relaxed) & what != 0
}

/// What the others answer, a bit each.
pub(super) fn find() -> u8 {
    let processor = CpuId::new();
    let amd = processor.get_vendor_info().is_some_and(|vendor| vendor.as_str() == "AuthenticAMD");
    let family = processor.get_feature_info().map_or(0, |info| info.family_id());
    match (amd, family < ZEN_5) {
        (false, _) => WANTS_PREFETCHES,
        (true, true) => HALVES_REGISTERS,
        (true, false) => PREFERS_ONE_STREAM,
    }
}

#[cfg(test)]
mod tests {
    use super::{CURRENT, HALVES_REGISTERS, Ordering};
    use crate::kernel::Isa;
    use crate::mat::{MatMut, MatRef};
    use crate::scalar::{Real, Scalar, c32, c64};

    /// Products of a few rows, which are cut by what the processor does with halves of registers, are the same however.
    fn tiles_are_the_same<T: Scalar>() {
        let isas = [Isa::Avx2, Isa::Avx512].into_iter().filter(|isa| isa.is_available());
        let number = |i: usize| T::from_real(T::Real::from_f64((i * i % 61) as f64 / 7.0 - 4.0));
        for isa in isas {
            let kernel = &T::kernels_for(isa).gemm;
            let (n, k) = (kernel.nr + 1, 5);
            for m in 1..2 * kernel.mr {
                let a: Vec<T> = (0..m * k).map(number).collect();
                let b: Vec<T> = (0..k * n).map(|i| number(i + 17)).collect();
                let product = |found: u8| {
                    CURRENT.store(found, Ordering::Relaxed);
                    let mut c: Vec<T> = (0..m * n).map(|i| number(i + 3)).collect();
                    let (a, b) = (MatRef::from_slice(&a, m, k, m), MatRef::from_slice(&b, k, n, k));
                    kernel.unpacked(number(2), a, b, number(5), MatMut::from_slice(&mut c, m, n, m));
                    c
                };
                let exact: Vec<T> = (0..m * n)
                    .map(|at| {
                        let (i, j) = (at % m, at / m);
                        let sum: T = (0..k).map(|p| a[p * m + i] * b[j * k + p]).sum();
                        number(2) * sum + number(5) * number(at + 3)
                    })
                    .collect();
                let (whole, halves) = (product(isa as u8), product(isa as u8 | HALVES_REGISTERS));
                assert!(whole == halves, "{isa:?} {m}");
                let close = |x: &T, y: &T| (*x - *y).abs1().to_f64() < 1e-2;
                assert!(whole.iter().zip(&exact).all(|(x, y)| close(x, y)), "{isa:?} {m}");
            }
        }
    }

    #[test]
    fn halves_of_registers_change_no_bit() {
        // Other tests of the process get back what it chose.
        let chosen = CURRENT.load(Ordering::Relaxed);
        tiles_are_the_same::<f32>();
        tiles_are_the_same::<f64>();
        tiles_are_the_same::<c32>();
        tiles_are_the_same::<c64>();
        CURRENT.store(chosen, Ordering::Relaxed);
    }
}
