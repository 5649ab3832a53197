//! The extensions of level 1 by their definitions; and long vectors, of which threads share the work: bitwise the same on
//! any number of them.

use arenablas::arena::{Arena, Config, Layer};
use arenablas::level1::*;
use arenablas::mat::{VecMut, VecRef};
use arenablas::scalar::{Real, Scalar, c32, c64};

mod common;
use common::strided::*;
use common::{Rng, for_all_types};

const LENGTHS: [usize; 10] = [0, 1, 2, 3, 8, 17, 64, 100, 513, 1100];
const EXTREMES: [Extreme; 4] =
    [Extreme::LargestSize, Extreme::SmallestSize, Extreme::Largest, Extreme::Smallest];

fn check_axpby<T: Scalar>() {
    let random = &mut Rng::new(1);
    for n in LENGTHS {
        for (incx, incy) in [(1, 1), (2, -1), (-3, 2), (0, 1)] {
            for alpha in [T::ZERO, T::ONE, random.scalar()] {
                for beta in [T::ZERO, T::ONE, random.scalar()] {
                    for conj in [false, true] {
                        let (x, y) =
                            (Strided::<T>::vector(random, n, incx), Strided::vector(random, n, incy));
                        let mut got = y.clone();
                        axpby(alpha, x.vec().conj_if(conj), beta, got.vec_mut());
                        for i in 0..n {
                            let x = if conj { x.get(i, 0).conj() } else { x.get(i, 0) };
                            assert_near(got.at(i, 0), wide(alpha) * x + wide(beta) * y.get(i, 0), 3.0, 2);
                        }
                        got.assert_padding_untouched();
                    }
                }
            }
        }
    }
    // A factor of zero hides what it multiplies.
    let (bad, good) = ([nan::<T>(); 3], [T::ONE; 3]);
    let mut y = bad;
    axpby(T::ONE, VecRef::from_slice(&good), T::ZERO, VecMut::from_slice(&mut y));
    assert!(y == good);
    axpby(T::ZERO, VecRef::from_slice(&bad), T::ONE + T::ONE, VecMut::from_slice(&mut y));
    assert!(y == [T::ONE + T::ONE; 3]);
    axpby(T::ZERO, VecRef::from_slice(&bad), T::ZERO, VecMut::from_slice(&mut y));
    assert!(y == [T::ZERO; 3]);
}

fn check_sum<T: Scalar>() {
    let random = &mut Rng::new(2);
    for n in LENGTHS {
        for inc in [1, 2, -1] {
            let x = Strided::<T>::vector(random, n, inc);
            let want: f64 = (0..n).map(|i| x.get(i, 0)).map(|x| x.re + x.im).sum();
            let size: f64 = (0..n).map(|i| x.get(i, 0)).map(|x| x.re.abs() + x.im.abs()).sum();
            assert_near(sum(x.vec()), want.into(), size, n);
        }
    }
}

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

fn check_extremes<T: Scalar>() {
    let random = &mut Rng::new(3);
    for n in LENGTHS {
        for inc in [1, 2, -1] {
            for which in EXTREMES {
                let mut x = Strided::<T>::vector(random, n, inc);
                for round in 0..6 {
                    let want = defined(which, x.vec());
                    assert_eq!(place(which, x.vec()), want, "{which:?} of {n}");
                    let value = value(which, x.vec()).map(Real::to_f64);
                    assert_eq!(
                        value.map(f64::to_bits),
                        want.map(|i| which.of(x.at(i, 0)).to_f64().to_bits())
                    );
                    if n > 0 {
                        // Next: ties, infinities, NaNs, and one in front.
                        let (at, from) = (random.index(0, n), random.index(0, n));
                        let infinity = T::from_real(T::Real::ONE / T::Real::ZERO);
                        let odd = [x.at(from, 0), infinity, -infinity, nan(), T::ZERO][round.min(4)];
                        x.vec_mut().set(if round == 5 { 0 } else { at }, odd);
                    }
                }
            }
        }
    }
}

for_all_types! {
    axpby_adds => check_axpby;
    sum_adds_parts => check_sum;
    extremes_are_the_first => check_extremes;
}

/// The products are exact, and so are these sums: single precision would lose all of it.
#[test]
fn dsdot_adds_in_double_precision() {
    for n in [1, 3, 100, 255, 256, 257, 1000] {
        for inc in [1, 2] {
            let x = vec![1.0f32 + 2f32.powi(-12); n * 2];
            let y: Vec<f32> = (0..n * 2).map(|i| if i / inc % 2 == 0 { 4096.0 } else { -4096.0 }).collect();
            // SAFETY: n elements, one or two apart, of 2n.
            let view = |v: &[f32]| unsafe { VecRef::<f32>::from_raw(v.as_ptr(), n, inc as isize) };
            let (x, y) = (view(&x), view(&y));
            let want = if n % 2 == 0 { 0.0 } else { 4097.0 };
            assert_eq!(dot_in_double(x, y), want, "{n} {inc}");
            assert_eq!(dot_in_double(x, x), n as f64 * (1.0 + 2f64.powi(-12)).powi(2), "{n} {inc}");
        }
    }
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

/// NaNs in front of a part are passed over, in front of the whole they are the answer.
#[test]
fn places_in_long_vectors() {
    let n = 1 << 20;
    for part in [0, 1 << 15, 1 << 18, 1 << 19] {
        let mut x = vec![1.0f64; n];
        x[part..part + 40].fill(f64::NAN);
        x[part + 50] = 3.0;
        x[n - 1] = 3.0;
        let want = if part == 0 { 0 } else { part + 50 };
        assert_eq!(iamax(VecRef::from_slice(&x)), Some(want));
        x[part..].fill(f64::NAN);
        assert_eq!(iamax(VecRef::from_slice(&x)), Some(0));
    }
}

/// A vector whose elements are one is not split: the order counts.
#[test]
fn a_stride_of_zero() {
    let n = 200_000;
    let x: Vec<f64> = (0..n).map(|i| f64::from(i % 7)).collect();
    let mut y = [1.0];
    // SAFETY: n times the same element.
    axpy(1.0, VecRef::from_slice(&x), unsafe { VecMut::from_raw(y.as_mut_ptr(), n as usize, 0) });
    assert_eq!(y[0], 1.0 + x.iter().sum::<f64>());
    // SAFETY: as above.
    copy(VecRef::from_slice(&x), unsafe { VecMut::from_raw(y.as_mut_ptr(), n as usize, 0) });
    assert_eq!(y[0], x[n as usize - 1]);
    // y := x + y/2, again and again, ends near the same whatever it began with.
    let (mut got, mut want) = ([5.0], 5.0);
    // SAFETY: as above.
    axpby(1.0, VecRef::from_slice(&x[..50]), 0.5, unsafe { VecMut::from_raw(got.as_mut_ptr(), 50, 0) });
    x[..50].iter().for_each(|x| want = x + 0.5 * want);
    assert_eq!(got[0], want);
}
