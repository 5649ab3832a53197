//! unmqr and unm2r against Q multiplied out.

use arenablas::enums::{Op, Side};
use arenablas::lapack::qr::{QrBlocking, geqrf, unm2r, unmqr, unmqr_with, unmqr_work_len};
use arenablas::mat::{VecMut, VecRef};
use arenablas::scalar::Scalar;

use crate::dense::{LAYS, Lay, Matrix, eps, explicit_q};
use crate::for_each_type;

/// The routines under test, with one signature.
#[derive(Clone, Copy, Debug)]
enum Way {
    Default,
    Blocked(QrBlocking),
    Unblocked,
}

fn unmqr_is_the_product<T: Scalar>() {
    let ways = [
        Way::Default,
        Way::Unblocked,
        Way::Blocked(QrBlocking { nb: 1, base: 1 }),
        Way::Blocked(QrBlocking { nb: 3, base: 2 }),
        Way::Blocked(QrBlocking { nb: 8, base: 3 }),
    ];
    for (order, k) in [(1, 1), (5, 5), (13, 4), (20, 20), (40, 33), (90, 70), (7, 0)] {
        let mut a = Matrix::<T>::random(Lay::Cols, order, k, 21);
        let mut tau = vec![T::ZERO; k];
        geqrf(a.view_mut(), VecMut::from_slice(&mut tau), &mut vec![T::ZERO; k.max(1)]);
        let q = explicit_q(a.view(), VecRef::from_slice(&tau));
        for free in [0, 1, 6, 25] {
            for side in [Side::Left, Side::Right] {
                for op in [Op::NoTrans, Op::ConjTrans] {
                    let op_q = if op == Op::NoTrans { q.clone() } else { q.h() };
                    let (m, n) = if side == Side::Left { (order, free) } else { (free, order) };
                    for (way, lay) in ways.iter().flat_map(|&way| LAYS.map(|lay| (way, lay))) {
                        let mut c = Matrix::<T>::random(lay, m, n, 22);
                        let want = match side {
                            Side::Left => op_q.times(&c.dense()),
                            Side::Right => c.dense().times(&op_q),
                        };
                        let mut work = vec![T::ZERO; unmqr_work_len(side, m, n, k)];
                        let (v, t, target) = (a.view(), VecRef::from_slice(&tau), c.view_mut());
                        match way {
                            Way::Default => unmqr(side, op, v, t, target, &mut work),
                            Way::Blocked(sizes) => unmqr_with(sizes, side, op, v, t, target, &mut work),
                            Way::Unblocked => unm2r(side, op, v, t, target, &mut work),
                        }
                        let error = c.dense().minus(&want).norm1();
                        let scale = want.norm1().max(1.0) * order as f64 * eps::<T>();
                        assert!(error < 30.0 * scale, "{order} {k} {free} {side:?} {op:?} {way:?} {lay:?}");
                        c.assert_gaps();
                    }
                }
            }
        }
    }
}

for_each_type!(unmqr_is_the_product);
