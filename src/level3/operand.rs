//! What a packed product multiplies: a matrix as it lies, or one of which only a triangle lies in memory.

use std::ops::Range;

use crate::enums::Uplo;
use crate::kernel::GemmKernel;
use crate::mat::{MatMut, MatRef};
use crate::pack::{self, Panels};
use crate::scalar::Scalar;

/// An operand of a packed product: it can write any block of itself into panels.
pub(super) trait Operand<T: Scalar>: Copy + Sync {
    /// The transpose.
    fn t(self) -> Self;
    /// Number of columns.
    fn cols(self) -> usize;
    /// Element (i, j).
    fn at(self, i: usize, j: usize) -> T;
    /// The matrix as it lies, if it does.
    fn as_matrix(&self) -> Option<MatRef<'_, T>> {
        None
    }
    /// Whether what `pack` writes is meant conjugated.
    fn is_conj(self) -> bool;
    /// Packs rows `rows` of columns `cols`.
    fn pack(
        self,
        kernel: &GemmKernel<T>,
        panels: Panels,
        rows: Range<usize>,
        cols: Range<usize>,
        dst: &mut [T],
    );
}

impl<T: Scalar> Operand<T> for MatRef<'_, T> {
    fn t(self) -> Self {
        MatRef::t(self)
    }
    fn cols(self) -> usize {
        MatRef::cols(&self)
    }
    fn at(self, i: usize, j: usize) -> T {
        MatRef::at(&self, i, j)
    }
    fn as_matrix(&self) -> Option<MatRef<'_, T>> {
        Some(*self)
    }
    fn is_conj(self) -> bool {
        MatRef::is_conj(&self)
    }
    fn pack(
        self,
        kernel: &GemmKernel<T>,
        panels: Panels,
        rows: Range<usize>,
        cols: Range<usize>,
        dst: &mut [T],
    ) {
        pack::pack(kernel, self.sub(rows, cols), panels, dst);
    }
}

/// A symmetric or Hermitian matrix: the triangle `uplo` of the square `a`, and its mirror image.
#[derive(Clone, Copy)]
pub(super) struct Mirrored<'a, T> {
    pub(super) uplo: Uplo,
    pub(super) a: MatRef<'a, T>,
    /// Whether the mirror conjugates, and the diagonal is real whatever imaginary parts are stored there.
    pub(super) hermitian: bool,
}

impl<T: Scalar> Mirrored<'_, T> {
    /// Whether element (i, j) is off the diagonal, and lies where it is.
    fn is_stored(&self, i: usize, j: usize) -> bool {
        if self.uplo == Uplo::Lower { i > j } else { i < j }
    }

    /// The element as memory holds it, but for the mirror: what panels hold where the view is conjugated.
    fn raw(&self, i: usize, j: usize) -> T {
        let raw = if self.a.is_conj() { self.a.conj() } else { self.a };
        match (i == j, self.is_stored(i, j)) {
            (true, _) if self.hermitian => T::from_real(raw.at(i, i).re()),
            (false, false) => raw.at(j, i).conj_if(self.hermitian),
            _ => raw.at(i, j),
        }
    }

    /// The whole matrix into `dst`.
    pub(super) fn copy_to(&self, mut dst: MatMut<'_, T>) {
        let n = self.a.rows();
        for j in 0..n {
            dst.set(j, j, self.at(j, j));
            let others = if self.uplo == Uplo::Lower { j + 1..n } else { 0..j };
            for i in others {
                let x = self.a.at(i, j);
                dst.set(i, j, x);
                dst.set(j, i, x.conj_if(self.hermitian));
            }
        }
    }
}

impl<T: Scalar> Operand<T> for Mirrored<'_, T> {
    fn t(self) -> Self {
        Mirrored { uplo: self.uplo.t(), a: self.a.t(), ..self }
    }
    fn cols(self) -> usize {
        self.a.cols()
    }
    fn at(self, i: usize, j: usize) -> T {
        self.raw(i, j).conj_if(self.a.is_conj())
    }
    fn is_conj(self) -> bool {
        self.a.is_conj()
    }

    /// A panel's columns are, from the left to the right, in one triangle, across the diagonal, in the other triangle.
    /// The kernels conjugate all of an operand or nothing, so the mirror is conjugated here, where it has been packed.
    fn pack(
        self,
        kernel: &GemmKernel<T>,
        panels: Panels,
        rows: Range<usize>,
        cols: Range<usize>,
        dst: &mut [T],
    ) {
        let (m, k) = (rows.len(), cols.len());
        for i in (0..m).step_by(panels.height) {
            let height = panels.height.min(m - i);
            let padded = panels.padded(height);
            let (first, end) = (rows.start + i, rows.start + i + height);
            let panel = &mut dst[i * k..][..padded * k];
            let cut = |p: usize| p.clamp(cols.start, cols.end);
            let mut part = |range: Range<usize>| {
                let dst = &mut panel[(range.start - cols.start) * padded..][..range.len() * padded];
                let stored = range.is_empty() || self.is_stored(first, range.start);
                let source = if stored { self.a } else { self.a.t() };
                pack::pack(kernel, source.sub(first..end, range), panels, dst);
                if !stored && self.hermitian {
                    dst.iter_mut().for_each(|x| *x = x.conj());
                }
            };
            part(cols.start..cut(first));
            part(cut(end)..cols.end);
            for p in cut(first)..cut(end) {
                let column = &mut panel[(p - cols.start) * padded..][..padded];
                for (r, x) in column.iter_mut().enumerate() {
                    *x = self.raw(first + r.min(height - 1), p);
                }
            }
        }
    }
}
