//! The register tile of real matrix products. See `kernel::gemm` for the contract.

use std::ops::Mul;

use crate::kernel::gemm::Tile;
use crate::kernel::simd::Simd;

/// How the operands lie in memory, decided outside the loop over k.
pub(crate) const PACKED: u8 = 0;
/// Strided operands, A's columns a whole number of registers long (m is, or A is padded).
pub(crate) const STRIDED: u8 = 1;
/// Strided operands, the last register of a column only partly there.
pub(crate) const EDGE: u8 = 2;

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
        let (mut a, mut b) = (t.a, t.b);
        let a_col = if FORM == PACKED { (MV * S::LANES) as isize } else { t.a_col };
        let (b_row, b_col) = if FORM == PACKED { (NR as isize, 1) } else { (t.b_row, t.b_col) };
        // Small products, which are not packed, have C near.
        if t.a_padded {
            fetch_tile::<S, MV, NR>(t.c, t.c_col);
        }
        for _ in 0..t.k {
            let mut col = [S::zero(); MV];
            for i in 0..MV {
                let p = a.add(i * S::LANES);
                col[i] = if FORM == EDGE && i == MV - 1 { last_rows::<S>(p, rest) } else { S::load(p) };
            }
            for j in 0..NR {
                let x = S::splat(*b.offset(j as isize * b_col));
                for i in 0..MV {
                    acc[j][i] = S::fma(col[i], x, acc[j][i]);
                }
            }
            a = a.wrapping_offset(a_col);
            b = b.wrapping_offset(b_row);
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
                    x = S::fma(alpha, x, if t.beta == one { old } else { S::mul(beta, old) });
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

/// Asks for the lines of a tile of C, which is wanted when the sums are done. A column may begin in the middle of a line:
/// then it ends in one more.
///
/// # Safety
/// The processor has `S`; nothing is read.
#[inline(always)]
pub(crate) unsafe fn fetch_tile<S: Simd, const MV: usize, const NR: usize>(c: *const S::Elem, c_col: isize) {
    for j in 0..NR {
        let column = c.wrapping_offset(j as isize * c_col);
        // SAFETY: the caller's promise.
        unsafe {
            for i in 0..MV {
                S::prefetch(column.wrapping_add(i * S::LANES));
            }
            S::prefetch(column.wrapping_add(MV * S::LANES - 1));
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
