//! `?tpmv`, `?tbmv`: x := op(A)·x, A triangular and packed, or a band; `?trmv` comes to the same.

use std::ops::Range;

use crate::arena;
use crate::enums::{Diag, Uplo};
use crate::kernel::vector::TRIANGLE_BLOCK;
use crate::level2::sums::{self, add_in_order, cut};
use crate::level2::{LARGE, columns_in_order, on_adjacent, width};
use crate::mat::{TriRef, VecMut, VecRef};
use crate::scalar::Scalar;
use crate::workspace;

/// x := A·x, or Aᵀ·x if `transposed`; A n×n, of which the triangle `a` is stored (and of that not the diagonal if it is
/// `Unit`), in any way. Flops (real): n², for a band of k diagonals 2nk. Parallel: over groups of columns,
/// each of which makes a sum, or over x if `transposed`, with a copy of what it was.
///
/// # Panics
/// If shapes don't match, or x has stride zero.
pub fn tpmv<T: Scalar>(diag: Diag, a: TriRef<'_, T>, transposed: bool, mut x: VecMut<'_, T>) {
    let n = a.n();
    assert!(n == x.len());
    if a.columns().is_none() {
        let mut done = false;
        if a.is_band() {
            on_adjacent(&mut x, |x| done = band(diag, a, transposed, x));
        }
        if !done {
            by_columns(diag, a, transposed, x);
        }
        return;
    }
    let done = on_adjacent(&mut x, |x| {
        let bytes = n * n / 2 * size_of::<T>();
        let made = bytes >= LARGE
            && if transposed { in_parts(diag, a, x, width(bytes)) } else { by_groups(diag, a, x, bytes) };
        if !made {
            T::kernels().vector.trmv(diag, a, transposed, x);
        }
    });
    if !done {
        by_columns(diag, a, transposed, x);
    }
}

/// The same with a band and an x of stride one: the columns that have an element on each diagonal at once, and the triangle
/// that the others are. False, and nothing done, if there is no memory for a copy of x.
fn band<T: Scalar>(diag: Diag, a: TriRef<'_, T>, transposed: bool, x: &mut VecMut<'_, T>) -> bool {
    let (Some((whole, row, parallelogram)), Some((others, triangle))) =
        (a.whole_columns(), a.other_columns())
    else {
        return false;
    };
    let (Some(mut old), kernels) = (workspace::lease(a.n()), &T::kernels().vector) else { return false };
    kernels.copy(x.as_ref(), VecMut::from_slice(&mut old));
    let old = VecRef::from_slice(&old);
    kernels.trmv(diag, triangle, transposed, &mut x.rb().sub(others));
    if whole.is_empty() {
        return true;
    }
    if diag == Diag::NonUnit {
        for j in whole.clone() {
            x.set(j, a.diagonal(j) * old.at(j));
        }
    }
    let rows = row..row + whole.len() + parallelogram.rows() - 1;
    if transposed {
        kernels.sheared_t(T::ONE, parallelogram, old.sub(rows), x.rb().sub(whole));
    } else {
        kernels.sheared(T::ONE, parallelogram, old.sub(whole), x.rb().sub(rows));
    }
    true
}

/// x := A·x by groups of columns, each of which makes a sum, so that each thread reads a piece of A as it lies; the sums are added
/// in order. False, and nothing done, if there is no memory for them.
#[cold]
#[inline(never)]
fn by_groups<T: Scalar>(diag: Diag, a: TriRef<'_, T>, x: &mut VecMut<'_, T>, bytes: usize) -> bool {
    let (n, kernels) = (a.n(), &T::kernels().vector);
    let Some(mut old) = workspace::lease(n) else { return false };
    kernels.copy(x.as_ref(), VecMut::from_slice(&mut old));
    let old = VecRef::from_slice(&old);
    x.fill(T::ZERO);
    let parts = sums::parts(bytes);
    let group = |i: usize| cut(a.uplo(), n, parts, i)..cut(a.uplo(), n, parts, i + 1);
    let made = arena::call(width(bytes), || {
        add_in_order(parts, x.rb(), |i, sum| kernels.trmv_group(diag, a, group(i), old, sum))
    });
    if !made {
        kernels.copy(old, x.rb());
    }
    made
}

/// x := Aᵀ·x by so many threads, if that is more than one, and there is memory for a copy of x.
#[cold]
#[inline(never)]
fn in_parts<T: Scalar>(diag: Diag, a: TriRef<'_, T>, x: &mut VecMut<'_, T>, width: usize) -> bool {
    if width < 2 {
        return false;
    }
    let Some(mut old) = workspace::lease(a.n()) else { return false };
    T::kernels().vector.copy(x.as_ref(), VecMut::from_slice(&mut old));
    let old = VecRef::from_slice(&old);
    // Who computes an element changes nothing in it, so there may be as many parts as threads.
    arena::call(width, || part(diag, a, old, 0, x.rb(), width));
    true
}

/// The elements of Aᵀ·x from `start` on that x has, in some parts of about the same work.
fn part<T: Scalar>(
    diag: Diag,
    a: TriRef<'_, T>,
    old: VecRef<'_, T>,
    start: usize,
    x: VecMut<'_, T>,
    parts: usize,
) {
    let range = start..start + x.len();
    if parts < 2 {
        return T::kernels().vector.trmv_part(diag, a, range, old, x);
    }
    let (first, second) = (parts / 2, parts - parts / 2);
    let middle = middle(a, range, first as f64 / parts as f64);
    let (x1, x2) = x.split_at(middle - start);
    arena::join(|| part(diag, a, old, start, x1, first), || part(diag, a, old, middle, x2, second));
}

/// Where the columns before which are so large a share of these columns' elements end, and a block begins.
fn middle<T: Scalar>(a: TriRef<'_, T>, range: Range<usize>, share: f64) -> usize {
    let (n, upper) = (a.n(), a.uplo() == Uplo::Upper);
    // The first j columns of an upper triangle have about j²/2 elements, and the last j of a lower one.
    let split = |from: usize, to: usize, share: f64| {
        let (from, to) = (from as f64, to as f64);
        (from * from + share * (to * to - from * from)).sqrt() as usize
    };
    // Blocks begin at the corner that is not the tip.
    let middle = if upper {
        n.saturating_sub((n - split(range.start, range.end, share)).next_multiple_of(TRIANGLE_BLOCK))
    } else {
        (n - split(n - range.end, n - range.start, 1.0 - share)).next_multiple_of(TRIANGLE_BLOCK)
    };
    middle.clamp(range.start, range.end)
}

/// The same, a column of the triangle after the other.
fn by_columns<T: Scalar>(diag: Diag, a: TriRef<'_, T>, transposed: bool, mut x: VecMut<'_, T>) {
    let kernels = &T::kernels().vector;
    // A column's product must find the old values: an upper triangle's reads x above (transposed) or adds to it.
    for j in columns_in_order(a.n(), (a.uplo() == Uplo::Upper) != transposed) {
        let (rows, off) = a.column(j);
        let (mut xj, others) = x.rb().split_out(j, rows);
        let old = xj.at(0);
        let product = if diag == Diag::NonUnit { a.diagonal(j) * old } else { old };
        if transposed {
            xj.set(0, product + kernels.dot(off, others.as_ref()));
        } else {
            kernels.axpy(old, off, others);
            xj.set(0, product);
        }
    }
}
