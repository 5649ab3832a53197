//! `?orm2r`, `?unm2r`: C := Q·C, Qᴴ·C, C·Q or C·Qᴴ with Q = H₁·H₂⋯Hₖ, unblocked.
//!
//! C: m×n, overwritten.   A: m×k (left) or n×k (right), the reflectors' vectors below its diagonal, which alone are
//! read.   tau: k.   Work: n (left) or m (right).   Info: always 0.   Flops (real): 4mnk − 2nk² (left), in level 2.

use crate::enums::{Op, Side};
use crate::lapack::qr::larf1f;
use crate::mat::{MatMut, MatRef, VecMut, VecRef};
use crate::scalar::Scalar;

/// C := op(Q)·C or C·op(Q); `op` is `NoTrans` or, meaning Qᴴ, anything else.
///
/// # Panics
/// If the shapes don't match or `work` is too short.
pub fn unm2r<T: Scalar>(
    side: Side,
    op: Op,
    a: MatRef<'_, T>,
    tau: VecRef<'_, T>,
    mut c: MatMut<'_, T>,
    work: &mut [T],
) {
    let k = tau.len();
    for step in 0..k {
        let i = if ascending(side, op) { step } else { k - 1 - step };
        let tail = a.col(i).sub(i + 1..a.rows());
        let tau = tau.at(i).conj_if(op != Op::NoTrans);
        let (m, n) = (c.rows(), c.cols());
        let touched = match side {
            Side::Left => c.rb().sub_rows(i..m),
            Side::Right => c.rb().sub_cols(i..n),
        };
        larf1f(side, tail, tau, touched, VecMut::from_slice(work));
    }
}

/// Whether H₁ is the first to be applied: in Qᴴ·C = Hₖᴴ⋯H₁ᴴ·C and C·Q = C·H₁⋯Hₖ.
pub(super) fn ascending(side: Side, op: Op) -> bool {
    (side == Side::Left) == (op != Op::NoTrans)
}
