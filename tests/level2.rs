//! Level 2 against sums in double precision, over layouts, strides, conjugations and factors.

use arenablas::enums::{Diag, Uplo};
use arenablas::level2::{gemv, ger, trmv, trsv};
use arenablas::mat::{MatRef, VecMut};
use arenablas::scalar::{Real, Scalar, c32, c64};

mod common;
use common::strided::*;
use common::{Rng, again_on_lesser_processors, for_all_types};

const SIZES: [(usize, usize); 16] = [
    (0, 0),
    (0, 3),
    (3, 0),
    (1, 1),
    (1, 7),
    (7, 1),
    (2, 3),
    (5, 4),
    (8, 8),
    (17, 9),
    (9, 33),
    (31, 64),
    (64, 31),
    (130, 5),
    (5, 261),
    (150, 140),
];

fn factors<T: Scalar>(random: &mut Rng) -> [T; 4] {
    [T::ZERO, T::ONE, -T::ONE, random.scalar()]
}

fn check_gemv<T: Scalar>() {
    let random = &mut Rng::new(1);
    for (m, n) in SIZES {
        for case in 0..12 {
            let (layout, incx, incy) = (case % 3, [1, 2, -1, -3, 0][case % 5], [1, -1, 2][case / 4]);
            let a = Strided::<T>::matrix(random, m, n, layout);
            let x = Strided::<T>::vector(random, n, incx);
            let y = Strided::<T>::vector(random, m, incy);
            let (conj_a, conj_x) = (case & 1 != 0, case & 2 != 0);
            for alpha in factors::<T>(random) {
                for beta in factors::<T>(random) {
                    let mut got = y.clone();
                    let op_a = if conj_a { a.mat().conj() } else { a.mat() };
                    gemv(alpha, op_a, x.vec().conj_if(conj_x), beta, got.vec_mut());
                    for i in 0..m {
                        let (mut sum, mut size) = (wide(beta) * y.get(i, 0), y.get(i, 0).norm());
                        for j in 0..n {
                            let a = if conj_a { a.get(i, j).conj() } else { a.get(i, j) };
                            let x = if conj_x { x.get(j, 0).conj() } else { x.get(j, 0) };
                            sum += wide(alpha) * a * x;
                            size += a.norm() * x.norm();
                        }
                        assert_near(got.at(i, 0), sum, size, n);
                    }
                    got.assert_padding_untouched();
                }
            }
        }
    }
}

fn check_ger<T: Scalar>() {
    let random = &mut Rng::new(2);
    for (m, n) in SIZES {
        for case in 0..12 {
            let (layout, incx, incy) = (case % 3, [1, 2, -1, -3, 0][case % 5], [1, -1, 2][case / 4]);
            let a = Strided::<T>::matrix(random, m, n, layout);
            let x = Strided::<T>::vector(random, m, incx);
            let y = Strided::<T>::vector(random, n, incy);
            let (conj_x, conj_y) = (case & 1 != 0, case & 2 != 0);
            for alpha in factors::<T>(random) {
                let mut got = a.clone();
                ger(alpha, x.vec().conj_if(conj_x), y.vec().conj_if(conj_y), got.mat_mut());
                for j in 0..n {
                    for i in 0..m {
                        let x = if conj_x { x.get(i, 0).conj() } else { x.get(i, 0) };
                        let y = if conj_y { y.get(j, 0).conj() } else { y.get(j, 0) };
                        let want = a.get(i, j) + wide(alpha) * x * y;
                        assert_near(got.at(i, j), want, a.get(i, j).norm() + x.norm() * y.norm(), 1);
                    }
                }
                got.assert_padding_untouched();
            }
        }
    }
}

/// A triangle whose other half, and whose diagonal if it is implied, are NaN: they must not be read. Its diagonal is
/// heavy, so that solving is well conditioned.
fn triangle<T: Scalar>(random: &mut Rng, n: usize, layout: usize, uplo: Uplo, diag: Diag) -> Strided<T> {
    let mut a = Strided::<T>::matrix(random, n, n, layout);
    for j in 0..n {
        for i in 0..n {
            let at = a.index(i, j);
            let inside = if uplo == Uplo::Upper { i < j } else { i > j };
            a.data[at] = match (i == j, inside) {
                (true, _) if diag == Diag::Unit => nan(),
                (true, _) => a.data[at] + T::from_parts(T::Real::from_f64(2.0), T::Real::from_f64(-1.0)),
                (false, true) => a.data[at].scale(T::Real::from_f64(1.0 / n as f64)),
                (false, false) => nan(),
            };
        }
    }
    a
}

/// op(A)·x with what is implied made explicit, and Σ|a||x|.
fn product<T: Scalar>(a: &Strided<T>, conj: bool, diag: Diag, x: &Strided<T>, i: usize) -> (c64, f64) {
    let (mut sum, mut size) = (c64::new(0.0, 0.0), 0.0);
    for j in 0..x.rows {
        let stored = a.get(i, j);
        let element = match (i == j, stored.is_nan()) {
            (true, _) if diag == Diag::Unit => c64::new(1.0, 0.0),
            (_, true) => continue,
            (_, false) if conj => stored.conj(),
            _ => stored,
        };
        sum += element * x.get(j, 0);
        size += element.norm() * x.get(j, 0).norm();
    }
    (sum, size)
}

fn check_triangular<T: Scalar>() {
    let random = &mut Rng::new(3);
    for n in [0, 1, 2, 3, 8, 17, 31, 32, 33, 64, 65, 100, 131] {
        for case in 0..36 {
            let (layout, inc, conj) = (case % 3, [1, -1, 3][case / 3 % 3], case % 2 == 1);
            let uplo = if case / 9 % 2 == 0 { Uplo::Upper } else { Uplo::Lower };
            let diag = if case / 18 == 0 { Diag::NonUnit } else { Diag::Unit };
            let a = triangle::<T>(random, n, layout, uplo, diag);
            let view = if conj { a.mat().conj() } else { a.mat() };
            let x = Strided::<T>::vector(random, n, inc);

            let mut got = x.clone();
            trmv(uplo, diag, view, got.vec_mut());
            for i in 0..n {
                let (want, size) = product(&a, conj, diag, &x, i);
                assert_near(got.at(i, 0), want, size, n);
            }
            got.assert_padding_untouched();

            // The residual A·x − b of the solution, element by element.
            let mut got = x.clone();
            trsv(uplo, diag, view, got.vec_mut());
            for i in 0..n {
                let (back, size) = product(&a, conj, diag, &got, i);
                assert_near(x.at(i, 0), back, size, n);
            }
            got.assert_padding_untouched();
        }
    }
}

for_all_types! {
    gemv_is_the_sum => check_gemv;
    ger_is_the_sum => check_ger;
    triangles_multiply_and_solve => check_triangular;
    unread_operands_may_be_nan => check_not_read;
    quotients_do_not_overflow => check_quotient;
}

/// β = 0 does not read y, α = 0 reads neither A nor x; but a zero in x is a number like others.
fn check_not_read<T: Scalar>() {
    for (m, n) in SIZES {
        for layout in 0..3 {
            let random = &mut Rng::new(4);
            let good = Strided::<T>::matrix(random, m, n, layout);
            let mut bad = good.clone();
            bad.data.fill(nan());
            let x = Strided::<T>::vector(random, n, 1);
            let no_x = Strided { data: vec![nan(); x.data.len()], ..x.clone() };
            let mut y = Strided::<T>::vector(random, m, 1);
            let before = y.clone();

            gemv(T::ZERO, bad.mat(), no_x.vec(), T::ONE, y.vec_mut());
            assert!((0..m).all(|i| y.at(i, 0) == before.at(i, 0)));
            ger(T::ZERO, before.vec(), no_x.vec(), bad.mat_mut());
            gemv(T::ZERO, bad.mat(), no_x.vec(), T::ZERO, y.vec_mut());
            assert!((0..m).all(|i| y.at(i, 0) == T::ZERO));

            y.data.fill(nan());
            gemv(T::ONE, good.mat(), x.vec(), T::ZERO, y.vec_mut());
            assert!((0..m).all(|i| !is_nan(y.at(i, 0))));

            if m * n > 0 {
                let at = good.index(m - 1, n - 1);
                bad = good;
                bad.data[at] = nan();
                let zeros = Strided { data: vec![T::ZERO; x.data.len()], ..x };
                gemv(T::ONE, bad.mat(), zeros.vec(), T::ONE, y.vec_mut());
                assert!(is_nan(y.at(m - 1, 0)));
            }
        }
    }
}

/// Solving with one huge, or tiny, diagonal element: dividing through |d|² would overflow or vanish.
fn check_quotient<T: Scalar>() {
    for (re, im) in [(1.0, 0.0), (1.0, 0.5), (-0.25, 1.0)] {
        for scale in [T::Real::SAFE_MIN.to_f64() * 8.0, 0.125 / T::Real::SAFE_MIN.to_f64()] {
            let d = T::from_parts(T::Real::from_f64(re * scale), T::Real::from_f64(im * scale));
            let mut x = [d];
            trsv(Uplo::Upper, Diag::NonUnit, MatRef::from_slice(&[d], 1, 1, 1), VecMut::from_slice(&mut x));
            assert_near(x[0], c64::new(1.0, 0.0), 1.0, 1);
        }
    }
}

#[test]
fn on_lesser_processors() {
    again_on_lesser_processors();
}
