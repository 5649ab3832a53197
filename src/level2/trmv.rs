//! `?trmv`: x := A·x, A triangular.

use std::ops::Range;

use crate::arena;
use crate::enums::{Diag, Uplo};
use crate::level2::{LEAF, TRIANGLE, gemv, width};
use crate::mat::{MatRef, VecMut, VecRef};
use crate::scalar::Scalar;
use crate::workspace;

/// Order of a triangle for each part that it is cut into: more parts have columns too short to be read ahead.
const PART: usize = 512;
/// The most parts.
const MOST_PARTS: usize = 8;

/// x := A·x; A n×n, of which only the triangle `uplo` of the view is read, and not its diagonal if that is `Unit`.
/// Flops (real): n². Parallel: over groups of rows, each of which reads a copy of what x was.
///
/// # Panics
/// If shapes don't match, or x has stride zero.
pub fn trmv<T: Scalar>(uplo: Uplo, diag: Diag, a: MatRef<'_, T>, x: VecMut<'_, T>) {
    let n = x.len();
    assert!(a.rows() == n && a.cols() == n);
    if n <= LEAF {
        return by_blocks(uplo, diag, a, x);
    }
    let Some(mut old) = workspace::lease(n) else { return by_blocks(uplo, diag, a, x) };
    T::kernels().vector.copy(x.as_ref(), VecMut::from_slice(&mut old));
    let old = VecRef::from_slice(&old);
    arena::call(width(n * n / 2 * size_of::<T>()), || {
        by_rows(uplo, diag, a, old, 0, x, MOST_PARTS.min(n / PART))
    });
}

/// The rows from `start` on that x has of x := A·x, in some parts of about the same work, with what x was in `old`. The bits
/// depend on the parts, so they are by shape alone.
fn by_rows<T: Scalar>(
    uplo: Uplo,
    diag: Diag,
    a: MatRef<'_, T>,
    old: VecRef<'_, T>,
    start: usize,
    mut x: VecMut<'_, T>,
    parts: usize,
) {
    let (n, rows) = (old.len(), start..start + x.len());
    if parts > 1 {
        let (first, second) = (parts / 2, parts - parts / 2);
        let len = middle(uplo, n, &rows, first as f64 / parts as f64) - start;
        let (x1, x2) = x.split_at(len);
        arena::join(
            || by_rows(uplo, diag, a, old, start, x1, first),
            || by_rows(uplo, diag, a, old, start + len, x2, second),
        );
        return;
    }
    let rest = match uplo {
        Uplo::Upper => rows.end..n,
        Uplo::Lower => 0..start,
    };
    // x1 := A11·x1 + (what stands beside A11)·x
    by_blocks(uplo, diag, a.sub(rows.clone(), rows.clone()), x.rb());
    gemv(T::ONE, a.sub(rows, rest.clone()), old.sub(rest), T::ONE, x);
}

/// The row that has so large a share of these rows' elements above it.
fn middle(uplo: Uplo, n: usize, rows: &Range<usize>, share: f64) -> usize {
    // The first i rows of a lower triangle have about i²/2 elements, and the last i of an upper one.
    let split = |from: usize, to: usize, share: f64| {
        let (from, to) = (from as f64, to as f64);
        (from * from + share * (to * to - from * from)).sqrt() as usize
    };
    let middle = match uplo {
        Uplo::Lower => split(rows.start, rows.end, share),
        Uplo::Upper => n - split(n - rows.end, n - rows.start, 1.0 - share),
    };
    middle.next_multiple_of(TRIANGLE).clamp(rows.start, rows.end)
}

/// The same by blocks, all but the small ones on the diagonal by `gemv`: of columns or of rows, whichever are adjacent.
fn by_blocks<T: Scalar>(uplo: Uplo, diag: Diag, a: MatRef<'_, T>, mut x: VecMut<'_, T>) {
    let n = x.len();
    let by_columns = a.row_stride() == 1;
    for k in 0..n.div_ceil(TRIANGLE) {
        // Upper reads x below, so it goes down; lower reads x above and goes up.
        let start = match uplo {
            Uplo::Upper => k * TRIANGLE,
            Uplo::Lower => (n.div_ceil(TRIANGLE) - 1 - k) * TRIANGLE,
        };
        let block = start..n.min(start + TRIANGLE);
        let a11 = a.sub(block.clone(), block.clone());
        let (x0, rest) = x.rb().split_at(block.start);
        let (mut x1, x2) = rest.split_at(block.len());
        if by_columns {
            // The block's columns on the rows that are done but for them.
            match uplo {
                // x0 += A01·x1; x1 := A11·x1
                Uplo::Upper => gemv(T::ONE, a.sub(0..block.start, block), x1.as_ref(), T::ONE, x0),
                // x2 += A21·x1; x1 := A11·x1
                Uplo::Lower => gemv(T::ONE, a.sub(block.end..n, block), x1.as_ref(), T::ONE, x2),
            }
            multiply(uplo, diag, a11, x1);
        } else {
            multiply(uplo, diag, a11, x1.rb());
            match uplo {
                // x1 := A11·x1 + A12·x2
                Uplo::Upper => gemv(T::ONE, a.sub(block.clone(), block.end..n), x2.as_ref(), T::ONE, x1),
                // x1 := A11·x1 + A10·x0
                Uplo::Lower => gemv(T::ONE, a.sub(block.clone(), 0..block.start), x0.as_ref(), T::ONE, x1),
            }
        }
    }
}

/// x := A·x for a block on the diagonal, number by number: it is too small for kernels.
fn multiply<T: Scalar>(uplo: Uplo, diag: Diag, a: MatRef<'_, T>, mut x: VecMut<'_, T>) {
    let n = x.len();
    let mut old = [T::ZERO; TRIANGLE];
    for i in 0..n {
        old[i] = x.at(i);
    }
    let mut new = old;
    if diag == Diag::NonUnit {
        for i in 0..n {
            new[i] = a.at(i, i) * old[i];
        }
    }
    // By columns, so that the sums do not wait for each other.
    for j in 0..n {
        let rows = match uplo {
            Uplo::Upper => 0..j,
            Uplo::Lower => j + 1..n,
        };
        for i in rows {
            new[i] += a.at(i, j) * old[j];
        }
    }
    for i in 0..n {
        x.set(i, new[i]);
    }
}
