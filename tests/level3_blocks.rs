//! The packed products of `symm`, `hemm` and `gemmt` against their definition: every kernel, in blocks so small that a
//! matrix of some tens of rows reaches every loop's second round and its edge. What must not be read is NaN.

mod common;

use arenablas::enums::Uplo;
use arenablas::kernel::Isa;
use arenablas::level3::blocking::Blocking;
use arenablas::level3::{Member, gemm_batch, gemmt, gemmt_with, hemm, hemm_with, her2k, symm, syr2k};
use arenablas::mat::{MatMut, MatRef};
use arenablas::scalar::{Real, Scalar, c32, c64};
use common::{Guarded, Lie, Rng, bits, distance, elements, for_all_types, isas, product};

const LIES: [Lie; 3] = [Lie::Columns, Lie::Rows, Lie::Apart];
const TRIANGLES: [Uplo; 2] = [Uplo::Lower, Uplo::Upper];

fn tiny<T: Scalar>(isa: Isa) -> Blocking {
    let kernel = &T::kernels_for(isa).gemm;
    Blocking {
        kc: 7,
        mc: 2 * kernel.mr,
        nc: 3 * kernel.nr,
        nc_alone: 3 * kernel.nr,
        mt: kernel.mr,
        nt: 2 * kernel.nr,
        task: 0,
        small: 0,
        near: usize::MAX,
        reads: 2,
        cached: usize::MAX,
    }
}

fn inside(uplo: Uplo, i: usize, j: usize) -> bool {
    if uplo == Uplo::Lower { i >= j } else { i <= j }
}

/// A matrix of which a triangle is stored, and the whole that is meant.
fn mirrored<T: Scalar>(
    rng: &mut Rng,
    n: usize,
    uplo: Uplo,
    hermitian: bool,
    lie: Lie,
) -> (Guarded<T>, Guarded<T>) {
    let mut stored = Guarded::new(n, n, lie, 1);
    let mut meant = Guarded::new(n, n, Lie::Columns, 0);
    for j in 0..n {
        for i in (0..n).filter(|&i| inside(uplo, i, j)) {
            let x: T = rng.scalar();
            stored.view_mut().set(i, j, x);
            meant.view_mut().set(j, i, x.conj_if(hermitian));
            meant.view_mut().set(i, j, if hermitian && i == j { T::from_real(x.re()) } else { x });
        }
        if hermitian {
            // What is stored as the diagonal's imaginary part must not be read.
            let nan = T::Real::from_f64(f64::NAN);
            let x = T::from_parts(stored.view().at(j, j).re(), nan);
            stored.view_mut().set(j, j, x);
        }
    }
    (stored, meant)
}

fn is_the_product<T: Scalar>(c: &Guarded<T>, (want, bound): &(Vec<T>, Vec<f64>), what: &str) {
    for (i, (x, (want, bound))) in elements(c.view()).iter().zip(want.iter().zip(bound)).enumerate() {
        assert!(distance(*x, *want) <= *bound, "{} {what}: element {i} is {x:?}, not {want:?}", T::LETTER);
    }
    assert!(c.holes_intact());
}

fn symmetric_products<T: Scalar>() {
    let mut rng = Rng::new(21);
    for isa in isas() {
        let kernel = &T::kernels_for(isa).gemm;
        for round in 0..160 {
            let (m, n) = (rng.index(1, 3 * kernel.mr), rng.index(1, 4 * kernel.nr));
            let hermitian = round % 2 == 1;
            let uplo = TRIANGLES[rng.index(0, 2)];
            let la = LIES[rng.index(0, 3)];
            let (a, meant) = mirrored::<T>(&mut rng, m, uplo, hermitian, la);
            let (lb, lc) = (LIES[rng.index(0, 3)], LIES[rng.index(0, 3)]);
            let b = Guarded::<T>::random(&mut rng, m, n, lb, 1);
            let mut c = Guarded::<T>::random(&mut rng, m, n, lc, 2);
            let alpha = rng.scalar();
            let beta = [T::ZERO, T::ONE, rng.scalar()][rng.index(0, 3)];
            let conj = rng.index(0, 2) == 1;
            let (av, mv) =
                if conj { (a.view().conj(), meant.view().conj()) } else { (a.view(), meant.view()) };
            let want = product(alpha, mv, b.view(), beta, c.view());
            let what = format!("{isa:?} {m}x{n} {uplo:?} {hermitian} {lb:?} {lc:?}");
            if round % 4 < 2 {
                hemm_with(kernel, tiny::<T>(isa), (uplo, hermitian), alpha, av, b.view(), beta, c.view_mut());
            } else if hermitian {
                hemm(uplo, alpha, av, b.view(), beta, c.view_mut());
            } else {
                symm(uplo, alpha, av, b.view(), beta, c.view_mut());
            }
            is_the_product(&c, &want, &what);
        }
    }
}

/// From the right, and larger than what is written out before it is multiplied: several panels of B's rows, the last ones low.
fn symmetric_from_the_right<T: Scalar>() {
    let mut rng = Rng::new(25);
    for round in 0..12 {
        let (m, n) = (rng.index(65, 80), rng.index(1, 5 * T::kernels().gemm.mr));
        let (hermitian, uplo) = (round % 2 == 1, TRIANGLES[round / 2 % 2]);
        let (la, lb) = (LIES[rng.index(0, 2)], LIES[rng.index(0, 2)]);
        let (a, meant) = mirrored::<T>(&mut rng, m, uplo, hermitian, la);
        let b = Guarded::<T>::random(&mut rng, m, n, lb, 1);
        let mut c = Guarded::<T>::random(&mut rng, m, n, Lie::Rows, 2);
        let (alpha, beta) = (rng.scalar(), rng.scalar());
        let want = product(alpha, meant.view(), b.view(), beta, c.view());
        let run = if hermitian { hemm::<T> } else { symm::<T> };
        run(uplo, alpha, a.view(), b.view(), beta, c.view_mut());
        is_the_product(&c, &want, &format!("{m}x{n} {uplo:?} {hermitian}"));
    }
}

/// A square of which one triangle is stored, the rest NaN.
fn triangle<T: Scalar>(rng: &mut Rng, n: usize, uplo: Uplo, lie: Lie) -> Guarded<T> {
    let mut c = Guarded::new(n, n, lie, 1);
    for j in 0..n {
        for i in (0..n).filter(|&i| inside(uplo, i, j)) {
            c.view_mut().set(i, j, rng.scalar());
        }
    }
    c
}

fn triangle_is<T: Scalar>(c: &Guarded<T>, uplo: Uplo, (want, bound): &(Vec<T>, Vec<f64>), what: &str) {
    let n = c.view().rows();
    for j in 0..n {
        for i in 0..n {
            let (x, at) = (c.view().at(i, j), j * n + i);
            if inside(uplo, i, j) {
                let near = distance(x, want[at]) <= bound[at];
                assert!(near, "{} {what}: ({i}, {j}) is {x:?}, not {:?}", T::LETTER, want[at]);
            } else {
                assert!(x.re().is_nan(), "{} {what}: ({i}, {j}) was written", T::LETTER);
            }
        }
    }
    assert!(c.holes_intact());
}

fn triangular_updates<T: Scalar>() {
    let mut rng = Rng::new(22);
    for isa in isas() {
        let kernel = &T::kernels_for(isa).gemm;
        for round in 0..160 {
            let (n, k) = (rng.index(1, 3 * kernel.mr.max(kernel.nr)), rng.index(1, 20));
            let uplo = TRIANGLES[rng.index(0, 2)];
            let (la, lb, lc) = (LIES[rng.index(0, 3)], LIES[rng.index(0, 3)], LIES[rng.index(0, 3)]);
            let a = Guarded::<T>::random(&mut rng, n, k, la, 1);
            let b = Guarded::<T>::random(&mut rng, k, n, lb, 0);
            let mut c = triangle::<T>(&mut rng, n, uplo, lc);
            let alpha = rng.scalar();
            let beta = [T::ZERO, T::ONE, rng.scalar()][rng.index(0, 3)];
            let av = if rng.index(0, 2) == 1 { a.view().conj() } else { a.view() };
            let want = product(alpha, av, b.view(), beta, c.view());
            let what = format!("{isa:?} {n} {k} {uplo:?} {la:?} {lb:?} {lc:?}");
            if round % 2 == 0 {
                gemmt_with(kernel, tiny::<T>(isa), uplo, alpha, av, b.view(), beta, c.view_mut());
            } else {
                gemmt(uplo, alpha, av, b.view(), beta, c.view_mut());
            }
            triangle_is(&c, uplo, &want, &what);
        }
    }
}

/// B is the transpose or the adjoint of A, in A's memory: many blocks of rows, whose panels are columns as well.
fn symmetric_updates<T: Scalar>() {
    let mut rng = Rng::new(29);
    for isa in isas() {
        let kernel = &T::kernels_for(isa).gemm;
        let blocking = Blocking { mc: kernel.mr, nc: 64 * kernel.nr, ..tiny::<T>(isa) };
        for uplo in TRIANGLES.repeat(6) {
            let (n, k, lie) = (rng.index(1, 4 * kernel.mr), rng.index(1, 20), LIES[rng.index(0, 3)]);
            let a = Guarded::<T>::random(&mut rng, n, k, lie, 1);
            let mut c = triangle::<T>(&mut rng, n, uplo, Lie::Columns);
            let (alpha, beta) = (rng.scalar(), [T::ZERO, T::ONE, rng.scalar()][rng.index(0, 3)]);
            let of = |conj: bool| if conj { a.view().conj() } else { a.view() };
            let (left, right) = (of(rng.index(0, 2) == 1), of(rng.index(0, 2) == 1).t());
            let want = product(alpha, left, right, beta, c.view());
            gemmt_with(kernel, blocking, uplo, alpha, left, right, beta, c.view_mut());
            triangle_is(&c, uplo, &want, &format!("{isa:?} {n} {k} {uplo:?}"));
        }
    }
}

/// Large enough for the blocks of this processor.
fn large_update<T: Scalar>() {
    let mut rng = Rng::new(23);
    for uplo in TRIANGLES {
        let (n, k) = (301, 47);
        let a = Guarded::<T>::random(&mut rng, n, k, Lie::Columns, 1);
        let b = Guarded::<T>::random(&mut rng, k, n, Lie::Rows, 1);
        let mut c = triangle::<T>(&mut rng, n, uplo, Lie::Columns);
        let want = product(T::ONE, a.view(), b.view(), -T::ONE, c.view());
        gemmt(uplo, T::ONE, a.view(), b.view(), -T::ONE, c.view_mut());
        triangle_is(&c, uplo, &want, "large");
    }
}

fn rank_2k_updates<T: Scalar>() {
    let mut rng = Rng::new(24);
    for (hermitian, uplo) in
        [(false, Uplo::Lower), (false, Uplo::Upper), (true, Uplo::Lower), (true, Uplo::Upper)]
    {
        for (n, k) in [(1, 3), (13, 1), (40, 17), (130, 30), (130, 120)] {
            // Side by side: [A B]·[B A]ᵀ is the sum of both products.
            let ab = Guarded::<T>::random(&mut rng, n, 2 * k, Lie::Columns, 1);
            let (a, b) = (ab.view().sub_cols(0..k), ab.view().sub_cols(k..2 * k));
            let alpha: T = rng.scalar();
            let (alpha, beta) = if hermitian { (alpha, T::from_real(alpha.re())) } else { (alpha, alpha) };
            let mut ba = Guarded::<T>::new(n, 2 * k, Lie::Columns, 0);
            for j in 0..k {
                for i in 0..n {
                    // her2k's second α is conjugated, which the second factor takes on, as α is taken out before it.
                    ba.view_mut().set(i, j, b.at(i, j) * if hermitian { alpha.conj() } else { alpha });
                    ba.view_mut().set(i, k + j, a.at(i, j) * alpha);
                }
            }
            let mut c = triangle::<T>(&mut rng, n, uplo, Lie::Columns);
            if hermitian {
                (0..n).for_each(|i| {
                    let real = T::from_real(c.view().at(i, i).re());
                    c.view_mut().set(i, i, real);
                });
            }
            let right = if hermitian { ba.view().h() } else { ba.view().t() };
            let want = product(T::ONE, ab.view(), right, beta, c.view());
            if hermitian {
                her2k(uplo, alpha, a, b, beta.re(), c.view_mut());
                assert!((0..n).all(|i| c.view().at(i, i).im() == T::Real::ZERO));
            } else {
                syr2k(uplo, alpha, a, b, beta, c.view_mut());
            }
            let wider = (want.0, want.1.iter().map(|bound| 4.0 * bound).collect());
            triangle_is(&c, uplo, &wider, &format!("{hermitian} {n} {k}"));
        }
    }
}

/// Batches of any size are their members, to the last bit.
fn batches<T: Scalar>() {
    let mut rng = Rng::new(25);
    for (count, n) in [(0, 5), (1, 200), (3, 150), (700, 3), (40, 40)] {
        let data = rng.vec::<T>(count * n * n);
        let a = |i: usize| MatRef::from_slice(&data[i * n * n..(i + 1) * n * n], n, n, n);
        let mut out = vec![T::ONE; count * n * n];
        let flops = count as f64 * T::FLOPS * (n * n * n) as f64;
        let base = std::sync::Mutex::new(out.chunks_mut(n * n).map(Some).collect::<Vec<_>>());
        gemm_batch(count, flops, |range, visit| {
            for i in range {
                let mine = base.lock().unwrap()[i].take().expect("a member comes once");
                let c = MatMut::from_slice(mine, n, n, n);
                visit(Member { alpha: T::ONE, a: a(i), b: a(count - 1 - i).t(), beta: T::ONE, c });
            }
        });
        drop(base);
        for i in 0..count {
            let mut want = vec![T::ONE; n * n];
            let c = MatMut::from_slice(&mut want, n, n, n);
            arenablas::level3::gemm(T::ONE, a(i), a(count - 1 - i).t(), T::ONE, c);
            let got = MatRef::from_slice(&out[i * n * n..(i + 1) * n * n], n, n, n);
            assert_eq!(bits(got), bits(MatRef::from_slice(&want, n, n, n)), "{count} of {n}, member {i}");
        }
    }
}

for_all_types! {
    symmetric_and_hermitian => symmetric_products;
    from_the_right => symmetric_from_the_right;
    one_triangle => triangular_updates;
    updates_by_the_transpose => symmetric_updates;
    one_large_triangle => large_update;
    rank_2k => rank_2k_updates;
    batch => batches;
}
