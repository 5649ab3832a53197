//! A product with few columns of C: A's columns, few as well, are read where they lie, side by side from the top to the bottom.

use crate::kernel::cache::LINE;
use crate::kernel::gemm::Tile;
use crate::kernel::simd::Simd;
use crate::kernel::simd::gemm_beside::Beside;

/// Asks for what comes further down in each column that is read. Into L1: it is read but once, and soon.
pub(crate) struct AskBelow<T> {
    asked: *const T,
    /// Distance of A's columns.
    col: isize,
}

impl<T> AskBelow<T> {
    /// Bytes from what is read to what is asked for: some panels.
    const AHEAD: usize = 512;

    /// For the panel `t`, with `below` elements of each column from its first row on. Where a column ends, what is asked for are the first
    /// rows, `height` above, of the one that is read after it.
    #[inline(always)]
    pub(crate) fn new(t: &Tile<T>, height: usize, below: usize) -> AskBelow<T> {
        let ahead = Self::AHEAD / size_of::<T>();
        let asked = if ahead < below {
            t.a.wrapping_add(ahead)
        } else {
            t.a.wrapping_offset(t.k as isize * t.a_col + ahead as isize - height as isize)
        };
        AskBelow { asked, col: t.a_col }
    }
}

impl<T> Beside<T> for AskBelow<T> {
    #[inline(always)]
    fn lies(&self) -> bool {
        true
    }
    #[inline(always)]
    unsafe fn column<S: Simd, const MV: usize>(&mut self, _column: &[S::Reg; MV]) {
        for at in (0..MV * size_of::<S::Reg>()).step_by(LINE) {
            // SAFETY: the processor has `S` (caller); nothing is read.
            unsafe { S::prefetch(self.asked.wrapping_byte_add(at).cast()) };
        }
        self.asked = self.asked.wrapping_offset(self.col);
    }
}

/// A lies as it does, and has been asked for.
pub(crate) struct Lying;

impl<T> Beside<T> for Lying {
    #[inline(always)]
    fn lies(&self) -> bool {
        true
    }
}

/// Defines `unsafe fn $t(t: &Tile<$t>)` in the calling module, for each line: what `GemmKernel::sweep` says, by tiles of `$mv` registers from the text
/// `$text` over registers `$simd`, compiled with `$features`.
macro_rules! gemm_sweeps {
    ($features:literal; $($t:ident: $text:path, $simd:ident, lanes $lanes:literal, mv $mv:literal, nr [$($nr:literal)*];)*) => {
        $(
            /// # Safety
            /// As `GemmKernel::sweep` says; the processor has the features.
            pub(in crate::kernel) unsafe fn $t(t: &$crate::kernel::gemm::Tile<$t>) {
                use $crate::kernel::gemm::Tile;
                use $crate::kernel::simd::gemm_forms::PACKED;
                use $crate::kernel::simd::gemm_sweep::{AskBelow, Lying};
                use $text as text;

                /// Panel by panel, `LEFT` columns of C and `RIGHT` more.
                #[target_feature(enable = $features)]
                unsafe fn down<const LEFT: usize, const RIGHT: usize>(t: &Tile<$t>) {
                    let height = $mv * $lanes;
                    for i in (0..t.m).step_by(height) {
                        let (a, c) = (t.a.wrapping_add(i), t.c.wrapping_add(i));
                        let left = Tile { m: height, n: LEFT, b_row: LEFT as isize, a, c, ..*t };
                        // SAFETY: the caller's promise: m is a multiple of a panel's height, and B two panels.
                        unsafe {
                            text::<$simd, $mv, LEFT, PACKED>(&left, AskBelow::new(&left, t.m, t.m - i));
                            if RIGHT > 0 {
                                let (b, c) = (t.b.add(LEFT * t.k), c.wrapping_offset(LEFT as isize * t.c_col));
                                let right = Tile { n: RIGHT, b_row: RIGHT as isize, b, c, ..left };
                                text::<$simd, $mv, RIGHT, PACKED>(&right, Lying);
                            }
                        }
                    }
                }

                /// One panel of so many columns, or two of them, of which the second may have one less.
                static DOWN: &[[unsafe fn(&Tile<$t>); 3]] =
                    &[$([down::<$nr, 0>, down::<$nr, { $nr - 1 }>, down::<$nr, $nr>]),*];
                let left = if t.n <= DOWN.len() { t.n } else { t.n.div_ceil(2) };
                let right = if t.n == left { 0 } else { t.n + 2 - 2 * left };
                // SAFETY: the caller's promise, and the features of this function; n is at most twice nr.
                unsafe { DOWN[left - 1][right](t) }
            }
        )*
    };
}
pub(crate) use gemm_sweeps;
