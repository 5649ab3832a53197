//! `?larf`: applies an elementary reflector, C := H·C or C·H with H = I − τ·v·vᴴ.
//!
//! C: m×n, overwritten; v: m (left) or n (right) elements, all of them read, the first included. τ = 0 means H = I.
//! Where v ends in zeros, the rows (or columns) of C that belong to them are not touched.
//! Work: n (left) or m (right).   Flops (real): 4mn.

use crate::enums::Side;
use crate::level2::{gemv, ger};
use crate::mat::{MatMut, VecMut, VecRef};
use crate::scalar::Scalar;

/// C := H·C or C·H.
///
/// # Panics
/// If `v` or `work` is shorter than C asks for.
pub fn larf<T: Scalar>(side: Side, v: VecRef<'_, T>, tau: T, c: MatMut<'_, T>, work: &mut [T]) {
    // C := H·C is Cᵀ := Cᵀ·Hᵀ, and Hᵀ = I − τ·conj(v)·conj(v)ᴴ.
    let (v, c) = match side {
        Side::Left => (v.conj(), c.t()),
        Side::Right => (v, c),
    };
    let v = v.sub(0..c.cols());
    let used = (0..v.len()).rev().find(|&i| v.at(i) != T::ZERO).map_or(0, |last| last + 1);
    if tau == T::ZERO || used == 0 || c.rows() == 0 {
        return;
    }
    let (v, mut c) = (v.sub(0..used), c.sub_cols(0..used));
    let mut w = VecMut::from_slice(&mut work[..c.rows()]);
    // w := C·v;  C := C − τ·w·vᴴ
    gemv(T::ONE, c.as_ref(), v, T::ZERO, w.rb());
    ger(-tau, w.as_ref(), v.conj(), c.rb());
}
