//! `?gemmt` (`?gemmtr`): C := α·A·B + β·C, one triangle of C.
//!
//! A n×k, B k×n, C n×n, of which one triangle is read and overwritten; transposition and conjugation are in the views of
//! A and B. β = 0 does not read C; α = 0 and k = 0 do not read A or B.   Flops (real): n²k.
//! `syrk`, `herk`, `syr2k` and `her2k` are this on operands that make C symmetric or Hermitian.
//! Parallel: packing, and the tiles of C; or parts of its rows (`medium`).

use std::ops::Range;

use crate::arena::{self, Domain};
use crate::enums::Uplo;
use crate::kernel::merge::Crossed;
use crate::kernel::{CacheSizes, GemmKernel, are_crowded};
use crate::level3::blocking::Blocking;
use crate::level3::medium;
use crate::level3::product::{Part, product, usual_cut};
use crate::mat::{MatMut, MatRef};
use crate::pack::unpack;
use crate::scalar::Scalar;
use crate::workspace;

/// Updates of up to so many multiplications are done before packing would have paid.
pub(super) const SMALL: usize = 96 * 96 * 96;

/// From this order on, operands whose columns crowd each other are copied.
const CROWDED: usize = 48;

/// C := α·A·B + β·C on the triangle `uplo` of C.
///
/// # Panics
/// If the shapes don't match.
pub fn gemmt<T: Scalar>(uplo: Uplo, alpha: T, a: MatRef<'_, T>, b: MatRef<'_, T>, beta: T, c: MatMut<'_, T>) {
    let (n, k) = (c.rows(), a.cols());
    assert!(c.cols() == n && a.rows() == n && b.rows() == k && b.cols() == n);
    if n == 0 {
        return;
    }
    if k == 0 || alpha == T::ZERO {
        return scale(uplo, beta, c);
    }
    let width = arena::width(Domain::Blas, T::FLOPS / 2.0 * n as f64 * n as f64 * k as f64);
    add(width, uplo, alpha, a, b, beta, c);
}

/// [`gemmt`] of something, on `width` threads if it needs no more than one region.
pub(super) fn add<T: Scalar>(
    width: usize,
    uplo: Uplo,
    alpha: T,
    a: MatRef<'_, T>,
    b: MatRef<'_, T>,
    beta: T,
    c: MatMut<'_, T>,
) {
    if c.row_stride() != 1 && c.col_stride() == 1 {
        return add(width, uplo.t(), alpha, b.t(), a.t(), beta, c.t());
    }
    let (n, k) = (c.rows(), a.cols());
    let is_small = n * n / 2 * k <= SMALL;
    if is_small && width == 1 {
        return small(uplo, alpha, a, b, beta, c);
    }
    let (kernel, blocking) = usual_cut::<T>();
    if c.row_stride() == 1 && medium::suits(blocking, n, &b) {
        if width == 1 && two_near(kernel, &a, &b.t()) {
            return small(uplo, alpha, a, b, beta, c);
        }
        arena::call(width, || medium::triangle(kernel, width, uplo, alpha, a, b, beta, c));
    } else if is_small {
        small(uplo, alpha, a, b, beta, c);
    } else {
        product((kernel, blocking), Part::Triangle(uplo), alpha, a, b, beta, c);
    }
}

/// [`gemmt`] in packed blocks whatever their size, with a kernel and block sizes of the caller's choice, for tests: α ≠ 0,
/// and nothing is empty.
pub fn gemmt_with<T: Scalar>(
    kernel: &GemmKernel<T>,
    blocking: Blocking,
    uplo: Uplo,
    alpha: T,
    a: MatRef<'_, T>,
    b: MatRef<'_, T>,
    beta: T,
    c: MatMut<'_, T>,
) {
    product((kernel, blocking), Part::Triangle(uplo), alpha, a, b, beta, c);
}

/// The update on operands where they lie; an A whose rows are not adjacent is copied.
fn small<T: Scalar>(uplo: Uplo, alpha: T, a: MatRef<'_, T>, b: MatRef<'_, T>, beta: T, c: MatMut<'_, T>) {
    let kernel = &T::kernels().gemm;
    let (n, k) = (a.rows(), a.cols());
    if c.row_stride() != 1 {
        return product(usual_cut(), Part::Triangle(uplo), alpha, a, b, beta, c);
    }
    let crowded = n >= CROWDED && two_crowd(&a, &b.t());
    if a.row_stride() == 1 && !crowded {
        return unpacked(kernel, uplo, alpha, a, b, beta, c);
    }
    let Some(mut scratch) = workspace::lease(if crowded { 2 * n * k } else { n * k }) else {
        return product(usual_cut(), Part::Triangle(uplo), alpha, a, b, beta, c);
    };
    let (room_a, room_b) = scratch.split_at_mut(n * k);
    let b = if crowded { copied(kernel, b.t(), room_b).t() } else { b };
    unpacked(kernel, uplo, alpha, copied(kernel, a, room_a), b, beta, c);
}

/// Whether A and Bᵀ are in L2, and no panel of one is the other's as well (they are two matrices, or the kernel wants two shapes of one): then
/// to pack both takes longer than to read them where they lie. (Zen 4: `ssyr2k` of order 128 to 256 1.1 to 1.3, `dsyr2k` 1.08 to 1.17 times as
/// fast; Zen 3, with AVX2: `dsyrk` and `ssyrk` of order 128 and 150 1.1 to 1.25.)
fn two_near<T: Scalar>(kernel: &GemmKernel<T>, a: &MatRef<'_, T>, bt: &MatRef<'_, T>) -> bool {
    let two = !kernel.takes_rows_as_columns() || !bt.lies_as(a);
    two && 2 * size_of::<T>() * a.rows() * a.cols() <= CacheSizes::current().l2
}

/// Whether A and Bᵀ are two matrices with adjacent rows, and the columns of each crowd each other: then they are worth copying, if of some
/// size. (Zen 4, a distance of 4096 bytes: `dsyr2k` of order 48 to 100 1.2 times as fast. `syrk` with its one matrix gains nothing.)
fn two_crowd<T: Scalar>(a: &MatRef<'_, T>, bt: &MatRef<'_, T>) -> bool {
    let crowds = |x: &MatRef<'_, T>| {
        x.row_stride() == 1 && are_crowded(x.cols(), x.col_stride().unsigned_abs() * size_of::<T>())
    };
    !bt.lies_as(a) && crowds(a) && crowds(bt)
}

/// A copy without gaps.
fn copied<'r, T: Scalar>(kernel: &GemmKernel<T>, x: MatRef<'_, T>, room: &'r mut [T]) -> MatRef<'r, T> {
    let (rows, cols) = (x.rows(), x.cols());
    unpack(kernel, x, MatMut::from_slice(room, rows, cols, rows));
    let copy = MatRef::from_slice(room, rows, cols, rows);
    if x.is_conj() { copy.conj() } else { copy }
}

/// Panels of columns of C: a tile that the diagonal crosses, with all rows of the triangle if they are so few, and the rows beside it.
fn unpacked<T: Scalar>(
    kernel: &GemmKernel<T>,
    uplo: Uplo,
    alpha: T,
    a: MatRef<'_, T>,
    b: MatRef<'_, T>,
    beta: T,
    mut c: MatMut<'_, T>,
) {
    let n = c.rows();
    // Tiles begin with registers, whose length is a power of two, unless several panels share one, or one tile has all rows.
    let unit = if n <= kernel.mr || kernel.lanes.is_multiple_of(kernel.nr) { 1 } else { kernel.lanes };
    let rest = unit - 1;
    for j in (0..n).step_by(kernel.nr) {
        let end = n.min(j + kernel.nr);
        let (first, last) = (j & !rest, n.min((end + rest) & !rest));
        let all = if uplo == Uplo::Lower { first..n } else { 0..last };
        let crossed = if last - first <= kernel.mr { first..last } else { j..end };
        let rows = if all.len() <= kernel.mr { all } else { crossed };
        let beside = if uplo == Uplo::Lower { rows.end..n } else { 0..rows.start };
        let b = b.sub_cols(j..end);
        let mut columns = c.rb().sub_cols(j..end);
        kernel.unpacked(alpha, a.sub_rows(beside.clone()), b, beta, columns.rb().sub_rows(beside));
        let crossed = Crossed { uplo, diagonal: (j - rows.start) as isize };
        kernel.unpacked_crossed(crossed, alpha, a.sub_rows(rows.clone()), b, beta, columns.sub_rows(rows));
    }
}

/// The rows that column `j` of a triangle of order `n` has.
fn triangle_rows(uplo: Uplo, n: usize, j: usize) -> Range<usize> {
    if uplo == Uplo::Lower { j..n } else { 0..j + 1 }
}

/// C := β·C on a triangle.
fn scale<T: Scalar>(uplo: Uplo, beta: T, mut c: MatMut<'_, T>) {
    if beta == T::ONE {
        return;
    }
    let n = c.rows();
    for j in 0..n {
        for i in triangle_rows(uplo, n, j) {
            c.set(i, j, if beta == T::ZERO { T::ZERO } else { beta * c.at(i, j) });
        }
    }
}
