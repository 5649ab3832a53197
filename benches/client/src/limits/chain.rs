//! The frequency of a core, by instructions of a known latency that wait for each other.

use std::arch::asm;

/// Multiplications in one piece of work: some 40 µs.
const LINKS: usize = 40_000;
/// Cycles that a 64-bit multiplication takes: three on every x86-64 of the last fifteen years.
const LATENCY: usize = 3;

/// A piece of work; says how many cycles it was.
pub(super) fn cycles() -> f64 {
    let mut x = 3u64;
    for _ in 0..LINKS / 4 {
        // SAFETY: arithmetic on one register.
        unsafe {
            asm!("imul {x}, {x}", "imul {x}, {x}", "imul {x}, {x}", "imul {x}, {x}", x = inout(reg) x,
                 options(pure, nomem, nostack));
        }
    }
    std::hint::black_box(x);
    (LINKS * LATENCY) as f64
}
