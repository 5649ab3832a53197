//! `?geqrf`: blocked QR, A = Q·R with Q = H₁·H₂⋯Hₖ.
//!
//! A: m×n; on exit R on and above the diagonal, the reflectors' vectors below.   tau: k = min(m, n).
//! Work: n, used only where there is no memory for blocks.   Info: always 0.   Flops (real): 2n²(m − n/3), m ≥ n.
//! Parallel: the update of the columns right of a panel.
//! Ref: Schreiber & Van Loan (1989); Elmroth & Gustavson (2000) for the panels.

use crate::arena;
use crate::enums::Direct;
use crate::lapack::qr::block::{BlockReflector, Scratch, apply_width};
use crate::lapack::qr::panel::panel;
use crate::lapack::qr::{QrBlocking, geqr2};
use crate::mat::{MatMut, VecMut};
use crate::scalar::Scalar;

/// The length of `work` that [`geqrf`] asks for, the least and the best in one.
#[must_use]
pub fn geqrf_work_len(_m: usize, n: usize) -> usize {
    n.max(1)
}

/// A := R and the vectors of Q.
///
/// # Panics
/// If `tau` or `work` is too short.
pub fn geqrf<T: Scalar>(a: MatMut<'_, T>, tau: VecMut<'_, T>, work: &mut [T]) {
    let k = a.rows().min(a.cols());
    geqrf_with(QrBlocking::new::<T>(k), a, tau, work);
}

/// [`geqrf`] with block sizes of the caller's choice, for tests.
pub fn geqrf_with<T: Scalar>(
    blocking: QrBlocking,
    mut a: MatMut<'_, T>,
    mut tau: VecMut<'_, T>,
    work: &mut [T],
) {
    let (m, n) = (a.rows(), a.cols());
    let k = m.min(n);
    let nb = blocking.nb.clamp(1, k.max(1));
    let Some(mut scratch) = Scratch::new(nb, n) else {
        return geqr2(a, tau, work);
    };
    let (v1, t, work) = scratch.parts();
    arena::call(apply_width::<T>(m, n - nb.min(n), nb), || {
        for j in (0..k).step_by(nb) {
            let jb = nb.min(k - j);
            let (left, trailing) = a.rb().sub_rows(j..m).split_cols(j + jb);
            let mut left = left.sub_cols(j..j + jb);
            let mut v1 = MatMut::from_slice(v1, jb, jb, jb);
            let mut t = MatMut::from_slice(t, jb, jb, jb);
            panel(blocking.base, left.rb(), tau.rb().sub(j..j + jb), v1.rb(), t.rb(), work);
            // A(j.., j+jb..) := Hᴴ·A(j.., j+jb..)
            let h = BlockReflector {
                v1: v1.as_ref(),
                v2: left.as_ref().sub_rows(jb..m - j),
                t: t.as_ref(),
                direct: Direct::Forward,
            };
            h.h().apply(trailing, work);
        }
    });
}
