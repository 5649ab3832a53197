//! Packing through registers: copies where the panel's rows are adjacent, square blocks transposed in registers where
//! its columns are. Padding repeats the last row.

use num_complex::Complex;

use crate::kernel::cache::LINE;
use crate::kernel::gemm::Panel;
use crate::kernel::generic;
use crate::kernel::simd::Simd;

/// A panel of reals.
///
/// # Safety
/// As `Panel` says; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn real<S: Simd>(panel: &Panel<S::Elem>) {
    // SAFETY: the caller's promise.
    unsafe {
        if panel.row == 1 {
            copy::<S>(panel, |p| S::splat(*p));
        } else if panel.col == 1 {
            transpose::<S>(panel);
        } else {
            generic::pack::pack(panel);
        }
    }
}

/// A panel of single-precision complex numbers: pairs of reals `S` where they are copied, wholes as wide as the reals
/// `W` where they change places.
///
/// # Safety
/// As `Panel` says; the processor has `S` and `W`.
#[inline(always)]
pub(crate) unsafe fn complex_as<S: Simd, W: Simd>(panel: &Panel<Complex<S::Elem>>) {
    const { assert!(size_of::<W::Elem>() == 2 * size_of::<S::Elem>()) };
    // SAFETY: the caller's promise; a complex number is two adjacent reals, and as long as one of `W`, whose registers
    // move bits and compute nothing here (loads and stores are of any alignment).
    unsafe {
        if panel.row == 1 {
            copy::<S>(&as_pairs(panel), |p| S::splat_pair(p.sub(1)));
        } else if panel.col == 1 {
            transpose::<W>(&Panel {
                src: panel.src.cast(),
                dst: panel.dst.cast(),
                row: panel.row,
                col: panel.col,
                rows: panel.rows,
                cols: panel.cols,
                dst_col: panel.dst_col,
                padded: panel.padded,
            });
        } else {
            generic::pack::pack(panel);
        }
    }
}

/// A panel of double-precision complex numbers, which are moved one by one where they change places.
///
/// # Safety
/// As `Panel` says; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn complex<S: Simd>(panel: &Panel<Complex<S::Elem>>) {
    // SAFETY: the caller's promise; a complex number is two adjacent reals.
    unsafe {
        if panel.row == 1 {
            copy::<S>(&as_pairs(panel), |p| S::splat_pair(p.sub(1)));
        } else {
            generic::pack::pack(panel);
        }
    }
}

/// A panel of complex numbers with adjacent rows, seen as one of reals.
fn as_pairs<E>(panel: &Panel<Complex<E>>) -> Panel<E> {
    Panel {
        src: panel.src.cast(),
        dst: panel.dst.cast(),
        row: 1,
        col: 2 * panel.col,
        rows: 2 * panel.rows,
        cols: panel.cols,
        dst_col: 2 * panel.dst_col,
        padded: 2 * panel.padded,
    }
}

/// A panel of so few columns takes less time than memory does to answer: the panel after the next is asked for meanwhile.
const FEW: usize = 32;

/// Adjacent rows. `last` makes a register of the last element, which ends at the address it gets.
///
/// # Safety
/// As `Panel` says; the processor has `S`.
#[inline(always)]
unsafe fn copy<S: Simd>(panel: &Panel<S::Elem>, last: impl Fn(*const S::Elem) -> S::Reg + Copy) {
    // SAFETY: the caller's promise.
    unsafe {
        match panel.rows / S::LANES {
            0 => copy_columns::<S, 0>(panel, last),
            1 => copy_columns::<S, 1>(panel, last),
            2 => copy_columns::<S, 2>(panel, last),
            3 => copy_columns::<S, 3>(panel, last),
            _ => copy_columns::<S, MANY>(panel, last),
        }
    }
}

/// Registers of a column, if it is not known how many.
const MANY: usize = usize::MAX;

/// The same where `WHOLE` registers of a column are full.
///
/// # Safety
/// As `copy`; the rows fill so many registers, and perhaps a part of one.
#[inline(always)]
unsafe fn copy_columns<S: Simd, const WHOLE: usize>(
    panel: &Panel<S::Elem>,
    last: impl Fn(*const S::Elem) -> S::Reg,
) {
    let whole = if WHOLE == MANY { panel.rows / S::LANES } else { WHOLE } * S::LANES;
    let rest = panel.rows - whole;
    let ahead = panel.cols <= FEW;
    let (mut src, mut dst) = (panel.src, panel.dst);
    // SAFETY: the caller's promise. A part of a register is stored whole where what follows is padding (A), or later columns (B).
    unsafe {
        let (lanes, followed) = (S::lanes_before(rest), panel.dst_col == panel.rows);
        for p in 0..panel.cols {
            if ahead {
                for i in (0..panel.rows).step_by(LINE / size_of::<S::Elem>()) {
                    S::prefetch(src.wrapping_add(2 * panel.rows + i));
                }
            }
            for i in (0..whole).step_by(S::LANES) {
                S::store(dst.add(i), S::load(src.add(i)));
            }
            if rest > 0 && whole > 0 && panel.padded == panel.rows {
                // The last register begins earlier.
                let i = panel.rows - S::LANES;
                S::store(dst.add(i), S::load(src.add(i)));
            } else if rest > 0 && panel.padded > panel.rows {
                let part = S::load_first(src.add(whole), rest, last(src.add(panel.rows - 1)));
                S::store(dst.add(whole), part);
            } else if rest > 0 {
                let part = S::load_in(lanes, src);
                if followed && (panel.cols - p) * panel.rows >= S::LANES {
                    S::store(dst, part);
                } else {
                    S::store_first(dst, rest, part);
                }
            }
            src = src.wrapping_offset(panel.col);
            dst = dst.wrapping_add(panel.dst_col);
        }
    }
}

/// Bytes of a row between what is read and what is asked for.
const LEAD: usize = 512;

/// Adjacent columns.
///
/// # Safety
/// As `Panel` says; the processor has `S`.
#[inline(always)]
unsafe fn transpose<S: Simd>(panel: &Panel<S::Elem>) {
    // The last rows are not done in blocks if there is padding after them.
    let rows = (panel.rows - usize::from(panel.padded > panel.rows)) / S::BLOCK * S::BLOCK;
    let cols = panel.cols / S::BLOCK * S::BLOCK;
    let lead = LEAD / size_of::<S::Elem>();
    // SAFETY: the caller's promise; the blocks, and what is left of rows and columns, lie inside the panel.
    unsafe {
        for p in (0..cols).step_by(S::BLOCK) {
            // Deep panels come from memory, too many columns at a time for what the processor foresees by itself. Behind the end of these rows
            // the next panel's begin.
            if (p * size_of::<S::Elem>()).is_multiple_of(LINE) {
                let (first, at) = if p + lead < cols { (0, p + lead) } else { (panel.rows, p + lead - cols) };
                for i in first..first + rows {
                    S::prefetch(panel.src.wrapping_offset(i as isize * panel.row + at as isize));
                }
            }
            for i in (0..rows).step_by(S::BLOCK) {
                let src = panel.src.offset(i as isize * panel.row + p as isize);
                S::transpose_block(src, panel.row, panel.dst.add(p * panel.dst_col + i), panel.dst_col);
            }
        }
        if rows < panel.rows {
            generic::pack::pack(&Panel {
                src: panel.src.offset(rows as isize * panel.row),
                dst: panel.dst.add(rows),
                rows: panel.rows - rows,
                padded: panel.padded - rows,
                cols,
                ..*panel
            });
        }
        generic::pack::pack(&Panel {
            src: panel.src.add(cols),
            dst: panel.dst.add(cols * panel.dst_col),
            cols: panel.cols - cols,
            ..*panel
        });
    }
}
