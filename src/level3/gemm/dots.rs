//! Products of operands that both lie along k, as Aᵀ·B, with few rows or columns of C: by inner products.
//!
//! To have adjacent rows, A would be transposed for the few columns that read it; and few rows leave registers of rows empty. So where B
//! lies along k, and few rows of A don't, it is they that are turned.

use crate::arena;
use crate::kernel::gemm::Distance;
use crate::kernel::{CacheSizes, DotsKernel, GemmKernel};
use crate::level3::blocking::Blocking;
use crate::mat::{MatMut, MatRef};
use crate::pack::unpack;
use crate::scalar::Scalar;
use crate::workspace::{self, Lease};

/// Columns of C, at most, for which A would not be worth transposing.
const FEW: usize = 32;

/// Parts of a usual task's work that make one: what is read for few rows takes longer than to multiply it.
const TASKS: usize = 8;
/// Columns of C from which on A's few rows are worth turning.
pub(super) const MANY: usize = 32;
/// Steps of k for each row from which on they are: to add up lanes takes about as long as so many.
const STEPS: usize = 10;

/// The kernel for it, if the product is such a one.
#[inline(always)]
pub(super) fn suits<T: Scalar>(
    kernel: &GemmKernel<T>,
    a: &MatRef<'_, T>,
    b: &MatRef<'_, T>,
    c: &MatMut<'_, T>,
) -> Option<&'static DotsKernel<T>> {
    let along = a.row_stride() != 1 && a.col_stride() == 1 && b.row_stride() == 1 && c.row_stride() == 1;
    let few = c.cols() <= FEW || c.rows() < kernel.lanes;
    if along && few { kernel_for(kernel, a.cols(), c) } else { None }
}

/// Whether the product would be such a one if A, whose rows are too few for a register, lay along k.
#[inline(always)]
pub(super) fn suits_turned<T: Scalar>(
    kernel: &GemmKernel<T>,
    a: &MatRef<'_, T>,
    b: &MatRef<'_, T>,
    c: &MatMut<'_, T>,
) -> bool {
    let few = 1 < c.rows() && c.rows() < kernel.lanes && c.cols() >= MANY;
    let other = a.row_stride() == 1 && b.row_stride() == 1 && c.row_stride() == 1;
    few && other && a.cols() >= STEPS * c.rows() && kernel_for(kernel, a.cols(), c).is_some()
}

/// A few rows of A, one after the other, if there is memory for them.
pub(super) fn turned<T: Scalar>(kernel: &GemmKernel<T>, a: MatRef<'_, T>) -> Option<Lease<T>> {
    let (m, k) = (a.rows(), a.cols());
    let mut turned = workspace::lease(m * k)?;
    unpack(kernel, a.t(), MatMut::from_slice(&mut turned, k, m, k));
    Some(turned)
}

/// The kernel for inner products of length k, if they are long enough: half as many registers hold k's elements as C has rows or
/// columns, and two at least, as to add up a register's lanes takes as long as some products.
fn kernel_for<T: Scalar>(
    kernel: &GemmKernel<T>,
    k: usize,
    c: &MatMut<'_, T>,
) -> Option<&'static DotsKernel<T>> {
    let long = 2 * k >= kernel.lanes * c.rows().min(c.cols()).max(4);
    // A test may have chosen another instruction set's kernel.
    let kernels = T::kernels();
    kernels.dots.as_ref().filter(|_| long && std::ptr::eq(kernel, &raw const kernels.gemm))
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
    let (caches, bytes) = (CacheSizes::current(), |extent: usize| extent * k * size_of::<T>());
    // The longer operand is read from one end to the other if it comes from memory and the shorter stays near.
    let in_order = bytes(m + n) > caches.l3 / 4 * 3 && bytes(m.min(n)) <= caches.l2 / 4;
    // Each task reads the shorter one, which is to be the smaller part of it unless it is near.
    let least = if in_order || bytes(m.min(n)) <= caches.l2 / 2 { 1 } else { 2 * m.min(n) };
    let most = |others: usize, unit: usize| {
        let elements =
            if in_order { 1 } else { blocking.task / TASKS / (T::FLOPS as usize * others * k).max(1) };
        elements.max(least).next_multiple_of(unit)
    };
    let (rows, columns) = if m >= n { (most(n, kernel.mr), n) } else { (m, most(m, kernel.nr)) };
    arena::for_each_tile(c, rows, columns, |i, j, tile| {
        let (rows, columns) = (i..i + tile.rows(), j..j + tile.cols());
        kernel.product(alpha, (a.sub_rows(rows), b.sub_cols(columns), distance), beta, tile);
    });
}
