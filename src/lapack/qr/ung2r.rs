//! `?org2r`, `?ung2r`: the first n columns of Q = H₁·H₂⋯Hₖ, unblocked.
//!
//! A: m×n with m ≥ n ≥ k; on entry the reflectors' vectors in its first k columns, on exit Q.   tau: k.
//! Work: n.   Info: always 0.   Flops (real): 4mnk − 2(m + n)k² + 4k³/3, in level 2.

use crate::enums::Side;
use crate::lapack::qr::larf1f;
use crate::level1::scal;
use crate::mat::{MatMut, VecMut, VecRef};
use crate::scalar::Scalar;

/// A := the first columns of Q.
///
/// # Panics
/// If not m ≥ n ≥ k, or if `work` is too short.
pub fn ung2r<T: Scalar>(mut a: MatMut<'_, T>, tau: VecRef<'_, T>, work: &mut [T]) {
    let (m, n, k) = (a.rows(), a.cols(), tau.len());
    // The columns beyond the reflectors' start as those of the identity.
    for j in k..n {
        a.rb().col(j).fill(T::ZERO);
        a.set(j, j, T::ONE);
    }
    for i in (0..k).rev() {
        // A(i.., i+1..) := Hᵢ·A(i.., i+1..)
        let (left, right) = a.rb().split_cols(i + 1);
        let mut v = left.col(i);
        let tail = v.as_ref().sub(i + 1..m);
        larf1f(Side::Left, tail, tau.at(i), right.sub_rows(i..m), VecMut::from_slice(work));
        // Column i is Hᵢ·eᵢ = eᵢ − τᵢ·v.
        scal(-tau.at(i), v.rb().sub(i + 1..m));
        v.set(i, T::ONE - tau.at(i));
        v.sub(0..i).fill(T::ZERO);
    }
}
