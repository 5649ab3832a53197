//! Level 1 against plain loops in double precision, over lengths, strides and conjugations.

use arenablas::level1::{asum, axpy, copy, dot, iamax, nrm2, scal, scal_real, swap};
use arenablas::mat::{VecMut, VecRef};
use arenablas::scalar::{Real, Scalar, c32, c64};

mod common;
use common::strided::*;
use common::{Rng, for_all_types};

const LENGTHS: [usize; 14] = [0, 1, 2, 3, 4, 7, 8, 15, 17, 31, 64, 100, 129, 1000];
const STRIDES: [isize; 5] = [1, 2, -1, -3, 0];

/// Whether reading gives conjugates.
fn get<T: Scalar>(x: &Strided<T>, i: usize, conj: bool) -> c64 {
    if conj { x.get(i, 0).conj() } else { x.get(i, 0) }
}

/// Calls `check` with operands of all lengths and strides; only x may have stride 0.
fn for_operands<T: Scalar>(check: impl Fn(&Strided<T>, &Strided<T>, bool, bool)) {
    let random = &mut Rng::new(1);
    for n in LENGTHS {
        for incx in STRIDES {
            for incy in &STRIDES[..4] {
                let x = Strided::vector(random, n, incx);
                let y = Strided::vector(random, n, *incy);
                for case in 0..4 {
                    check(&x, &y, case & 1 != 0, case & 2 != 0);
                }
            }
        }
    }
}

fn check_dot<T: Scalar>() {
    for_operands::<T>(|x, y, conj_x, conj_y| {
        let terms = (0..x.rows).map(|i| get(x, i, conj_x) * get(y, i, conj_y));
        let size = (0..x.rows).map(|i| (x.get(i, 0) * y.get(i, 0)).norm()).sum();
        assert_near(dot(x.vec().conj_if(conj_x), y.vec().conj_if(conj_y)), terms.sum(), size, x.rows);
    });
}

fn check_axpy<T: Scalar>() {
    for alpha in [T::ZERO, T::ONE, Rng::new(9).scalar()] {
        for_operands::<T>(|x, y, conj_x, _| {
            let mut got = y.clone();
            axpy(alpha, x.vec().conj_if(conj_x), got.vec_mut());
            for i in 0..x.rows {
                let want = y.get(i, 0) + wide(alpha) * get(x, i, conj_x);
                assert_near(got.at(i, 0), want, y.get(i, 0).norm() + x.get(i, 0).norm(), 1);
            }
            got.assert_padding_untouched();
        });
    }
}

fn check_scal<T: Scalar>() {
    for alpha in [T::ZERO, T::ONE, -T::ONE, Rng::new(9).scalar()] {
        for_operands::<T>(|_, y, _, _| {
            let mut got = y.clone();
            scal(alpha, got.vec_mut());
            got.assert_padding_untouched();
            let mut by_real = y.clone();
            scal_real(alpha.re(), by_real.vec_mut());
            by_real.assert_padding_untouched();
            for i in 0..y.rows {
                assert_near(got.at(i, 0), wide(alpha) * y.get(i, 0), y.get(i, 0).norm(), 1);
                assert_near(by_real.at(i, 0), alpha.re().to_f64() * y.get(i, 0), y.get(i, 0).norm(), 1);
            }
        });
    }
}

fn check_moves<T: Scalar>() {
    for_operands::<T>(|x, y, conj_x, _| {
        let mut got = y.clone();
        copy(x.vec().conj_if(conj_x), got.vec_mut());
        assert!((0..x.rows).all(|i| got.get(i, 0) == get(x, i, conj_x)));
        got.assert_padding_untouched();
        if x.row_stride != 0 {
            let (mut p, mut q) = (x.clone(), y.clone());
            swap(p.vec_mut(), q.vec_mut());
            assert!((0..x.rows).all(|i| p.at(i, 0) == y.at(i, 0) && q.at(i, 0) == x.at(i, 0)));
            p.assert_padding_untouched();
            q.assert_padding_untouched();
        }
    });
}

fn check_norms<T: Scalar>() {
    for_operands::<T>(|x, _, _, _| {
        let n = x.rows;
        let squares: f64 = (0..n).map(|i| x.get(i, 0).norm_sqr()).sum();
        assert_near(nrm2(x.vec()), c64::from(squares.sqrt()), squares.sqrt(), n);
        let sum = (0..n).map(|i| x.get(i, 0)).map(|x| x.re.abs() + x.im.abs()).sum();
        assert_near(asum(x.vec()), c64::from(sum), sum, n);
        assert_eq!(iamax(x.vec()), first_largest(x));
    });
}

/// The definition, with the rounding of the type itself: a sum of two magnitudes can tie with another in it only.
fn first_largest<T: Scalar>(x: &Strided<T>) -> Option<usize> {
    let mut best = None;
    for i in 0..x.rows {
        if best.is_none_or(|best| x.at(i, 0).abs1() > x.at(best, 0).abs1()) {
            best = Some(i);
        }
    }
    best
}

/// Norms of vectors whose squares overflow or vanish.
fn check_range<T: Scalar>() {
    let (least, tiny) = (T::Real::EPS * T::Real::SAFE_MIN, T::Real::SAFE_MIN);
    let (root, huge) = (T::Real::SAFE_MIN.sqrt(), T::Real::ONE / (tiny * T::Real::from_f64(256.0)));
    let least = least + least;
    // The last ones take several blocks, not all of them of one size.
    for n in LENGTHS.into_iter().chain([1025, 3000]) {
        for inc in [1, 2] {
            for value in [least, tiny, root, T::Real::ONE / root, huge] {
                let mut x = Strided::<T>::vector(&mut Rng::new(1), n, inc);
                for i in 0..n {
                    x.vec_mut().set(i, T::from_real(if i % 2 == 0 { value } else { -value }));
                }
                let want = value.to_f64() * (n as f64).sqrt();
                // Among denormals, half of the least one is as good as it gets.
                let error = (nrm2(x.vec()).to_f64() - want).abs();
                let bound = (n + 8) as f64 * T::Real::EPS.to_f64() * want + 0.51 * least.to_f64();
                assert!(error <= bound, "n = {n}, value {value:?}: {error:e} > {bound:e}");

                if n > 1 {
                    // A large one among these rules them out, or is ruled out itself.
                    x.vec_mut().set(n / 2, T::from_parts(T::Real::ONE, T::Real::ZERO));
                    let want = (value.to_f64().powi(2) * (n - 1) as f64 + 1.0).sqrt();
                    let want = if want.is_finite() { want } else { value.to_f64() * ((n - 1) as f64).sqrt() };
                    assert_near(nrm2(x.vec()), c64::from(want), want, n);
                }
            }
        }
    }
}

/// NaN beats ∞ in sums; only a NaN in front is the largest.
fn check_nan<T: Scalar>() {
    let infinity = T::from_real(T::Real::ONE / T::Real::ZERO);
    for n in [1, 2, 5, 8, 9, 33, 64, 70] {
        for inc in [1, -2] {
            for place in 0..n {
                let mut x = Strided::<T>::vector(&mut Rng::new(1), n, inc);
                x.vec_mut().set(place, infinity);
                assert!(nrm2(x.vec()) == infinity.re() && asum(x.vec()) == infinity.re());
                assert_eq!(iamax(x.vec()), Some(place));
                x.vec_mut().set(n / 2, nan());
                assert!(is_nan(nrm2(x.vec())) && is_nan(asum(x.vec())));
                assert_eq!(iamax(x.vec()), first_largest(&x));
                x.data.fill(nan());
                assert_eq!(iamax(x.vec()), Some(0));
            }
        }
    }
}

fn check_alpha_zero<T: Scalar>() {
    // axpy returns, scal multiplies.
    let mut y = [T::ONE; 3];
    axpy(T::ZERO, VecRef::from_slice(&[nan::<T>(); 3]), VecMut::from_slice(&mut y));
    assert!(y == [T::ONE; 3]);
    let mut x = [nan::<T>(), T::ONE];
    scal(T::ZERO, VecMut::from_slice(&mut x));
    assert!(is_nan(x[0]) && x[1] == T::ZERO);
}

for_all_types! {
    dot_is_the_sum => check_dot;
    axpy_adds => check_axpy;
    scal_multiplies => check_scal;
    copy_and_swap_move => check_moves;
    norms_are_the_sums => check_norms;
    nrm2_neither_overflows_nor_vanishes => check_range;
    nan_and_infinity_propagate => check_nan;
    alpha_zero => check_alpha_zero;
}
