//! Products with a narrow C and an A that the caches don't hold: they take as long as it takes to read A once.
//!
//! Thin slices of A's columns go by, each from the top to the bottom, as the hardware reads ahead. So C stays in the
//! caches, where every slice adds to it. Parallel: over rows of C.

use crate::arena;
use crate::kernel::gemm::Packed;
use crate::kernel::{CacheSizes, GemmKernel, prefers_one_stream, wants_prefetches};
use crate::level3::blocking::{Blocking, even_part};
use crate::level3::product::{Cut, Part, by_elements};
use crate::mat::{MatMut, MatRef};
use crate::pack::pack_b;
use crate::scalar::Scalar;
use crate::workspace;

/// Micro-tiles from the left of C to its right, at most. A is read where it lies, by all of them: only one is always done sooner so than by
/// packing A with the first of them (`kernel::packing`; Zen 4, 16 to 64 columns of 1500×3000 to 4096×4096 and 100000×100 elements: 1.05 to
/// 1.35 times as fast packed).
const WIDTH: usize = 1;
/// The same where whole columns are read faster than several side by side (Zen 5: 24 and 32 columns take 5 to 16 % less than packed, but 40
/// to 64 take 5 to 20 % more).
const WIDTH_OF_STREAM: usize = 4;
/// The same where L3 is far: all tiles of a panel ask for the next one meanwhile, not only the first, as where that packs it. (Intel Emerald
/// Rapids: 16 to 128 columns from L3 1.05 to 1.35 times as fast as packed, 200 to 256 0.95 to 1.07.)
const WIDTH_OF_ASKS: usize = 32;
/// Columns of A in a slice, at most. Each may lie on a page of its own, as columns of C do: 64 pages, of which level 1 of a
/// TLB knows more, and as many streams as the hardware reads ahead.
pub(super) const DEPTH: usize = 32;
/// Bytes of a column of A that a task reads in a piece, at least: the hardware reads ahead within a page.
const PIECE: usize = 4096;
/// Tasks that C is cut into if its rows allow it.
const TASKS: usize = 8;
/// Tasks for each of several threads, one of which may come late, and panels of each, of which nobody asks for the first.
const SHARES: usize = 4;
const LEAST: usize = 4;

/// Whether this way suits a product of this A, and a C of n columns.
pub(super) fn suits<T: Scalar>(
    kernel: &GemmKernel<T>,
    blocking: Blocking,
    a: MatRef<'_, T>,
    n: usize,
) -> bool {
    let bytes = |columns: usize| a.rows().saturating_mul(columns).saturating_mul(size_of::<T>());
    let (width, near, pays) = if wants_prefetches() {
        // Where C comes from memory, with little to do on it, it is better to have long pieces of a few of its columns. And all of B is packed
        // before slices of it are read again, from L2 or not at all. (200 columns, k = 4000: 0.82 to 0.95 of the time otherwise.)
        let near = n <= DEPTH || n * a.cols() * size_of::<T>() <= blocking.near;
        let pays = near && (n <= DEPTH || a.cols() > 2 * DEPTH || bytes(n) <= CacheSizes::current().l3 / 8);
        (WIDTH_OF_ASKS, blocking.near / 2, pays)
    } else {
        // If one slice is all of A, C doesn't come by again, and it is better to read A in longer pieces (`rows`), unless it is read but once.
        let width = if prefers_one_stream() { WIDTH_OF_STREAM } else { WIDTH };
        (width, blocking.near, a.cols() > DEPTH || n <= kernel.nr)
    };
    a.row_stride() == 1 && n <= width * kernel.nr && bytes(a.cols()) > near && pays
}

/// Columns of A in a slice: what L1 holds of a panel that several tiles read, where it comes as it is asked for.
fn depth<T: Scalar>(kernel: &GemmKernel<T>, n: usize) -> usize {
    if n <= kernel.nr || !wants_prefetches() {
        return DEPTH;
    }
    (CacheSizes::current().l1 / 4 * 3 / size_of::<T>() / (kernel.mr + kernel.nr)).max(DEPTH)
}

/// C := α·A·B + β·C.
pub(super) fn product<T: Scalar>(
    (kernel, blocking): Cut<'_, T>,
    width: usize,
    alpha: T,
    a: MatRef<'_, T>,
    b: MatRef<'_, T>,
    beta: T,
    mut c: MatMut<'_, T>,
) {
    let (m, n, k) = (c.rows(), c.cols(), a.cols());
    let depth = even_part(k, depth(kernel, n), 1);
    let Some(mut b_packed) = workspace::lease(n * k) else {
        return by_elements(Part::Whole, alpha, a, b, beta, c);
    };
    for p in (0..k).step_by(depth) {
        pack_b(kernel, b.sub_rows(p..k.min(p + depth)).t(), &mut b_packed[p * n..]);
    }
    let b = Packed { data: &b_packed[..], k, conj: b.is_conj() };
    // Out of a shared cache, a processor that reads ahead by itself does better alone; from memory, none does.
    let asks = wants_prefetches() || m * k * size_of::<T>() > blocking.cached;
    let mut height = extent::<T>(kernel.mr, m, n);
    if wants_prefetches() && width > 1 {
        // Pieces may be short where they are asked for.
        height = height.min(m.div_ceil(SHARES * width).next_multiple_of(kernel.mr).max(LEAST * kernel.mr));
    }
    arena::for_each_tile(c.rb(), height, n, |i, _, c| {
        rows(kernel, (depth, asks), alpha, a.sub_rows(i..i + c.rows()), b, beta, c);
    });
}

/// The extent of a task along the longer side of a C of long × few elements: its C fills a quarter of L2 at most, beside the slices
/// that go by.
pub(super) fn extent<T: Scalar>(unit: usize, long: usize, few: usize) -> usize {
    let most = CacheSizes::current().l2 / 4 / (few * size_of::<T>());
    let least = PIECE / size_of::<T>();
    long.div_ceil(TASKS).min(most).max(least).next_multiple_of(unit)
}

/// The rows of a task. B is packed slice by slice; whether the next panel of A is asked for while one is computed with is told.
fn rows<T: Scalar>(
    kernel: &GemmKernel<T>,
    (depth, asks): (usize, bool),
    alpha: T,
    a: MatRef<'_, T>,
    b: Packed<'_, T>,
    beta: T,
    mut c: MatMut<'_, T>,
) {
    let (m, n, k) = (c.rows(), c.cols(), a.cols());
    // The panel from row i and column p on.
    let panel = |i: usize, p: usize| a.sub(i..m.min(i + kernel.mr), p..k.min(p + depth));
    for p in (0..k).step_by(depth) {
        let b = Packed { data: &b.data[p * n..], k: depth.min(k - p), ..b };
        let beta = if p == 0 { beta } else { T::ONE };
        for i in (0..m).step_by(kernel.mr) {
            let a = panel(i, p);
            let ahead = match i + kernel.mr < m {
                _ if !asks => a.sub_cols(0..0),
                true => panel(i + kernel.mr, p),
                false => panel(0, k.min(p + depth)),
            };
            // Few columns of C are read ahead of by the hardware, and later slices find all of them in L2.
            let below = asks && n > DEPTH / 2 && p == 0 && i + kernel.mr < m;
            kernel.streamed(alpha, a, b, beta, c.rb().sub_rows(i..i + a.rows()), (ahead, below));
        }
    }
}
