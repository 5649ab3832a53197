//! `?ger`, `?geru`, `?gerc`: A += α·x·yᵀ.

use crate::arena;
use crate::kernel::{STREAM, VectorKernels, prefers_one_stream};
use crate::level2::{CHUNK, LARGE, LONG, NEAREST, is_between, width};
use crate::mat::{MatMut, VecMut, VecRef};
use crate::scalar::Scalar;

/// Elements of A that a task updates, at least.
const TASK: usize = 1 << 16;
/// Bytes of a matrix that comes out of memory, rather than out of a cache.
const FAR: usize = 1 << 25;

/// A += α·x·yᵀ; A m×n. Parallel: over A. `?gerc` is `ger(α, x, y.conj(), A)`. α = 0 reads nothing. Flops (real): 2mn.
///
/// Zeros in x and y are elements like others: 0·NaN is NaN.
///
/// # Panics
/// If shapes don't match.
#[inline(always)]
pub fn ger<T: Scalar>(alpha: T, x: VecRef<'_, T>, y: VecRef<'_, T>, a: MatMut<'_, T>) {
    assert!(a.rows() == x.len() && a.cols() == y.len());
    if alpha == T::ZERO || a.rows() == 0 || a.cols() == 0 {
        return;
    }
    if a.rows() * a.cols() * size_of::<T>() <= NEAREST {
        return add(|| &T::kernels().vector, alpha, x, y, a);
    }
    add_large(alpha, x, y, a);
}

/// The same, parts of A at the same time. Not in line, so that small updates keep what they need in registers.
#[cold]
#[inline(never)]
fn add_large<T: Scalar>(alpha: T, x: VecRef<'_, T>, y: VecRef<'_, T>, a: MatMut<'_, T>) {
    let bytes = a.rows() * a.cols() * size_of::<T>();
    let column = if a.row_stride() == 1 { a.rows() } else { a.cols() } * size_of::<T>();
    let kernels = kernels_that_write(bytes, column);
    let single = !prefers_one_stream() && (STREAM..FAR).contains(&bytes);
    let add = |x: VecRef<'_, T>, y: VecRef<'_, T>, a: MatMut<'_, T>| {
        if single { add_single_columns(alpha, x, y, a) } else { add(|| kernels, alpha, x, y, a) }
    };
    // What is written is read before.
    let width = if bytes < LARGE { 1 } else { width(2 * bytes) };
    if width < 2 {
        return add(x, y, a);
    }
    // Tasks have whole columns, or whole rows where those are adjacent.
    let (rows, cols) = if a.col_stride() == 1 {
        ((TASK / a.cols()).next_multiple_of(8), a.cols())
    } else {
        (a.rows(), (TASK / a.rows()).next_multiple_of(8))
    };
    arena::call(width, || {
        arena::for_each_tile(a, rows, cols, |i, j, a| {
            add(x.sub(i..i + a.rows()), y.sub(j..j + a.cols()), a);
        });
    });
}

/// A += α·x·yᵀ where A is in the cache that cores share: the fewer columns at once, the faster is it read and written. The
/// bits are those of [`add`].
fn add_single_columns<T: Scalar>(alpha: T, x: VecRef<'_, T>, y: VecRef<'_, T>, mut a: MatMut<'_, T>) {
    if a.row_stride() == 1 && x.inc() == 1 {
        for j in 0..a.cols() {
            T::kernels().streaming.axpy(alpha * y.at(j), x, a.rb().col(j));
        }
    } else if a.col_stride() == 1 && y.inc() == 1 {
        add_single_columns(alpha, y, x, a.t());
    } else {
        add(|| &T::kernels().vector, alpha, x, y, a);
    }
}

/// The kernels for an A of so many bytes, in columns of so many. The bits are the same.
fn kernels_that_write<T: Scalar>(bytes: usize, column: usize) -> &'static VectorKernels<T> {
    let kernels = T::kernels();
    if !prefers_one_stream() || column < LONG {
        &kernels.vector
    } else if is_between(bytes) {
        &kernels.single
    } else {
        &kernels.shared
    }
}

/// A += α·x·yᵀ. The kernels are looked for where they are called: so nothing is kept for them.
#[inline]
fn add<T: Scalar>(
    kernels: impl Fn() -> &'static VectorKernels<T>,
    alpha: T,
    x: VecRef<'_, T>,
    y: VecRef<'_, T>,
    mut a: MatMut<'_, T>,
) {
    if a.row_stride() == 1 {
        add_columns(kernels, alpha, x, y, a);
    } else if a.col_stride() == 1 {
        add_columns(kernels, alpha, y, x, a.t());
    } else {
        for j in 0..a.cols() {
            kernels().axpy(alpha * y.at(j), x, a.rb().col(j));
        }
    }
}

/// A += α·x·yᵀ where A's columns are adjacent elements.
#[inline]
fn add_columns<T: Scalar>(
    kernels: impl Fn() -> &'static VectorKernels<T>,
    alpha: T,
    x: VecRef<'_, T>,
    y: VecRef<'_, T>,
    a: MatMut<'_, T>,
) {
    if x.inc() == 1 {
        kernels().ger(alpha, x, y, a);
    } else {
        from_strided(alpha, x, y, a);
    }
}

/// The same where x's elements are not adjacent: by pieces of x.
#[inline(never)]
fn from_strided<T: Scalar>(alpha: T, x: VecRef<'_, T>, y: VecRef<'_, T>, mut a: MatMut<'_, T>) {
    let kernels = &T::kernels().vector;
    let mut copied = [T::ZERO; CHUNK];
    for i in (0..x.len()).step_by(CHUNK) {
        let rows = i..x.len().min(i + CHUNK);
        let copied = &mut copied[..rows.len()];
        kernels.copy(x.sub(rows.clone()), VecMut::from_slice(copied));
        kernels.ger(alpha, VecRef::from_slice(copied), y, a.rb().sub_rows(rows));
    }
}
