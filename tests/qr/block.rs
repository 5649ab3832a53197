//! larft and larfb in all their forms, against the product of the elementary reflectors.

use arenablas::enums::{Direct, Op, Side, StoreV};
use arenablas::lapack::qr::{larfb, larft};
use arenablas::mat::{MatMut, VecRef};
use arenablas::scalar::{Real, Scalar, c64};

use crate::common::Rng;
use crate::dense::{Dense, LAYS, Lay, Matrix, eps, narrow, reflector, wide};
use crate::for_each_type;

const DIRECTS: [Direct; 2] = [Direct::Forward, Direct::Backward];
const STOREVS: [StoreV; 2] = [StoreV::Columnwise, StoreV::Rowwise];

/// k reflectors of order n, as LAPACK stores them; what it says is not read is NaN.
struct Reflectors<T> {
    v: Matrix<T>,
    tau: Vec<T>,
    /// The vectors as columns, ones and zeros included.
    columns: Dense,
}

impl<T: Scalar> Reflectors<T> {
    fn new(direct: Direct, storev: StoreV, lay: Lay, n: usize, k: usize) -> Self {
        let mut random = Rng::new(7 + n as u64);
        let shift = if direct == Direct::Forward { 0 } else { n - k };
        let mut columns = Dense::from_fn(n, k, |_, _| c64::ZERO);
        for j in 0..k {
            let tail = if direct == Direct::Forward { j + 1..n } else { 0..j + shift };
            // Rounded to the type, so that oracle and routine start from the same numbers.
            tail.for_each(|i| columns.set(i, j, wide(random.scalar::<T>())));
            columns.set(j + shift, j, c64::ONE);
        }
        // Zero in the middle: H = I there.
        let tau = (0..k).map(|j| if j == 2 { T::ZERO } else { random.scalar() }).collect();
        let stored = |i: usize, j: usize| {
            let inside = if direct == Direct::Forward { i > j } else { i < j + shift };
            if inside { columns.at(i, j) } else { c64::new(f64::NAN, 0.0) }
        };
        let v = match storev {
            StoreV::Columnwise => Matrix::new(lay, n, k, |i, j| narrow(stored(i, j))),
            StoreV::Rowwise => Matrix::new(lay, k, n, |i, j| narrow(stored(j, i).conj())),
        };
        Reflectors { v, tau, columns }
    }

    /// H₁⋯Hₖ or Hₖ⋯H₁, multiplied out.
    fn product(&self, direct: Direct) -> Dense {
        let n = self.columns.rows;
        (0..self.tau.len()).fold(Dense::identity(n), |h, j| {
            let v: Vec<c64> = (0..n).map(|i| self.columns.at(i, j)).collect();
            let next = reflector(&v, wide(self.tau[j]));
            if direct == Direct::Forward { h.times(&next) } else { next.times(&h) }
        })
    }

    /// T from larft, NaN in the triangle that it must not touch.
    fn t(&self, direct: Direct, storev: StoreV, lay: Lay) -> Matrix<T> {
        let k = self.tau.len();
        let nan = T::from_real(T::Real::from_f64(f64::NAN));
        let mut t = Matrix::new(lay, k, k, |_, _| nan);
        larft(direct, storev, self.v.view(), VecRef::from_slice(&self.tau), t.view_mut());
        t.assert_gaps();
        t
    }
}

/// The triangle of T, with zeros in the other; asserts that the other was not written.
fn triangle<T: Scalar>(direct: Direct, t: &Matrix<T>) -> Dense {
    let t = t.dense();
    Dense::from_fn(t.rows, t.cols, |i, j| {
        let inside = if direct == Direct::Forward { i <= j } else { i >= j };
        assert!(inside || t.at(i, j).is_nan(), "T ({i}, {j}) was written");
        if inside { t.at(i, j) } else { c64::ZERO }
    })
}

const SHAPES: [(usize, usize); 8] = [(1, 1), (4, 1), (3, 3), (5, 4), (9, 9), (30, 13), (40, 24), (60, 37)];

fn larft_is_the_product<T: Scalar>() {
    for (n, k) in SHAPES {
        for direct in DIRECTS {
            for storev in STOREVS {
                for lay in LAYS {
                    let h = Reflectors::<T>::new(direct, storev, lay, n, k);
                    let t = triangle(direct, &h.t(direct, storev, lay));
                    let vtv = h.columns.times(&t).times(&h.columns.h());
                    let want = h.product(direct);
                    let got = Dense::identity(n).minus(&vtv);
                    let scale = want.norm1() * (n * k) as f64 * eps::<T>();
                    // T and H both grow with k, as these reflectors are not unitary: hence k in the scale as well.
                    assert!(
                        got.minus(&want).norm1() <= 30.0 * scale,
                        "{n} {k} {direct:?} {storev:?} {lay:?}"
                    );
                }
            }
        }
    }
}

fn larfb_is_the_product<T: Scalar>() {
    for (order, k) in SHAPES {
        for free in [0, 1, 7, 33] {
            for direct in DIRECTS {
                for storev in STOREVS {
                    let h = Reflectors::<T>::new(direct, storev, Lay::Cols, order, k);
                    let t = h.t(direct, storev, Lay::Cols);
                    let product = h.product(direct);
                    for (side, op) in [
                        (Side::Left, Op::NoTrans),
                        (Side::Left, Op::ConjTrans),
                        (Side::Right, Op::NoTrans),
                        (Side::Right, Op::ConjTrans),
                    ] {
                        for lay in LAYS {
                            let (m, n) = if side == Side::Left { (order, free) } else { (free, order) };
                            let mut c = Matrix::<T>::random(lay, m, n, 3);
                            let op_h = if op == Op::NoTrans { product.clone() } else { product.h() };
                            let want = match side {
                                Side::Left => op_h.times(&c.dense()),
                                Side::Right => c.dense().times(&op_h),
                            };
                            let mut work = vec![T::ZERO; free.max(1) * k];
                            let work = MatMut::from_slice(&mut work, free, k, free.max(1));
                            larfb(side, op, direct, storev, h.v.view(), t.view(), c.view_mut(), work);
                            let scale = product.norm1().max(product.h().norm1());
                            let error =
                                c.dense().minus(&want).norm1() / (scale * (order * k) as f64 * eps::<T>());
                            assert!(
                                error <= 30.0 * m as f64,
                                "{error} {order} {k} {side:?} {op:?} {direct:?} {storev:?}"
                            );
                            c.assert_gaps();
                        }
                    }
                }
            }
        }
    }
}

for_each_type!(larft_is_the_product, larfb_is_the_product);
