//! The register tile of complex matrix products. See `kernel::gemm` for the contract.
//!
//! A stays interleaved (re, im, …). Two sums are kept, of a·re(b) and of a·im(b); at the end
//! a·b = Σ a·re(b) + i·Σ a·im(b). Conjugation needs no other loop: conj(b) subtracts the second sum, and
//! conj(a)·b = conj(a·conj(b)).

use num_complex::Complex;

use crate::kernel::gemm::Tile;
use crate::kernel::simd::Simd;
use crate::kernel::simd::gemm_beside::Beside;
use crate::kernel::simd::gemm_factors::{BETA, BETA_ONE, NO_BETA, by_factors};
use crate::kernel::simd::gemm_forms::{
    EDGE, Edge, FAR, ask, columns, distances, fetch_tile, fills_registers, unroll,
};

/// The registers of a tile.
type Sums<S, const MV: usize, const NR: usize> = [[<S as Simd>::Reg; MV]; NR];

/// One tile: MV registers high, NR columns wide.
///
/// # Safety
/// As `Tile` says, with MV − 1 < 2m / LANES ≤ MV and n = NR; the processor has `S`; and as `beside` wants it.
#[inline(always)]
pub(crate) unsafe fn tile<S: Simd, const MV: usize, const NR: usize, const FORM: u8>(
    t: &Tile<Complex<S::Elem>>,
    mut beside: impl Beside<Complex<S::Elem>>,
) where
    S::Elem: PartialEq + From<i8>,
{
    // SAFETY: the caller's promise: the operands hold k columns of m rows, k rows of n columns, and C is m×n;
    // a complex number is two adjacent reals.
    unsafe {
        let lanes = S::LANES / 2;
        let edge = Edge::of::<MV, FORM>(t.m, lanes);
        let mut by_re = [[S::zero(); MV]; NR];
        let mut by_im = [[S::zero(); MV]; NR];
        let (a_col, b_row) = distances::<_, NR, FORM>(t, MV * lanes, beside.lies());
        let b = columns::<_, NR, FORM>(t);
        if t.a_padded || beside.fetches() {
            fetch_tile::<S, MV, NR>(t.c.cast(), 2 * t.c_col);
        }
        let (mut a, mut at) = (t.a, 0);
        let turns = if unroll(FORM) > 1 { t.k / unroll(FORM) } else { 0 };
        for _ in 0..turns {
            beside.turn(MV * size_of::<S::Reg>());
            for u in 0..unroll(FORM) {
                if FORM == FAR {
                    ask::<S, _, NR>(&b, u, at);
                }
                step::<S, MV, NR, FORM>((&mut by_re, &mut by_im), (a, edge), (&b, at), &mut beside);
                (a, at) = (a.wrapping_offset(a_col), at + b_row);
            }
        }
        for _ in turns * unroll(FORM)..t.k {
            step::<S, MV, NR, FORM>((&mut by_re, &mut by_im), (a, edge), (&b, at), &mut beside);
            (a, at) = (a.wrapping_offset(a_col), at + b_row);
        }

        // ±i·y = (∓im, ±re): x ± i·y. A loop of its own, and so short that the compiler unrolls it: were the sums indexed
        // by a variable in the loop over C, they would live in memory, not in registers.
        let sign = S::splat(S::Elem::from(if t.conj_a == t.conj_b { -1 } else { 1 }));
        let mut sums = by_re;
        for j in 0..NR {
            for i in 0..MV {
                sums[j][i] = S::fma(S::negate_odd(S::swap_pairs(by_im[j][i])), sign, by_re[j][i]);
            }
        }
        let real = |x: i8| Complex { re: S::Elem::from(x), im: S::Elem::from(0) };
        by_factors!(t.alpha, t.beta, real(0), real(1); update::<S, MV, NR>(t, &sums, edge));
    }
}

/// C := α·sums + β·C, the sums conjugated if A is.
///
/// # Safety
/// As `Tile` says; the processor has `S`.
#[inline(always)]
unsafe fn update<S: Simd, const MV: usize, const NR: usize, const ALPHA: bool, const KIND: u8>(
    t: &Tile<Complex<S::Elem>>,
    sums: &[[S::Reg; MV]; NR],
    edge: Edge,
) {
    // SAFETY: the caller's promise: C is m×n; a complex number is two adjacent reals.
    unsafe {
        for j in 0..NR {
            let c = t.c.offset(j as isize * t.c_col);
            let mut x = sums[j];
            // All of a column is read before any of it is written: two registers may have rows in common.
            for i in 0..MV {
                if t.conj_a {
                    x[i] = S::negate_odd(x[i]);
                }
                if ALPHA {
                    x[i] = product::<S>(x[i], &t.alpha);
                }
                if KIND != NO_BETA {
                    let p = c.add(edge.row::<MV>(i, S::LANES / 2));
                    let old =
                        if edge.masked::<MV>(i) { last_rows::<S>(p, edge.rest) } else { S::load(p.cast()) };
                    let old = if KIND == BETA { product::<S>(old, &t.beta) } else { old };
                    x[i] = S::add(x[i], old);
                }
            }
            for i in 0..MV {
                let p = c.add(edge.row::<MV>(i, S::LANES / 2));
                if edge.masked::<MV>(i) {
                    S::store_first(p.cast(), 2 * edge.rest, x[i]);
                } else {
                    S::store(p.cast(), x[i]);
                }
            }
        }
    }
}

/// by_re += a·re(b)ᵀ, by_im += a·im(b)ᵀ: a column of A and a row of B, which is `at` from its columns' starts.
///
/// # Safety
/// As `Tile` says; the processor has `S`.
#[inline(always)]
unsafe fn step<S: Simd, const MV: usize, const NR: usize, const FORM: u8>(
    (by_re, by_im): (&mut Sums<S, MV, NR>, &mut Sums<S, MV, NR>),
    (a, edge): (*const Complex<S::Elem>, Edge),
    (b, at): (&[*const Complex<S::Elem>; NR], isize),
    beside: &mut impl Beside<Complex<S::Elem>>,
) {
    // SAFETY: the caller's promise; a complex number is two adjacent reals.
    unsafe {
        let mut col = [S::zero(); MV];
        for i in 0..MV {
            let p = a.add(edge.row::<MV>(i, S::LANES / 2));
            col[i] = if FORM == EDGE && MV == 1 { last_rows::<S>(p, edge.rest) } else { S::load(p.cast()) };
        }
        beside.column::<S, MV>(&col);
        for j in 0..NR {
            let x = &*b[j].wrapping_offset(at);
            let (re, im) = (S::splat(x.re), S::splat(x.im));
            for i in 0..MV {
                if const { fills_registers(2 * MV * NR) } {
                    by_re[j][i] = S::fma_in_order(col[i], re, by_re[j][i]);
                    by_im[j][i] = S::fma_in_order(col[i], im, by_im[j][i]);
                } else {
                    by_re[j][i] = S::fma(col[i], re, by_re[j][i]);
                    by_im[j][i] = S::fma(col[i], im, by_im[j][i]);
                }
            }
        }
    }
}

/// Each complex lane times one number.
///
/// # Safety
/// The processor has `S`.
#[inline(always)]
unsafe fn product<S: Simd>(x: S::Reg, by: &Complex<S::Elem>) -> S::Reg {
    // SAFETY: the caller's promise.
    unsafe { S::fmaddsub(x, S::splat(by.re), S::mul(S::swap_pairs(x), S::splat(by.im))) }
}

/// The first `n` complex numbers from memory, the other lanes as the last of them.
///
/// # Safety
/// `n` ≥ 1 numbers are readable; the processor has `S`.
#[inline(always)]
unsafe fn last_rows<S: Simd>(p: *const Complex<S::Elem>, n: usize) -> S::Reg {
    // SAFETY: the caller's promise.
    unsafe {
        let last = S::splat_pair(p.add(n - 1).cast());
        if 2 * n == S::LANES { S::load(p.cast()) } else { S::load_first(p.cast(), 2 * n, last) }
    }
}
