//! What `trmm` and `trsm` share: how a triangle is cut, and how its smallest blocks meet the columns of B.

use std::ops::Range;

use crate::arena;
use crate::enums::{Diag, Uplo};
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;
use crate::workspace;

/// Triangles of this size and less are not cut further.
const SMALLEST: usize = 24;
/// Columns of B that are worked on at a time, and by one task, in a smallest block.
const COLUMNS: usize = 64;

/// A triangular matrix: the triangle `uplo` of the square `a`.
#[derive(Clone, Copy)]
pub(super) struct Triangle<'a, T> {
    pub(super) uplo: Uplo,
    pub(super) diag: Diag,
    pub(super) a: MatRef<'a, T>,
}

impl<'a, T: Scalar> Triangle<'a, T> {
    /// The two triangles on the diagonal, and the rectangle beside them (A21 of a lower, A12 of an upper one).
    pub(super) fn split(self) -> Option<(Self, MatRef<'a, T>, Self)> {
        let m = self.a.rows();
        if m <= SMALLEST {
            return None;
        }
        let half = (m / 2).next_multiple_of(SMALLEST);
        let part = |range: Range<usize>| Triangle { a: self.a.sub(range.clone(), range), ..self };
        let off = match self.uplo {
            Uplo::Lower => self.a.sub(half..m, 0..half),
            Uplo::Upper => self.a.sub(0..half, half..m),
        };
        Some((part(0..half), off, part(half..m)))
    }

    /// The columns of row `j` that are in the triangle and off the diagonal.
    pub(super) fn others(&self, j: usize) -> Range<usize> {
        match self.uplo {
            Uplo::Lower => 0..j,
            Uplo::Upper => j + 1..self.a.rows(),
        }
    }

    /// Element `j` of the diagonal; where it is implied to be 1 it is not read.
    pub(super) fn diagonal(&self, j: usize) -> T {
        match self.diag {
            Diag::Unit => T::ONE,
            Diag::NonUnit => self.a.at(j, j),
        }
    }
}

/// Flops of a triangular product or solution with an m×n matrix.
pub(super) fn flops<T: Scalar>(m: usize, n: usize) -> f64 {
    T::FLOPS / 2.0 * m as f64 * m as f64 * n as f64
}

/// Runs `op(l, Xᵀ)` on strips X of columns of B, in parallel, where the columns of Xᵀ are adjacent in memory: in place if
/// B lies so, else in scratch.
pub(super) fn by_columns<T: Scalar>(
    l: Triangle<'_, T>,
    b: MatMut<'_, T>,
    op: impl Fn(Triangle<'_, T>, MatMut<'_, T>) + Sync,
) {
    let m = b.rows();
    arena::for_each_tile(b, m, COLUMNS, |_, _, strip| {
        let mut x = strip.t();
        if x.row_stride() == 1 {
            return op(l, x);
        }
        let n = x.rows();
        match workspace::lease(n * m) {
            Some(mut scratch) => {
                let mut copy = MatMut::from_slice(&mut scratch, n, m, n);
                copy.copy_from(x.as_ref());
                op(l, copy.rb());
                x.copy_from(copy.as_ref());
            }
            None => op(l, x),
        }
    });
}

/// Column `j` of X as a matrix, and the columns that row `j` of the triangle multiplies: those before it in a lower, those
/// after it in an upper triangle.
pub(super) fn column<T: Scalar>(x: MatMut<'_, T>, j: usize, uplo: Uplo) -> (MatMut<'_, T>, MatRef<'_, T>) {
    match uplo {
        Uplo::Lower => {
            let (before, rest) = x.split_cols(j);
            (rest.sub_cols(0..1), before.into_ref())
        }
        Uplo::Upper => {
            let (rest, after) = x.split_cols(j + 1);
            (rest.sub_cols(j..j + 1), after.into_ref())
        }
    }
}
