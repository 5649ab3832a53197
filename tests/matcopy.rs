//! `geadd` (with β = 0 `omatcopy`) and `imatcopy` by their definitions, over shapes, layouts, factors and threads.

use arenablas::arena::{Arena, Config};
use arenablas::level1::{geadd, imatcopy};
use arenablas::mat::{InPlace, MatMut, MatRef};
use arenablas::scalar::{Scalar, c32, c64};

mod common;
use common::strided::*;
use common::{Rng, for_all_types};

const SHAPES: [(usize, usize); 10] =
    [(0, 3), (1, 1), (1, 9), (5, 1), (7, 4), (4, 7), (32, 33), (65, 31), (70, 70), (129, 200)];

fn check_geadd<T: Scalar>() {
    let random = &mut Rng::new(1);
    for (m, n) in SHAPES {
        for layouts in [[0, 0], [0, 1], [1, 0], [1, 1], [0, 2], [2, 1]] {
            for (alpha, beta) in [(0, 0), (0, 2), (1, 0), (2, 0), (1, 1), (2, 2)] {
                let factor = |which, random: &mut Rng| [T::ZERO, T::ONE, random.scalar()][which];
                let (alpha, beta) = (factor(alpha, random), factor(beta, random));
                let a = Strided::<T>::matrix(random, m, n, layouts[0]);
                let c = Strided::<T>::matrix(random, m, n, layouts[1]);
                for conj in [false, true] {
                    let mut got = c.clone();
                    let view = if conj { a.mat().conj() } else { a.mat() };
                    geadd(alpha, view, beta, got.mat_mut());
                    for (i, j) in (0..m).flat_map(|i| (0..n).map(move |j| (i, j))) {
                        let a = if conj { a.get(i, j).conj() } else { a.get(i, j) };
                        let want = wide(alpha) * a + wide(beta) * c.get(i, j);
                        assert_near(got.at(i, j), want, 3.0, 2);
                    }
                    got.assert_padding_untouched();
                }
            }
        }
    }
    for transposed in [false, true] {
        let bad = [nan::<T>(); 12];
        let a = MatRef::from_slice(&bad, 3, 4, 3);
        let view = if transposed { MatRef::from_slice(&bad, 4, 3, 4).t() } else { a };
        let mut c = [T::ONE; 12];
        geadd(T::ZERO, view, T::ONE, MatMut::from_slice(&mut c, 3, 4, 3));
        assert!(c == [T::ONE; 12]);
        let (mut c, ones) = (bad, [T::ONE; 12]);
        let one = MatRef::from_slice(&ones, 3, 4, 3);
        let view = if transposed { MatRef::from_slice(&ones, 4, 3, 4).t() } else { one };
        geadd(T::ONE, view, T::ZERO, MatMut::from_slice(&mut c, 3, 4, 3));
        assert!(c == ones);
    }
}

/// How `imatcopy` moves an m×n matrix, and by which way.
fn check_in_place<T: Scalar>(mover: impl Fn(T, bool, InPlace<'_, T>)) {
    let random = &mut Rng::new(2);
    for (m, n) in SHAPES {
        for transposed in [false, true] {
            for (gap, new_gap) in [(0, 0), (0, 3), (4, 0), (2, 2), (100, 1)] {
                for conj in [false, true] {
                    let (new_m, new_n) = if transposed { (n, m) } else { (m, n) };
                    let (ld, new_ld) = (m.max(1) + gap, new_m.max(1) + new_gap);
                    let mut data = random.vec::<T>(ld * n.max(1) + new_ld * new_n.max(1));
                    let old = data.clone();
                    let alpha: T = if gap == 2 { T::ONE } else { random.scalar() };
                    // SAFETY: a buffer for both.
                    let memory =
                        unsafe { InPlace::from_raw(data.as_mut_ptr(), m, n, ld, transposed, new_ld) };
                    mover(alpha, conj, memory);
                    for (at, got) in data.iter().enumerate() {
                        let (i, j) = (at % new_ld, at / new_ld);
                        if i < new_m && j < new_n {
                            let x = if transposed { old[j + i * ld] } else { old[i + j * ld] };
                            assert_near(*got, wide(alpha * x.conj_if(conj)), 2.0, 1);
                        } else {
                            assert!(*got == old[at], "wrote between the columns of {new_m}×{new_n}");
                        }
                    }
                }
            }
        }
    }
}

fn check_imatcopy<T: Scalar>() {
    check_in_place::<T>(|alpha, conj, memory| imatcopy(alpha, conj, memory));
}

/// The way that needs no memory.
fn check_permute<T: Scalar>() {
    check_in_place::<T>(|alpha, conj, mut memory| memory.permute(|x: T| alpha * x.conj_if(conj)));
}

for_all_types! {
    geadd_adds => check_geadd;
    imatcopy_moves => check_imatcopy;
    permutations_need_no_memory => check_permute;
}

/// Large enough for two threads, and more; the bits are the same.
#[test]
fn threads_change_no_bit() {
    let (m, n) = (1500, 1300);
    let (a, c) = (Rng::new(3).vec::<f64>(m * n), Rng::new(4).vec::<f64>(m * n));
    let run = |capacity| {
        Arena::new(Config::with_capacity(capacity)).with(|| {
            let mut sum = c.clone();
            let view = MatRef::from_slice(&a, n, m, n).t();
            geadd(0.5, view, -1.5, MatMut::from_slice(&mut sum, m, n, m));
            let mut same = c.clone();
            geadd(0.5, MatRef::from_slice(&a, m, n, m), -1.5, MatMut::from_slice(&mut same, m, n, m));
            let mut square = a.clone();
            // SAFETY: 1300 columns of 1300 of 1500·1300 elements.
            imatcopy(2.0, false, unsafe { InPlace::from_raw(square.as_mut_ptr(), n, n, n, true, n) });
            let mut moved = a.clone();
            // SAFETY: as many elements before as after.
            imatcopy(2.0, false, unsafe { InPlace::from_raw(moved.as_mut_ptr(), m, n, m, true, n) });
            [sum, same, square, moved]
        })
    };
    let want = run(1);
    for (i, j) in [(0, 0), (1, 0), (1299, 1298), (700, 3)] {
        assert_eq!(want[2][i + j * n], 2.0 * a[j + i * n]);
        assert_eq!(want[3][i + j * n], 2.0 * a[j + i * m]);
        assert_eq!(want[0][i + j * m], 0.5 * a[j + i * n] - 1.5 * c[i + j * m]);
    }
    assert!(run(2) == want && run(8) == want);
}
