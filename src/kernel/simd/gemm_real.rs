//! The register tile of real matrix products. See `kernel::gemm` for the contract.

use std::ops::Mul;

use crate::kernel::gemm::Tile;
use crate::kernel::simd::Simd;
use crate::kernel::simd::gemm_forms::{EDGE, FAR, ask, columns, distances, fetch_tile, unroll};

/// One tile: MV registers high, NR columns wide.
///
/// ```text
///         b[0]     b[1]      …     (each a broadcast)
/// a[0]  acc[0][0] acc[1][0]
/// a[1]  acc[0][1] acc[1][1]  …     acc[j][i] += a[i]·b[j]
///  ⋮
/// ```
///
/// # Safety
/// As `Tile` says, with MV − 1 < m / LANES ≤ MV and n = NR; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn tile<S: Simd, const MV: usize, const NR: usize, const FORM: u8>(t: &Tile<S::Elem>)
where
    S::Elem: PartialEq + From<i8> + Mul<Output = S::Elem>,
{
    // SAFETY: the caller's promise: the operands hold k columns of m rows, k rows of n columns, and C is m×n.
    unsafe {
        let rest = t.m - (MV - 1) * S::LANES;
        let mut acc = [[S::zero(); MV]; NR];
        let (a_col, b_row) = distances::<_, NR, FORM>(t, MV * S::LANES);
        let b = columns::<_, NR, FORM>(t);
        // Small products, which are not packed, have C near.
        if t.a_padded {
            fetch_tile::<S, MV, NR>(t.c, t.c_col);
        }
        let (mut a, mut at) = (t.a, 0);
        // What counts the steps takes turns of the units that multiply.
        let turns = if unroll(FORM) > 1 { t.k / unroll(FORM) } else { 0 };
        for _ in 0..turns {
            for u in 0..unroll(FORM) {
                if FORM == FAR {
                    ask::<S, _, NR>(&b, u, at);
                }
                step::<S, MV, NR, FORM>(&mut acc, (a, rest), (&b, at));
                (a, at) = (a.wrapping_offset(a_col), at + b_row);
            }
        }
        for _ in turns * unroll(FORM)..t.k {
            step::<S, MV, NR, FORM>(&mut acc, (a, rest), (&b, at));
            (a, at) = (a.wrapping_offset(a_col), at + b_row);
        }

        let (zero, one) = (S::Elem::from(0), S::Elem::from(1));
        let (alpha, beta) = (S::splat(t.alpha), S::splat(t.beta));
        for j in 0..NR {
            let c = t.c.offset(j as isize * t.c_col);
            for i in 0..MV {
                let p = c.add(i * S::LANES);
                let partial = i == MV - 1 && rest < S::LANES;
                let mut x = acc[j][i];
                if t.beta == zero {
                    if t.alpha != one {
                        x = S::mul(alpha, x);
                    }
                } else {
                    let old = if partial { last_rows::<S>(p, rest) } else { S::load(p) };
                    let old = if t.beta == one { old } else { S::mul(beta, old) };
                    // Some processors have units for sums beside those that the next tile's products keep busy.
                    x = if t.alpha == one { S::add(x, old) } else { S::fma(alpha, x, old) };
                }
                if partial {
                    S::store_first(p, rest, x);
                } else {
                    S::store(p, x);
                }
            }
        }
    }
}

/// acc += a·bᵀ, a column of A and a row of B, which is `at` from its columns' starts; `rest` rows are in the last register of a.
///
/// # Safety
/// As `Tile` says; the processor has `S`.
#[inline(always)]
unsafe fn step<S: Simd, const MV: usize, const NR: usize, const FORM: u8>(
    acc: &mut [[S::Reg; MV]; NR],
    (a, rest): (*const S::Elem, usize),
    (b, at): (&[*const S::Elem; NR], isize),
) {
    // SAFETY: the caller's promise.
    unsafe {
        let mut col = [S::zero(); MV];
        for i in 0..MV {
            let p = a.add(i * S::LANES);
            col[i] = if FORM == EDGE && i == MV - 1 { last_rows::<S>(p, rest) } else { S::load(p) };
        }
        for j in 0..NR {
            let x = S::splat(*b[j].wrapping_offset(at));
            for i in 0..MV {
                acc[j][i] = S::fma(col[i], x, acc[j][i]);
            }
        }
    }
}

/// The first `n` lanes from memory, the others as the last of them.
///
/// # Safety
/// `n` ≥ 1 elements are readable; the processor has `S`.
#[inline(always)]
unsafe fn last_rows<S: Simd>(p: *const S::Elem, n: usize) -> S::Reg {
    // SAFETY: the caller's promise.
    unsafe { S::load_first(p, n, S::splat(*p.add(n - 1))) }
}
