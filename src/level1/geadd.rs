//! `?geadd`, an extension: C := α·A + β·C for matrices, and with β = 0 `?omatcopy`.

use crate::arena::{self, Domain};
use crate::level1::axpby;
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// Bytes of a part that one thread works on before it looks whether another wants to help.
const PART_BYTES: usize = 1 << 18;
/// Edge of the blocks that are transposed at once: those of both matrices stay in the first-level cache.
const EDGE: usize = 32;
/// As for vectors (`halves`), with the cache misses of a transposition.
const FLOPS_PER_BYTE: f64 = 4.0;
/// Bytes from which on a second thread may pay.
const LARGE: f64 = (1 << 21) as f64;
/// As for vectors.
const MOST_THREADS: usize = 8;

/// C := α·A + β·C; A and C m×n, A transposed or conjugated as the view says. α = 0 does not read A, β = 0 does not read
/// C. Flops (real): 3mn. Parallel over halves of halves of C, down to blocks that fit any cache.
///
/// # Panics
/// If the shapes don't match.
pub fn geadd<T: Scalar>(alpha: T, a: MatRef<'_, T>, beta: T, c: MatMut<'_, T>) {
    assert!(a.rows() == c.rows() && a.cols() == c.cols());
    let bytes = 2.0 * (c.rows() * c.cols() * size_of::<T>()) as f64;
    let deserved = if bytes < LARGE { 1 } else { arena::width(Domain::Blas, FLOPS_PER_BYTE * bytes) };
    let width = deserved.min(MOST_THREADS);
    arena::call(width, || halves(alpha, a, beta, c));
}

/// By halves of the longer side.
fn halves<T: Scalar>(alpha: T, a: MatRef<'_, T>, beta: T, c: MatMut<'_, T>) {
    let (m, n) = (c.rows(), c.cols());
    if m < n {
        return halves(alpha, a.t(), beta, c.t());
    }
    // Where A and C lie alike, their columns (or rows) are vectors, and need no blocks.
    let alike = (a.row_stride() == 1 && c.row_stride() == 1) || (a.col_stride() == 1 && c.col_stride() == 1);
    let is_part = m * n * size_of::<T>() <= PART_BYTES;
    if is_part && alike {
        return by_vectors(alpha, a, beta, c);
    }
    if m <= EDGE {
        return by_elements(alpha, a, beta, c);
    }
    let middle = m.div_ceil(EDGE) / 2 * EDGE;
    let (a1, a2) = (a.sub_rows(0..middle), a.sub_rows(middle..m));
    let (c1, c2) = c.split_rows(middle);
    let first = || halves(alpha, a1, beta, c1);
    let second = || halves(alpha, a2, beta, c2);
    if is_part {
        first();
        second();
    } else {
        arena::join(first, second);
    }
}

/// Column by column, if these are adjacent elements, or row by row.
fn by_vectors<T: Scalar>(alpha: T, a: MatRef<'_, T>, beta: T, mut c: MatMut<'_, T>) {
    let (a, mut c) = if c.row_stride() == 1 { (a, c.rb()) } else { (a.t(), c.rb().t()) };
    for j in 0..c.cols() {
        axpby(alpha, a.col(j), beta, c.rb().col(j));
    }
}

/// Element by element.
fn by_elements<T: Scalar>(alpha: T, a: MatRef<'_, T>, beta: T, mut c: MatMut<'_, T>) {
    match (alpha == T::ZERO, beta == T::ZERO) {
        (true, true) => c.fill(T::ZERO),
        (true, false) => c.for_each(|c| beta * c),
        (false, true) if alpha == T::ONE => c.copy_from(a),
        (false, true) => c.update_from(a, |c, a| *c = alpha * a),
        (false, false) => c.update_from(a, |c, a| *c = alpha * a + beta * *c),
    }
}
