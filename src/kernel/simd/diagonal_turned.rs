//! The diagonal kernels' solutions where a register holds as many numbers as there are columns. See `kernel::diagonal` for the contract.
//!
//! The columns of B are transposed in registers: then one holds a row of B, and another row is taken out of it by a
//! multiplication with a single element of L. Nothing passes through memory on the way from a row to those that depend
//! on it, which is what `diagonal`, where it is elements of B that must be broadcast, takes longest for. Sums of reals are the same, bit for bit.

use crate::kernel::diagonal::Diagonal;
use crate::kernel::simd::Simd;
use crate::kernel::simd::columns::has_32_registers;
use crate::kernel::simd::diagonal::{columns, load, scale, store, times_diagonal};
use crate::kernel::simd::numbers::Square;

/// Rows that 16 registers hold beside what they are computed with. If a block of columns has more, it is done a register's rows at a time.
const ROWS: usize = 8;

/// B := α·L⁻¹·B.
///
/// # Safety
/// As `Diagonal` says, with MV − 1 < m / COUNT ≤ MV ≤ 3, and n ≤ N, which is COUNT; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn solve<S: Simd, T: Square<S>, const MV: usize, const N: usize, const UPPER: bool>(
    t: &Diagonal<T>,
) {
    const { assert!(N == T::COUNT && MV * N <= 24 && (has_32_registers::<S>() || MV <= 2)) };
    // SAFETY: the caller's promise.
    unsafe {
        let columns = columns(t);
        let mut x = load::<S, T, MV, N>(t, &columns);
        scale::<S, T, MV, N>(t, &mut x);
        times_diagonal::<S, T, MV, N>(t, &mut x);
        let mut rows = [[S::zero(); N]; MV];
        for i in 0..MV {
            let mut block = [S::zero(); N];
            for j in 0..N {
                block[j] = x[j][i];
            }
            rows[i] = T::transpose(block);
        }
        /// Takes rows of B, in the order in which they are known, out of those that depend on them, as far as these are in some of the blocks.
        macro_rules! take_out {
            ($blocks:literal) => {
                if UPPER {
                    take_out!($blocks; 23 22 21 20 19 18 17 16 15 14 13 12 11 10 9 8 7 6 5 4 3 2 1);
                } else {
                    take_out!($blocks; 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22);
                }
            };
            ($blocks:literal; $($row:literal)*) => { $(
                if $row < MV * N {
                    take_out::<S, T, MV, N, UPPER, $row, $blocks>(t, &mut rows);
                }
            )* };
        }
        if has_32_registers::<S>() || MV * N <= ROWS {
            take_out!(0b111);
        } else if UPPER {
            take_out!(0b10);
            take_out!(0b01);
        } else {
            take_out!(0b01);
            take_out!(0b10);
        }
        for i in 0..MV {
            let block = T::transpose(rows[i]);
            for j in 0..N {
                x[j][i] = block[j];
            }
        }
        store::<S, T, MV, N>(t, &columns, &x);
    }
}

/// Takes a row of B, which is known, out of those that depend on it and are in the blocks whose bits are set in BLOCKS.
///
/// # Safety
/// As `solve`, with ROW < MV·N.
#[inline(always)]
unsafe fn take_out<
    S: Simd,
    T: Square<S>,
    const MV: usize,
    const N: usize,
    const UPPER: bool,
    const ROW: usize,
    const BLOCKS: u8,
>(
    t: &Diagonal<T>,
    rows: &mut [[S::Reg; N]; MV],
) {
    // Behind the last row there is only what repeats it.
    if if UPPER { t.m <= ROW } else { t.m <= ROW + 1 } {
        return;
    }
    let known = rows[ROW / N][ROW % N];
    for i in (0..MV).filter(|i| BLOCKS >> i & 1 == 1) {
        for r in 0..N {
            let row = i * N + r;
            if if UPPER { row < ROW } else { ROW < row } {
                // SAFETY: the caller's promise: L is packed, its columns MV registers long and the first one the diagonal.
                unsafe {
                    let l = &*t.l.add((1 + ROW) * MV * N + row);
                    rows[i][r] = T::times_add(known, l, rows[i][r]);
                }
            }
        }
    }
}
