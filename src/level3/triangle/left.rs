//! B whose rows are adjacent: blocks of the triangle are as high as a register tile.
//!
//! ```text
//!      ┌────┐         ┌───────────┐
//!      │╲   │         │   done    │     next := α·next − R·done, a product
//!      │ C╲ │         ├───────────┤     next := C⁻¹·next, the diagonal kernel
//!      ├────┼────┐    │   next    │
//!      │ R  │╲   │    ├───────────┤     (or, of a product, from the bottom to the top:
//!      │    │ C╲ │    │           │     next := α·C·next, next := next + α·R·others)
//!      └────┴────┘    └───────────┘
//! ```

use std::ops::Range;

use crate::enums::{Diag, Uplo};
use crate::kernel::diagonal::{LyingDiagonal, PackedDiagonal};
use crate::kernel::{CacheSizes, Kernels, wants_prefetches};
use crate::level3::blocking::even_part;
use crate::level3::triangle::panels::Source;
use crate::level3::triangle::steps::Steps;
use crate::level3::triangle::{Action, Part, Triangle, by_elements, each_part};
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;
use crate::workspace;

/// Elements of a triangle that is copied to the stack, and of a smaller one: to clear room takes as long as to copy.
const LITTLE: usize = 8 * 8;
const TINY: usize = 4 * 4;

/// Rows of a step, for a triangle of that order.
pub(super) fn height<T: Scalar>(order: usize) -> usize {
    let gemm = &T::kernels().gemm;
    if order <= gemm.mr { gemm.mr } else { even_part(order, gemm.mr, gemm.lanes) }
}

/// B := α·A·B or α·A⁻¹·B. Panels, if it has any, are for steps of [`height`] rows.
pub(super) fn apply<T: Scalar>(action: Action, alpha: T, source: Source<'_, T>, b: MatMut<'_, T>) {
    let kernels = T::kernels();
    let l = source.triangle();
    let order = l.a.rows();
    let packed = matches!(source, Source::Packed(..));
    let lies = action == Action::Multiply && (packed || l.a.row_stride() == 1) && !l.a.is_conj();
    if lies && order <= kernels.gemm.mr {
        let only = Steps { uplo: l.uplo, order, height: order };
        return multiply(kernels, alpha, if packed { source.step(&only, 0).1 } else { l }, b);
    }
    if action == Action::Multiply && order * order <= LITTLE.min(kernels.gemm.mr * kernels.gemm.mr) {
        return if order * order <= TINY {
            multiply_copy::<T, TINY>(kernels, alpha, &l, b)
        } else {
            multiply_copy::<T, LITTLE>(kernels, alpha, &l, b)
        };
    }
    let height = height::<T>(order);
    let Some(mut room) = workspace::lease(height * (height + 1)) else {
        return by_elements(action, alpha, l, b);
    };
    let bytes = order * b.cols() * size_of::<T>();
    // Columns of a large B come from L3, a few rows each step, which no hardware foresees.
    let asks = || wants_prefetches() && bytes > CacheSizes::current().l2 / 4;
    each_part(action, height, alpha, source, b, |part, before, next| match part {
        Part::Rectangle { alpha, r, beta, then: Some(then) } if r.row_stride() == 1 && asks() => {
            kernels.gemm.unpacked_ahead(alpha, r, before, beta, next, then);
        }
        Part::Rectangle { alpha, r, beta, .. } => kernels.gemm.unpacked(alpha, r, before, beta, next),
        Part::Block { alpha, c } if lies => multiply(kernels, alpha, c, next),
        Part::Block { alpha, c } if action == Action::Multiply => {
            multiply(kernels, alpha, copy_block(&c, &mut room), next);
        }
        Part::Block { alpha, c } => {
            let (upper, unit) = (c.uplo == Uplo::Upper, c.diag == Diag::Unit);
            let pack = |divide: bool, room: &mut [T]| {
                kernels.diagonal.pack(LyingDiagonal { square: c.a, upper, unit }, divide, room)
            };
            let divide = !pack(false, &mut room);
            if divide {
                let packed = pack(true, &mut room);
                debug_assert!(packed);
            }
            let block = PackedDiagonal { data: &room, upper: l.uplo == Uplo::Upper, divide };
            kernels.diagonal.solve(alpha, block, next);
        }
    });
}

/// B := α·A·B for a block whose rows are adjacent, where it lies.
#[inline(always)]
fn multiply<T: Scalar>(kernels: &Kernels<T>, alpha: T, l: Triangle<'_, T>, b: MatMut<'_, T>) {
    let (upper, unit) = (l.uplo == Uplo::Upper, l.diag == Diag::Unit);
    kernels.diagonal.multiply(alpha, LyingDiagonal { square: l.a, upper, unit }, b);
}

/// The same for one that doesn't lie so: for a copy on the stack.
#[inline(always)]
fn multiply_copy<T: Scalar, const ELEMENTS: usize>(
    kernels: &Kernels<T>,
    alpha: T,
    l: &Triangle<'_, T>,
    b: MatMut<'_, T>,
) {
    multiply(kernels, alpha, copy_block(l, &mut [T::ZERO; ELEMENTS]), b);
}

/// The rows that a triangle has in column `j`, beside the diagonal.
fn beside<T: Scalar>(l: &Triangle<'_, T>, j: usize) -> Range<usize> {
    if l.uplo == Uplo::Lower { j + 1..l.a.rows() } else { 0..j }
}

/// Copies a block on the diagonal, as it is meant, to columns that lie one after the other.
fn copy_block<'d, T: Scalar>(l: &Triangle<'_, T>, dst: &'d mut [T]) -> Triangle<'d, T> {
    let m = l.a.rows();
    for (j, column) in dst.chunks_exact_mut(m).take(m).enumerate() {
        let (source, elements) = (l.a.col(j).sub(beside(l, j)), &mut column[beside(l, j)]);
        elements.iter_mut().enumerate().for_each(|(i, x)| *x = source.at(i));
        column[j] = l.diagonal(j);
    }
    Triangle { uplo: l.uplo, diag: l.diag, a: MatRef::from_slice(dst, m, m, m) }
}
