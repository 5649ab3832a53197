//! Products of which a task does whole rows of C, for C is narrow enough: B is packed for all of them, and each packs the
//! rows of A that it alone reads. So nobody waits for A to be packed, and it is still in the caches when it is read.

use crate::arena;
use crate::kernel::GemmKernel;
use crate::kernel::gemm::Packed;
use crate::kernel::packing::Right;
use crate::level3::blocking::even_part;
use crate::level3::product::{Cut, Part, by_elements, pack_parallel};
use crate::mat::{MatMut, MatRef};
use crate::pack::{Panels, pack_a_and_multiply};
use crate::scalar::Scalar;
use crate::workspace;

/// A multiple of this is the number of tasks that C is cut into if its rows allow it, so that a few threads share them
/// evenly.
const TASKS: usize = 8;

/// How many times as long pieces are of columns that push each other out of L2.
const LONGER: usize = 4;

/// Rows of each task of C, which has m: about `most`. A thread without others has no use for less.
fn shared_rows<T: Scalar>(kernel: &GemmKernel<T>, width: usize, m: usize, most: usize) -> usize {
    if width < 2 {
        return even_part(m, most.max(kernel.mr), kernel.mr);
    }
    let tasks = (m.div_ceil(most.max(1)) + TASKS / 2) / TASKS * TASKS;
    m.div_ceil(tasks.max(TASKS)).max(2 * kernel.lanes).next_multiple_of(kernel.lanes)
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
    let kc = even_part(k, blocking.kc, 1);
    // A task's rows of A fill a quarter of L2, half of what those of a large product do; but columns that push each other out of it are read
    // in longer pieces. (Zen 3, columns 32 KB apart: 4096×18×4096 0.90 to 0.99 of the time, 4096×64×4096 0.95; others 0.94 to 1.17.)
    let longer = if kernel.is_pushed_out(&a) { LONGER } else { 1 };
    let most = blocking.rows::<T>(n, k).min(longer * blocking.mt * blocking.kc / kc / 2);
    let height = shared_rows(kernel, width, m, most);
    let Some(mut b_packed) = workspace::lease(n * kc) else {
        return by_elements(Part::Whole, alpha, a, b, beta, c);
    };
    for p in (0..k).step_by(kc) {
        let (kb, beta) = (kc.min(k - p), if p == 0 { beta } else { T::ONE });
        let b_block = b.sub(p..p + kb, 0..n);
        pack_parallel(kernel, b.t(), Panels::of_b(kernel), [0, n], [p, kb], false, &mut b_packed);
        let b_packed = &b_packed[..];
        arena::for_each_tile(c.rb(), height, n, |i, _, tile| {
            let a_block = a.sub(i..i + tile.rows(), p..p + kb);
            let Some(mut a_packed) = workspace::lease(kernel.padded(height) * kb) else {
                return by_elements(Part::Whole, alpha, a_block, b_block, beta, tile);
            };
            let b = Right::Packed(Packed { data: b_packed, k: kb, conj: b.is_conj() });
            pack_a_and_multiply(kernel, alpha, (a_block, &mut a_packed), b, beta, tile);
        });
    }
}
