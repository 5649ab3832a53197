//! The register tile of complex matrix products. See `kernel::gemm` for the contract.
//!
//! A stays interleaved (re, im, …). Two sums are kept, of a·re(b) and of a·im(b); at the end
//! a·b = Σ a·re(b) + i·Σ a·im(b). Conjugation needs no other loop: conj(b) subtracts the second sum, and
//! conj(a)·b = conj(a·conj(b)).

use num_complex::Complex;

use crate::kernel::gemm::Tile;
use crate::kernel::simd::Simd;
use crate::kernel::simd::gemm_forms::{EDGE, FAR, ask, columns, distances, fetch_tile, unroll};

/// One tile: MV registers high, NR columns wide.
///
/// # Safety
/// As `Tile` says, with MV − 1 < 2m / LANES ≤ MV and n = NR; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn tile<S: Simd, const MV: usize, const NR: usize, const FORM: u8>(
    t: &Tile<Complex<S::Elem>>,
) where
    S::Elem: PartialEq + From<i8>,
{
    // SAFETY: the caller's promise: the operands hold k columns of m rows, k rows of n columns, and C is m×n;
    // a complex number is two adjacent reals.
    unsafe {
        let lanes = S::LANES / 2;
        let rest = t.m - (MV - 1) * lanes;
        let mut by_re = [[S::zero(); MV]; NR];
        let mut by_im = [[S::zero(); MV]; NR];
        let (a_col, b_row) = distances::<_, NR, FORM>(t, MV * lanes);
        let b = columns::<_, NR, FORM>(t);
        if t.a_padded {
            fetch_tile::<S, MV, NR>(t.c.cast(), 2 * t.c_col);
        }
        let (mut a, mut at) = (t.a, 0);
        let turns = if unroll(FORM) > 1 { t.k / unroll(FORM) } else { 0 };
        for _ in 0..turns {
            for u in 0..unroll(FORM) {
                if FORM == FAR {
                    ask::<S, _, NR>(&b, u, at);
                }
                step::<S, MV, NR, FORM>(&mut by_re, &mut by_im, (a, rest), (&b, at));
                (a, at) = (a.wrapping_offset(a_col), at + b_row);
            }
        }
        for _ in turns * unroll(FORM)..t.k {
            step::<S, MV, NR, FORM>(&mut by_re, &mut by_im, (a, rest), (&b, at));
            (a, at) = (a.wrapping_offset(a_col), at + b_row);
        }

        // ±i·y = (∓im, ±re): x ± i·y. A loop of its own, and so short that the compiler unrolls it: were the sums indexed
        // by a variable in the loop below, they would live in memory, not in registers.
        let (zero, one) = (S::Elem::from(0), S::Elem::from(1));
        let sign = S::splat(S::Elem::from(if t.conj_a == t.conj_b { -1 } else { 1 }));
        let mut sums = by_re;
        for j in 0..NR {
            for i in 0..MV {
                sums[j][i] = S::fma(S::negate_odd(S::swap_pairs(by_im[j][i])), sign, by_re[j][i]);
            }
        }
        for j in 0..NR {
            let c = t.c.offset(j as isize * t.c_col);
            for i in 0..MV {
                let p = c.add(i * lanes);
                let partial = i == MV - 1 && rest < lanes;
                let mut x = sums[j][i];
                if t.conj_a {
                    x = S::negate_odd(x);
                }
                if t.alpha.re != one || t.alpha.im != zero {
                    x = product::<S>(x, &t.alpha);
                }
                if t.beta.re != zero || t.beta.im != zero {
                    let mut old = if partial { last_rows::<S>(p, rest) } else { S::load(p.cast()) };
                    if t.beta.re != one || t.beta.im != zero {
                        old = product::<S>(old, &t.beta);
                    }
                    x = S::add(x, old);
                }
                if partial {
                    S::store_first(p.cast(), 2 * rest, x);
                } else {
                    S::store(p.cast(), x);
                }
            }
        }
    }
}

/// by_re += a·re(b)ᵀ, by_im += a·im(b)ᵀ: a column of A and a row of B, which is `at` from its columns' starts; `rest` rows are
/// in the last register of a.
///
/// # Safety
/// As `Tile` says; the processor has `S`.
#[inline(always)]
unsafe fn step<S: Simd, const MV: usize, const NR: usize, const FORM: u8>(
    by_re: &mut [[S::Reg; MV]; NR],
    by_im: &mut [[S::Reg; MV]; NR],
    (a, rest): (*const Complex<S::Elem>, usize),
    (b, at): (&[*const Complex<S::Elem>; NR], isize),
) {
    // SAFETY: the caller's promise; a complex number is two adjacent reals.
    unsafe {
        let mut col = [S::zero(); MV];
        for i in 0..MV {
            let p = a.add(i * (S::LANES / 2));
            col[i] = if FORM == EDGE && i == MV - 1 { last_rows::<S>(p, rest) } else { S::load(p.cast()) };
        }
        for j in 0..NR {
            let x = &*b[j].wrapping_offset(at);
            let (re, im) = (S::splat(x.re), S::splat(x.im));
            for i in 0..MV {
                by_re[j][i] = S::fma(col[i], re, by_re[j][i]);
                by_im[j][i] = S::fma(col[i], im, by_im[j][i]);
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
