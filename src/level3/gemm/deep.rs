//! Products much deeper than C is large, as Aᵀ·B of tall matrices: k is cut into slices *by shape*, each makes a product of
//! its own in parallel, and these are added in order. So the answer is the same for any number of threads.

use crate::arena;
use crate::kernel::GemmKernel;
use crate::kernel::gemm::Distance;
use crate::level3::blocking::{Blocking, even_part};
use crate::level3::gemm::undivided;
use crate::level3::product::Cut;
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;
use crate::workspace;

/// Micro-tiles of a C that is too small to be shared out: of so many, each step of k makes three tasks. (Two threads, 48×48×20000 to
/// 100×100×5000 and 24×200×10000: 1.3 to 2 times as fast in slices, one thread 0.93 to 1.4 times.)
const TILES: usize = 64;
/// Slices of a task's work: so few flops that products of a few Mflop have work for some threads, so many that to add
/// slices up takes no time beside them.
const SLICES: usize = 8;
/// Slices at most, that their products take no more than 100 MB, of doubles.
const MOST: usize = 1024;
/// Slices are so many times deeper than C is wide or high, at least.
const DEPTH: usize = 8;
/// Slices begin at multiples of as many elements: of a cache line, whatever the type.
const LINE: usize = 16;

/// The depth of the slices, if C is so small that its tiles can't be shared out, and k so large that slices can.
pub(super) fn slice<T: Scalar>(
    blocking: Blocking,
    kernel: &GemmKernel<T>,
    m: usize,
    n: usize,
    k: usize,
) -> Option<usize> {
    if m.saturating_mul(n) > TILES * kernel.mr * kernel.nr {
        return None;
    }
    let task = blocking.task / SLICES / (T::FLOPS as usize * m * n);
    let most = task.max(DEPTH * m.max(n)).max(k.div_ceil(MOST));
    (k >= 2 * most).then(|| even_part(k, most, LINE))
}

/// C := α·Σ A(:, slice)·B(slice, :) + β·C; false if there is no memory for the slices' products.
pub(super) fn product<T: Scalar>(
    (kernel, blocking): Cut<'_, T>,
    (width, distance): (usize, Distance),
    slice: usize,
    alpha: T,
    a: MatRef<'_, T>,
    b: MatRef<'_, T>,
    beta: T,
    mut c: MatMut<'_, T>,
) -> bool {
    let (m, n, k) = (c.rows(), c.cols(), a.cols());
    let Some(mut products) = workspace::lease::<T>(k.div_ceil(slice) * m * n) else { return false };
    arena::for_each_chunk(&mut products, m * n, |s, product| {
        let p = s * slice..k.min((s + 1) * slice);
        let product = MatMut::from_slice(product, m, n, m);
        let (a, b) = (a.sub_cols(p.clone()), b.sub_rows(p));
        undivided((kernel, blocking), (width, distance), T::ONE, a, b, T::ZERO, product);
    });
    let (sum, others) = products.split_at_mut(m * n);
    for product in others.chunks_exact(m * n) {
        for (x, y) in sum.iter_mut().zip(product) {
            *x += *y;
        }
    }
    for (j, column) in sum.chunks_exact(m).enumerate() {
        for (i, x) in column.iter().enumerate() {
            let x = alpha * *x;
            c.set(i, j, if beta == T::ZERO { x } else { x + beta * c.at(i, j) });
        }
    }
    true
}
