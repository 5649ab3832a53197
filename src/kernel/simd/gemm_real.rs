//! The register tile of real matrix products. See `kernel::gemm` for the contract.

use crate::kernel::gemm::Tile;
use crate::kernel::simd::Simd;
use crate::kernel::simd::gemm_beside::Beside;
use crate::kernel::simd::gemm_factors::{BETA, BETA_ONE, NO_BETA, by_factors};
use crate::kernel::simd::gemm_forms::{
    EDGE, Edge, FAR, ask, columns, distances, fetch_tile, fills_registers, unroll,
};

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
/// As `Tile` says, with MV − 1 < m / LANES ≤ MV and n = NR; the processor has `S`; and as `beside` wants it.
#[inline(always)]
pub(crate) unsafe fn tile<S: Simd, const MV: usize, const NR: usize, const FORM: u8>(
    t: &Tile<S::Elem>,
    mut beside: impl Beside<S::Elem>,
) where
    S::Elem: PartialEq + From<i8>,
{
    // SAFETY: the caller's promise: the operands hold k columns of m rows, k rows of n columns, and C is m×n.
    unsafe {
        let edge = Edge::of::<MV, FORM>(t.m, S::LANES);
        let mut acc = [[S::zero(); MV]; NR];
        let (a_col, b_row) = distances::<_, NR, FORM>(t, MV * S::LANES, beside.lies());
        let b = columns::<_, NR, FORM>(t);
        // Small products, which are not packed, have C near.
        if t.a_padded || beside.fetches() {
            fetch_tile::<S, MV, NR>(t.c, t.c_col);
        }
        let (mut a, mut at) = (t.a, 0);
        // What counts the steps takes turns of the units that multiply.
        let turns = if unroll(FORM) > 1 { t.k / unroll(FORM) } else { 0 };
        for _ in 0..turns {
            beside.turn(MV * size_of::<S::Reg>());
            for u in 0..unroll(FORM) {
                if FORM == FAR {
                    ask::<S, _, NR>(&b, u, at);
                }
                step::<S, MV, NR, FORM>(&mut acc, (a, edge), (&b, at), &mut beside);
                (a, at) = (a.wrapping_offset(a_col), at + b_row);
            }
        }
        for _ in turns * unroll(FORM)..t.k {
            step::<S, MV, NR, FORM>(&mut acc, (a, edge), (&b, at), &mut beside);
            (a, at) = (a.wrapping_offset(a_col), at + b_row);
        }

        let (zero, one) = (S::Elem::from(0), S::Elem::from(1));
        by_factors!(t.alpha, t.beta, zero, one; update::<S, MV, NR>(t, &acc, edge));
    }
}

/// C := α·acc + β·C.
///
/// # Safety
/// As `Tile` says; the processor has `S`.
#[inline(always)]
unsafe fn update<S: Simd, const MV: usize, const NR: usize, const ALPHA: bool, const KIND: u8>(
    t: &Tile<S::Elem>,
    acc: &[[S::Reg; MV]; NR],
    edge: Edge,
) {
    // SAFETY: the caller's promise: C is m×n.
    unsafe {
        let (alpha, beta) = (S::splat(t.alpha), S::splat(t.beta));
        for j in 0..NR {
            let c = t.c.offset(j as isize * t.c_col);
            let mut x = acc[j];
            // All of a column is read before any of it is written: two registers may have rows in common.
            for i in 0..MV {
                if KIND == NO_BETA {
                    x[i] = if ALPHA { S::mul(alpha, x[i]) } else { x[i] };
                    continue;
                }
                let p = c.add(edge.row::<MV>(i, S::LANES));
                let old = if edge.masked::<MV>(i) { last_rows::<S>(p, edge.rest) } else { S::load(p) };
                let old = if KIND == BETA { S::mul(beta, old) } else { old };
                // Some processors have units for sums beside those that the next tile's products keep busy.
                x[i] = if ALPHA { S::fma(alpha, x[i], old) } else { S::add(x[i], old) };
            }
            for i in 0..MV {
                let p = c.add(edge.row::<MV>(i, S::LANES));
                if edge.masked::<MV>(i) {
                    S::store_first(p, edge.rest, x[i]);
                } else {
                    S::store(p, x[i]);
                }
            }
        }
    }
}

/// acc += a·bᵀ, a column of A and a row of B, which is `at` from its columns' starts.
///
/// # Safety
/// As `Tile` says; the processor has `S`.
#[inline(always)]
unsafe fn step<S: Simd, const MV: usize, const NR: usize, const FORM: u8>(
    acc: &mut [[S::Reg; MV]; NR],
    (a, edge): (*const S::Elem, Edge),
    (b, at): (&[*const S::Elem; NR], isize),
    beside: &mut impl Beside<S::Elem>,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let mut col = [S::zero(); MV];
        for i in 0..MV {
            let p = a.add(edge.row::<MV>(i, S::LANES));
            col[i] = if FORM == EDGE && MV == 1 { last_rows::<S>(p, edge.rest) } else { S::load(p) };
        }
        beside.column::<S, MV>(&col);
        for j in 0..NR {
            let x = S::splat(*b[j].wrapping_offset(at));
            for i in 0..MV {
                acc[j][i] = if const { fills_registers(MV * NR) } {
                    S::fma_in_order(col[i], x, acc[j][i])
                } else {
                    S::fma(col[i], x, acc[j][i])
                };
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
