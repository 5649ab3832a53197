//! `?larf1f`: [`larf`](super::larf) with v = (1; tail), whose one is not stored.
//!
//! C: m×n, overwritten; tail: m−1 (left) or n−1 (right) elements.   Work: n (left) or m (right).
//! The factored matrix that holds the tails is only read, so that many threads may apply one Q.

use crate::enums::Side;
use crate::level1::{axpy, copy};
use crate::level2::{gemv, ger};
use crate::mat::{MatMut, VecMut, VecRef};
use crate::scalar::Scalar;

/// C := H·C or C·H with H = I − τ·(1; tail)·(1; tail)ᴴ.
///
/// # Panics
/// If `tail` is not one shorter than C asks for, or `work` too short.
pub fn larf1f<T: Scalar>(side: Side, tail: VecRef<'_, T>, tau: T, c: MatMut<'_, T>, mut work: VecMut<'_, T>) {
    let (tail, c) = match side {
        Side::Left => (tail.conj(), c.t()),
        Side::Right => (tail, c),
    };
    if tau == T::ZERO || c.rows() == 0 {
        return;
    }
    let rows = c.rows();
    let mut w = work.rb().sub(0..rows);
    let (first, mut rest) = c.split_cols(1);
    let mut first = first.col(0);
    // w := C·v
    copy(first.as_ref(), w.rb());
    gemv(T::ONE, rest.as_ref(), tail, T::ONE, w.rb());
    // C := C − τ·w·vᴴ
    axpy(-tau, w.as_ref(), first.rb());
    ger(-tau, w.as_ref(), tail.conj(), rest.rb());
}
