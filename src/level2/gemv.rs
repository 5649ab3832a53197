//! `?gemv`: y := α·A·x + β·y.

use crate::arena;
use crate::kernel::VectorKernels;
use crate::level2::sums::{self, add_in_order};
use crate::level2::{CHUNK, LARGE, NEAREST, kernels_for, scale, width};
use crate::mat::{MatRef, VecMut, VecRef};
use crate::scalar::Scalar;

/// Elements of A that a task reads, at most, where those are whole rows.
const TASK: usize = 1 << 16;
/// Columns of a group at least, so that sums are a small part of what is read.
const COLUMNS: usize = 64;
/// Bytes of a sum at most: it is read and written with every few columns.
const SUM: usize = 1 << 16;

/// y := α·A·x + β·y; A m×n, transposed or conjugated by its view. Flops (real): 2mn. Parallel: over y, or over groups of
/// columns, each of which makes a sum; the sums are added in order.
///
/// β = 0 does not read y, α = 0 does not read A or x. Zeros in x are elements like others: 0·NaN is NaN.
///
/// # Panics
/// If shapes don't match.
pub fn gemv<T: Scalar>(alpha: T, a: MatRef<'_, T>, x: VecRef<'_, T>, beta: T, mut y: VecMut<'_, T>) {
    assert!(a.rows() == y.len() && a.cols() == x.len());
    scale(beta, y.rb());
    if alpha == T::ZERO || a.rows() == 0 || a.cols() == 0 {
        return;
    }
    if a.rows() * a.cols() * size_of::<T>() <= NEAREST {
        return add(&T::kernels().vector, alpha, a, x, y);
    }
    add_large(alpha, a, x, y);
}

/// y += α·A·x in parts. Not in line, so that small products keep what they need in registers.
#[cold]
#[inline(never)]
fn add_large<T: Scalar>(alpha: T, a: MatRef<'_, T>, x: VecRef<'_, T>, y: VecMut<'_, T>) {
    let bytes = a.rows() * a.cols() * size_of::<T>();
    let column = if a.row_stride() == 1 { a.rows() } else { a.cols() } * size_of::<T>();
    let kernels = kernels_for(bytes, column);
    if bytes < LARGE || y.inc() == 0 {
        return add(kernels, alpha, a, x, y);
    }
    let width = width(bytes);
    arena::call(width, || add_in_parts(kernels, width, alpha, a, x, y));
}

/// y += α·A·x in a call of so many threads; y's stride is not zero. By groups of columns, each task reads A as it lies; by rows, a
/// piece of each column, or whole rows.
pub(super) fn add_in_parts<T: Scalar>(
    kernels: &VectorKernels<T>,
    width: usize,
    alpha: T,
    a: MatRef<'_, T>,
    x: VecRef<'_, T>,
    mut y: VecMut<'_, T>,
) {
    let parts = parts(a);
    let columns = a.cols().div_ceil(parts).next_multiple_of(8);
    if parts > 1 {
        let part = |p: usize, sum: VecMut<'_, T>| {
            let group = p * columns..a.cols().min((p + 1) * columns);
            add(kernels, alpha, a.sub_cols(group.clone()), x.sub(group), sum);
        };
        if add_in_order(parts, y.rb(), part) {
            return;
        }
    }
    arena::for_each_tile(y.into_matrix(), rows_of_task(a, width), 1, |i, _, y| {
        add(kernels, alpha, a.sub_rows(i..i + y.rows()), x, y.col(0));
    });
}

/// Groups of columns that are added up for themselves: by shape alone, as the bits depend on it.
fn parts<T: Scalar>(a: MatRef<'_, T>) -> usize {
    let (sum, n) = (a.rows() * size_of::<T>(), a.cols());
    if a.row_stride() != 1 || sum > SUM { 1 } else { sums::parts(sum * n).min(n / COLUMNS).max(1) }
}

/// Elements of y that a task computes: all of them if there is one thread, else two tasks for each at least, should one come late. The bits
/// don't depend on it.
fn rows_of_task<T: Scalar>(a: MatRef<'_, T>, width: usize) -> usize {
    if width < 2 {
        return a.rows().max(1);
    }
    let share = a.rows().div_ceil(2 * width);
    if a.row_stride() == 1 {
        // Columns of a part of the rows: not so many that the part of y leaves the first-level cache.
        share.clamp(64, 2048).next_multiple_of(64)
    } else {
        share.min(TASK / a.cols()).next_multiple_of(8).max(8)
    }
}

/// y += α·A·x.
#[inline]
fn add<T: Scalar>(
    kernels: &VectorKernels<T>,
    alpha: T,
    a: MatRef<'_, T>,
    x: VecRef<'_, T>,
    mut y: VecMut<'_, T>,
) {
    if a.row_stride() == 1 {
        if y.inc() == 1 { kernels.gemv_n(alpha, a, x, y) } else { into_strided(kernels, alpha, a, x, y) }
    } else if a.col_stride() == 1 {
        if x.inc() == 1 { kernels.gemv_t(alpha, a.t(), x, y) } else { from_strided(kernels, alpha, a, x, y) }
    } else {
        for j in 0..a.cols() {
            kernels.axpy(alpha * x.at(j), a.col(j), y.rb());
        }
    }
}

/// y += α·A·x where A's columns are adjacent elements, and y is not: by pieces of y.
#[inline(never)]
fn into_strided<T: Scalar>(
    kernels: &VectorKernels<T>,
    alpha: T,
    a: MatRef<'_, T>,
    x: VecRef<'_, T>,
    mut y: VecMut<'_, T>,
) {
    let mut copied = [T::ZERO; CHUNK];
    for i in (0..y.len()).step_by(CHUNK) {
        let rows = i..y.len().min(i + CHUNK);
        let copied = &mut copied[..rows.len()];
        kernels.copy(y.as_ref().sub(rows.clone()), VecMut::from_slice(copied));
        kernels.gemv_n(alpha, a.sub_rows(rows.clone()), x, VecMut::from_slice(copied));
        kernels.copy(VecRef::from_slice(copied), y.rb().sub(rows));
    }
}

/// y += α·A·x where A's rows are adjacent elements, and x is not: by pieces of x.
#[inline(never)]
fn from_strided<T: Scalar>(
    kernels: &VectorKernels<T>,
    alpha: T,
    a: MatRef<'_, T>,
    x: VecRef<'_, T>,
    mut y: VecMut<'_, T>,
) {
    let mut copied = [T::ZERO; CHUNK];
    for j in (0..x.len()).step_by(CHUNK) {
        let cols = j..x.len().min(j + CHUNK);
        let copied = &mut copied[..cols.len()];
        kernels.copy(x.sub(cols.clone()), VecMut::from_slice(copied));
        kernels.gemv_t(alpha, a.sub_cols(cols).t(), VecRef::from_slice(copied), y.rb());
    }
}
