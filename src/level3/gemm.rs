//! `?gemm`: C := α·A·B + β·C.
//!
//! A m×k, B k×n, C m×n; transposition and conjugation are in the views of A and B. Overwrites C.
//! β = 0 does not read C; α = 0 and k = 0 do not read A or B.   Flops (real): 2mnk.
//! Eight ways: on the operands where they lie (small); by inner products of operands that lie along k (`dots`: few rows or columns of
//! C; few rows of A are turned for it); with A alone packed, if at all, by the task that reads it (`level3/medium`), or for all tasks
//! (short C); slices of k side by side (`deep`: little C); A read once, in thin slices (`narrow`: large A, narrow C); whole rows of C
//! (`rows`: narrow C); with A packed, and B if it is read often (`level3/product`).
//! Parallel: packing, and the tiles of C; k is split by shape alone.   Ref: Goto & van de Geijn (2008), Smith et al. (2014).

mod deep;
mod dots;
mod narrow;
mod rows;
mod short;

use crate::arena::{self, Domain};
use crate::kernel::gemm::{Distance, GemmKernel};
use crate::kernel::{are_crowded, wants_prefetches};
use crate::level2::gemv;
use crate::level3::blocking::Blocking;
use crate::level3::medium;
use crate::level3::product::{Cut, Part, by_elements, product};
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// A task does whole rows of C if so many of them, at least, make one: each column of C is on a page of its own, and
/// shorter pieces than some lines of it take longer to find than to compute.
const COLUMN_BYTES: usize = 6 * 64;
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
    if kernel.turns(&b, &c) {
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
        if dots::suits(kernel, &a, &b, &c).is_none() && is_small(blocking.small, alpha, &a, &c) {
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

/// Whether the columns of a tile of C, or those of A, crowd each other out of the caches. Such products pack both operands and go down C,
/// where the next tile has other places. (Zen 4, distances of 4096 bytes: 512×512×16 to 512×512×64 and 128×512×128 1.1 to 1.25 times as fast.)
fn crowds<T: Scalar>(kernel: &GemmKernel<T>, a: &MatRef<'_, T>, c: &MatMut<'_, T>) -> bool {
    let bytes = |stride: isize| stride.unsigned_abs() * size_of::<T>();
    are_crowded(a.cols(), bytes(a.col_stride())) || are_crowded(kernel.nr, bytes(c.col_stride()))
}

/// The product in the way that suits its shape, k in one piece, in a call of so many threads, with operands from some distance.
fn undivided<T: Scalar>(
    (kernel, blocking): Cut<'_, T>,
    (width, distance): (usize, Distance),
    alpha: T,
    a: MatRef<'_, T>,
    b: MatRef<'_, T>,
    beta: T,
    c: MatMut<'_, T>,
) {
    let (m, n, k) = (c.rows(), c.cols(), a.cols());
    // Beyond the caches, panels of A and tiles of C are pieces of columns too short for the hardware to read ahead.
    let cached = m.saturating_mul(n + k).saturating_mul(size_of::<T>()) <= blocking.cached;
    // Nor is it waited for where L3 is far, if A can be asked for.
    let asked_for = || wants_prefetches() && narrow::suits(kernel, blocking, a, n);
    // What packs both operands cuts a k that is deeper than a panel, and how columns lie is not to tell in the bits.
    let crowded = || k <= blocking.kc && crowds(kernel, &a, &c);
    let few_rows = m <= short::ROWS * kernel.mr;
    // (Emerald Rapids, 24 and 48 rows, k = 200 to 1000: 0.76 to 1.0 of the time with A packed.)
    let packed_rows = few_rows && !wants_prefetches();
    if let Some(dots) = dots::suits(kernel, &a, &b, &c) {
        dots::product(dots, blocking, alpha, (a, b, distance), beta, c);
    } else if !packed_rows && cached && medium::suits(blocking, m, &b) && !asked_for() && !crowded() {
        medium::product((kernel, blocking), width, alpha, a, b, beta, c);
    } else if few_rows && b.row_stride() == 1 {
        short::product(kernel, blocking, alpha, a, b, beta, c);
    } else if few_rows && b.col_stride() == 1 {
        short::across(kernel, alpha, a, b, beta, c);
    } else if narrow::suits(kernel, blocking, a, n) {
        narrow::product((kernel, blocking), width, alpha, a, b, beta, c);
    } else if blocking.rows::<T>(n, k) * size_of::<T>() >= COLUMN_BYTES {
        rows::product((kernel, blocking), width, alpha, a, b, beta, c);
    } else {
        product((kernel, blocking), Part::Whole, alpha, a, b, beta, c);
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
