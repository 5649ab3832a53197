//! Long vectors, of which threads share the work: bitwise the same on any number of them.

use arenablas::arena::{Arena, Config, Layer};
use arenablas::kernel::FAR;
use arenablas::level1::*;
use arenablas::mat::{VecMut, VecRef};
use arenablas::scalar::{Real, Scalar, c32, c64};

mod common;
use common::strided::*;
use common::{Rng, for_all_types};

const EXTREMES: [Extreme; 4] =
    [Extreme::LargestSize, Extreme::SmallestSize, Extreme::Largest, Extreme::Smallest];

/// The place by its definition: the first for which no other has a larger key; a NaN in front is the answer.
fn defined<T: Scalar>(which: Extreme, x: VecRef<'_, T>) -> Option<usize> {
    let mut best = None;
    for i in 0..x.len() {
        if best.is_none_or(|best| which.key(x.at(i)) > which.key(x.at(best))) {
            best = Some(i);
        }
    }
    best
}

fn arena(capacity: usize, layer: Layer) -> &'static Arena {
    Arena::new(Config { layer, ..Config::with_capacity(capacity) })
}

/// Everything that is done by halves, on vectors of several parts.
fn all_of<T: Scalar>(n: usize, inc: isize) -> Vec<(u64, u64)> {
    let random = &mut Rng::new(5);
    let (x, y) = (Strided::<T>::vector(random, n, inc), Strided::<T>::vector(random, n, 1));
    let alpha: T = random.scalar();
    let mut out = vec![dot(x.vec(), y.vec()), dot(x.vec().conj(), y.vec())];
    out.extend([nrm2(x.vec()), asum(x.vec()), sum(x.vec())].map(T::from_real));
    for which in EXTREMES {
        let place = place(which, x.vec());
        assert_eq!(place, defined(which, x.vec()));
        out.push(T::from_real(which.of(x.at(place.unwrap(), 0))));
    }
    let mut v = (x, y);
    axpy(alpha, v.0.vec(), v.1.vec_mut());
    axpby(alpha, v.0.vec(), -alpha, v.1.vec_mut());
    scal(alpha, v.0.vec_mut());
    scal_real(alpha.re(), v.1.vec_mut());
    rot(alpha.re(), alpha.im(), v.0.vec_mut(), v.1.vec_mut());
    swap(v.0.vec_mut(), v.1.vec_mut());
    let mut w = Strided::<T>::vector(random, n, 1);
    copy(v.0.vec(), w.vec_mut());
    for v in [&v.0, &v.1, &w] {
        out.extend((0..n).map(|i| v.at(i, 0)));
        v.assert_padding_untouched();
    }
    out.iter().map(|x| (x.re().to_f64().to_bits(), x.im().to_f64().to_bits())).collect()
}

fn check_threads<T: Scalar>() {
    // Bytes enough for eight threads, with a part that is not whole.
    let n = (36 << 20) / size_of::<T>() / 2 + 12_345;
    for inc in [1, -2] {
        let want = arena(1, Layer::Tbb).with(|| all_of::<T>(n, inc));
        for (capacity, layer) in [(2, Layer::Tbb), (8, Layer::Tbb), (3, Layer::Omp), (8, Layer::Sequential)] {
            let arena = arena(capacity, layer);
            assert!(arena.with(|| all_of::<T>(n, inc)) == want, "{capacity} {layer:?}");
            assert_eq!(arena.stats().calls > 0, layer != Layer::Sequential);
        }
    }
}

for_all_types! {
    threads_change_no_bit => check_threads;
}

/// Copies that go past the caches, with what stands around them left alone.
#[test]
fn copies_of_what_no_cache_holds() {
    let n = FAR / 16 + 12_345;
    let x: Vec<f64> = (0..n).map(|i| i as f64).collect();
    for capacity in [1, 2] {
        let mut y = vec![-1.0; n + 5];
        arena(capacity, Layer::Tbb)
            .with(|| copy(VecRef::from_slice(&x), VecMut::from_slice(&mut y[3..n + 3])));
        assert!(y[3..n + 3] == x && y[..3] == [-1.0; 3] && y[n + 3..] == [-1.0; 2]);
    }
}

/// NaNs in front of a part, or of a piece of one, are passed over, in front of the whole they are the answer.
#[test]
fn places_in_long_vectors() {
    for (n, capacity) in [(1 << 20, 1), (FAR / 16 + 777, 1), (FAR / 16 + 777, 8)] {
        for part in [0, 1 << 9, 1 << 15, 1 << 18, 1 << 19] {
            let mut x = vec![1.0f64; n];
            x[part..part + 40].fill(f64::NAN);
            x[part + 50] = 3.0;
            x[n - 1] = 3.0;
            let want = if part == 0 { 0 } else { part + 50 };
            let place = |x: &[f64]| arena(capacity, Layer::Tbb).with(|| iamax(VecRef::from_slice(x)));
            assert_eq!(place(&x), Some(want));
            x[part..].fill(f64::NAN);
            assert_eq!(place(&x), Some(0));
        }
    }
}
