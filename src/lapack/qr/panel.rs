//! QR of a panel by recursion on its columns, which leaves its block reflector as well.
//!
//! The left half is factored, its reflector applied to the right half, whose lower part is then factored; T of the
//! whole comes from those of the halves. So all but the last few columns are matrix products.
//! Ref: Elmroth & Gustavson, Applying recursion to serial and parallel QR factorization (2000).

use crate::enums::Direct;
use crate::lapack::qr::block::{BlockReflector, copy_unit_lower, couple, halve, t_of_gram};
use crate::lapack::qr::larfg;
use crate::level2::{gemv, ger};
use crate::mat::{MatMut, QuadMut, VecMut};
use crate::scalar::Scalar;

/// A := R and the vectors of Q, A: m×n with m ≥ n. `v1` and `t`, n×n, become those of the block reflector.
/// Work: 2n².
pub(super) fn panel<T: Scalar>(
    base: usize,
    mut a: MatMut<'_, T>,
    tau: VecMut<'_, T>,
    mut v1: MatMut<'_, T>,
    mut t: MatMut<'_, T>,
    work: &mut [T],
) {
    let (m, n) = (a.rows(), a.cols());
    if n <= base.max(1) {
        return columns(a, tau, v1, t, work);
    }
    let half = halve(n, base);
    let (tau_left, tau_right) = tau.split_at(half);
    {
        let (mut left, mut right) = a.rb().split_cols(half);
        let QuadMut { a11: mut v11, a12: mut v12, a21: mut v21, a22: v22 } = v1.rb().quad(half, half);
        let QuadMut { a11: mut t11, a22: t22, .. } = t.rb().quad(half, half);
        panel(base, left.rb(), tau_left, v11.rb(), t11.rb(), work);
        let q = BlockReflector {
            v1: v11.as_ref(),
            v2: left.as_ref().sub_rows(half..m),
            t: t11.as_ref(),
            direct: Direct::Forward,
        };
        q.h().apply(right.rb(), work);
        panel(base, right.sub_rows(half..m), tau_right, v22, t22, work);
        v12.fill(T::ZERO);
        v21.copy_from(left.as_ref().sub_rows(half..n));
    }
    couple(half, v1.as_ref(), a.as_ref().sub_rows(n..m), t, work);
}

/// The same, column by column. One product with A(i.., all columns) in each step gives both what the update of the
/// columns on the right needs, and on the left the column of VᴴV that T is made of.
fn columns<T: Scalar>(
    mut a: MatMut<'_, T>,
    mut tau: VecMut<'_, T>,
    v1: MatMut<'_, T>,
    t: MatMut<'_, T>,
    work: &mut [T],
) {
    let (m, n) = (a.rows(), a.cols());
    let mut gram = MatMut::from_slice(&mut work[..n * n], n, n, n);
    for i in 0..n {
        let mut v = a.rb().col(i).sub(i..m);
        let h = larfg(v.at(0), v.rb().sub(1..m - i));
        v.set(0, T::ONE);
        tau.set(i, h.tau);
        // w := A(i.., :)ᴴ·v;  A(i.., i+1..) := Hᵢᴴ·A(i.., i+1..) = A − conj(τ)·v·wᴴ
        let below = a.as_ref().sub_rows(i..m);
        let mut w = gram.rb().col(i);
        gemv(T::ONE, below.h(), below.col(i), T::ZERO, w.rb());
        let (left, right) = a.rb().sub_rows(i..m).split_cols(i + 1);
        ger(-h.tau.conj(), left.as_ref().col(i), w.as_ref().sub(i + 1..n).conj(), right);
        a.set(i, i, h.beta);
    }
    t_of_gram(gram.as_ref(), tau.as_ref(), t);
    copy_unit_lower(a.as_ref().sub_rows(0..n), v1);
}
