//! What `trmm` and `trsm` share: how a triangle is cut, and how a block on its diagonal meets the columns of B.
//!
//! A block is packed once, in steps: a rectangle beside the diagonal, and the triangle on it. How depends on which of B's
//! elements are adjacent: its rows (`in_place`: A is on the left), or not (`panels`: it is on the right).

mod in_place;
mod panels;
mod steps;

use std::ops::Range;

use crate::arena::{self, Domain};
use crate::enums::{Diag, Uplo};
use crate::kernel::corner::PackedCorner;
use crate::level3::scratch_tile::ELEMENTS;
use crate::level3::triangle::panels::pack_corner;
use crate::mat::{MatMut, MatRef};
use crate::pack::{pack_a, unpack};
use crate::scalar::Scalar;

/// Triangles of this size and less are not cut further: about as large a one as fits L2 when it is packed. (At order 1024,
/// 256 is 5 to 9 % slower.)
const SMALLEST: usize = 512;
/// Tasks for a thread, where there are several: one of them may come late.
const TASKS: usize = 2;
/// Up to so many rows and columns of B, to pack takes longer than to compute.
const FEW: usize = 4;
/// Triangles of this order and less are packed by each task for itself, as to read what another core has just written takes
/// longer; if each has so many columns to use it for.
const OWN: usize = 256;
const COLUMNS: usize = 32;
/// Elements of the largest corner.
const CORNER: usize = 8 * 8;

/// A triangular matrix: the triangle `uplo` of the square `a`.
#[derive(Clone, Copy)]
pub(super) struct Triangle<'a, T> {
    pub(super) uplo: Uplo,
    pub(super) diag: Diag,
    pub(super) a: MatRef<'a, T>,
}

/// What is done with a triangle.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Action {
    /// B := α·A·B.
    Multiply,
    /// B := α·A⁻¹·B.
    Solve,
}

impl<'a, T: Scalar> Triangle<'a, T> {
    /// The two triangles on the diagonal, and the rectangle beside them (A21 of a lower, A12 of an upper one).
    pub(super) fn split(self) -> Option<(Self, MatRef<'a, T>, Self)> {
        let m = self.a.rows();
        if m <= SMALLEST {
            return None;
        }
        let half = (m / 2).next_multiple_of(24);
        let part = |range: Range<usize>| Triangle { a: self.a.sub(range.clone(), range), ..self };
        let off = match self.uplo {
            Uplo::Lower => self.a.sub(half..m, 0..half),
            Uplo::Upper => self.a.sub(0..half, half..m),
        };
        Some((part(0..half), off, part(half..m)))
    }

    /// Element `j` of the diagonal; where it is implied to be 1 it is not read.
    fn diagonal(&self, j: usize) -> T {
        match self.diag {
            Diag::Unit => T::ONE,
            Diag::NonUnit => self.a.at(j, j),
        }
    }

    /// Whether some element of the diagonal has no reciprocal to multiply by.
    fn must_divide(&self) -> bool {
        self.diag == Diag::NonUnit && !(0..self.a.rows()).all(|j| self.a.at(j, j).has_reciprocal())
    }
}

/// How many threads a triangular product or solution with B deserves.
pub(super) fn width<T: Scalar>(b: &MatMut<'_, T>) -> usize {
    let (m, n) = (b.rows() as f64, b.cols() as f64);
    arena::width(Domain::Blas, T::FLOPS / 2.0 * m * m * n)
}

/// B := α·A·B or α·A⁻¹·B where the triangle is a corner and B a panel, both on the stack: a lease, and to find out how to
/// cut, would take as long as this does. Whether it was so.
pub(super) fn apply_tiny<T: Scalar>(
    action: Action,
    alpha: T,
    l: Triangle<'_, T>,
    b: &mut MatMut<'_, T>,
) -> bool {
    let kernels = T::kernels();
    let (m, n) = (b.rows(), b.cols());
    if m == 0 || n == 0 {
        return true;
    }
    if m <= FEW && n <= FEW {
        by_elements(action, alpha, l, b.rb());
        return true;
    }
    if m > kernels.corner.widest.min(kernels.gemm.nr) || n > kernels.gemm.mr {
        return false;
    }
    // To clear a panel costs as much as a corner does, so it is no longer than need be.
    if kernels.gemm.padded(n) * m <= CORNER {
        tiny::<T, CORNER>(action, alpha, l, b.rb());
    } else {
        tiny::<T, ELEMENTS>(action, alpha, l, b.rb());
    }
    true
}

/// [`apply_tiny`] with a panel of so many elements.
#[inline(always)]
fn tiny<T: Scalar, const PANEL: usize>(action: Action, alpha: T, l: Triangle<'_, T>, b: MatMut<'_, T>) {
    let kernels = T::kernels();
    let (m, n, backwards) = (b.rows(), b.cols(), l.uplo == Uplo::Upper);
    let mut corner = [T::ZERO; CORNER];
    let divide = action == Action::Solve && l.must_divide();
    pack_corner(action, divide, &l, 0..m, &mut corner);
    let corner = PackedCorner { data: &corner, backwards, divide };

    let height = kernels.gemm.padded(n);
    let mut panel = [T::ZERO; PANEL];
    let b = b.t();
    pack_a(&kernels.gemm, b.as_ref(), &mut panel);
    let x = MatMut::from_slice(&mut panel, height, m, height);
    match action {
        Action::Multiply => kernels.corner.multiply(alpha, corner, x),
        Action::Solve => kernels.corner.solve(alpha, corner, x),
    }
    unpack(&kernels.gemm, MatRef::from_slice(&panel, n, m, height), b);
}

/// B := α·A·B or α·A⁻¹·B for a triangle that is not cut further, by `width` threads.
pub(super) fn apply<T: Scalar>(action: Action, width: usize, alpha: T, l: Triangle<'_, T>, b: MatMut<'_, T>) {
    if b.row_stride() == 1 {
        in_place::apply(action, width, alpha, l, b);
    } else {
        panels::apply(action, width, alpha, l, b);
    }
}

/// Whether each of `width` tasks packs the triangle for itself.
fn packs_for_itself<T: Scalar>(width: usize, b: &MatMut<'_, T>) -> bool {
    width > 1 && b.rows() <= OWN && b.cols() >= COLUMNS * width
}

/// Calls `op` for strips of so many columns of B, with a triangle that is packed once, or by each task for itself: none if there
/// is no memory for it.
fn each_strip<T: Scalar, P: Sync>(
    own: bool,
    pack: impl Fn() -> Option<P> + Sync,
    b: MatMut<'_, T>,
    columns: usize,
    op: impl Fn(Option<&P>, MatMut<'_, T>) + Sync,
) {
    let shared = if own { None } else { pack() };
    let m = b.rows();
    arena::for_each_tile(b, m, columns, |_, _, strip| {
        let packed = if own { pack() } else { None };
        op(packed.as_ref().or(shared.as_ref()), strip);
    });
}

/// Element by element, where there is no memory to pack into, or too little to do.
fn by_elements<T: Scalar>(action: Action, alpha: T, l: Triangle<'_, T>, mut b: MatMut<'_, T>) {
    let m = b.rows();
    for j in 0..b.cols() {
        for step in 0..m {
            let ascending = (l.uplo == Uplo::Lower) == (action == Action::Solve);
            let i = if ascending { step } else { m - 1 - step };
            let others = if l.uplo == Uplo::Lower { 0..i } else { i + 1..m };
            let sum: T = others.map(|p| l.a.at(i, p) * b.at(p, j)).sum();
            let x = match action {
                Action::Multiply => alpha * (l.diagonal(i) * b.at(i, j) + sum),
                Action::Solve => (alpha * b.at(i, j) - sum).divide(l.diagonal(i)),
            };
            b.set(i, j, x);
        }
    }
}
