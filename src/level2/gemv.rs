//! `?gemv`: y := α·A·x + β·y.

use crate::arena;
use crate::kernel::VectorKernels;
use crate::level2::{BEYOND, CHUNK, LARGE, kernels_for, scale, width};
use crate::mat::{MatRef, VecMut, VecRef};
use crate::scalar::Scalar;

/// Elements of A that a task reads, at least.
const TASK: usize = 1 << 16;

/// y := α·A·x + β·y; A m×n, transposed or conjugated by its view. Flops (real): 2mn. Parallel: over y.
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
    if a.rows() * a.cols() * size_of::<T>() < LARGE {
        return add(&T::kernels().vector, alpha, a, x, y);
    }
    add_large(alpha, a, x, y);
}

/// y += α·A·x, parts of y at the same time. Not in line, so that small products keep what they need in registers.
#[cold]
#[inline(never)]
fn add_large<T: Scalar>(alpha: T, a: MatRef<'_, T>, x: VecRef<'_, T>, y: VecMut<'_, T>) {
    let bytes = a.rows() * a.cols() * size_of::<T>();
    let (kernels, width) = (kernels_for(bytes), width(bytes));
    if width < 2 || y.inc() == 0 {
        return add(kernels, alpha, a, x, y);
    }
    let rows = if bytes < BEYOND { a.rows().div_ceil(width).next_multiple_of(8) } else { rows_of_task(a) };
    arena::call(width, || {
        arena::for_each_tile(y.into_matrix(), rows, 1, |i, _, y| {
            add(kernels, alpha, a.sub_rows(i..i + y.rows()), x, y.col(0));
        });
    });
}

/// Elements of y that a task computes. The bits don't depend on it.
fn rows_of_task<T: Scalar>(a: MatRef<'_, T>) -> usize {
    if a.row_stride() == 1 {
        // Columns of a part of the rows: pieces that are long enough for the hardware to read ahead.
        (a.rows() / 8).clamp(256, 2048).next_multiple_of(64)
    } else {
        (TASK / a.cols()).next_multiple_of(8)
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
