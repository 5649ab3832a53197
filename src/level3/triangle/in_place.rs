//! B from the left, its rows adjacent: it stays where it is, and the triangle comes in blocks as high as a register tile.
//!
//! ```text
//!      ┌────┐         ┌───────────┐
//!      │╲   │         │   done    │     next := α·next − R·done, a product with packed A
//!      │ C╲ │         ├───────────┤     next := C⁻¹·next, the diagonal kernel
//!      ├────┼────┐    │   next    │
//!      │ R  │╲   │    ├───────────┤     (or, of a product, from the bottom to the top:
//!      │    │ C╲ │    │           │     next := α·C·next, next := next + α·R·others)
//!      └────┴────┘    └───────────┘
//! ```

use crate::enums::{Diag, Uplo};
use crate::kernel::diagonal::PackedDiagonal;
use crate::kernel::gemm::{Distance, Packed};
use crate::kernel::{CacheSizes, GemmKernel, Kernels};
use crate::level3::triangle::steps::Steps;
use crate::level3::triangle::{Action, TASKS, Triangle, by_elements, each_strip, packs_for_itself};
use crate::mat::MatMut;
use crate::pack::pack_a;
use crate::scalar::Scalar;
use crate::workspace::{self, Lease};

/// B := α·A·B or α·A⁻¹·B, by `width` threads. Parallel: packing, and strips of columns of B.
pub(super) fn apply<T: Scalar>(action: Action, width: usize, alpha: T, l: Triangle<'_, T>, b: MatMut<'_, T>) {
    let kernels = T::kernels();
    let own = packs_for_itself(width, &b);
    let parts = if own || width < 2 { width.max(1) } else { TASKS * width };
    let columns = strip_columns(&kernels.gemm, b.rows(), b.cols(), parts);
    each_strip(
        own,
        || Blocks::new(kernels, action, l),
        b,
        columns,
        |blocks, strip| match blocks {
            Some(blocks) => blocks.apply(alpha, strip),
            None => by_elements(action, alpha, l, strip),
        },
    );
}

/// Columns of a strip: as many as stay near for all steps, in a multiple of `parts` strips that are as wide as each other.
fn strip_columns<T: Scalar>(kernel: &GemmKernel<T>, m: usize, n: usize, parts: usize) -> usize {
    let nr = kernel.nr;
    let most = (CacheSizes::current().l2 / 4 / size_of::<T>() / m / nr * nr).max(4 * nr);
    let strips = n.div_ceil(most).next_multiple_of(parts);
    n.div_ceil(strips).next_multiple_of(nr)
}

/// A triangle as the kernels read it: for each step the rectangle beside the diagonal, and the block on it.
struct Blocks<'a, T: Scalar> {
    kernels: &'static Kernels<T>,
    action: Action,
    l: Triangle<'a, T>,
    steps: Steps,
    divide: bool,
    data: Lease<T>,
}

impl<'a, T: Scalar> Blocks<'a, T> {
    /// Packs; none if there is no memory for it.
    fn new(kernels: &'static Kernels<T>, action: Action, l: Triangle<'a, T>) -> Option<Self> {
        let kernel = &kernels.gemm;
        let steps = Steps { uplo: l.uplo, order: l.a.rows(), height: kernel.mr, pad: kernel.lanes, extra: 1 };
        let data = workspace::lease(steps.offset(steps.count()))?;
        let mut blocks = Blocks { kernels, action, l, steps, divide: false, data };
        if !blocks.pack() {
            blocks.divide = true;
            blocks.pack();
        }
        Some(blocks)
    }

    /// Packs as `divide` says; whether it may say so.
    fn pack(&mut self) -> bool {
        let Blocks { kernels, action, l, steps, divide, .. } = *self;
        steps.pack(0..steps.count(), &mut self.data, &|q, dst| {
            let (rows, others) = (steps.rows(q), steps.others(q));
            let (rectangle, block) = dst.split_at_mut(kernels.gemm.padded(rows.len()) * others.len());
            pack_a(&kernels.gemm, l.a.sub(rows.clone(), others), rectangle);
            pack_block(kernels, action, divide, &Triangle { a: l.a.sub(rows.clone(), rows), ..l }, block)
        })
    }

    /// Multiplies B by the triangle, or solves with it. A step is done for all columns before the next, so that what is
    /// packed of it is near by then.
    fn apply(&self, alpha: T, mut b: MatMut<'_, T>) {
        let count = self.steps.count();
        for step in 0..count {
            // Of a product, what is still needed is overwritten last.
            let q = if self.action == Action::Solve { step } else { count - 1 - step };
            for j in (0..b.cols()).step_by(self.kernels.gemm.nr) {
                let end = b.cols().min(j + self.kernels.gemm.nr);
                self.step(q, alpha, b.rb().sub_cols(j..end));
            }
        }
    }

    /// The rows of step `q` in some columns of B.
    fn step(&self, q: usize, alpha: T, b: MatMut<'_, T>) {
        let Kernels { gemm, diagonal, .. } = self.kernels;
        let (rows, others) = (self.steps.rows(q), self.steps.others(q));
        let (before, mut next) = match self.l.uplo {
            Uplo::Lower => b.sub_rows(0..rows.end).split_rows(rows.start),
            Uplo::Upper => {
                let (next, before) = b.sub_rows(rows.start..self.steps.order).split_rows(rows.len());
                (before, next)
            }
        };
        let k = others.len();
        let (rectangle, block) = self.data[self.steps.offset(q)..].split_at(gemm.padded(rows.len()) * k);
        let rectangle = Packed { data: rectangle, k, conj: self.l.a.is_conj() };
        let block = PackedDiagonal { data: block, upper: self.l.uplo == Uplo::Upper, divide: self.divide };
        let before = (before.as_ref(), Distance::Near);
        match self.action {
            Action::Solve if k == 0 => diagonal.solve(alpha, block, next),
            Action::Solve => {
                gemm.packed_a(-T::ONE, rectangle, before, alpha, next.rb());
                diagonal.solve(T::ONE, block, next);
            }
            Action::Multiply => {
                diagonal.multiply(alpha, block, next.rb());
                if k > 0 {
                    gemm.packed_a(alpha, rectangle, before, T::ONE, next);
                }
            }
        }
    }
}

/// Packs a block on the diagonal, as `kernel::diagonal` says; whether it may be multiplied with if it is to be solved.
fn pack_block<T: Scalar>(
    kernels: &Kernels<T>,
    action: Action,
    divide: bool,
    l: &Triangle<'_, T>,
    dst: &mut [T],
) -> bool {
    let m = l.a.rows();
    let height = kernels.gemm.padded(m);
    let beside = |j: usize| if l.uplo == Uplo::Lower { j + 1..m } else { 0..j };
    let scaled = action == Action::Solve && !divide && l.diag == Diag::NonUnit;
    let (diagonal, strict) = dst.split_at_mut(height);
    for i in 0..m {
        diagonal[i] = l.diagonal(i);
        if scaled {
            if !diagonal[i].is_moderate() {
                return false;
            }
            diagonal[i] = T::ONE.divide(diagonal[i]);
        }
    }
    let last = diagonal[m - 1];
    diagonal[m..].fill(last);
    for (j, column) in strict.chunks_exact_mut(height).take(m).enumerate() {
        let (source, elements) = (l.a.col(j).sub(beside(j)), &mut column[beside(j)]);
        elements.iter_mut().enumerate().for_each(|(i, x)| *x = source.at(i));
        if scaled {
            // No way out within the loop, that some are tested at once.
            if !elements.iter().fold(true, |all, &x| all & ((x == T::ZERO) | x.is_moderate())) {
                return false;
            }
            elements.iter_mut().zip(&diagonal[beside(j)]).for_each(|(x, &d)| *x = -*x * d);
        } else if action == Action::Solve {
            elements.iter_mut().for_each(|x| *x = -*x);
        }
        let last = column[m - 1];
        column[m..].fill(last);
    }
    true
}
