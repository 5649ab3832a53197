//! `?larfb`: applies a block reflector, C := H·C, Hᴴ·C, C·H or C·Hᴴ with H = I − V·T·Vᴴ (or I − Vᴴ·T·V).
//!
//! C: m×n, overwritten.   V, T: as `larft` takes and makes them; of both only the triangle that it defines is read.
//! Work: n×k (left) or m×k (right), of which one column is used, and only where there is no memory to copy T into.
//! Flops (real): 4mnk.   Parallel: through level 3.   Ref: Schreiber & Van Loan (1989).

use crate::arena;
use crate::enums::{Direct, Op, Side, StoreV};
use crate::lapack::qr::block::{BlockReflector, Scratch, apply_width, copy_unit_lower, copy_upper};
use crate::lapack::qr::larf1f;
use crate::lapack::qr::unm2r::ascending;
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// C := op(H)·C or C·op(H); `op` is `NoTrans` or, meaning Hᴴ, anything else.
///
/// # Panics
/// If the shapes don't match.
pub fn larfb<T: Scalar>(
    side: Side,
    op: Op,
    direct: Direct,
    storev: StoreV,
    v: MatRef<'_, T>,
    t: MatRef<'_, T>,
    c: MatMut<'_, T>,
    work: MatMut<'_, T>,
) {
    let v = if storev == StoreV::Columnwise { v } else { v.h() };
    // C·op(H) is the transpose of op(H)ᵀ·Cᵀ.
    let c = if side == Side::Left { c } else { c.t() };
    let (order, k, free) = (c.rows(), t.cols(), c.cols());
    assert!(v.rows() == order && order >= k && v.cols() == k && t.rows() == k);
    if k == 0 || free == 0 {
        return;
    }
    let Some(mut scratch) = Scratch::new(k, free) else {
        return one_by_one(side, op, direct, v, t, c, work);
    };
    let (v1, explicit_t, space) = scratch.parts();
    let mut v1 = MatMut::from_slice(v1, k, k, k);
    let mut explicit_t = MatMut::from_slice(explicit_t, k, k, k);
    explicit_t.fill(T::ZERO);
    // Read backwards, the backward form's triangles are those of the forward one.
    let v2 = match direct {
        Direct::Forward => {
            copy_unit_lower(v, v1.rb());
            copy_upper(t, explicit_t.rb());
            v.sub_rows(k..order)
        }
        Direct::Backward => {
            copy_unit_lower(v.flip(), v1.rb().flip());
            copy_upper(t.flip(), explicit_t.rb().flip());
            v.sub_rows(0..order - k)
        }
    };
    let h = BlockReflector { v1: v1.as_ref(), v2, t: explicit_t.as_ref(), direct }.op(side, op);
    arena::call(apply_width::<T>(order, free, k), || h.apply(c, space));
}

/// The same, reflector by reflector: their τ are T's diagonal. `c` is transposed already if they stand on the right.
fn one_by_one<T: Scalar>(
    side: Side,
    op: Op,
    direct: Direct,
    v: MatRef<'_, T>,
    t: MatRef<'_, T>,
    mut c: MatMut<'_, T>,
    mut work: MatMut<'_, T>,
) {
    let (order, k) = (v.rows(), v.cols());
    let ascending = ascending(side, op) == (direct == Direct::Forward);
    for step in 0..k {
        let i = if ascending { step } else { k - 1 - step };
        let tau = t.at(i, i).conj_if(op != Op::NoTrans);
        let column = v.col(i).conj_if(side == Side::Right);
        let (tail, touched) = match direct {
            Direct::Forward => (column.sub(i + 1..order), c.rb().sub_rows(i..order)),
            Direct::Backward => {
                let last = order - k + i;
                (column.sub(0..last).rev(), c.rb().sub_rows(0..last + 1).flip())
            }
        };
        larf1f(Side::Left, tail, tau, touched, work.rb().col(0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lapack::qr::larft;
    use crate::mat::VecRef;
    use crate::scalar::c64;

    /// What has no memory for blocks gets the same product, one reflector after the other.
    #[test]
    fn one_by_one_is_the_blocked_product() {
        let number = |i: usize| c64::new((i * 7 % 11) as f64 / 11.0 - 0.4, (i * 5 % 13) as f64 / 13.0 - 0.4);
        let (order, k, free) = (9, 4, 3);
        let v: Vec<c64> = (0..order * k).map(number).collect();
        let v = MatRef::from_slice(&v, order, k, order);
        let tau: Vec<c64> = (3..3 + k).map(number).collect();
        for direct in [Direct::Forward, Direct::Backward] {
            let mut t = vec![c64::ONE; k * k];
            let (columnwise, tau) = (StoreV::Columnwise, VecRef::from_slice(&tau));
            larft(direct, columnwise, v, tau, MatMut::from_slice(&mut t, k, k, k));
            let t = MatRef::from_slice(&t, k, k, k);
            for (side, op) in [
                (Side::Left, Op::NoTrans),
                (Side::Left, Op::ConjTrans),
                (Side::Right, Op::NoTrans),
                (Side::Right, Op::ConjTrans),
            ] {
                let mut blocked: Vec<c64> = (1..=order * free).map(number).collect();
                let mut single = blocked.clone();
                let mut work = vec![c64::ZERO; free * k];
                let mut work = MatMut::from_slice(&mut work, free, k, free);
                let (m, n) = if side == Side::Left { (order, free) } else { (free, order) };
                larfb(
                    side,
                    op,
                    direct,
                    columnwise,
                    v,
                    t,
                    MatMut::from_slice(&mut blocked, m, n, m),
                    work.rb(),
                );
                let c = MatMut::from_slice(&mut single, m, n, m);
                let c = if side == Side::Left { c } else { c.t() };
                one_by_one(side, op, direct, v, t, c, work);
                let off = blocked.iter().zip(&single).map(|(x, y)| (x - y).norm()).fold(0.0, f64::max);
                assert!(off < 1e-12, "{off} {side:?} {op:?} {direct:?}");
            }
        }
    }
}
