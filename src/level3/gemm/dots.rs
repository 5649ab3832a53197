//! Products of operands that both lie along k, as Aᵀ·B, with few rows or columns of C: by inner products.
//!
//! To have adjacent rows, A would be transposed for the few columns that read it; and few rows leave registers of rows empty.

use crate::arena;
use crate::kernel::gemm::Distance;
use crate::kernel::{DotsKernel, GemmKernel};
use crate::level3::blocking::Blocking;
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// Columns of C, at most, for which A would not be worth transposing.
const FEW: usize = 32;

/// The kernel for it, if the product is such a one. Half as many registers hold k's elements as C has rows or columns, and two at
/// least: to add up a register's lanes takes as long as some products.
#[inline(always)]
pub(super) fn suits<T: Scalar>(
    kernel: &GemmKernel<T>,
    a: &MatRef<'_, T>,
    b: &MatRef<'_, T>,
    c: &MatMut<'_, T>,
) -> Option<&'static DotsKernel<T>> {
    let along = a.row_stride() != 1 && a.col_stride() == 1 && b.row_stride() == 1 && c.row_stride() == 1;
    if !along {
        return None;
    }
    let (m, n, lanes) = (c.rows(), c.cols(), kernel.lanes);
    let few = n <= FEW || m < lanes;
    // A test may have chosen another instruction set's kernel.
    let kernels = T::kernels();
    let few = few && std::ptr::eq(kernel, &raw const kernels.gemm);
    kernels.dots.as_ref().filter(|_| few && 2 * a.cols() >= lanes * m.min(n).max(4))
}

/// C := α·A·B + β·C with operands that come from some distance. Parallel: over the longer side of C.
pub(super) fn product<T: Scalar>(
    kernel: &DotsKernel<T>,
    blocking: Blocking,
    alpha: T,
    (a, b, distance): (MatRef<'_, T>, MatRef<'_, T>, Distance),
    beta: T,
    c: MatMut<'_, T>,
) {
    let (m, n, k) = (c.rows(), c.cols(), a.cols());
    let most = |others: usize, unit: usize| blocking.rows::<T>(others, k).max(unit).next_multiple_of(unit);
    let (rows, columns) = if m >= n { (most(n, kernel.mr), n) } else { (m, most(m, kernel.nr)) };
    arena::for_each_tile(c, rows, columns, |i, j, tile| {
        let (rows, columns) = (i..i + tile.rows(), j..j + tile.cols());
        kernel.product(alpha, (a.sub_rows(rows), b.sub_cols(columns), distance), beta, tile);
    });
}
