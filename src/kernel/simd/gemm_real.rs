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

/// Steps between two tests for the end of a loop over a packed A. (Others are short.)
pub(crate) const UNROLL: usize = 4;

/// A packed, B strided: it is read once or twice, and from far away.
pub(crate) const AHEAD: u8 = 3;

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
        let mut ahead = Ahead { next: b, column: 0 };
        // What counts the steps takes turns of the units that multiply.
        let turns = if FORM == PACKED || FORM == AHEAD { t.k / UNROLL } else { 0 };
        for _ in 0..turns {
            for _ in 0..UNROLL {
                step::<S, MV, NR, FORM>(&mut acc, &mut ahead, (a, rest), (b, b_col));
                (a, b) = (a.wrapping_offset(a_col), b.wrapping_offset(b_row));
            }
        }
        for _ in turns * UNROLL..t.k {
            step::<S, MV, NR, FORM>(&mut acc, &mut ahead, (a, rest), (b, b_col));
            (a, b) = (a.wrapping_offset(a_col), b.wrapping_offset(b_row));
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

/// acc += a·bᵀ, a column of A and a row of B; `rest` rows are in the column's last register.
///
/// # Safety
/// As `Tile` says; the processor has `S`.
#[inline(always)]
unsafe fn step<S: Simd, const MV: usize, const NR: usize, const FORM: u8>(
    acc: &mut [[S::Reg; MV]; NR],
    ahead: &mut Ahead<S::Elem>,
    (a, rest): (*const S::Elem, usize),
    (b, b_col): (*const S::Elem, isize),
) {
    // SAFETY: the caller's promise.
    unsafe {
        if FORM == AHEAD {
            ahead.ask::<S, NR>(b, b_col);
        }
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
    }
}

/// Asks for B early, a column a step: when a column's turn comes again, about a line of it has been read.
pub(crate) struct Ahead<T> {
    pub(crate) next: *const T,
    pub(crate) column: usize,
}

impl<T> Ahead<T> {
    /// Asks for the next column, `b` being the row that is read in this step.
    ///
    /// # Safety
    /// The processor has `S`; nothing is read.
    #[inline(always)]
    pub(crate) unsafe fn ask<S: Simd, const NR: usize>(&mut self, b: *const T, b_col: isize) {
        /// Bytes of a column between what is read and what is asked for.
        const LEAD: usize = 512;
        self.next =
            if self.column == 0 { b.wrapping_byte_add(LEAD) } else { self.next.wrapping_offset(b_col) };
        self.column = if self.column + 1 == NR { 0 } else { self.column + 1 };
        // SAFETY: the caller's promise.
        unsafe { S::prefetch(self.next.cast()) };
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
