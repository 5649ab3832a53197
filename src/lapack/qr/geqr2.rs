//! `?geqr2`: unblocked QR, A = Q·R with Q = H₁·H₂⋯Hₖ.
//!
//! A: m×n; on exit R on and above the diagonal, the reflectors' vectors below.   tau: k = min(m, n).
//! Work: n.   Info: always 0.   Flops (real): 2n²(m − n/3) for m ≥ n, in level 2.
//! Ref: Golub & Van Loan (2013), §5.2.

use crate::enums::Side;
use crate::lapack::qr::{larf1f, larfg};
use crate::mat::{MatMut, VecMut};
use crate::scalar::Scalar;

/// A := R and the vectors of Q.
///
/// # Panics
/// If `tau` or `work` is too short.
pub fn geqr2<T: Scalar>(mut a: MatMut<'_, T>, mut tau: VecMut<'_, T>, work: &mut [T]) {
    let m = a.rows();
    for i in 0..m.min(a.cols()) {
        let (left, right) = a.rb().split_cols(i + 1);
        let mut v = left.col(i).sub(i..m);
        let h = larfg(v.at(0), v.rb().sub(1..m - i));
        v.set(0, h.beta);
        tau.set(i, h.tau);
        // A(i.., i+1..) := Hᵢᴴ·A(i.., i+1..)
        let tail = v.as_ref().sub(1..m - i);
        larf1f(Side::Left, tail, h.tau.conj(), right.sub_rows(i..m), VecMut::from_slice(work));
    }
}
