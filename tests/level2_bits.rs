//! Large matrices of level 2 give the same bits on any number of threads, in every layer and at every address, and what
//! they give is right.

use arenablas::arena::{Arena, Config, Layer};
use arenablas::enums::{Diag, Uplo};
use arenablas::level2::{Symmetry, gbmv, gemv, ger, symv, syr, syr2, trmv, trsv};
use arenablas::mat::{BandRef, MatMut, MatRef, TriMut, TriRef, VecMut, VecRef};
use arenablas::scalar::{Real, Scalar, c32, c64};

mod common;
use common::strided::{assert_near, wide};
use common::{Rng, bits};

/// Large enough that half a matrix of doubles deserves more than one thread.
const N: usize = 1500;

/// The operands, `offset` elements behind where the allocator put them.
struct Operands<T> {
    offset: usize,
    a: Vec<T>,
    x: Vec<T>,
    y: Vec<T>,
}

impl<T: Scalar> Operands<T> {
    fn new(offset: usize) -> Self {
        let random = &mut Rng::new(5);
        let mut moved = |len: usize| {
            let mut v = vec![T::ZERO; offset];
            v.extend(random.vec::<T>(len));
            v
        };
        let mut new = Operands { offset, a: moved(N * N), x: moved(N), y: moved(N) };
        // Heavy diagonals, so that solutions stay small.
        for j in 0..N {
            new.a[offset + j * (N + 1)] = T::from_real(T::Real::from_f64(N as f64));
        }
        new
    }
    fn a(&self) -> MatRef<'_, T> {
        MatRef::from_slice(&self.a[self.offset..], N, N, N)
    }
    fn x(&self) -> VecRef<'_, T> {
        VecRef::from_slice(&self.x[self.offset..])
    }
    /// What becomes of y.
    fn on_y(&self, op: impl FnOnce(VecMut<'_, T>)) -> Vec<T> {
        let mut y = self.y.clone();
        op(VecMut::from_slice(&mut y[self.offset..]));
        y.split_off(self.offset)
    }
    /// What becomes of A.
    fn on_a(&self, op: impl FnOnce(MatMut<'_, T>)) -> Vec<T> {
        let mut a = self.a.clone();
        op(MatMut::from_slice(&mut a[self.offset..], N, N, N));
        a.split_off(self.offset)
    }
}

/// The results of every routine that runs in parallel.
fn results<T: Scalar>(offset: usize) -> Vec<Vec<T>> {
    let operands = Operands::<T>::new(offset);
    let (a, x, alpha) = (operands.a(), operands.x(), T::from_real(T::Real::from_f64(0.75)));
    // SAFETY: N² elements are more than a packed triangle has.
    let packed = |uplo| unsafe { TriRef::packed(uplo, N, a.as_ptr()) };
    let mut all = vec![
        operands.on_y(|y| gemv(alpha, a, x, alpha, y)),
        operands.on_y(|y| gemv(alpha, a.t(), x, alpha, y)),
        operands.on_a(|b| ger(alpha, x, a.col(3), b)),
        operands.on_a(|b| ger(alpha, x, a.col(3), b.t())),
    ];
    for uplo in [Uplo::Upper, Uplo::Lower] {
        for symmetry in [Symmetry::Symmetric, Symmetry::Hermitian] {
            all.push(operands.on_y(|y| symv(symmetry, alpha, TriRef::dense(uplo, a), x, alpha, y)));
            all.push(operands.on_y(|y| symv(symmetry, alpha, TriRef::dense(uplo, a.t()), x, alpha, y)));
            all.push(operands.on_y(|y| symv(symmetry, alpha, packed(uplo), x, alpha, y)));
        }
        for a in [a, a.t()] {
            all.push(operands.on_y(|y| trmv(uplo, Diag::NonUnit, a, y)));
            all.push(operands.on_y(|y| trsv(uplo, Diag::NonUnit, a, y)));
        }
    }
    // So tall that it has few groups of columns.
    let tall = MatRef::from_slice(&operands.a[offset..], 8000, 256, 8000);
    let mut y = operands.a[offset..][..8000].to_vec();
    gemv(alpha, tall, x.sub(0..256), alpha, VecMut::from_slice(&mut y));
    all.push(y);
    for uplo in [Uplo::Upper, Uplo::Lower] {
        for symmetry in [Symmetry::Symmetric, Symmetry::Hermitian] {
            let y = a.col(3);
            all.push(operands.on_a(|b| syr(symmetry, alpha, x, TriMut::dense(uplo, b))));
            all.push(operands.on_a(|b| syr2(symmetry, alpha, x, y, TriMut::dense(uplo, b))));
            all.push(operands.on_a(|mut b| {
                // SAFETY: N² elements, ours alone, are more than a packed triangle has.
                syr(symmetry, alpha, x, unsafe { TriMut::packed(uplo, N, b.as_mut_ptr()) });
            }));
        }
    }
    all
}

fn bits_of<T: Scalar>(results: &[Vec<T>]) -> Vec<Vec<(u64, u64)>> {
    results.iter().map(|r| bits(MatRef::from_slice(r, r.len(), 1, r.len()))).collect()
}

fn check_bits<T: Scalar>() {
    let alone = Arena::new(Config::with_capacity(1));
    let expected = bits_of(&alone.with(|| results::<T>(0)));
    for layer in [Layer::Tbb, Layer::Omp] {
        for capacity in [2, 8] {
            let arena = Arena::new(Config { layer, ..Config::with_capacity(capacity) });
            let got = arena.with(|| bits_of(&results::<T>(capacity % 3)));
            for (which, (got, expected)) in got.iter().zip(&expected).enumerate() {
                assert!(got == expected, "result {which} with {capacity} threads in {layer:?}");
            }
            assert!(arena.with(arenablas::arena::stats).calls > 0, "nothing ran in parallel");
        }
    }
}

#[test]
fn same_bits_d() {
    check_bits::<f64>();
}

#[test]
fn same_bits_z() {
    check_bits::<c64>();
}

/// As the small ones of the other tests never get there.
#[test]
fn large_ones_are_right() {
    let operands = Operands::<f64>::new(0);
    let (a, x) = (operands.a(), operands.x());
    let y = |i: usize| operands.y[i];
    let results = results::<f64>(0);
    let element = |i: usize, j: usize, uplo: Uplo| {
        let stored = if uplo == Uplo::Upper { i <= j } else { i >= j };
        if stored { a.at(i, j) } else { a.at(j, i) }
    };
    for i in [0, 1, 700, 751, N - 1] {
        let sum = |term: &dyn Fn(usize) -> f64| (0..N).map(term).sum::<f64>();
        let products = [
            sum(&|j| a.at(i, j) * x.at(j)),
            sum(&|j| a.at(j, i) * x.at(j)),
            sum(&|j| element(i, j, Uplo::Upper) * x.at(j)),
            sum(&|j| element(i, j, Uplo::Lower) * x.at(j)),
            sum(&|j| if j >= i { a.at(i, j) * y(j) } else { 0.0 }),
            sum(&|j| if j <= i { a.at(i, j) * y(j) } else { 0.0 }),
        ];
        let size = 2.0 * N as f64;
        for (which, product) in [(0, 0), (1, 1), (4, 2), (14, 3)] {
            assert_near(results[which][i], wide(0.75 * (products[product] + y(i))), size, N);
        }
        assert_near(results[10][i], wide(products[4]), size, N);
        assert_near(results[20][i], wide(products[5]), size, N);
        // A·x − b of the solutions.
        let back = sum(&|j| if j >= i { a.at(i, j) * results[11][j] } else { 0.0 });
        assert_near(y(i), wide(back), size, N);
        let back = sum(&|j| if j <= i { a.at(i, j) * results[21][j] } else { 0.0 });
        assert_near(y(i), wide(back), size, N);
        let at = i + 5 * N;
        assert_near(results[2][at], wide(a.at(i, 5) + 0.75 * x.at(i) * a.at(5, 3)), 4.0, 2);
    }
}

/// Every element of a triangle is updated once, by whichever group of columns, and none of the other.
#[test]
fn large_updates_of_triangles_are_right() {
    let operands = Operands::<f64>::new(0);
    let (a, x, y) = (operands.a(), operands.x(), operands.a().col(3));
    let arena = Arena::new(Config::with_capacity(4));
    for uplo in [Uplo::Upper, Uplo::Lower] {
        let (one, two) = arena.with(|| {
            (
                operands.on_a(|b| syr(Symmetry::Symmetric, 0.75, x, TriMut::dense(uplo, b))),
                operands.on_a(|b| syr2(Symmetry::Symmetric, 0.75, x, y, TriMut::dense(uplo, b))),
            )
        });
        for j in 0..N {
            for i in 0..N {
                let stored = if uplo == Uplo::Upper { i <= j } else { i >= j };
                let factor = if stored { 0.75 } else { 0.0 };
                let (old, at) = (a.at(i, j), i + j * N);
                let (xx, xy) = (x.at(i) * x.at(j), x.at(i) * y.at(j) + y.at(i) * x.at(j));
                assert!((one[at] - (old + factor * xx)).abs() <= 1e-12 * old.abs().max(1.0), "{i} {j}");
                assert!((two[at] - (old + factor * xy)).abs() <= 1e-12 * N as f64, "{i} {j}");
            }
        }
    }
}

/// Updates that are too large for a core's own caches go through memory another way; they compute the same.
#[test]
fn large_updates_are_those_of_their_columns() {
    let operands = Operands::<f64>::new(0);
    let (x, y) = (operands.x(), operands.a().col(3));
    for (rows, cols) in [(700, 500), (500, 700), (N, N)] {
        let (x, y) = (x.sub(0..rows), y.sub(0..cols));
        let mut expected = operands.a.clone();
        let mut b = MatMut::from_slice(&mut expected, rows, cols, N);
        for j in 0..cols {
            ger(0.75, x, y.sub(j..j + 1), b.rb().sub_cols(j..j + 1));
        }
        let last = operands.a().at(rows - 1, cols - 1) + 0.75 * x.at(rows - 1) * y.at(cols - 1);
        assert_near(b.as_ref().at(rows - 1, cols - 1), wide(last), 2.0, 2);
        let mut by_columns = operands.a.clone();
        ger(0.75, x, y, MatMut::from_slice(&mut by_columns, rows, cols, N));
        assert!(by_columns == expected, "{rows}×{cols}");
        let mut by_rows = operands.a.clone();
        ger(0.75, y, x, MatMut::from_slice(&mut by_rows, rows, cols, N).t());
        assert!(by_rows == expected, "{rows}×{cols}, transposed");
    }
}

/// Bands so long that parts of y have columns in common, or just no more; each element, and the same bits on any number of threads.
fn check_large_bands<T: Scalar>() {
    let random = &mut Rng::new(8);
    for (rows, cols, kl, ku) in
        [(20_011, 20_000, 20, 14), (9_000, 30_000, 40, 0), (30_000, 9_000, 0, 40), (800, 800, 300, 90)]
    {
        let ld = kl + ku + 2;
        let a = random.vec::<T>(ld * cols);
        // SAFETY: the buffer was made for these sizes.
        let band = unsafe { BandRef::from_raw(a.as_ptr(), (rows, cols), (kl, ku), ld as isize) };
        for transposed in [false, true] {
            let (long, short) = if transposed { (rows, cols) } else { (cols, rows) };
            let (x, y) = (random.vec::<T>(long), random.vec::<T>(short));
            let (alpha, beta) = (random.scalar::<T>(), random.scalar::<T>());
            let run = |capacity: usize| {
                let mut y = y.clone();
                let arena = Arena::new(Config::with_capacity(capacity));
                arena.with(|| {
                    gbmv(alpha, band, transposed, VecRef::from_slice(&x), beta, VecMut::from_slice(&mut y))
                });
                y
            };
            let got = run(1);
            for i in 0..short {
                let (mut sum, mut size) = (wide(beta) * wide(y[i]), 1.0);
                let others = i.saturating_sub(kl + ku)..long.min(i + kl + ku + 1);
                for j in others {
                    let (row, col) = if transposed { (j, i) } else { (i, j) };
                    if row + ku >= col && row <= col + kl {
                        sum += wide(alpha) * wide(a[col * ld + ku + row - col]) * wide(x[j]);
                        size += 1.0;
                    }
                }
                assert_near(got[i], sum, 2.0 * size, kl + ku);
            }
            for capacity in [2, 8] {
                assert!(
                    bits_of(&[run(capacity)]) == bits_of(std::slice::from_ref(&got)),
                    "{rows}×{cols}, {capacity} threads"
                );
            }
        }
    }
}

#[test]
fn large_bands_d() {
    check_large_bands::<f64>();
}

#[test]
fn large_bands_c() {
    check_large_bands::<c32>();
}
