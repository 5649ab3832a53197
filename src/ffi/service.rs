//! Functions about the library rather than of it: limits, layers, versions, memory, loops of the program's own. Each
//! family speaks the interface that its callers know; what they set is the arena's, so they see each other's settings.

pub(super) mod arenablas;
pub(super) mod cbwr;
pub(super) mod memory;
pub(super) mod mkl;
pub(super) mod numba;
pub(super) mod openblas;
mod schedule;
pub(super) mod version;

use std::ffi::{CStr, c_int};
use std::ops::Range;

use crate::arena::{self, Layer};
use crate::kernel::Isa;

/// A number of threads from a caller. What is not positive stands for "no limit".
fn threads(n: c_int) -> usize {
    n.max(0) as usize
}

/// A number of threads for a caller.
fn number(threads: usize) -> c_int {
    c_int::try_from(threads).unwrap_or(c_int::MAX)
}

/// Runs a loop of the program's own, on `threads` at most. The body gets pieces of the range, and the runner's seat: a number
/// below `threads` that no other runner has meanwhile.
fn programs_loop(
    range: Range<usize>,
    grain: usize,
    threads: usize,
    body: impl Fn(usize, Range<usize>) + Sync,
) {
    let pieces = range.len().div_ceil(grain);
    arena::call(threads.min(arena::max_threads()).min(pieces), || {
        arena::expect_programs_tasks();
        arena::parallel_for(range, grain, |piece| {
            let seat = arena::seat();
            arena::outside(|| body(seat, piece));
        });
    });
}

/// A text for C from literals, one of them for each instruction set.
macro_rules! for_isa {
    ($isa:ident: $($part:expr),+) => {
        match $isa {
            Isa::Generic => for_isa!(@ "generic", |$isa| $($part),+),
            Isa::Avx2 => for_isa!(@ "avx2", |$isa| $($part),+),
            Isa::Avx512 => for_isa!(@ "avx512", |$isa| $($part),+),
        }
    };
    (@ $name:literal, |$isa:ident| $before:expr, $after:expr) => {
        const { c_text(concat!($before, $name, $after, "\0")) }
    };
}
use for_isa;

/// A text that ends in its only NUL.
const fn c_text(text: &'static str) -> &'static CStr {
    match CStr::from_bytes_with_nul(text.as_bytes()) {
        Ok(text) => text,
        Err(_) => panic!("a NUL inside"),
    }
}

/// The name of the kernels in use.
fn isa_name() -> &'static CStr {
    let isa = Isa::current();
    for_isa!(isa: "", "")
}

/// A layer's name for C.
fn layer_name(layer: Layer) -> &'static CStr {
    match layer {
        Layer::Sequential => c"sequential",
        Layer::Tbb => c"tbb",
        Layer::Omp => c"omp",
    }
}
