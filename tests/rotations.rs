//! Rotations by what defines them, over the whole range of numbers. (With the reference they are compared in
//! `tests/reference`.)

use arenablas::level1::{Modified, rot, rot_by_complex, rotg, rotg_complex, rotm, rotmg};
use arenablas::mat::VecMut;
use arenablas::scalar::{Real, Scalar, c32, c64};

mod common;
use common::strided::*;
use common::{Rng, for_all_types};

/// Powers of two from the least normal number to the largest.
fn exponents<R: Real>() -> Vec<i32> {
    if size_of::<R>() == 4 {
        vec![-126, -100, -64, -63, -1, 0, 1, 63, 64, 100, 126]
    } else {
        vec![-1022, -800, -512, -511, -1, 0, 1, 511, 512, 800, 1022]
    }
}

/// A random number of a size near 2^exponent.
fn sized<T: Scalar>(random: &mut Rng, exponent: i32) -> T {
    let x: T = random.scalar();
    // In two steps: a power of two below the normal ones is no number.
    let half = |e: i32| T::Real::from_f64(2f64.powi(e));
    x.scale(half(exponent / 2)).scale(half(exponent - exponent / 2))
}

/// |difference| in units of ε times the size.
#[track_caller]
fn assert_close(got: c64, want: c64, size: f64, ulps: f64, eps: f64, least: f64) {
    let error = (got - want).norm();
    assert!(error <= ulps * (eps * size + least), "{got} for {want}: {error:e}, size {size:e}");
}

/// c·a + s·b = r and c·b = conj(s)·a, with |c|² + |s|² = 1, divided by the larger of a and b where they are far from 1.
fn check_rotg<T: Scalar>(generate: impl Fn(T, T) -> (T::Real, T, T)) {
    let (eps, random) = (T::Real::EPS.to_f64(), &mut Rng::new(7));
    for ea in exponents::<T::Real>() {
        for eb in exponents::<T::Real>() {
            for _ in 0..20 {
                let (a, b): (T, T) = (sized(random, ea - 1), sized(random, eb - 1));
                let (c, s, r) = generate(a, b);
                // As doubles scaled by 2^−512 or so nothing below overflows.
                let unit = 2f64.powi(-(ea.max(eb) - 1) / 2);
                let scaled = |x: T| wide(x) * unit * unit;
                let (a, b, r, s, c) = (scaled(a), scaled(b), scaled(r), wide(s), c.to_f64());
                let (size, least) = (a.norm() + b.norm(), T::Real::SAFE_MIN.to_f64() * unit * unit);
                assert_close(c * a + s * b, r, size, 16.0, eps, least);
                assert_close(c * b, s.conj() * a, size, 16.0, eps, least);
                assert_close((c * c + s.norm_sqr()).into(), 1.0.into(), 1.0, 16.0, eps, 0.0);
            }
        }
    }
}

fn check_real<R: Real>() {
    check_rotg::<R>(|a, b| {
        let (rotation, z) = rotg(a, b);
        // What z stands for.
        let (c, s) = (rotation.c.to_f64(), rotation.s.to_f64());
        let z = z.to_f64();
        let (c_of_z, s_of_z) = if z.abs() < 1.0 {
            ((1.0 - z * z).sqrt(), z)
        } else if z == 1.0 {
            (0.0, 1.0)
        } else {
            (1.0 / z, (1.0 - 1.0 / (z * z)).sqrt())
        };
        // One of them is positive by convention, and near its end the root knows half of the digits only.
        assert!((c.abs() - c_of_z.abs()).abs() < 1e-3 && (s.abs() - s_of_z.abs()).abs() < 1e-3);
        (rotation.c, rotation.s, rotation.r)
    });
    let (zero, one, two) = (R::ZERO, R::ONE, R::ONE + R::ONE);
    let parts = |a, b| {
        let (rotation, z) = rotg::<R>(a, b);
        (rotation.c, rotation.s, rotation.r, z)
    };
    assert!(parts(two, zero) == (one, zero, two, zero));
    assert!(parts(zero, zero) == (one, zero, zero, zero));
    assert!(parts(zero, -two) == (zero, one, -two, one));
}

#[test]
fn real_rotations_of_all_sizes() {
    check_real::<f32>();
    check_real::<f64>();
}

#[test]
fn complex_rotations_of_all_sizes() {
    check_rotg::<c32>(|a, b| {
        let rotation = rotg_complex(a, b);
        (rotation.c, rotation.s, rotation.r)
    });
    check_rotg::<c64>(|a, b| {
        let rotation = rotg_complex(a, b);
        (rotation.c, rotation.s, rotation.r)
    });
    let (zero, a) = (c64::ZERO, c64::new(3.0, -4.0));
    let rotation = rotg_complex(a, zero);
    assert!(rotation.c == 1.0 && rotation.s == zero && rotation.r == a);
    let rotation = rotg_complex(zero, a);
    assert!(rotation.c == 0.0 && rotation.s == c64::new(0.6, 0.8) && rotation.r == c64::new(5.0, 0.0));
}

/// H of the parameters.
fn matrix<R: Real>(param: [R; 5]) -> [[f64; 2]; 2] {
    let [flag, h11, h21, h12, h22] = param.map(Real::to_f64);
    match flag {
        -2.0 => [[1.0, 0.0], [0.0, 1.0]],
        -1.0 => [[h11, h12], [h21, h22]],
        0.0 => [[1.0, h12], [h21, 1.0]],
        1.0 => [[h11, 1.0], [-1.0, h22]],
        _ => panic!("flag {flag}"),
    }
}

/// H·(x1, y1) = (x1', 0), and Hᵀ·diag(d')·H = diag(d), which is what keeps lengths.
fn check_rotmg<R: Real>() {
    let (eps, random) = (R::EPS.to_f64(), &mut Rng::new(11));
    let mut rescaled = 0;
    for exponent in [-40, -25, -12, 0, 12, 25, 40] {
        for _ in 0..300 {
            let d1 = sized::<R>(random, exponent).abs();
            let other = [-exponent, exponent, 0][random.index(0, 3)];
            let d2 = sized::<R>(random, other).abs();
            let (x1, y1) = (random.scalar::<R>(), random.scalar::<R>());
            let new = rotmg(d1, d2, x1, y1, [R::ZERO; 5]);
            let h = matrix(new.param);
            rescaled += i32::from(new.param[0] == -R::ONE);
            for d in [new.d1, new.d2] {
                assert!(
                    d == R::ZERO || (2f64.powi(-24)..=2f64.powi(24)).contains(&d.abs().to_f64()),
                    "{d:?}"
                );
            }
            let [d1, d2, x1, y1, e1, e2] = [d1, d2, x1, y1, new.d1, new.d2].map(Real::to_f64);
            let near = |got: f64, want: f64, size: f64| {
                assert!((got - want).abs() <= 40.0 * eps * size, "{got:e}, not {want:e}; {new:?}");
            };
            near(h[0][0] * x1 + h[0][1] * y1, new.x1.to_f64(), new.x1.to_f64().abs());
            near(h[1][0] * x1 + h[1][1] * y1, 0.0, (h[1][0] * x1).abs());
            near(h[0][0].powi(2) * e1 + h[1][0].powi(2) * e2, d1, d1);
            near(h[0][1].powi(2) * e1 + h[1][1].powi(2) * e2, d2, d2);
            let (first, second) = (h[0][0] * h[0][1] * e1, h[1][0] * h[1][1] * e2);
            near(first + second, 0.0, first.abs());
        }
    }
    assert!(rescaled > 100);
}

#[test]
fn modified_rotations_keep_lengths() {
    check_rotmg::<f32>();
    check_rotmg::<f64>();
}

/// Neither hangs nor panics, whatever the numbers are.
#[test]
fn modified_rotations_of_anything() {
    let odd = [
        0.0,
        -0.0,
        1.0,
        -1.0,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NAN,
        5e-324,
        f64::MAX,
        f64::MIN_POSITIVE,
    ];
    for d1 in odd {
        for d2 in odd {
            for x in odd {
                for y in odd {
                    let Modified { param, .. } = rotmg(d1, d2, x, y, [7.0; 5]);
                    assert!([-2.0, -1.0, 0.0, 1.0].contains(&param[0]));
                }
            }
        }
    }
    let nothing = Modified { d1: 0.0, d2: 0.0, x1: 0.0, param: [-1.0, 0.0, 0.0, 0.0, 0.0] };
    assert_eq!(rotmg(-1.0, 1.0, 1.0, 1.0, [7.0; 5]), nothing);
    assert_eq!(rotmg(1.0, -1.0, 1.0, 1.0, [7.0; 5]), nothing);
    assert_eq!(rotmg(2.0, 3.0, 4.0, 0.0, [7.0; 5]).param, [-2.0, 7.0, 7.0, 7.0, 7.0]);
}

/// Both vectors by the definition, over lengths and strides.
fn check_rot<T: Scalar>() {
    let random = &mut Rng::new(3);
    for n in [0, 1, 2, 3, 7, 8, 16, 33, 100, 129] {
        for (incx, incy) in [(1, 1), (2, 1), (-1, 1), (-2, -3), (3, 2)] {
            let (x, y) = (Strided::<T>::vector(random, n, incx), Strided::<T>::vector(random, n, incy));
            let (c, s): (T, T) = (random.scalar(), random.scalar());
            let (mut x1, mut y1) = (x.clone(), y.clone());
            rot(c.re(), s.re(), x1.vec_mut(), y1.vec_mut());
            let (mut x2, mut y2) = (x.clone(), y.clone());
            rot_by_complex(c.re(), s, x2.vec_mut(), y2.vec_mut());
            for i in 0..n {
                let (x, y, c, s) = (x.get(i, 0), y.get(i, 0), c.re().to_f64(), wide(s));
                assert_near(x1.at(i, 0), c * x + s.re * y, 2.0, 1);
                assert_near(y1.at(i, 0), c * y - s.re * x, 2.0, 1);
                assert_near(x2.at(i, 0), c * x + s * y, 3.0, 1);
                assert_near(y2.at(i, 0), c * y - s.conj() * x, 3.0, 1);
            }
            for v in [x1, y1, x2, y2] {
                v.assert_padding_untouched();
            }
        }
    }
}

for_all_types! {
    rotations_of_vectors => check_rot;
}

/// The elements that a flag stands for are not read.
#[test]
fn modified_rotations_of_vectors() {
    let nan = f64::NAN;
    for (param, h) in [
        ([-2.0, nan, nan, nan, nan], [[1.0, 0.0], [0.0, 1.0]]),
        ([-1.0, 2.0, 3.0, 4.0, 5.0], [[2.0, 4.0], [3.0, 5.0]]),
        ([0.0, nan, 3.0, 4.0, nan], [[1.0, 4.0], [3.0, 1.0]]),
        ([1.0, 2.0, nan, nan, 5.0], [[2.0, 1.0], [-1.0, 5.0]]),
    ] {
        for n in [0, 1, 5, 40] {
            let mut x: Vec<f64> = (0..n).map(f64::from).collect();
            let mut y: Vec<f64> = (0..n).map(|i| f64::from(i) * 0.5 - 3.0).collect();
            let (x0, y0) = (x.clone(), y.clone());
            rotm(&param, VecMut::from_slice(&mut x), VecMut::from_slice(&mut y));
            for i in 0..n as usize {
                assert_eq!(x[i], h[0][0] * x0[i] + h[0][1] * y0[i]);
                assert_eq!(y[i], h[1][0] * x0[i] + h[1][1] * y0[i]);
            }
        }
    }
}
