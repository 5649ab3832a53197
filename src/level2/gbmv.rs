//! `?gbmv`: y := α·op(A)·x + β·y, A a band.

use std::ops::Range;

use crate::arena;
use crate::kernel::{VectorKernels, fetch};
use crate::level2::{LARGE, NEAR, scale, sums, width};
use crate::mat::{BandRef, MatRef, VecMut, VecRef};
use crate::scalar::Scalar;

/// Elements of a part of y are a multiple of this: kernels take up to so many columns at a time.
const UNIT: usize = 8;
/// They are so many times the diagonals at least, so that few columns belong to two parts.
const MOSTLY: usize = 8;
/// Bytes of columns that are asked for at a time.
const PIECE: usize = 4096;
/// Bytes of a column that is not worth asking for.
const SHORT: usize = 128;

/// y := α·A·x + β·y, or α·Aᵀ·x + β·y if `transposed`; A m×n with k diagonals. Flops (real): 2nk. Parallel: over parts of y.
///
/// β = 0 does not read y, α = 0 does not read A or x. Zeros in x are elements like others: 0·NaN is NaN.
///
/// # Panics
/// If shapes don't match.
pub fn gbmv<T: Scalar>(
    alpha: T,
    a: BandRef<'_, T>,
    transposed: bool,
    x: VecRef<'_, T>,
    beta: T,
    mut y: VecMut<'_, T>,
) {
    let (rows, cols) = if transposed { (x.len(), y.len()) } else { (y.len(), x.len()) };
    assert!(a.rows() == rows && a.cols() == cols);
    scale(beta, y.rb());
    if alpha == T::ZERO {
        return;
    }
    let kernels = &T::kernels().vector;
    let by_column = |j: usize, mut y: VecMut<'_, T>| {
        let (rows, column) = a.column(j);
        if transposed {
            y.set(j, y.at(j) + alpha * kernels.dot(column, x.sub(rows)));
        } else {
            kernels.axpy(alpha * x.at(j), column, y.sub(rows));
        }
    };
    let (whole, parallelogram) = a.whole_columns();
    let for_kernels = y.inc() == 1 && (!transposed || x.inc() == 1 && !x.is_conj());
    if !for_kernels || whole.is_empty() {
        return (0..a.cols()).for_each(|j| by_column(j, y.rb()));
    }
    (0..whole.start).for_each(|j| by_column(j, y.rb()));
    // The first of them begins in row 0.
    let rows = 0..whole.len() + parallelogram.rows() - 1;
    let (of_x, of_y) = if transposed { (rows, whole.clone()) } else { (whole.clone(), rows) };
    add(kernels, alpha, parallelogram, transposed, x.sub(of_x), y.rb().sub(of_y));
    (whole.end..a.cols()).for_each(|j| by_column(j, y.rb()));
}

/// y += α·A·x, or α·Aᵀ·x, for columns each of which begins a row lower than the one before.
fn add<T: Scalar>(
    kernels: &VectorKernels<T>,
    alpha: T,
    a: MatRef<'_, T>,
    transposed: bool,
    x: VecRef<'_, T>,
    y: VecMut<'_, T>,
) {
    let (m, n) = (a.rows(), a.cols());
    let bytes = m * n * size_of::<T>();
    // By shape alone, as the bits depend on it.
    let size = n.div_ceil(sums::parts(bytes)).next_multiple_of(UNIT);
    if bytes >= LARGE && MOSTLY * m <= size && size < n {
        let add = if transposed { add_parts_transposed } else { add_parts };
        arena::call(width(bytes), || add(kernels, size, alpha, a, x, y));
    } else if transposed {
        kernels.sheared_t(alpha, a, x, y);
    } else {
        kernels.sheared(alpha, a, x, y);
    }
}

/// y += α·Aᵀ·x by parts of `size` elements.
fn add_parts_transposed<T: Scalar>(
    kernels: &VectorKernels<T>,
    size: usize,
    alpha: T,
    a: MatRef<'_, T>,
    x: VecRef<'_, T>,
    y: VecMut<'_, T>,
) {
    arena::for_each_tile(y.into_matrix(), size, 1, |j, _, part| {
        let mut part = part.col(0);
        for_pieces(a, j..j + part.len(), |columns| {
            let rows = columns.start..columns.end + a.rows() - 1;
            let y = part.rb().sub(columns.start - j..columns.end - j);
            kernels.sheared_t(alpha, a.sub_cols(columns), x.sub(rows), y);
        });
    });
}

/// y += α·A·x by parts of `size` elements: first the columns that lie in one, then those that reach into the next.
fn add_parts<T: Scalar>(
    kernels: &VectorKernels<T>,
    size: usize,
    alpha: T,
    a: MatRef<'_, T>,
    x: VecRef<'_, T>,
    mut y: VecMut<'_, T>,
) {
    let (m, n, rows) = (a.rows(), a.cols(), y.len());
    // y from the row of the first of these columns on.
    let add = |columns: Range<usize>, mut y: VecMut<'_, T>| {
        for_pieces(a, columns.clone(), |piece| {
            let rows = piece.start - columns.start..piece.end - columns.start + m - 1;
            kernels.sheared(alpha, a.sub_cols(piece.clone()), x.sub(piece), y.rb().sub(rows));
        });
    };
    // Behind the last column that lies in the rows from `start` to `end`.
    let last = |start: usize, end: usize| (end + 1).saturating_sub(m).clamp(start.min(n), n);
    arena::for_each_tile(y.rb().into_matrix(), size, 1, |i, _, part| {
        add(i.min(n)..last(i, i + part.rows()), part.col(0));
    });
    for end in (size..rows).step_by(size) {
        let across = last(end - size, end)..end.min(n);
        add(across.clone(), y.rb().sub(across.start..rows));
    }
}

/// Calls `op` for those columns of A, if there are any. Long ones that come from afar go in pieces, and the next is asked for meanwhile: what
/// a kernel reads are a few lines of several columns at once, which the hardware doesn't foresee. (Zen 4, one thread, 26 MB from L3: 1.8 times
/// as fast; 1.5 MB from L2 would take twice the time.)
fn for_pieces<T: Scalar>(a: MatRef<'_, T>, columns: Range<usize>, mut op: impl FnMut(Range<usize>)) {
    let column = a.rows() * size_of::<T>();
    if column < SHORT || a.cols() * column <= NEAR {
        if !columns.is_empty() {
            op(columns);
        }
        return;
    }
    let most = (PIECE / size_of::<T>() / a.rows()).max(1).next_multiple_of(UNIT);
    let piece = |start: usize| start.min(columns.end)..columns.end.min(start.saturating_add(most));
    fetch(a, piece(columns.start));
    for start in columns.clone().step_by(most) {
        fetch(a, piece(start + most));
        op(piece(start));
    }
}
