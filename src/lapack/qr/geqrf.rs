//! `?geqrf`: blocked QR, A = Q·R with Q = H₁·H₂⋯Hₖ.
//!
//! A: m×n; on exit R on and above the diagonal, the reflectors' vectors below.   tau: k = min(m, n).
//! Work: n, used only where there is no memory for blocks.   Info: always 0.   Flops (real): 2n²(m − n/3), m ≥ n.
//! Parallel: the update of the columns right of a panel, and beside it the next panel, whose columns are updated first.
//! Ref: Schreiber & Van Loan (1989); Elmroth & Gustavson (2000) for the panels.

use std::mem;

use crate::arena;
use crate::enums::Direct;
use crate::lapack::qr::block::{BlockReflector, Scratch, apply_width};
use crate::lapack::qr::panel::panel;
use crate::lapack::qr::{QrBlocking, geqr2};
use crate::mat::{MatMut, MatRef, VecMut};
use crate::scalar::Scalar;

/// The next panel is factored beside the update if more columns than this are left: else the update is too short to be
/// shared. The shape decides, never the number of threads.
const AHEAD: usize = 192;
/// Columns, at most, of a matrix that is factored one by one: no others are left that would want their block reflector.
const SMALL: usize = 16;

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
    if a.cols() <= SMALL {
        return geqr2(a, tau, work);
    }
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
    // Beside the update: the block reflector of the panel that is factored ahead, and its work space.
    let Some(mut scratch) = Scratch::new(nb, n + 2 * nb) else {
        return geqr2(a, tau, work);
    };
    let (v1, t, work) = scratch.parts();
    let (ahead, work) = work.split_at_mut(4 * nb * nb);
    let (v1_ahead, rest) = ahead.split_at_mut(nb * nb);
    let (t_ahead, work_ahead) = rest.split_at_mut(nb * nb);
    let (mut here, mut next) = (Reflectors { v1, t }, Reflectors { v1: v1_ahead, t: t_ahead });
    arena::call(apply_width::<T>(m, n - nb.min(n), nb), || {
        let first = a.rb().sub_cols(0..nb.min(k));
        here.factor(blocking.base, first, tau.rb().sub(0..nb.min(k)), work_ahead);
        for j in (0..k).step_by(nb) {
            let jb = nb.min(k - j);
            let (left, trailing) = a.rb().sub_rows(j..m).split_cols(j + jb);
            // A(j.., j+jb..) := Hᴴ·A(j.., j+jb..)
            let h = here.of_panel(left.sub_cols(j..j + jb).into_ref()).h();
            let jb_next = nb.min(k - j - jb);
            let tau_next = tau.rb().sub(j + jb..j + jb + jb_next);
            if trailing.cols() <= AHEAD {
                let mut trailing = trailing;
                h.apply(trailing.rb(), work);
                next.factor(
                    blocking.base,
                    trailing.sub_cols(0..jb_next).sub_rows(jb..m - j),
                    tau_next,
                    work_ahead,
                );
            } else {
                let (mut panel, rest) = trailing.split_cols(jb_next);
                let factor_next = || {
                    h.apply(panel.rb(), work_ahead);
                    next.factor(blocking.base, panel.sub_rows(jb..m - j), tau_next, work_ahead);
                };
                arena::join(factor_next, || h.apply(rest, work));
            }
            mem::swap(&mut here, &mut next);
        }
    });
}

/// The triangle and T of a panel's block reflector.
struct Reflectors<'a, T> {
    v1: &'a mut [T],
    t: &'a mut [T],
}

impl<T: Scalar> Reflectors<'_, T> {
    /// Factors a panel; of none there is nothing to be done.
    fn factor(&mut self, base: usize, a: MatMut<'_, T>, tau: VecMut<'_, T>, work: &mut [T]) {
        let n = a.cols();
        if n > 0 {
            let v1 = MatMut::from_slice(self.v1, n, n, n);
            panel(base, a, tau, v1, MatMut::from_slice(self.t, n, n, n), work);
        }
    }

    /// The reflector of a panel that was factored.
    fn of_panel<'a>(&'a self, v: MatRef<'a, T>) -> BlockReflector<'a, T> {
        let n = v.cols();
        BlockReflector {
            v1: MatRef::from_slice(self.v1, n, n, n),
            v2: v.sub_rows(n..v.rows()),
            t: MatRef::from_slice(self.t, n, n, n),
            direct: Direct::Forward,
        }
    }
}
