//! `?orgqr`, `?ungqr`: the first n columns of Q = H₁·H₂⋯Hₖ.
//!
//! A: m×n with m ≥ n ≥ k; on entry the reflectors' vectors in its first k columns (as `geqrf` leaves them), on exit
//! Q.   tau: k.   Work: n, used only where there is no memory for blocks.   Info: always 0.
//! Flops (real): 4mnk − 2(m + n)k² + 4k³/3.   Parallel: the product with each block reflector.
//!
//! The reflectors are applied to the first columns of the identity, the last block first. Block H at column j meets
//! only rows and columns from j on, and there the matrix (I 0; 0 C): so its own columns become those of I − V·T·V1ᴴ.

use crate::arena;
use crate::lapack::qr::block::{BlockReflector, Scratch, apply_width, compact};
use crate::lapack::qr::{QrBlocking, ung2r};
use crate::level3::gemm;
use crate::mat::{MatMut, VecRef};
use crate::scalar::Scalar;
use crate::workspace;

/// The length of `work` that [`ungqr`] asks for, the least and the best in one.
#[must_use]
pub fn ungqr_work_len(_m: usize, n: usize, _k: usize) -> usize {
    n.max(1)
}

/// A := the first columns of Q.
///
/// # Panics
/// If not m ≥ n ≥ k, or if `work` is too short.
pub fn ungqr<T: Scalar>(a: MatMut<'_, T>, tau: VecRef<'_, T>, work: &mut [T]) {
    ungqr_with(QrBlocking::new::<T>(tau.len()), a, tau, work);
}

/// [`ungqr`] with block sizes of the caller's choice, for tests.
pub fn ungqr_with<T: Scalar>(blocking: QrBlocking, mut a: MatMut<'_, T>, tau: VecRef<'_, T>, work: &mut [T]) {
    let (m, n, k) = (a.rows(), a.cols(), tau.len());
    let nb = blocking.nb.clamp(1, k.max(1));
    let (Some(mut scratch), Some(mut vectors)) = (Scratch::new(nb, n), workspace::lease::<T>(m * nb)) else {
        return ung2r(a, tau, work);
    };
    let (v1, t, work) = scratch.parts();
    arena::call(apply_width::<T>(m, n - nb.min(n), nb), || {
        identity(a.rb().sub(k..m, k..n));
        for j in (0..k).step_by(nb).rev() {
            let jb = nb.min(k - j);
            let (left, trailing) = a.rb().split_cols(j + jb);
            let (mut above, mut own) = left.sub_cols(j..j + jb).split_rows(j);
            // The columns are about to be overwritten: the vectors move out.
            let mut v = MatMut::from_slice(&mut vectors, m - j, jb, m - j);
            v.copy_from(own.as_ref());
            let h = compact(blocking.base, v.as_ref(), tau.sub(j..j + jb), v1, t, work);
            above.fill(T::ZERO);
            first_columns(&h, own.rb(), work);
            // The rows of V1 are still zero there.
            h.apply_scaled(T::ZERO, trailing.sub_rows(j..m), work);
        }
    });
}

/// A := the first k columns of H, which are those of I − V·(T·V1ᴴ). Work: k².
fn first_columns<T: Scalar>(h: &BlockReflector<'_, T>, a: MatMut<'_, T>, work: &mut [T]) {
    let k = a.cols();
    let mut x = MatMut::from_slice(&mut work[..k * k], k, k, k);
    gemm(T::ONE, h.t, h.v1.h(), T::ZERO, x.rb());
    let (mut top, mut bottom) = a.split_rows(k);
    identity(top.rb());
    gemm(-T::ONE, h.v1, x.as_ref(), T::ONE, top);
    gemm(-T::ONE, h.v2, x.as_ref(), T::ZERO, bottom.rb());
}

/// A := the first columns of the identity.
fn identity<T: Scalar>(mut a: MatMut<'_, T>) {
    a.fill(T::ZERO);
    for i in 0..a.rows().min(a.cols()) {
        a.set(i, i, T::ONE);
    }
}
