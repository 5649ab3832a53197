//! geqrf, geqr2, ungqr, ung2r: residuals, the contract of what is stored where, and sameness.

use arenablas::arena::{Arena, Config, Layer};
use arenablas::lapack::qr::{
    QrBlocking, geqr2, geqrf, geqrf_with, geqrf_work_len, ung2r, ungqr, ungqr_with, ungqr_work_len,
};
use arenablas::mat::{VecMut, VecRef};
use arenablas::scalar::{Real, Scalar, c64};

use crate::dense::{Dense, LAYS, Lay, Matrix, eps, narrow, reflector, wide};
use crate::for_each_type;

const SHAPES: [(usize, usize); 16] = [
    (0, 0),
    (0, 3),
    (3, 0),
    (1, 1),
    (1, 5),
    (5, 1),
    (2, 2),
    (7, 7),
    (13, 11),
    (11, 13),
    (40, 17),
    (17, 40),
    (64, 64),
    (70, 65),
    (33, 90),
    (130, 100),
];

/// None is the default, Some(0) unblocked.
fn blockings() -> Vec<Option<QrBlocking>> {
    let sizes = [(1, 1), (3, 1), (5, 2), (4, 8), (8, 3), (16, 4)];
    let mut all: Vec<_> = sizes.iter().map(|&(nb, base)| Some(QrBlocking { nb, base })).collect();
    all.push(None);
    all
}

/// Factors in place, with the least workspace; gives τ.
fn factor<T: Scalar>(blocking: Option<QrBlocking>, a: &mut Matrix<T>) -> Vec<T> {
    let (m, n) = (a.view().rows(), a.view().cols());
    let mut tau = vec![T::ZERO; m.min(n)];
    let mut work = vec![T::ZERO; geqrf_work_len(m, n)];
    let tau_view = VecMut::from_slice(&mut tau);
    match blocking {
        None => geqrf(a.view_mut(), tau_view, &mut work),
        Some(blocking) => geqrf_with(blocking, a.view_mut(), tau_view, &mut work),
    }
    a.assert_gaps();
    tau
}

/// The first `n` columns of Q from a factored matrix.
fn form_q<T: Scalar>(
    blocking: Option<QrBlocking>,
    lay: Lay,
    qr: &Matrix<T>,
    tau: &[T],
    n: usize,
) -> Matrix<T> {
    let m = qr.view().rows();
    let k = tau.len();
    // What is not below the diagonal of the first k columns must not matter.
    let nan: T = narrow(c64::new(f64::NAN, 0.0));
    let mut q = Matrix::new(lay, m, n, |i, j| if j < k && i > j { qr.view().at(i, j) } else { nan });
    let mut work = vec![T::ZERO; ungqr_work_len(m, n, k)];
    match blocking {
        None => ungqr(q.view_mut(), VecRef::from_slice(tau), &mut work),
        Some(blocking) => ungqr_with(blocking, q.view_mut(), VecRef::from_slice(tau), &mut work),
    }
    q.assert_gaps();
    q
}

/// LAPACK's two ratios: ‖A − Q·R‖₁/(‖A‖₁·m·ε) and ‖I − QᴴQ‖₁/(m·ε).
fn ratios<T: Scalar>(a: &Dense, q: &Dense, r: &Dense) -> (f64, f64) {
    let unit = a.rows.max(1) as f64 * eps::<T>();
    let norm = a.norm1();
    let residual = a.minus(&q.times(r)).norm1() / unit;
    let orthogonality = q.h().times(q).minus(&Dense::identity(q.cols)).norm1() / unit;
    (if norm == 0.0 { residual } else { residual / norm }, orthogonality)
}

fn check<T: Scalar>(blocking: Option<QrBlocking>, lay: Lay, mut a: Matrix<T>, scale: f64) {
    let original = a.dense();
    let tau = factor(blocking, &mut a);
    let (m, n) = (original.rows, original.cols);
    let r = a.dense().upper();
    for full in [m, m.min(n)] {
        let q = form_q(blocking, lay, &a, &tau, full).dense();
        let r = Dense::from_fn(full, n, |i, j| r.at(i, j) * scale);
        let a = Dense::from_fn(m, n, |i, j| original.at(i, j) * scale);
        let (residual, orthogonality) = ratios::<T>(&a, &q, &r);
        assert!(residual < 30.0, "A − QR: {residual} for {m}×{n}, {blocking:?}, {lay:?}");
        assert!(orthogonality < 30.0, "QᴴQ − I: {orthogonality} for {m}×{n}, {blocking:?}, {lay:?}");
    }
    for j in 0..m.min(n) {
        // Real on the diagonal, and real where LAPACK says so.
        assert_eq!(r.at(j, j).im, 0.0);
        assert!(T::IS_COMPLEX || wide(tau[j]).im == 0.0);
    }
}

fn residuals_are_small<T: Scalar>() {
    for (m, n) in SHAPES {
        for blocking in blockings() {
            for lay in LAYS {
                check(blocking, lay, Matrix::<T>::random(lay, m, n, (m + 100 * n) as u64), 1.0);
            }
        }
    }
}

fn extreme_scales<T: Scalar>() {
    // As near to the ends of the range as leaves room for norms of columns.
    let scale = if size_of::<T::Real>() == 4 { 36 } else { 305 };
    for scale in [10f64.powi(scale), 10f64.powi(-scale - 1)] {
        for (m, n) in [(20, 20), (40, 17), (17, 40)] {
            let a = Matrix::<T>::random(Lay::Cols, m, n, 8);
            let a = Matrix::<T>::new(Lay::Cols, m, n, |i, j| narrow(wide(a.view().at(i, j)) * scale));
            check(None, Lay::Cols, a, 1.0 / scale);
        }
    }
}

fn rank_deficient<T: Scalar>() {
    for blocking in blockings() {
        for (m, n) in [(20, 20), (33, 9), (9, 33)] {
            check(blocking, Lay::Cols, Matrix::<T>::new(Lay::Cols, m, n, |_, _| T::ZERO), 1.0);
            check(blocking, Lay::Cols, Matrix::<T>::new(Lay::Cols, m, n, |_, _| T::ONE), 1.0);
            // Some columns of zeros, some equal ones.
            let column = |i: usize, j: usize| match j % 3 {
                0 => T::ZERO,
                1 => T::from_real(T::Real::from_f64(1.0 / (i + 1) as f64)),
                _ => T::from_real(T::Real::from_f64((i * j % 7) as f64)),
            };
            check(blocking, Lay::Cols, Matrix::<T>::new(Lay::Cols, m, n, column), 1.0);
            check(
                blocking,
                Lay::Cols,
                Matrix::<T>::new(Lay::Cols, m, n, |i, j| if i == j { T::ONE } else { T::ZERO }),
                1.0,
            );
        }
    }
}

/// R, V and τ by the textbook, one reflector after the other, in double precision.
fn textbook(a: &Dense) -> (Dense, Vec<c64>) {
    let (m, n) = (a.rows, a.cols);
    let mut a = a.clone();
    let mut vectors = Dense::from_fn(m, n, |_, _| c64::ZERO);
    let mut taus = Vec::new();
    for i in 0..m.min(n) {
        let alpha = a.at(i, i);
        let tail = (i + 1..m).map(|p| a.at(p, i).norm_sqr()).sum::<f64>();
        if tail == 0.0 && alpha.im == 0.0 {
            taus.push(c64::ZERO);
            continue;
        }
        let beta = -(alpha.norm_sqr() + tail).sqrt().copysign(alpha.re);
        let tau = (c64::new(beta, 0.0) - alpha) / beta;
        let mut v = vec![c64::ZERO; m];
        v[i] = c64::ONE;
        (i + 1..m).for_each(|p| v[p] = a.at(p, i) / (alpha - beta));
        a = reflector(&v, tau).h().times(&a);
        (i + 1..m).for_each(|p| vectors.set(p, i, v[p]));
        taus.push(tau);
    }
    // The vectors go where the zeros are.
    (Dense::from_fn(m, n, |i, j| if i > j { vectors.at(i, j) } else { a.at(i, j) }), taus)
}

fn stored_as_lapack_stores_it<T: Scalar>() {
    for (m, n) in [(1, 1), (1, 4), (13, 11), (11, 13), (30, 30), (50, 20)] {
        let a = Matrix::<T>::random(Lay::Cols, m, n, 17);
        let (want, want_tau) = textbook(&a.dense());
        let tolerance = 1000.0 * m as f64 * eps::<T>();
        for blocking in blockings() {
            let mut a = a.clone();
            let tau = factor(blocking, &mut a);
            assert!(a.dense().minus(&want).norm1() < tolerance, "{m}×{n}, {blocking:?}");
            let off = tau.iter().zip(&want_tau).map(|(&tau, want)| (wide(tau) - want).norm());
            assert!(off.fold(0.0, f64::max) < tolerance);
        }
        let mut a = a.clone();
        let mut tau = vec![T::ZERO; m.min(n)];
        geqr2(a.view_mut(), VecMut::from_slice(&mut tau), &mut vec![T::ZERO; n]);
        assert!(a.dense().minus(&want).norm1() < tolerance);
        let off = tau.iter().zip(&want_tau).map(|(&tau, want)| (wide(tau) - want).norm());
        assert!(off.fold(0.0, f64::max) < tolerance);
    }
}

/// Fewer reflectors than columns, none at all, and the unblocked sister.
fn q_of_few_reflectors<T: Scalar>() {
    for (m, n, k) in [(5, 5, 0), (9, 7, 3), (40, 30, 12), (40, 40, 1), (40, 0, 0), (20, 20, 20)] {
        let mut a = Matrix::<T>::random(Lay::Cols, m, k, 4);
        let tau = factor(None, &mut a);
        let want = crate::dense::explicit_q(a.view(), VecRef::from_slice(&tau)).first_cols(n);
        let tolerance = 30.0 * m as f64 * eps::<T>();
        for blocking in blockings() {
            for lay in LAYS {
                let q = form_q(blocking, lay, &a, &tau, n).dense();
                assert!(q.minus(&want).norm1() < tolerance, "{m} {n} {k} {blocking:?} {lay:?}");
            }
        }
        let mut q = Matrix::new(Lay::Cols, m, n, |i, j| if j < k { a.view().at(i, j) } else { T::ONE });
        ung2r(q.view_mut(), VecRef::from_slice(&tau), &mut vec![T::ZERO; n]);
        assert!(q.dense().minus(&want).norm1() < tolerance);
    }
}

fn nan_and_inf_return<T: Scalar>() {
    for bad in [f64::NAN, f64::INFINITY] {
        for at in [(0, 0), (39, 0), (20, 20), (10, 39)] {
            let mut a = Matrix::<T>::random(Lay::Cols, 40, 40, 3);
            a.view_mut().set(at.0, at.1, narrow(c64::new(bad, 0.0)));
            let tau = factor(None, &mut a);
            assert!(a.dense().upper().norm1().is_nan() || a.dense().upper().norm1().is_infinite());
            let _ = form_q(None, Lay::Cols, &a, &tau, 40);
        }
    }
}

fn workspace_does_not_matter<T: Scalar>() {
    let a = Matrix::<T>::random(Lay::Cols, 90, 70, 3);
    let results = [70, 70 * 64].map(|len| {
        let mut a = a.clone();
        let mut tau = vec![T::ZERO; 70];
        geqrf(a.view_mut(), VecMut::from_slice(&mut tau), &mut vec![T::ONE; len]);
        let qr = a.bits();
        ungqr(a.view_mut(), VecRef::from_slice(&tau), &mut vec![T::ONE; len]);
        (qr, a.bits())
    });
    assert!(results[0] == results[1]);
}

/// Bit by bit the same, whatever the layer and however many threads, on a matrix wide enough for tasks.
fn threads_do_not_matter<T: Scalar>() {
    let a = Matrix::<T>::random(Lay::Cols, 420, 400, 3);
    let run = |layer, capacity| {
        let arena = Arena::new(Config { layer, ..Config::with_capacity(capacity) });
        let bits = arena.with(|| {
            let mut a = a.clone();
            let tau = factor(None, &mut a);
            let q = form_q(None, Lay::Cols, &a, &tau, 400);
            (a.bits(), q.bits())
        });
        assert!(capacity == 1 || arena.stats().calls >= 2, "the matrix is too small for threads");
        bits
    };
    let alone = run(Layer::Sequential, 1);
    for layer in [Layer::Tbb, Layer::Omp] {
        for capacity in [1, 2, 8] {
            assert!(run(layer, capacity) == alone, "{layer:?} with {capacity}");
        }
    }
}

for_each_type!(
    threads_do_not_matter,
    residuals_are_small,
    extreme_scales,
    rank_deficient,
    stored_as_lapack_stores_it,
    q_of_few_reflectors,
    nan_and_inf_return,
    workspace_does_not_matter,
);
