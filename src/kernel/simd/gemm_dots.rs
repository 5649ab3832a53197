//! The tile of inner products, for real elements. See `kernel::dots` for the contract.

use crate::kernel::dots::{Dots, asked};
use crate::kernel::simd::Simd;
use crate::kernel::stream::ask_l2;
use crate::scalar::Scalar;

/// One tile of MR rows and NR columns.
///
/// # Safety
/// As `Dots` says, with m = MR and n = NR; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn tile<S: Simd, const MR: usize, const NR: usize>(t: &Dots<S::Elem>)
where
    S::Elem: Scalar,
{
    // SAFETY: the caller's promise: k elements of each row and column, and C is m×n.
    unsafe {
        let mut acc = [[S::zero(); MR]; NR];
        let (mut rows, mut columns) = ([t.a; MR], [t.b; NR]);
        for i in 0..MR {
            rows[i] = t.a.wrapping_offset(i as isize * t.a_row);
        }
        for j in 0..NR {
            columns[j] = t.b.wrapping_offset(j as isize * t.b_col);
        }
        let whole = t.k / S::LANES * S::LANES;
        if t.ahead[0].is_null() {
            for p in (0..whole).step_by(S::LANES) {
                step::<S, MR, NR>(&mut acc, (&rows, &columns), p);
            }
        } else {
            for p in (0..whole).step_by(S::LANES) {
                for u in 0..const { asked(size_of::<S::Reg>()) } {
                    ask_l2(t.ahead[u].wrapping_add(p));
                }
                step::<S, MR, NR>(&mut acc, (&rows, &columns), p);
            }
        }
        if whole < t.k {
            // The lanes beyond add 0·0.
            let rest = t.k - whole;
            for j in 0..NR {
                let b = S::load_first(columns[j].add(whole), rest, S::zero());
                for i in 0..MR {
                    acc[j][i] = S::fma(S::load_first(rows[i].add(whole), rest, S::zero()), b, acc[j][i]);
                }
            }
        }
        // Eight registers are added up together, if there are as many.
        let mut sums = [S::Elem::ZERO; MOST];
        for first in (0..MR * NR).step_by(8) {
            let mut eight = [S::zero(); 8];
            let count = if MR * NR - first < 8 { MR * NR - first } else { 8 };
            for u in 0..count {
                eight[u] = acc[(first + u) / MR][(first + u) % MR];
            }
            if count > 4 {
                sums[first..first + 8].copy_from_slice(&S::sums(eight));
            } else {
                for u in 0..count {
                    sums[first + u] = S::sum(eight[u]);
                }
            }
        }
        for j in 0..NR {
            let c = t.c.wrapping_offset(j as isize * t.c_col);
            for i in 0..MR {
                let x = t.alpha * sums[j * MR + i];
                *c.add(i) = if t.beta == S::Elem::ZERO { x } else { x + t.beta * *c.add(i) };
            }
        }
    }
}

/// acc += a·bᵀ in each lane, a register of each row of A and of each column of B.
///
/// # Safety
/// As `Dots` says; the processor has `S`.
#[inline(always)]
unsafe fn step<S: Simd, const MR: usize, const NR: usize>(
    acc: &mut [[S::Reg; MR]; NR],
    (rows, columns): (&[*const S::Elem; MR], &[*const S::Elem; NR]),
    p: usize,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let mut a = [S::zero(); MR];
        for i in 0..MR {
            a[i] = S::load(rows[i].add(p));
        }
        for j in 0..NR {
            let b = S::load(columns[j].add(p));
            for i in 0..MR {
                acc[j][i] = S::fma_in_order(a[i], b, acc[j][i]);
            }
        }
    }
}

/// Sums of the largest tile.
const MOST: usize = 24;

/// Defines `const fn $t() -> Option<DotsKernel<$t>>` in the calling module, for each line: tiles of up to `$mr` rows by `$nr` columns
/// over registers `$simd`, all compiled with `$features`; and for the types that have none.
macro_rules! dots_kernels {
    ($features:literal; none [$($none:ident)*]; $($t:ident: $simd:ident, mr $mr:tt, nr $nr:tt;)*) => {
        $(dots_kernels!(@kernel $features, $t, $simd, $mr, $nr);)*
        $(pub(in crate::kernel) const fn $none() -> Option<$crate::kernel::DotsKernel<$none>> {
            None
        })*
    };
    (@kernel $features:literal, $t:ident, $simd:ident, [$($mr:literal)*], $nr:tt) => {
        pub(in crate::kernel) const fn $t() -> Option<$crate::kernel::DotsKernel<$t>> {
            mod tiles {
                use super::*;
                use $crate::kernel::dots::Dots;
                use $crate::kernel::simd::gemm_dots;

                #[target_feature(enable = $features)]
                unsafe fn tile<const MR: usize, const NR: usize>(t: &Dots<$t>) {
                    // SAFETY: the caller's promise, and the features of this function.
                    unsafe { gemm_dots::tile::<$simd, MR, NR>(t) }
                }
                static TILES: &[&[unsafe fn(&Dots<$t>)]] = &[$(dots_kernels!(@row $mr, $nr)),*];

                /// # Safety
                /// As `Dots` says; the processor has the features.
                pub(super) unsafe fn any(t: &Dots<$t>) {
                    // SAFETY: the caller's promise; the table has every height and width up to mr and nr.
                    unsafe { TILES[t.m - 1][t.n - 1](t) }
                }
                pub(super) const MR: usize = TILES.len();
                pub(super) const NR: usize = TILES[0].len();
                pub(super) const ASKED: usize = $crate::kernel::dots::asked(size_of::<<$simd as $crate::kernel::simd::Simd>::Reg>());
            }
            Some($crate::kernel::DotsKernel { mr: tiles::MR, nr: tiles::NR, asked: tiles::ASKED, tile: tiles::any })
        }
    };
    (@row $mr:literal, [$($nr:literal)*]) => { &[$(tile::<$mr, $nr>),*] };
}
pub(crate) use dots_kernels;
