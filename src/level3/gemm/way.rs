//! Which way suits a product's shape, and how its operands lie, where k is in one piece.
//!
//! | way | A | B | a task does | for |
//! |---|---|---|---|---|
//! | [`Dots`](Way::Dots) | where it lies | where it lies | a part of the longer side | operands that lie along k, few rows or columns |
//! | [`Medium`](Way::Medium) | where it lies, or packed by the task | where it lies | some rows of C | a B that stays in L2, or in parts if it is shallow |
//! | [`Short`](Way::Short) | packed for all | where it lies | some columns of C | few rows, B's rows adjacent |
//! | [`Across`](Way::Across) | packed for all | where it lies, in thin slices | some columns of C | few rows, B's columns adjacent |
//! | [`Turned`](Way::Turned) | as the transpose | as the transpose | as the transpose | few rows of many columns, B's columns adjacent |
//! | [`Sweep`](Way::Sweep) | where it lies, a few columns at a time | packed for all | some rows of C | few columns, a large A, tiles one line high |
//! | [`Narrow`](Way::Narrow) | where it lies, in thin slices | packed for all | some rows of C | few columns, a large A |
//! | [`Rows`](Way::Rows) | packed by the task | packed for all | whole rows of C | a narrow C |
//! | [`Packed`](Way::Packed) | packed for all | packed for all, if it is read often | a tile of C | anything |

use crate::kernel::gemm::GemmKernel;
use crate::kernel::{DotsKernel, are_crowded, wants_prefetches};
use crate::level3::gemm::{dots, narrow, short, sweep, turned};
use crate::level3::medium;
use crate::level3::product::Cut;
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// A task does whole rows of C if so many of them, at least, make one: each column of C is on a page of its own, and
/// shorter pieces than some lines of it take longer to find than to compute.
const COLUMN_BYTES: usize = 6 * 64;

/// How a product is done.
pub(super) enum Way<T: 'static> {
    /// By inner products.
    Dots(&'static DotsKernel<T>),
    /// B in the caches for all rows of C, all of it or in parts.
    Medium,
    /// B once, under few rows.
    Short,
    /// The same, a B whose columns are adjacent.
    Across,
    /// The transpose, which is turned at the end.
    Turned,
    /// A once, a few columns of it side by side, beside few columns of C.
    Sweep,
    /// A once, beside few columns.
    Narrow,
    /// Whole rows of a C so narrow that some of them are a task.
    Rows,
    /// Blocks of both operands.
    Packed,
}

impl<T: Scalar> Way<T> {
    /// The one for this product.
    pub(super) fn of(
        (kernel, blocking): Cut<'_, T>,
        a: &MatRef<'_, T>,
        b: &MatRef<'_, T>,
        c: &MatMut<'_, T>,
    ) -> Way<T> {
        let (m, n, k) = (c.rows(), c.cols(), a.cols());
        if let Some(kernel) = dots::suits(kernel, a, b, c) {
            return Way::Dots(kernel);
        }
        let few_rows = m <= short::ROWS * kernel.mr;
        let narrow = narrow::suits(kernel, blocking, *a, n);
        let swept = sweep::suits(kernel, blocking, a, n);
        let medium = || {
            // Beyond the caches, panels of A and tiles of C are pieces of columns too short for the hardware to read ahead.
            // To sweep over A pays earlier. (Zen 3, 1000×4×1000 0.65, 100000×3×4 0.58, but 700×4×700 1.0, 300×6×600 1.25 of the time.)
            let most = if swept { blocking.cached / 2 } else { blocking.cached };
            let cached = m.saturating_mul(n + k).saturating_mul(size_of::<T>()) <= most;
            // Nor is it waited for where L3 is far, if A can be asked for. There few rows aren't packed, either: Emerald Rapids, 24 and 48
            // rows, k = 200 to 1000: 0.76 to 1.0 of the time with A packed.
            let other = if wants_prefetches() { narrow } else { few_rows };
            // What packs both operands cuts a k that is deeper than a panel, and how columns lie is not to tell in the bits.
            let crowded = || k <= blocking.kc && crowds(kernel, a, c);
            let suits = medium::suits(blocking, m, b) || medium::suits_wide(m, a, b);
            cached && !other && suits && !crowded()
        };
        if medium() {
            Way::Medium
        } else if few_rows && b.row_stride() == 1 {
            Way::Short
        } else if turned::suits(kernel, b, m) {
            Way::Turned
        } else if few_rows && b.col_stride() == 1 {
            Way::Across
        } else if swept {
            Way::Sweep
        } else if narrow {
            Way::Narrow
        } else if blocking.rows::<T>(n, k) * size_of::<T>() >= COLUMN_BYTES {
            Way::Rows
        } else {
            Way::Packed
        }
    }
}

/// Whether the columns of a tile of C, or those of A, crowd each other out of the caches. Such products pack both operands and go down C,
/// where the next tile has other places. (Zen 4, distances of 4096 bytes: 512×512×16 to 512×512×64 and 128×512×128 1.1 to 1.25 times as fast.)
fn crowds<T: Scalar>(kernel: &GemmKernel<T>, a: &MatRef<'_, T>, c: &MatMut<'_, T>) -> bool {
    let bytes = |stride: isize| stride.unsigned_abs() * size_of::<T>();
    are_crowded(a.cols(), bytes(a.col_stride())) || are_crowded(kernel.nr, bytes(c.col_stride()))
}
