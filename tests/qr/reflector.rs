//! larfg, larf, larf1f.

use arenablas::enums::Side;
use arenablas::lapack::qr::{Reflector, larf, larf1f, larfg};
use arenablas::mat::{VecMut, VecRef};
use arenablas::scalar::{Scalar, c64};

use crate::common::Rng;
use crate::dense::{Dense, LAYS, Matrix, eps, narrow, reflector, wide};
use crate::for_each_type;

/// larfg on (alpha; x), and v with its one.
fn larfg_of<T: Scalar>(alpha: c64, x: &[c64]) -> (Reflector<T>, Vec<T>) {
    let mut v: Vec<T> = x.iter().map(|&x| narrow(x)).collect();
    let h = larfg(narrow::<T>(alpha), VecMut::from_slice(&mut v));
    v.insert(0, T::ONE);
    (h, v)
}

/// Asserts that Hᴴ·(α; x) = (β; 0), that H is unitary, β real and of the sign that α's real part has not.
fn check<T: Scalar>(alpha: c64, x: &[c64]) {
    let (h, v) = larfg_of::<T>(alpha, x);
    let (alpha, beta) = (wide(narrow::<T>(alpha)), wide(h.beta));
    // Brought near one by a power of two, so that the oracle's own squares are harmless.
    let largest = x.iter().chain([&alpha]).map(|x| x.re.abs().max(x.im.abs())).fold(0.0, f64::max);
    let scale = 2f64.powi(-(largest.log2().floor() as i32).clamp(-1000, 1000));
    let near = |z: c64| (z * scale) * if largest < 1e-300 { 2f64.powi(60) } else { 1.0 };
    let column: Vec<c64> =
        std::iter::once(near(alpha)).chain(x.iter().map(|&x| near(wide(narrow::<T>(x))))).collect();
    let n = column.len();
    let norm = column.iter().map(|x| x.norm_sqr()).sum::<f64>().sqrt();
    let v: Vec<c64> = v.iter().map(|&v| wide(v)).collect();
    let hh = reflector(&v, wide(h.tau)).h();
    let mapped = hh.times(&Dense::from_fn(n, 1, |i, _| column[i]));
    let tolerance = 20.0 * n as f64 * eps::<T>();
    assert!((mapped.at(0, 0) - near(beta)).norm() <= tolerance * norm, "β {beta} of {column:?}");
    for i in 1..n {
        assert!(
            mapped.at(i, 0).norm() <= tolerance * norm,
            "element {i} of {column:?} stays {}",
            mapped.at(i, 0)
        );
    }
    assert!(hh.times(&hh.h()).minus(&Dense::identity(n)).norm1() <= tolerance * n as f64);
    assert_eq!(beta.im, 0.0);
    assert!(beta.re * alpha.re <= 0.0, "sign of β");
    assert!((near(beta).norm() - norm).abs() <= tolerance * norm);
}

fn larfg_annihilates<T: Scalar>() {
    let mut random = Rng::new(1);
    let (tiny, huge) = match size_of::<T::Real>() {
        4 => (1e-38, 1e37),
        _ => (1e-307, 1e306),
    };
    for scale in [1.0, tiny, huge] {
        for n in [0, 1, 2, 3, 17, 100] {
            let mut next = || wide::<T>(random.scalar()) * scale;
            let alpha = next();
            let x: Vec<c64> = (0..n).map(|_| next()).collect();
            if n > 0 || T::IS_COMPLEX {
                check::<T>(alpha, &x);
            }
            check::<T>(-alpha.conj(), &vec![c64::new(scale, 0.0); n + 1]);
            check::<T>(c64::ZERO, &vec![c64::new(scale, 0.0); n + 1]);
        }
    }
}

fn larfg_of_nothing_to_do<T: Scalar>() {
    for alpha in [0.0, -3.0, 5.0] {
        let (h, _) = larfg_of::<T>(c64::new(alpha, 0.0), &[c64::ZERO; 4]);
        assert_eq!((wide(h.beta).re, wide(h.tau)), (alpha, c64::ZERO));
        let (h, _) = larfg_of::<T>(c64::new(alpha, 0.0), &[]);
        assert_eq!((wide(h.beta).re, wide(h.tau)), (alpha, c64::ZERO));
    }
    if T::IS_COMPLEX {
        // A complex number alone is turned onto the real axis.
        let (h, _) = larfg_of::<T>(c64::new(3.0, 4.0), &[]);
        assert_eq!(wide(h.beta), c64::new(-5.0, 0.0));
        let tau = wide(h.tau) - c64::new(8.0 / 5.0, 4.0 / 5.0);
        assert!(tau.norm() < 4.0 * eps::<T>());
    }
}

fn larfg_returns_on_nan_and_inf<T: Scalar>() {
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let bad = c64::new(bad, 0.0);
        let (h, _) = larfg_of::<T>(bad, &[c64::ONE; 3]);
        assert!(!wide(h.beta).is_finite());
        let (h, _) = larfg_of::<T>(c64::ONE, &[c64::ONE, bad, c64::ONE]);
        assert!(!wide(h.beta).is_finite());
    }
    // The least denormal: scaled up a bounded number of times.
    let least = if size_of::<T::Real>() == 4 { f64::from(f32::from_bits(1)) } else { f64::from_bits(1) };
    let (h, v) = larfg_of::<T>(c64::new(least, 0.0), &[c64::new(least, 0.0)]);
    assert!((wide(v[1]).re - 1.0 / (1.0 + 2f64.sqrt())).abs() < 8.0 * eps::<T>());
    assert!((wide(h.tau).re - (1.0 + 0.5f64.sqrt())).abs() < 8.0 * eps::<T>());
}

fn larf_is_the_product<T: Scalar>() {
    let mut random = Rng::new(2);
    for (m, n) in [(0, 3), (3, 0), (1, 1), (1, 4), (4, 1), (5, 7), (20, 9)] {
        for lay in LAYS {
            for side in [Side::Left, Side::Right] {
                for inc in [1, 2, -1] {
                    let len = if side == Side::Left { m } else { n };
                    if len == 0 {
                        continue;
                    }
                    let data: Vec<T> = (0..2 * len).map(|_| random.scalar()).collect();
                    let start = if inc < 0 { len - 1 } else { 0 };
                    // SAFETY: `data` has two elements for each of v's.
                    let v = unsafe { VecRef::from_raw(data.as_ptr().add(start), len, inc) };
                    let tau: T = random.scalar();
                    let mut work = vec![T::ZERO; m + n];

                    let mut c = Matrix::<T>::random(lay, m, n, 5);
                    let h = reflector(&(0..len).map(|i| wide(v.at(i))).collect::<Vec<_>>(), wide(tau));
                    let want = if side == Side::Left { h.times(&c.dense()) } else { c.dense().times(&h) };
                    larf(side, v, tau, c.view_mut(), &mut work);
                    assert!(c.dense().minus(&want).norm1() <= 100.0 * (m + n) as f64 * eps::<T>());
                    c.assert_gaps();

                    let mut c = Matrix::<T>::random(lay, m, n, 6);
                    let one = (0..len).map(|i| if i == 0 { c64::ONE } else { wide(v.at(i)) });
                    let h = reflector(&one.collect::<Vec<_>>(), wide(tau));
                    let want = if side == Side::Left { h.times(&c.dense()) } else { c.dense().times(&h) };
                    let work = VecMut::from_slice(&mut work);
                    larf1f(side, v.sub(1..len), tau, c.view_mut(), work);
                    assert!(c.dense().minus(&want).norm1() <= 100.0 * (m + n) as f64 * eps::<T>());
                    c.assert_gaps();
                }
            }
        }
    }
}

/// Rows that meet only zeros at the end of v, and anything if τ = 0, stay as they are: NaN next to 1.
fn larf_leaves_alone_what_v_does_not_reach<T: Scalar>() {
    let nan: T = narrow(c64::new(f64::NAN, 0.0));
    let v = [T::ONE, T::ONE, T::ZERO, T::ZERO];
    for tau in [T::ZERO, T::ONE] {
        let mut c = Matrix::new(LAYS[0], 4, 3, |i, _| if i < 2 { T::ONE } else { nan });
        larf(Side::Left, VecRef::from_slice(&v), tau, c.view_mut(), &mut [nan; 3]);
        for j in 0..3 {
            // (I − τ·v·vᵀ)·(1; 1) = (1 − 2τ)·(1; 1)
            assert_eq!(c.view().at(0, j), T::ONE - tau - tau);
            assert!(wide(c.view().at(3, j)).is_nan());
        }
    }
    let mut c = Matrix::new(LAYS[0], 4, 3, |_, _| T::ONE);
    larf(Side::Left, VecRef::from_slice(&[nan; 4]), T::ZERO, c.view_mut(), &mut [nan; 3]);
    assert_eq!(c.dense().norm1(), 4.0);
}

for_each_type!(
    larfg_annihilates,
    larfg_of_nothing_to_do,
    larfg_returns_on_nan_and_inf,
    larf_is_the_product,
    larf_leaves_alone_what_v_does_not_reach,
);
