//! Level 2 on triangles and bands against sums in double precision: each routine with every storage, symmetric and
//! Hermitian, also where the reference has no routine for it.

use arenablas::enums::{Diag, Uplo};
use arenablas::level2::{Symmetry, gbmv, symv, syr, syr2, tpmv, tpsv};
use arenablas::mat::{BandRef, TriMut, TriRef};
use arenablas::scalar::{Real, Scalar, c32, c64};

mod common;
use common::strided::*;
use common::{Rng, again_on_lesser_processors, for_all_types};

const SIZES: [usize; 14] = [0, 1, 2, 3, 7, 8, 9, 16, 17, 31, 40, 64, 100, 131];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Storage {
    Columns,
    Rows,
    Apart,
    Packed,
    Band(usize),
}

/// A triangle in some storage, whose other elements are NaN and must stay so.
#[derive(Clone)]
struct Triangle<T> {
    uplo: Uplo,
    storage: Storage,
    /// For dense ones as a whole matrix, for others a single column or a band.
    data: Strided<T>,
    n: usize,
}

impl<T: Scalar> Triangle<T> {
    fn new(random: &mut Rng, n: usize, uplo: Uplo, storage: Storage) -> Self {
        let mut data = match storage {
            Storage::Columns => Strided::matrix(random, n, n, 0),
            Storage::Rows => Strided::matrix(random, n, n, 1),
            Storage::Apart => Strided::matrix(random, n, n, 2),
            Storage::Packed => Strided::vector(random, n * (n + 1) / 2, 1),
            Storage::Band(k) => Strided::new(random, k + 1, n, 1, k as isize + 3),
        };
        data.data.fill(nan());
        let mut new = Triangle { uplo, storage, data, n };
        for j in 0..n {
            for i in 0..n {
                if let Some(at) = new.index(i, j) {
                    new.data.data[at] = random.scalar();
                }
            }
        }
        new
    }

    /// Where element (i, j) is stored, by BLAS's own formulas.
    fn index(&self, i: usize, j: usize) -> Option<usize> {
        let upper = self.uplo == Uplo::Upper;
        if if upper { i > j } else { i < j } {
            return None;
        }
        match self.storage {
            Storage::Packed if upper => Some(self.data.index(i + j * (j + 1) / 2, 0)),
            Storage::Packed => Some(self.data.index(i + (2 * self.n - j - 1) * j / 2, 0)),
            Storage::Band(k) if i.abs_diff(j) > k => None,
            Storage::Band(k) if upper => Some(self.data.index(k + i - j, j)),
            Storage::Band(_) => Some(self.data.index(i - j, j)),
            _ => Some(self.data.index(i, j)),
        }
    }

    fn stored(&self, i: usize, j: usize) -> c64 {
        self.index(i, j).map_or(c64::new(0.0, 0.0), |at| wide(self.data.data[at]))
    }

    /// Element (i, j) of the whole matrix.
    fn whole(&self, symmetry: Symmetry, i: usize, j: usize) -> c64 {
        match (symmetry, i == j, self.index(i, j)) {
            (Symmetry::Hermitian, true, _) => c64::new(self.stored(i, i).re, 0.0),
            (_, _, Some(_)) => self.stored(i, j),
            (Symmetry::Symmetric, ..) => self.stored(j, i),
            (Symmetry::Hermitian, ..) => self.stored(j, i).conj(),
        }
    }

    fn view(&self) -> TriRef<'_, T> {
        let first = self.data.data[self.data.origin..].as_ptr();
        match self.storage {
            // SAFETY: the buffer was made for these sizes.
            Storage::Packed => unsafe { TriRef::packed(self.uplo, self.n, first) },
            // SAFETY: as above.
            Storage::Band(k) => unsafe { TriRef::band(self.uplo, self.n, k, first, self.data.col_stride) },
            _ => TriRef::dense(self.uplo, self.data.mat()),
        }
    }

    fn view_mut(&mut self) -> TriMut<'_, T> {
        let first = self.data.data[self.data.origin..].as_mut_ptr();
        match self.storage {
            // SAFETY: the buffer was made for these sizes.
            Storage::Packed => unsafe { TriMut::packed(self.uplo, self.n, first) },
            Storage::Band(_) => unreachable!("nothing updates bands"),
            _ => TriMut::dense(self.uplo, self.data.mat_mut()),
        }
    }

    fn assert_rest_untouched(&self) {
        let mut mine = vec![false; self.data.data.len()];
        for at in (0..self.n * self.n).filter_map(|ij| self.index(ij % self.n, ij / self.n)) {
            mine[at] = true;
        }
        assert!(self.data.data.iter().zip(mine).all(|(x, mine)| mine || is_nan(*x)), "wrote outside");
    }
}

fn each_case(dense_and_packed_alone: bool, mut check: impl FnMut(usize, Uplo, Storage, Symmetry, usize)) {
    let all = [
        Storage::Columns,
        Storage::Rows,
        Storage::Apart,
        Storage::Packed,
        Storage::Band(0),
        Storage::Band(3),
        Storage::Band(10),
        Storage::Band(70),
    ];
    let mut case = 0;
    for n in SIZES {
        for storage in &all[..if dense_and_packed_alone { 4 } else { all.len() }] {
            for uplo in [Uplo::Upper, Uplo::Lower] {
                for symmetry in [Symmetry::Symmetric, Symmetry::Hermitian] {
                    case += 1;
                    check(n, uplo, *storage, symmetry, case);
                }
            }
        }
    }
}

fn factors<T: Scalar>(random: &mut Rng) -> [T; 3] {
    [T::ZERO, T::ONE, random.scalar()]
}

fn check_symv<T: Scalar>() {
    let random = &mut Rng::new(1);
    each_case(false, |n, uplo, storage, symmetry, case| {
        let a = Triangle::<T>::new(random, n, uplo, storage);
        let x = Strided::<T>::vector(random, n, [1, 2, -1, 1][case % 4]);
        let y = Strided::<T>::vector(random, n, [1, 1, -2][case % 3]);
        let conj = case % 5 == 0;
        for alpha in factors::<T>(random) {
            for beta in factors::<T>(random) {
                let mut got = y.clone();
                symv(symmetry, alpha, a.view().conj_if(conj), x.vec().conj_if(!conj), beta, got.vec_mut());
                for i in 0..n {
                    let (mut sum, mut size) = (wide(beta) * y.get(i, 0), y.get(i, 0).norm());
                    for j in 0..n {
                        let (a, x) = (a.whole(symmetry, i, j), x.get(j, 0));
                        sum += wide(alpha) * if conj { a.conj() * x } else { a * x.conj_if(T::IS_COMPLEX) };
                        size += a.norm() * x.norm();
                    }
                    assert_near(got.at(i, 0), sum, size, n);
                }
                got.assert_padding_untouched();
            }
        }
    });
}

fn check_updates<T: Scalar>() {
    let random = &mut Rng::new(2);
    each_case(true, |n, uplo, storage, symmetry, case| {
        let a = Triangle::<T>::new(random, n, uplo, storage);
        let x = Strided::<T>::vector(random, n, [1, 2, -1, 1][case % 4]);
        let y = Strided::<T>::vector(random, n, [1, 1, -2][case % 3]);
        let across = |z: c64| z.conj_if(symmetry == Symmetry::Hermitian);
        let conj = case % 5 == 0 && T::IS_COMPLEX;
        let of = |v: &Strided<T>, i: usize| v.get(i, 0).conj_if(conj);
        for alpha in factors::<T>(random) {
            let real = if symmetry == Symmetry::Hermitian { T::from_real(alpha.re()) } else { alpha };
            let (mut one, mut two) = (a.clone(), a.clone());
            syr(symmetry, real, x.vec().conj_if(conj), one.view_mut());
            syr2(symmetry, alpha, x.vec().conj_if(conj), y.vec().conj_if(conj), two.view_mut());
            for (i, j) in (0..n * n).map(|ij| (ij % n, ij / n)) {
                let Some(at) = a.index(i, j) else { continue };
                let untouched = alpha == T::ZERO;
                let old = if untouched { a.stored(i, j) } else { a.whole(symmetry, i, j) };
                let size = old.norm() + of(&x, i).norm() * of(&y, j).norm() + 4.0;
                let want = old + wide(real) * of(&x, i) * across(of(&x, j));
                assert_near(one.data.data[at], want, size, 2);
                let want = old
                    + wide(alpha) * of(&x, i) * across(of(&y, j))
                    + across(wide(alpha)) * of(&y, i) * across(of(&x, j));
                assert_near(two.data.data[at], want, size, 2);
                if i == j && symmetry == Symmetry::Hermitian && !untouched {
                    assert!(one.stored(i, i).im == 0.0 && two.stored(i, i).im == 0.0);
                }
            }
            one.assert_rest_untouched();
            two.assert_rest_untouched();
        }
    });
}

fn check_triangular<T: Scalar>() {
    let random = &mut Rng::new(3);
    each_case(false, |n, uplo, storage, symmetry, case| {
        let mut a = Triangle::<T>::new(random, n, uplo, storage);
        let diag = if case % 3 == 0 { Diag::Unit } else { Diag::NonUnit };
        for (i, j) in (0..n * n).map(|ij| (ij % n, ij / n)) {
            let Some(at) = a.index(i, j) else { continue };
            a.data.data[at] = match (i == j, diag) {
                (true, Diag::Unit) => nan(),
                (true, _) => a.data.data[at] + T::from_real(T::Real::from_f64(2.5)),
                _ => a.data.data[at].scale(T::Real::from_f64(1.0 / n as f64)),
            };
        }
        let (transposed, conj) = (symmetry == Symmetry::Hermitian, T::IS_COMPLEX && case % 2 == 0);
        let x = Strided::<T>::vector(random, n, [1, -1, 3][case % 3]);
        let product = |x: &Strided<T>, i: usize| {
            let (mut sum, mut size) = (c64::new(0.0, 0.0), 0.0);
            for j in 0..n {
                let (r, c) = if transposed { (j, i) } else { (i, j) };
                let one = i == j && diag == Diag::Unit;
                let a = if one { c64::new(1.0, 0.0) } else { a.stored(r, c).conj_if(conj) };
                sum += a * x.get(j, 0);
                size += a.norm() * x.get(j, 0).norm();
            }
            (sum, size)
        };
        let mut got = x.clone();
        tpmv(diag, a.view().conj_if(conj), transposed, got.vec_mut());
        for i in 0..n {
            let (want, size) = product(&x, i);
            assert_near(got.at(i, 0), want, size, n);
        }
        got.assert_padding_untouched();
        // The residual A·x − b of the solution, element by element.
        let mut got = x.clone();
        tpsv(diag, a.view().conj_if(conj), transposed, got.vec_mut());
        for i in 0..n {
            let (back, size) = product(&got, i);
            assert_near(x.at(i, 0), back, size, n);
        }
        got.assert_padding_untouched();
    });
}

fn check_gbmv<T: Scalar>() {
    let random = &mut Rng::new(4);
    for (m, n) in [(0, 0), (1, 1), (5, 9), (9, 5), (40, 40), (64, 131), (100, 3), (3, 100)] {
        for (kl, ku) in [(0, 0), (1, 0), (0, 2), (3, 5), (130, 1), (2, 200), (140, 140)] {
            for case in 0..12 {
                let (transposed, conj) = (case % 2 == 1, case / 2 % 2 == 1 && T::IS_COMPLEX);
                let (rows, cols) = if transposed { (n, m) } else { (m, n) };
                let mut a = Strided::<T>::new(random, kl + ku + 1, n, 1, (kl + ku + 2) as isize);
                let stored = |i: usize, j: usize| (i + ku >= j && i <= j + kl).then(|| ku + i - j);
                let good = a.clone();
                a.data.fill(nan());
                for (i, j) in (0..m * n).map(|ij| (ij % m, ij / m)) {
                    if let Some(row) = stored(i, j) {
                        let at = a.index(row, j);
                        a.data[at] = good.at(row, j);
                    }
                }
                let first = a.data[a.origin..].as_ptr();
                // SAFETY: the buffer was made for these sizes.
                let view = unsafe { BandRef::from_raw(first, (m, n), (kl, ku), a.col_stride) };
                let x = Strided::<T>::vector(random, cols, [1, -2, 1][case / 4]);
                let y = Strided::<T>::vector(random, rows, [1, 3, -1][case % 3]);
                let (alpha, beta) = (random.scalar::<T>(), factors::<T>(random)[case % 3]);
                let mut got = y.clone();
                gbmv(alpha, view.conj_if(conj), transposed, x.vec(), beta, got.vec_mut());
                for i in 0..rows {
                    let (mut sum, mut size) = (wide(beta) * y.get(i, 0), y.get(i, 0).norm());
                    for j in 0..cols {
                        let (r, c) = if transposed { (j, i) } else { (i, j) };
                        let Some(row) = stored(r, c) else { continue };
                        let a = a.get(row, c).conj_if(conj);
                        sum += wide(alpha) * a * x.get(j, 0);
                        size += a.norm() * x.get(j, 0).norm();
                    }
                    assert_near(got.at(i, 0), sum, size, cols);
                }
                got.assert_padding_untouched();
            }
        }
    }
}

for_all_types! {
    symmetric_products_are_sums => check_symv;
    rank_one_and_two_updates => check_updates;
    triangles_multiply_and_solve => check_triangular;
    bands_multiply => check_gbmv;
}

#[test]
fn on_lesser_processors() {
    again_on_lesser_processors();
}
