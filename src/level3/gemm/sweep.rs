//! Products with few columns of C and an A that the caches don't hold, on processors whose tiles are one cache line high: they take as long as it
//! takes to read A once.
//!
//! A line of each column of a panel is nothing that hardware reads ahead of, and not enough to ask for in time. So A goes by in slices of so few
//! columns that each is followed on its own, and they are as long as L2 has room for C. Parallel: over rows of C.

use crate::arena;
use crate::kernel::gemm::Packed;
use crate::kernel::{CacheSizes, GemmKernel};
use crate::level3::blocking::{Blocking, even_part};
use crate::level3::product::{Cut, Part, by_elements};
use crate::mat::{MatMut, MatRef};
use crate::pack::{Panels, pack};
use crate::scalar::Scalar;
use crate::workspace;

/// Columns of A in a slice: as many as hardware follows, which have room in a set of L1 however they lie. (Zen 3, 4096×2×4096: 4, 12, 16, 24
/// columns take 1.1, 1.2, 1.27, 1.3 times as long.)
const DEPTH: usize = 8;
/// The same where it isn't memory that is waited for. Less of C is read and written so. (L3, 2000×6×2000 and 1000×3×4000 0.81 to 0.85 of the time of
/// half as many, 24 columns 0.9 and 1.27; two tiles from the left of C to its right, 4096×12×4096 0.9.)
const DEEPER: usize = 16;
/// Tasks for each of several threads, one of which may come late.
const SHARES: usize = 2;
/// Bytes of a column that a task reads in a piece, at least: some pages. (4096×2×4096 in pieces of 8, 16 and 32 KB: 12.2, 9.4, 8.5 ms.)
const PIECE: usize = 8192;

/// Whether this way suits a product of this A, and a C of n columns.
pub(super) fn suits<T: Scalar>(
    kernel: &GemmKernel<T>,
    blocking: Blocking,
    a: &MatRef<'_, T>,
    n: usize,
) -> bool {
    n <= kernel.swept_columns() && a.row_stride() == 1 && bytes(a) > blocking.near
}

fn bytes<T: Scalar>(a: &MatRef<'_, T>) -> usize {
    a.rows().saturating_mul(a.cols()).saturating_mul(size_of::<T>())
}

/// Columns of A in a slice, by shape alone: the bits depend on it.
fn depth<T: Scalar>(kernel: &GemmKernel<T>, a: &MatRef<'_, T>, n: usize) -> usize {
    let shorter = a.rows() * size_of::<T>() < PIECE;
    let deeper = n > kernel.nr || shorter || bytes(a) <= CacheSizes::current().l3;
    even_part(a.cols(), if deeper { DEEPER } else { DEPTH }, 1)
}

/// C := α·A·B + β·C.
pub(super) fn product<T: Scalar>(
    (kernel, _): Cut<'_, T>,
    width: usize,
    alpha: T,
    a: MatRef<'_, T>,
    b: MatRef<'_, T>,
    beta: T,
    mut c: MatMut<'_, T>,
) {
    let (m, n, k) = (c.rows(), c.cols(), a.cols());
    let depth = depth(kernel, &a, n);
    let Some(mut b_packed) = workspace::lease(n * k) else {
        return by_elements(Part::Whole, alpha, a, b, beta, c);
    };
    let panels = Panels { height: kernel.swept_panel(n), pad: 1 };
    for p in (0..k).step_by(depth) {
        pack(kernel, b.sub_rows(p..k.min(p + depth)).t(), panels, &mut b_packed[p * n..]);
    }
    let b_packed = &b_packed[..];
    arena::for_each_tile(c.rb(), rows_of_task::<T>(kernel, width, m, n), n, |i, _, mut c| {
        let a = a.sub_rows(i..i + c.rows());
        for p in (0..k).step_by(depth) {
            let kb = depth.min(k - p);
            let b = Packed { data: &b_packed[p * n..], k: kb, conj: b.is_conj() };
            let beta = if p == 0 { beta } else { T::ONE };
            kernel.sweep(alpha, a.sub_cols(p..p + kb), b, beta, c.rb());
        }
    });
}

/// Rows of a task, of a C of m×n: C's part stays in L2, beside what goes by.
fn rows_of_task<T: Scalar>(kernel: &GemmKernel<T>, width: usize, m: usize, n: usize) -> usize {
    let most = CacheSizes::current().l2 / 2 / (n * size_of::<T>());
    let tasks = if width < 2 { 1 } else { SHARES * width };
    let share = m.div_ceil(tasks).max(PIECE / size_of::<T>());
    even_part(m, share.min(most).max(kernel.mr), kernel.mr)
}
