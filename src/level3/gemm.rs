//! `?gemm`: C := α·A·B + β·C.
//!
//! A m×k, B k×n, C m×n; transposition and conjugation are in the views of A and B. Overwrites C.
//! β = 0 does not read C; α = 0 and k = 0 do not read A or B.   Flops (real): 2mnk.
//! Small ones are done on the operands where they lie; of little C and a long k, slices of k side by side (`deep`); others in the way
//! that suits their shape (`way`).
//! Parallel: packing, and the tiles of C; k is split by shape alone.   Ref: Goto & van de Geijn (2008), Smith et al. (2014).

mod deep;
mod dots;
mod narrow;
mod rows;
mod short;
mod sweep;
mod turned;
mod way;

use crate::arena::{self, Domain};
use crate::kernel::gemm::{Distance, GemmKernel};
use crate::level2::gemv;
use crate::level3::blocking::Blocking;
use crate::level3::gemm::way::Way;
use crate::level3::medium;
use crate::level3::product::{Cut, Part, by_elements, product};
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// A product's tasks are even and pack what they read themselves, so that a thread pays from half of the flops on that the
/// cost model asks for.
const EAGER: f64 = 2.0;

/// Rows of C, steps of k and four times the columns of C, at most, of a product with a vector that is done before level 2 would have begun.
const TINY: usize = 16;

/// C := α·A·B + β·C.
///
/// # Panics
/// If the shapes don't match.
#[inline(always)]
pub fn gemm<T: Scalar>(alpha: T, a: MatRef<'_, T>, b: MatRef<'_, T>, beta: T, c: MatMut<'_, T>) {
    if is_small(Blocking::SERIAL / T::FLOPS as usize, alpha, &a, &c) {
        if c.cols() >= dots::MANY {
            return small_wide(alpha, a, b, beta, c);
        }
        if a.row_stride() != 1 {
            return small_transposed(alpha, a, b, beta, c);
        }
        return T::kernels().gemm.unpacked(alpha, a, b, beta, c);
    }
    not_small(alpha, a, b, beta, c);
}

/// A small [`gemm`] of few columns whose A has rows that are not adjacent: inner products may suit it. Out of line, for the others' sake.
#[inline(never)]
fn small_transposed<T: Scalar>(alpha: T, a: MatRef<'_, T>, b: MatRef<'_, T>, beta: T, c: MatMut<'_, T>) {
    let kernel = &T::kernels().gemm;
    if let Some(dots) = dots::suits(kernel, &a, &b, &c) {
        return dots.product(alpha, (a, b, Distance::Near), beta, c);
    }
    if kernel.turns_for_both(&b, &c) {
        return kernel.unpacked_turned(alpha, a, b, beta, c);
    }
    kernel.unpacked(alpha, a, b, beta, c);
}

/// A small [`gemm`] of many columns: if it has few rows, inner products may suit it, or the transpose.
#[inline(never)]
fn small_wide<T: Scalar>(alpha: T, a: MatRef<'_, T>, b: MatRef<'_, T>, beta: T, c: MatMut<'_, T>) {
    let kernel = &T::kernels().gemm;
    if let Some(dots) = dots::suits(kernel, &a, &b, &c) {
        return dots.product(alpha, (a, b, Distance::Near), beta, c);
    }
    if dots::suits_turned(kernel, &a, &b, &c)
        && let Some(turned) = dots::turned(kernel, a)
    {
        let a = MatRef::from_slice(&turned, a.cols(), a.rows(), a.cols()).t();
        return small_wide(alpha, a, b, beta, c);
    }
    if kernel.turns(&b, &c) || (a.row_stride() != 1 && kernel.turns_for_both(&b, &c)) {
        return kernel.unpacked_turned(alpha, a, b, beta, c);
    }
    kernel.unpacked_wide(alpha, a, b, beta, c);
}

/// [`gemm`] of what is not done at once. Out of line, as it is called from everywhere.
#[inline(never)]
fn not_small<T: Scalar>(alpha: T, a: MatRef<'_, T>, b: MatRef<'_, T>, beta: T, c: MatMut<'_, T>) {
    if c.rows() == 0 || c.cols() == 0 || ((alpha == T::ZERO || a.cols() == 0) && beta == T::ONE) {
        return;
    }
    if c.rows() == 1 || c.cols() == 1 {
        return vector(alpha, a, b, beta, c);
    }
    if is_by_rows(&c) {
        return gemm(alpha, b.t(), a.t(), beta, c.t());
    }
    let kernel = &T::kernels().gemm;
    gemm_with(kernel, Blocking::new(kernel), alpha, a, b, beta, c);
}

/// Whether the product is done before packing, or to find out how to cut it, would have paid, and there is one.
#[inline(always)]
fn is_small<T: Scalar>(most: usize, alpha: T, a: &MatRef<'_, T>, c: &MatMut<'_, T>) -> bool {
    let (m, n, k) = (c.rows(), c.cols(), a.cols());
    let work = m.saturating_mul(n).saturating_mul(k);
    1 < m && 1 < n && 0 < k && work <= most && alpha != T::ZERO && c.row_stride() == 1
}

/// Whether columns of C are adjacent and rows are not. The kernels want adjacent rows: Cᵀ := α·Bᵀ·Aᵀ + β·Cᵀ has them.
fn is_by_rows<T: Scalar>(c: &MatMut<'_, T>) -> bool {
    c.rows() > 1 && c.row_stride() != 1 && c.col_stride() == 1
}

/// One row or column of C: memory limits it, and tiles would be mostly empty.
fn vector<T: Scalar>(alpha: T, a: MatRef<'_, T>, b: MatRef<'_, T>, beta: T, c: MatMut<'_, T>) {
    assert!(a.rows() == c.rows() && b.rows() == a.cols() && b.cols() == c.cols());
    let adjacent = a.row_stride() == 1 && c.row_stride() == 1;
    if adjacent
        && c.rows() <= TINY
        && c.cols() <= TINY / 4
        && (1..=TINY).contains(&a.cols())
        && alpha != T::ZERO
    {
        T::kernels().gemm.unpacked(alpha, a, b, beta, c);
    } else if c.cols() == 1 {
        gemv(alpha, a, b.col(0), beta, c.col(0));
    } else {
        gemv(alpha, b.t(), a.row(0), beta, c.row(0));
    }
}

/// [`gemm`] with a kernel and block sizes of the caller's choice, for tests.
#[inline(never)]
pub fn gemm_with<T: Scalar>(
    kernel: &GemmKernel<T>,
    blocking: Blocking,
    alpha: T,
    a: MatRef<'_, T>,
    b: MatRef<'_, T>,
    beta: T,
    mut c: MatMut<'_, T>,
) {
    let (m, n, k) = (c.rows(), c.cols(), a.cols());
    assert!(a.rows() == m && b.rows() == k && b.cols() == n);
    if m == 0 || n == 0 {
        return;
    }
    if k == 0 || alpha == T::ZERO {
        return scale(beta, c);
    }
    if is_by_rows(&c) {
        return gemm_with(kernel, blocking, alpha, b.t(), a.t(), beta, c.t());
    }
    if c.row_stride() != 1 && m > 1 {
        return by_elements(Part::Whole, alpha, a, b, beta, c);
    }
    if dots::suits_turned(kernel, &a, &b, &c)
        && let Some(turned) = dots::turned(kernel, a)
    {
        let a = MatRef::from_slice(&turned, k, m, k).t();
        return gemm_with(kernel, blocking, alpha, a, b, beta, c);
    }
    let flops = T::FLOPS * m as f64 * n as f64 * k as f64;
    let width = arena::width(Domain::Blas, EAGER * flops);
    arena::call(width, || {
        let others = dots::suits(kernel, &a, &b, &c).is_some() || turned::suits(kernel, &b, m);
        if !others && is_small(blocking.small, alpha, &a, &c) {
            return medium::unpacked(kernel, width, alpha, a, b, beta, c);
        }
        let near = m.saturating_add(n).saturating_mul(k).saturating_mul(size_of::<T>()) <= blocking.cached;
        let way = (width, if near { Distance::Near } else { Distance::Far });
        let deep = deep::slice(blocking, kernel, m, n, k);
        if deep.is_some_and(|slice| deep::product((kernel, blocking), way, slice, alpha, a, b, beta, c.rb()))
        {
            return;
        }
        undivided((kernel, blocking), way, alpha, a, b, beta, c);
    });
}

/// The product in the way that suits it, k in one piece, in a call of so many threads, with operands from some distance.
fn undivided<T: Scalar>(
    cut: Cut<'_, T>,
    (width, distance): (usize, Distance),
    alpha: T,
    a: MatRef<'_, T>,
    b: MatRef<'_, T>,
    beta: T,
    c: MatMut<'_, T>,
) {
    let (kernel, blocking) = cut;
    match Way::of(cut, &a, &b, &c) {
        Way::Dots(dots) => dots::product(dots, blocking, alpha, (a, b, distance), beta, c),
        Way::Medium => medium::product(cut, width, alpha, a, b, beta, c),
        Way::Short => short::product(kernel, blocking, alpha, a, b, beta, c),
        Way::Across => short::across(kernel, alpha, a, b, beta, c),
        Way::Turned => turned::product(cut, (width, distance), alpha, a, b, beta, c),
        Way::Sweep => sweep::product(cut, width, alpha, a, b, beta, c),
        Way::Narrow => narrow::product(cut, width, alpha, a, b, beta, c),
        Way::Rows => rows::product(cut, width, alpha, a, b, beta, c),
        Way::Packed => product(cut, Part::Whole, alpha, a, b, beta, c),
    }
}

/// C := β·C.
fn scale<T: Scalar>(beta: T, mut c: MatMut<'_, T>) {
    if beta == T::ZERO {
        c.fill(T::ZERO);
    } else if beta != T::ONE {
        c.for_each(|x| beta * x);
    }
}
