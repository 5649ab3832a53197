//! Products with few rows of C and many columns, whose B has adjacent columns: Cᵀ := α·Bᵀ·Aᵀ + β·Cᵀ has rows enough to fill registers.
//!
//! It is computed beside C, which is turned there and back, since kernels want adjacent rows. Parallel: as the transpose, and over columns
//! of C.

use crate::arena;
use crate::kernel::GemmKernel;
use crate::kernel::gemm::Distance;
use crate::level3::blocking::even_part;
use crate::level3::gemm::{short, undivided};
use crate::level3::product::Cut;
use crate::mat::{MatMut, MatRef};
use crate::pack::unpack;
use crate::scalar::Scalar;
use crate::workspace;

/// Elements along the longer side that a task turns.
const TURNED: usize = 1024;
/// Columns of C for each of its rows from which on it is worth turning.
const LONGER: usize = 4;
/// Steps of k from which on it is, where rows fill two registers or more as they are; else, as many as C has rows.
const DEEP: usize = 100;

/// Whether C has so many columns of so few rows, which are no whole registers or not those of one tile. (Zen 4, 1000 columns, k = 1000: `sgemm`
/// of 2 rows 7.5, of 10 twice, of 24 1.15 times as fast, `dgemm` 3, 1.3 and 1.0 times.)
pub(super) fn suits<T: Scalar>(kernel: &GemmKernel<T>, b: &MatRef<'_, T>, m: usize) -> bool {
    let (n, k) = (b.cols(), b.rows());
    let few = m <= short::ROWS * kernel.mr && n > short::ROWS * kernel.mr && n >= LONGER * m;
    let fits = m <= kernel.mr && m.is_multiple_of(kernel.lanes);
    few && !fits && b.col_stride() == 1 && k >= if m < 2 * kernel.lanes { m } else { DEEP }
}

/// C := α·A·B + β·C in a call of so many threads, with operands from some distance.
pub(super) fn product<T: Scalar>(
    cut: Cut<'_, T>,
    way: (usize, Distance),
    alpha: T,
    a: MatRef<'_, T>,
    b: MatRef<'_, T>,
    beta: T,
    mut c: MatMut<'_, T>,
) {
    let (kernel, blocking) = cut;
    let (m, n) = (c.rows(), c.cols());
    // So many columns at a time that what is beside C stays in the caches.
    let columns = even_part(n, (blocking.cached / size_of::<T>() / m).max(kernel.mr), kernel.lanes);
    let Some(mut room) = workspace::lease(m * columns.min(n)) else {
        return short::across(kernel, alpha, a, b, beta, c);
    };
    for j in (0..n).step_by(columns) {
        let columns = j..n.min(j + columns);
        let mut c = c.rb().sub_cols(columns.clone());
        let mut turned = MatMut::from_slice(&mut room, c.cols(), m, c.cols());
        if beta != T::ZERO {
            turn(kernel, c.as_ref(), turned.rb());
        }
        undivided(cut, way, alpha, b.sub_cols(columns).t(), a.t(), beta, turned.rb());
        turn(kernel, turned.as_ref(), c.rb());
    }
}

/// B := Aᵀ.
fn turn<T: Scalar>(kernel: &GemmKernel<T>, a: MatRef<'_, T>, b: MatMut<'_, T>) {
    arena::for_each_tile(b, TURNED, TURNED, |i, j, tile| {
        unpack(kernel, a.sub(j..j + tile.cols(), i..i + tile.rows()).t(), tile);
    });
}
