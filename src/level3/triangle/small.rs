//! Triangles with little to do, without a look at the machine, which would take as long.

use crate::level3::blocking::Blocking;
use crate::level3::triangle::panels::Source;
use crate::level3::triangle::right::{CORNER, solve_corner};
use crate::level3::triangle::{Action, Triangle, apply_to_strip, by_elements};
use crate::mat::{MatMut, MatRef};
use crate::pack::{pack_a, unpack};
use crate::scalar::Scalar;

/// Up to so many rows and columns of B, to pack takes longer than to compute.
const FEW: usize = 4;
/// Elements of the largest panel: 8 columns of three registers of 16 floats.
const ELEMENTS: usize = 8 * 48;

/// B := α·A·B or α·A⁻¹·B if that is so little that no second thread would be asked; whether it was. Not if B is a column, unless the
/// triangle is little.
pub(in crate::level3) fn apply<T: Scalar>(
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
    let solves = action == Action::Solve;
    let by_columns = b.row_stride() != 1 && b.col_stride() == 1;
    if solves && m <= FEW && n <= FEW && !(by_columns && m == FEW) {
        by_elements(action, alpha, l, b.rb());
        return true;
    }
    if solves && m <= kernels.corner.widest.min(kernels.gemm.nr) && n <= kernels.gemm.mr && !by_columns {
        // To clear a panel costs as much as a corner does, so it is no longer than need be.
        if kernels.gemm.padded(n) * m <= CORNER {
            through_panel::<T, CORNER>(alpha, l, b.rb());
        } else {
            through_panel::<T, ELEMENTS>(alpha, l, b.rb());
        }
        return true;
    }
    let flops = (T::FLOPS as usize / 2).saturating_mul(m.saturating_mul(m)).saturating_mul(n);
    let is_small = flops <= Blocking::SERIAL && (n > 1 || !solves && m <= kernels.gemm.mr);
    if is_small {
        apply_to_strip(action, alpha, Source::Lying(l), b.rb());
    }
    is_small
}

/// B := α·A⁻¹·B for a triangle that is a corner, and a B whose columns fit a register tile: they pass through a panel on the stack.
#[inline(always)]
fn through_panel<T: Scalar, const PANEL: usize>(alpha: T, l: Triangle<'_, T>, b: MatMut<'_, T>) {
    let kernels = T::kernels();
    let (m, n, height) = (b.rows(), b.cols(), kernels.gemm.padded(b.cols()));
    let mut panel = [T::ZERO; PANEL];
    let b = b.t();
    pack_a(&kernels.gemm, b.as_ref(), &mut panel);
    solve_corner(kernels, alpha, l, MatMut::from_slice(&mut panel, height, m, height));
    unpack(&kernels.gemm, MatRef::from_slice(&panel, n, m, height), b);
}
