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

use crate::enums::{Diag, Uplo};
use crate::kernel::Kernels;
use crate::kernel::diagonal::PackedDiagonal;
use crate::level3::triangle::{Action, Part, Triangle, by_elements, each_part};
use crate::mat::MatMut;
use crate::scalar::Scalar;
use crate::workspace;

/// B := α·A·B or α·A⁻¹·B.
pub(super) fn apply<T: Scalar>(action: Action, alpha: T, l: Triangle<'_, T>, b: MatMut<'_, T>) {
    let kernels = T::kernels();
    let height = kernels.gemm.mr;
    let Some(mut room) = workspace::lease(height * (height + 1)) else {
        return by_elements(action, alpha, l, b);
    };
    each_part(action, height, alpha, l, b, |part, before, next| match part {
        Part::Rectangle { alpha, r, beta } => kernels.gemm.unpacked(alpha, r, before, beta, next),
        Part::Block { alpha, c } => {
            let divide = !pack_block(kernels, action, false, &c, &mut room);
            if divide {
                pack_block(kernels, action, true, &c, &mut room);
            }
            let block = PackedDiagonal { data: &room, upper: l.uplo == Uplo::Upper, divide };
            match action {
                Action::Multiply => kernels.diagonal.multiply(alpha, block, next),
                Action::Solve => kernels.diagonal.solve(alpha, block, next),
            }
        }
    });
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
