//! The extensions of level 1 and `dsdot`, by their definitions. (In `tests/reference` they are called from outside.)

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
