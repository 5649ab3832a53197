//! How matrix-vector kernels go through the columns of a matrix: as many at once as there are registers for.

use crate::kernel::simd::Simd;

/// Runs `$run` for w columns from column j on, w = `$max` as often as it goes and once what is left.
macro_rules! by_columns {
    ($n:expr, $max:literal [$($rest:literal)*], |$j:ident, $w:ident| $run:expr) => {{
        let mut $j = 0;
        while $n - $j >= $max {
            const $w: usize = $max;
            $run;
            $j += $max;
        }
        match $n - $j {
            $($rest => {
                const $w: usize = $rest;
                $run
            })*
            _ => {}
        }
    }};
}
pub(super) use by_columns;

/// Whether registers are those of AVX-512, of which there are 32 and not 16.
#[inline(always)]
pub(super) const fn has_32_registers<S: Simd>() -> bool {
    size_of::<S::Reg>() == 64
}
