//! A task of a packed product: a tile of C, on packed rows of A, with B as the kernels find it.

use crate::arena;
use crate::enums::Uplo;
use crate::kernel::GemmKernel;
use crate::kernel::gemm::{Columns, Packed};
use crate::kernel::merge::Crossed;
use crate::kernel::packing::Right;
use crate::level3::operand::Operand;
use crate::level3::product::{Part, pack_parallel, packed_at_a_time};
use crate::mat::MatMut;
use crate::pack::{Panels, pack_a_and_multiply};
use crate::scalar::Scalar;

/// Columns of B, for a slice of k.
#[derive(Clone, Copy)]
pub(super) enum Source<'b, T> {
    /// In panels of their own, or where they lie.
    Columns(Right<'b, T>),
    /// Rows of the transpose, from one on: so many are packed in panels of A.
    Rows(usize, usize, Packed<'b, T>),
}

impl<'b, T: Scalar> Source<'b, T> {
    /// The `n` columns from `j` on, where a panel begins.
    pub(super) fn from(self, j: usize, n: usize) -> Source<'b, T> {
        match self {
            Source::Columns(b) => Source::Columns(b.columns(j..j + n)),
            Source::Rows(m, first, b) => Source::Rows(m, first + j, b),
        }
    }
}

/// What the tiles of a slice of k have in common.
pub(super) struct Slice<'a, T> {
    pub(super) kernel: &'a GemmKernel<T>,
    pub(super) part: Part,
    pub(super) alpha: T,
    pub(super) beta: T,
}

impl<T: Scalar> Slice<'_, T> {
    /// Packs some rows and columns of A into `room`, in parallel. If A lies as tiles read it, those of the first columns of its block of C do
    /// it, and so many are done.
    pub(super) fn pack(
        &self,
        (a, [i, m], [p, k]): (impl Operand<T>, [usize; 2], [usize; 2]),
        alone: bool,
        room: &mut [T],
        b: Option<Right<'_, T>>,
        block: MatMut<'_, T>,
    ) -> usize {
        let Slice { kernel, part, alpha, beta } = *self;
        let lying = a.as_matrix().filter(|a| a.row_stride() == 1 && part == Part::Whole);
        let (Some(a), Some(b)) = (lying, b) else {
            pack_parallel(kernel, a, Panels::of_a(kernel), [i, m], [p, k], alone, room);
            return 0;
        };
        let done = kernel.nr.min(block.cols());
        let (a, b, c) = (a.sub(i..i + m, p..p + k), b.columns(0..done), block.sub_cols(0..done));
        let rows = packed_at_a_time(kernel.mr, m, k, alone);
        let room = &mut room[..kernel.padded(m) * k];
        arena::for_each_strip((room, rows * k), (c, rows), |i, room, c| {
            pack_a_and_multiply(kernel, alpha, (a.sub_rows(i..i + c.rows()), room), b, beta, c);
        });
        done
    }

    /// The tile of C that begins at an element of C.
    pub(super) fn tile(&self, at: [usize; 2], a: Packed<'_, T>, b: Source<'_, T>, tile: MatMut<'_, T>) {
        let Slice { kernel, part, alpha, beta } = *self;
        match (part, b) {
            (Part::Whole, Source::Columns(b)) => kernel.multiply(alpha, a, b, beta, tile),
            (Part::Triangle(uplo), Source::Columns(Right::Packed(b))) => {
                triangle(kernel, uplo, at, alpha, a, |j, n| b.columns(j, n), beta, tile);
            }
            (Part::Triangle(uplo), Source::Rows(m, first, b)) => {
                let columns = |j, _| kernel.rows_as_columns(b, m, first + j);
                triangle(kernel, uplo, at, alpha, a, columns, beta, tile);
            }
            (Part::Whole, Source::Rows(..)) => unreachable!("only of a triangle is B the transpose of A"),
            (_, Source::Columns(Right::Lying(..))) => unreachable!("a triangle's B is packed"),
        }
    }
}

/// What a triangle of C has of the tile that begins at an element of C. `b` gives up to nr of the tile's columns of B.
pub(in crate::level3) fn triangle<'b, T: Scalar>(
    kernel: &GemmKernel<T>,
    uplo: Uplo,
    [i0, j0]: [usize; 2],
    alpha: T,
    a: Packed<'_, T>,
    b: impl Fn(usize, usize) -> Columns<'b, T>,
    beta: T,
    mut tile: MatMut<'_, T>,
) {
    let (m, n) = (tile.rows(), tile.cols());
    for j in (0..n).step_by(kernel.nr) {
        let nb = kernel.nr.min(n - j);
        let b = b(j, nb);
        // Row i of the tile is on the diagonal in column i + i0 − j0. In these columns, the diagonal crosses rows
        // first..end, which are taken as whole registers.
        let row = |column: usize| (j0 + column).saturating_sub(i0).min(m);
        let first = row(j) / kernel.lanes * kernel.lanes;
        let end = kernel.padded(row(j + nb)).min(m);
        let whole = if uplo == Uplo::Lower { end..m } else { 0..first };
        let columns = tile.rb().sub_cols(j..j + nb);
        kernel.strip(alpha, a, m, whole.clone(), b, beta, columns.sub_rows(whole));
        if first < end {
            let crossed = Crossed { uplo, diagonal: (j0 + j) as isize - (i0 + first) as isize };
            kernel.strip_crossed(
                crossed,
                alpha,
                (a, m, first..end),
                b,
                beta,
                tile.rb().sub(first..end, j..j + nb),
            );
        }
    }
}
