//! `?ormqr`, `?unmqr`: C := Q·C, Qᴴ·C, C·Q or C·Qᴴ with Q = H₁·H₂⋯Hₖ.
//!
//! C: m×n, overwritten.   A: m×k (left) or n×k (right), the reflectors' vectors below its diagonal (as `geqrf` leaves
//! them), which alone are read.   tau: k.
//! Work: n (left) or m (right), used only where there is no memory for blocks.   Info: always 0.
//! Flops (real): 4mnk − 2nk² (left).   Parallel: the product with each block reflector.

use crate::arena;
use crate::enums::{Op, Side};
use crate::lapack::qr::block::{Scratch, apply_width, compact};
use crate::lapack::qr::unm2r::ascending;
use crate::lapack::qr::{QrBlocking, unm2r};
use crate::mat::{MatMut, MatRef, VecRef};
use crate::scalar::Scalar;

/// The length of `work` that [`unmqr`] asks for, the least and the best in one.
#[must_use]
pub fn unmqr_work_len(side: Side, m: usize, n: usize, _k: usize) -> usize {
    match side {
        Side::Left => n.max(1),
        Side::Right => m.max(1),
    }
}

/// C := op(Q)·C or C·op(Q); `op` is `NoTrans` or, meaning Qᴴ, anything else.
///
/// # Panics
/// If the shapes don't match or `work` is too short.
pub fn unmqr<T: Scalar>(
    side: Side,
    op: Op,
    a: MatRef<'_, T>,
    tau: VecRef<'_, T>,
    c: MatMut<'_, T>,
    work: &mut [T],
) {
    unmqr_with(QrBlocking::new::<T>(tau.len()), side, op, a, tau, c, work);
}

/// [`unmqr`] with block sizes of the caller's choice, for tests.
pub fn unmqr_with<T: Scalar>(
    blocking: QrBlocking,
    side: Side,
    op: Op,
    a: MatRef<'_, T>,
    tau: VecRef<'_, T>,
    c: MatMut<'_, T>,
    work: &mut [T],
) {
    let k = tau.len();
    let nb = blocking.nb.clamp(1, k.max(1));
    let free = if side == Side::Left { c.cols() } else { c.rows() };
    let Some(mut scratch) = Scratch::new(nb, free) else {
        return unm2r(side, op, a, tau, c, work);
    };
    let (v1, t, work) = scratch.parts();
    // C·op(Q) is the transpose of op(Q)ᵀ·Cᵀ.
    let mut c = if side == Side::Left { c } else { c.t() };
    let order = c.rows();
    let blocks = k.div_ceil(nb);
    arena::call(apply_width::<T>(order, free, nb), || {
        for step in 0..blocks {
            let j = nb * if ascending(side, op) { step } else { blocks - 1 - step };
            let jb = nb.min(k - j);
            let v = a.sub(j..order, j..j + jb);
            let h = compact(blocking.base, v, tau.sub(j..j + jb), v1, t, work).op(side, op);
            h.apply(c.rb().sub_rows(j..order), work);
        }
    });
}
