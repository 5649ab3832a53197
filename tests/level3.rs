//! `trmm`, `trsm`, `syrk` and `herk` against the product that defines them; what they must not read is NaN.

mod common;

use arenablas::enums::{Diag, Uplo};
use arenablas::level3::{herk, syr2k, syrk, trmm, trsm};
use arenablas::mat::{MatMut, MatRef};
use arenablas::scalar::{Real, Scalar, c32, c64};
use common::{Guarded, Lie, Rng, bits, distance, elements, for_all_types, product};

const SIZES: [usize; 7] = [0, 1, 7, 24, 25, 61, 130];
const COLUMNS: [usize; 5] = [0, 1, 5, 64, 70];
const LIES: [Lie; 3] = [Lie::Columns, Lie::Rows, Lie::Apart];

/// A triangular matrix with NaN wherever it must not be read, and the same with its zeros and ones written out.
fn triangular<T: Scalar>(
    rng: &mut Rng,
    n: usize,
    uplo: Uplo,
    diag: Diag,
    lie: Lie,
) -> (Guarded<T>, Guarded<T>) {
    let mut stored = Guarded::new(n, n, lie, 1);
    let mut meant = Guarded::new(n, n, Lie::Columns, 0);
    for j in 0..n {
        for i in 0..n {
            let inside = if uplo == Uplo::Lower { i > j } else { i < j };
            let mut x = T::ZERO;
            if inside {
                // Small beside the diagonal, so that solving is well conditioned.
                x = rng.scalar::<T>().scale(T::Real::from_f64(1.0 / n as f64));
                stored.view_mut().set(i, j, x);
            } else if i == j {
                x = T::ONE;
                if diag == Diag::NonUnit {
                    x += rng.scalar::<T>().scale(T::Real::from_f64(0.5));
                    stored.view_mut().set(i, j, x);
                }
            }
            meant.view_mut().set(i, j, x);
        }
    }
    (stored, meant)
}

fn each_triangle(mut check: impl FnMut(Uplo, Diag, Lie, usize, usize)) {
    for uplo in [Uplo::Lower, Uplo::Upper] {
        for diag in [Diag::Unit, Diag::NonUnit] {
            for lie in LIES {
                for m in SIZES {
                    for n in COLUMNS {
                        check(uplo, diag, lie, m, n);
                    }
                }
            }
        }
    }
}

/// `each_triangle`, and one so large that it is cut, or packed for many columns.
fn each_triangle_and_a_large(mut check: impl FnMut(Uplo, Diag, Lie, usize, usize)) {
    each_triangle(&mut check);
    for uplo in [Uplo::Lower, Uplo::Upper] {
        check(uplo, Diag::NonUnit, Lie::Columns, 530, 30);
        check(uplo, Diag::NonUnit, Lie::Columns, 530, 390);
    }
}

/// The heights and widths that a block on the diagonal has in registers, and more: of a few columns, and of so many that corners are copied.
fn small() -> impl Iterator<Item = (usize, usize)> {
    let small = (1..=50).flat_map(|m| [1, 2, 3, 4, 7, 9, 13, 16, 21].map(|n| (m, n)));
    small.chain((1..=17).flat_map(|m| [271, 288].map(|n| (m, n))))
}

fn trmm_is_the_product<T: Scalar>() {
    let mut rng = Rng::new(11);
    each_triangle_and_a_large(|uplo, diag, lie, m, n| {
        let (a, meant) = triangular::<T>(&mut rng, m, uplo, diag, lie);
        let b_lie = LIES[rng.index(0, 3)];
        let mut b = Guarded::<T>::random(&mut rng, m, n, b_lie, 2);
        let alpha = rng.scalar();
        // Conjugated as seen from outside, every other time.
        let conj = rng.index(0, 2) == 1;
        let (av, mv) = if conj { (a.view().conj(), meant.view().conj()) } else { (a.view(), meant.view()) };
        let (want, bound) = product(alpha, mv, b.view(), T::ZERO, b.view());
        trmm(uplo, diag, alpha, av, b.view_mut());
        for (x, (want, bound)) in elements(b.view()).iter().zip(want.iter().zip(&bound)) {
            assert!(
                distance(*x, *want) <= *bound,
                "{} {uplo:?} {diag:?} {lie:?} {b_lie:?} {m}x{n}",
                T::LETTER
            );
        }
        assert!(b.holes_intact());
    });
}

/// Every height and width that a block on the diagonal has in registers, from both sides; B lies close, as what is computed twice or
/// masked would be seen in the next column.
fn small_trmm_is_the_product<T: Scalar>() {
    let mut rng = Rng::new(13);
    for (m, n) in small() {
        for (uplo, diag, b_lie) in [
            (Uplo::Lower, Diag::Unit, Lie::Columns),
            (Uplo::Lower, Diag::NonUnit, Lie::Rows),
            (Uplo::Upper, Diag::Unit, Lie::Rows),
            (Uplo::Upper, Diag::NonUnit, Lie::Columns),
        ] {
            let a_lie = LIES[rng.index(0, 3)];
            let (a, meant) = triangular::<T>(&mut rng, m, uplo, diag, a_lie);
            let mut b = Guarded::<T>::random(&mut rng, m, n, b_lie, 0);
            let alpha = [T::ONE, rng.scalar()][rng.index(0, 2)];
            let (want, bound) = product(alpha, meant.view(), b.view(), T::ZERO, b.view());
            trmm(uplo, diag, alpha, a.view(), b.view_mut());
            for (x, (want, bound)) in elements(b.view()).iter().zip(want.iter().zip(&bound)) {
                let what = (T::LETTER, uplo, diag, a_lie, b_lie, m, n);
                assert!(distance(*x, *want) <= *bound, "{what:?}");
            }
            assert!(b.holes_intact());
        }
    }
}

/// Operands whose columns share few places of a cache are copied: the bits are those of the same operands elsewhere.
fn a_page_apart<T: Scalar>() {
    let page = 4096 / size_of::<T>();
    let spread = |x: &Guarded<T>| {
        let (rows, cols) = (x.view().rows(), x.view().cols());
        let mut far = Guarded::<T>::new(rows, cols, Lie::Columns, page - rows);
        for j in 0..cols {
            (0..rows).for_each(|i| far.view_mut().set(i, j, x.view().at(i, j)));
        }
        far
    };
    let mut rng = Rng::new(17);
    for (uplo, diag) in [(Uplo::Lower, Diag::Unit), (Uplo::Upper, Diag::NonUnit)] {
        for (m, n) in [(17, 17), (40, 20), (64, 64), (100, 30), (130, 90), (page, 70)] {
            let (a, _) = triangular::<T>(&mut rng, m, uplo, diag, Lie::Columns);
            let mut b = Guarded::<T>::random(&mut rng, m, n, Lie::Columns, 1);
            let mut far = spread(&b);
            trmm(uplo, diag, T::ONE, a.view(), b.view_mut());
            trmm(uplo, diag, T::ONE, spread(&a).view(), far.view_mut());
            assert_eq!(bits(far.view()), bits(b.view()), "{} trmm {uplo:?} {m}x{n}", T::LETTER);
            trsm(uplo, diag, T::ONE, a.view(), b.view_mut());
            trsm(uplo, diag, T::ONE, spread(&a).view(), far.view_mut());
            assert_eq!(bits(far.view()), bits(b.view()), "{} trsm {uplo:?} {m}x{n}", T::LETTER);

            let (a, b) = (
                Guarded::<T>::random(&mut rng, m, n, Lie::Columns, 1),
                Guarded::<T>::random(&mut rng, m, n, Lie::Columns, 1),
            );
            let mut c = Guarded::<T>::random(&mut rng, m, m, Lie::Columns, 1);
            let mut far = spread(&c);
            syr2k(uplo, T::ONE, a.view(), b.view(), T::ONE, c.view_mut());
            syr2k(uplo, T::ONE, spread(&a).view(), spread(&b).view(), T::ONE, far.view_mut());
            assert_eq!(bits(far.view()), bits(c.view()), "{} syr2k {uplo:?} {m}x{n}", T::LETTER);
        }
    }
}

fn trsm_undoes_the_product<T: Scalar>() {
    let mut rng = Rng::new(12);
    each_triangle_and_a_large(|uplo, diag, lie, m, n| {
        undoes_the_product::<T>(&mut rng, (uplo, diag, lie), (m, n), 2);
    });
}

/// The same for every height and width that a block has in registers, B lying close.
fn small_trsm_undoes_the_product<T: Scalar>() {
    let mut rng = Rng::new(14);
    for (m, n) in small() {
        for (uplo, diag) in [(Uplo::Lower, Diag::NonUnit), (Uplo::Upper, Diag::Unit)] {
            let lie = LIES[rng.index(0, 3)];
            undoes_the_product::<T>(&mut rng, (uplo, diag, lie), (m, n), 0);
        }
    }
}

/// Backward error of one solution: |A·X − α·B| ≤ c·m·ε·|A|·|X|, element by element.
fn undoes_the_product<T: Scalar>(
    rng: &mut Rng,
    (uplo, diag, lie): (Uplo, Diag, Lie),
    (m, n): (usize, usize),
    gap: usize,
) {
    let (a, meant) = triangular::<T>(rng, m, uplo, diag, lie);
    let b_lie = LIES[rng.index(0, 3)];
    let b = Guarded::<T>::random(rng, m, n, Lie::Columns, 0);
    let mut x = Guarded::<T>::new(m, n, b_lie, gap);
    x.view_mut().copy_from(b.view());
    let alpha = [T::ONE, rng.scalar()][rng.index(0, 2)];
    trsm(uplo, diag, alpha, a.view(), x.view_mut());
    let (ax, bound) = product(T::ONE, meant.view(), x.view(), T::ZERO, x.view());
    for (i, ((ax, bound), b)) in ax.iter().zip(&bound).zip(elements(b.view())).enumerate() {
        let slack = 4.0 * T::Real::EPS.to_f64() * b.abs1().to_f64();
        assert!(
            distance(*ax, alpha * b) <= 3.0 * bound + slack,
            "{} {uplo:?} {diag:?} {lie:?} {b_lie:?} {m}x{n} element {i}",
            T::LETTER
        );
    }
    assert!(x.holes_intact());
}

fn syrk_is_the_product<T: Scalar>() {
    rank_k_update::<T>(false);
}

fn herk_is_the_product<T: Scalar>() {
    rank_k_update::<T>(true);
}

fn rank_k_update<T: Scalar>(hermitian: bool) {
    let mut rng = Rng::new(13);
    for uplo in [Uplo::Lower, Uplo::Upper] {
        for lie in LIES {
            for n in SIZES {
                for k in [0, 1, 40] {
                    for beta in [0.0, 1.0, -0.5] {
                        let a_lie = LIES[rng.index(0, 3)];
                        let a = Guarded::<T>::random(&mut rng, n, k, a_lie, 1);
                        let mut c = Guarded::<T>::random(&mut rng, n, n, lie, 1);
                        if hermitian {
                            for i in 0..n {
                                let re = T::from_real(c.view().at(i, i).re());
                                c.view_mut().set(i, i, re);
                            }
                        }
                        let before = elements(c.view());
                        let (alpha, beta_real) = (T::Real::from_f64(0.75), T::Real::from_f64(beta));
                        let b = if hermitian { a.view().h() } else { a.view().t() };
                        let (want, bound) =
                            product(T::from_real(alpha), a.view(), b, T::from_real(beta_real), c.view());
                        if hermitian {
                            herk(uplo, alpha, a.view(), beta_real, c.view_mut());
                        } else {
                            syrk(uplo, T::from_real(alpha), a.view(), T::from_real(beta_real), c.view_mut());
                        }
                        for j in 0..n {
                            for i in 0..n {
                                let (x, at) = (c.view().at(i, j), j * n + i);
                                if if uplo == Uplo::Lower { i >= j } else { i <= j } {
                                    assert!(
                                        distance(x, want[at]) <= bound[at],
                                        "{} {uplo:?} {n} {k}",
                                        T::LETTER
                                    );
                                } else {
                                    assert_eq!(x, before[at], "the other triangle was touched");
                                }
                                assert!(!hermitian || i != j || x.im() == T::Real::ZERO);
                            }
                        }
                        assert!(c.holes_intact());
                    }
                }
            }
        }
    }
}

for_all_types! {
    product_with_triangle => trmm_is_the_product;
    product_with_small_triangle => small_trmm_is_the_product;
    solution_with_small_triangle => small_trsm_undoes_the_product;
    columns_a_page_apart => a_page_apart;
    solution_with_triangle => trsm_undoes_the_product;
    symmetric_rank_k => syrk_is_the_product;
    hermitian_rank_k => herk_is_the_product;
}

/// α = 0 clears B, whatever stood there, and reads nothing.
#[test]
fn zero_alpha_reads_nothing() {
    let a = Guarded::<f64>::new(40, 40, Lie::Columns, 0);
    for routine in [trmm::<f64>, trsm::<f64>] {
        let mut b = Guarded::<f64>::new(40, 3, Lie::Columns, 1);
        routine(Uplo::Lower, Diag::NonUnit, 0.0, a.view(), b.view_mut());
        assert!(elements(b.view()).iter().all(|x| *x == 0.0));
    }
}

/// A diagonal whose reciprocal is no number, or loses digits, is divided by.
#[test]
fn diagonals_at_the_ends_of_the_range() {
    for d in [f64::from_bits(1), 1e-310, 1e308, f64::INFINITY, 0.0] {
        for uplo in [Uplo::Lower, Uplo::Upper] {
            let a: Vec<f64> = (0..100).map(|i| if i % 11 == 0 { d } else { 0.0 }).collect();
            let mut b = vec![d; 30];
            b[7] = 3.0;
            let want: Vec<f64> = b.iter().map(|x| x / d).collect();
            let x = MatMut::from_slice(&mut b, 10, 3, 10);
            trsm(uplo, Diag::NonUnit, 1.0, MatRef::from_slice(&a, 10, 10, 10), x);
            for (i, (got, want)) in b.iter().zip(&want).enumerate() {
                // A NaN or an infinity in a column spreads to those that come after it, as 0·∞ is NaN.
                let spoilt = !want.is_finite() || b[i / 10 * 10..][..10].iter().any(|x| !x.is_finite());
                assert!(spoilt || got == want, "{d:e} {uplo:?} element {i}: {got:e}, not {want:e}");
            }
        }
    }
}

/// Whole rows may be divided by their diagonal beforehand, unless a quotient leaves the range where the solution doesn't.
#[test]
fn quotients_beyond_the_range() {
    // Two rows of the identity, (l, d) and what is on the right of them and above: x = (b₁ − l·b₀)/d.
    for (l, d, b0, b1) in [(1e150, 1e-200, 1e-250, 3e-100), (1e-170, 1e160, 1e300, 0.0)] {
        for (uplo, i, j) in [(Uplo::Lower, 9, 7), (Uplo::Upper, 20, 22)] {
            let n = 30;
            let mut a: Vec<f64> = (0..n * n).map(|e| if e % (n + 1) == 0 { 1.0 } else { 0.0 }).collect();
            (a[i + j * n], a[i + i * n]) = (l, d);
            let mut b = vec![0.0; n * 2];
            (b[j], b[i]) = (b0, b1);
            let x = MatMut::from_slice(&mut b, n, 2, n);
            trsm(uplo, Diag::NonUnit, 1.0, MatRef::from_slice(&a, n, n, n), x);
            let want: f64 = (b1 - l * b0) / d;
            assert!((b[i] - want).abs() <= 1e-15 * want.abs(), "{uplo:?}: {:e}, not {want:e}", b[i]);
        }
    }
}
