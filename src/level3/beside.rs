//! Two matrices beside each other as one operand of a packed product: [A B], or one above the other as its transpose.
//!
//! The products of two pairs are one product then, A·C + B·D = [A B]·[C; D], that reads and writes each tile of the result
//! once.

use std::ops::Range;

use crate::kernel::GemmKernel;
use crate::level3::operand::Operand;
use crate::mat::MatRef;
use crate::pack::{self, Panels};
use crate::scalar::Scalar;

/// [A B], or its transpose. The two have the same shape, and are both conjugated or neither is.
#[derive(Clone, Copy)]
pub(super) struct Beside<'a, T> {
    a: MatRef<'a, T>,
    b: MatRef<'a, T>,
    transposed: bool,
}

impl<'a, T: Scalar> Beside<'a, T> {
    /// [A B].
    pub(super) fn new(a: MatRef<'a, T>, b: MatRef<'a, T>) -> Self {
        assert!(a.rows() == b.rows() && a.cols() == b.cols() && a.is_conj() == b.is_conj());
        Beside { a, b, transposed: false }
    }
}

impl<T: Scalar> Operand<T> for Beside<'_, T> {
    fn t(self) -> Self {
        Beside { transposed: !self.transposed, ..self }
    }

    fn cols(self) -> usize {
        if self.transposed { self.a.rows() } else { 2 * self.a.cols() }
    }

    fn at(self, i: usize, j: usize) -> T {
        let (i, j) = if self.transposed { (j, i) } else { (i, j) };
        let k = self.a.cols();
        if j < k { self.a.at(i, j) } else { self.b.at(i, j - k) }
    }

    fn is_conj(self) -> bool {
        self.a.is_conj()
    }

    /// Panel by panel, as each has columns of both. Products ask for depth beside depth alone: never transposed.
    fn pack(
        self,
        kernel: &GemmKernel<T>,
        panels: Panels,
        rows: Range<usize>,
        cols: Range<usize>,
        dst: &mut [T],
    ) {
        debug_assert!(!self.transposed);
        let (k, depth) = (self.a.cols(), cols.len());
        let of_a = cols.start.min(k)..cols.end.min(k);
        let of_b = cols.start.max(k) - k..cols.end.max(k) - k;
        for first in rows.clone().step_by(panels.height) {
            let end = rows.end.min(first + panels.height);
            let padded = panels.padded(end - first);
            let panel = &mut dst[(first - rows.start) * depth..][..padded * depth];
            let (left, right) = panel.split_at_mut(of_a.len() * padded);
            pack::pack(kernel, self.a.sub(first..end, of_a.clone()), panels, left);
            pack::pack(kernel, self.b.sub(first..end, of_b.clone()), panels, right);
        }
    }
}
