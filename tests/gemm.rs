//! `gemm` against its definition: every kernel, shape of tile, stride, conjugation, α and β; in guarded memory, without
//! floating-point flags that the elements don't raise, and with the same bits wherever an element lies.

mod common;

use arenablas::arena::with_thread_limit;
use arenablas::kernel::gemm::Distance;
use arenablas::kernel::{GemmKernel, Isa};
use arenablas::level3::blocking::Blocking;
use arenablas::level3::{gemm, gemm_with};
use arenablas::mat::{MatMut, MatRef};
use arenablas::scalar::{Real, Scalar, c32, c64};
use common::{Guarded, Lie, Rng, bits, distance, elements, for_all_types, isas, product};

/// Blocks so small that a matrix of some tens of rows reaches every loop's second round and its edge.
fn tiny<T: Scalar>(isa: Isa) -> Blocking {
    let kernel = &T::kernels_for(isa).gemm;
    let (mr, nr) = (kernel.mr, kernel.nr);
    Blocking {
        kc: 7,
        mc: 2 * mr,
        nc: 2 * nr,
        nc_alone: 3 * nr,
        mt: mr,
        nt: nr,
        task: 0,
        small: 0,
        near: usize::MAX,
        reads: 2,
        cached: usize::MAX,
    }
}

/// One product with all its surroundings checked.
fn check<T: Scalar>(rng: &mut Rng, isa: Isa, blocking: Blocking, shape: [usize; 3], coefficients: [T; 2]) {
    let lies = [Lie::Columns, Lie::Rows, Lie::Apart];
    let [m, n, k] = shape;
    let [alpha, beta] = coefficients;
    let pick = |rng: &mut Rng| lies[rng.index(0, 3)];
    let (la, lb, lc) = (pick(rng), pick(rng), pick(rng));
    let (ga, gb, gc) = (rng.index(0, 5), rng.index(0, 5), rng.index(0, 5));
    let a = Guarded::<T>::random(rng, m, k, la, ga);
    let b = Guarded::<T>::random(rng, k, n, lb, gb);
    let mut c = Guarded::<T>::random(rng, m, n, lc, gc);
    let (av, bv) = (conj_if(a.view(), rng.index(0, 2) == 1), conj_if(b.view(), rng.index(0, 2) == 1));
    let (want, bound) = product(alpha, av, bv, beta, c.view());
    gemm_with(&T::kernels_for(isa).gemm, blocking, alpha, av, bv, beta, c.view_mut());
    for (i, (x, (want, bound))) in elements(c.view()).iter().zip(want.iter().zip(&bound)).enumerate() {
        assert!(
            distance(*x, *want) <= *bound,
            "{} {isa:?} {m}x{n}x{k} {la:?} {lb:?} {lc:?} alpha {alpha:?} beta {beta:?}: element {i} is {x:?}, not {want:?}",
            T::LETTER
        );
    }
    assert!(c.holes_intact());
}

fn conj_if<T: Scalar>(x: MatRef<'_, T>, yes: bool) -> MatRef<'_, T> {
    if yes { x.conj() } else { x }
}

fn all_shapes<T: Scalar>() {
    let mut rng = Rng::new(1);
    for isa in isas() {
        let kernel = &T::kernels_for(isa).gemm;
        for round in 0..400 {
            let shape = [rng.index(0, 3 * kernel.mr), rng.index(0, 3 * kernel.nr + 2), rng.index(0, 20)];
            let choose = |rng: &mut Rng| [T::ZERO, T::ONE, -T::ONE, rng.scalar()][rng.index(0, 4)];
            let coefficients = [choose(&mut rng), choose(&mut rng)];
            // Tasks of no flops: the blocked product; of some: whole rows of C, and slices of k where they are deep. Nothing
            // near: A packed; nothing in a cache: rows or blocks.
            let task = [0, 2_000, 1 << 22][round / 2 % 3];
            let (near, cached) = ([usize::MAX, 0][round / 6 % 2], [usize::MAX, 0][round / 12 % 2]);
            let blocking = if round % 2 == 0 {
                Blocking { task, near, cached, ..tiny::<T>(isa) }
            } else {
                Blocking::new(kernel)
            };
            let shape =
                if task == 2_000 { [shape[0] % 5 + 2, shape[1] % 4 + 2, 9 * shape[2]] } else { shape };
            check::<T>(&mut rng, isa, blocking, shape, coefficients);
        }
    }
}

for_all_types! {
    shapes_strides_factors => all_shapes;
    every_tile_of_every_kernel => every_tile;
    every_tile_of_inner_products => inner_products;
    few_rows_of_many_columns => few_rows;
    narrow_products_of_a_large_a => narrow;
    columns_a_page_apart => a_page_apart;
    nan_and_zero_coefficients => nan_rules;
    padding_raises_no_flags => no_flags;
    same_bits_however_cut => same_bits_everywhere;
    a_row_alone => rows_alone;
}

/// Every tile of every kernel, with packed operands (kc large enough for one slice) and without packing.
fn every_tile<T: Scalar>() {
    let mut rng = Rng::new(2);
    for isa in isas() {
        let kernel = &T::kernels_for(isa).gemm;
        for m in 1..=kernel.mr {
            for n in 1..=kernel.nr {
                let a = Guarded::<T>::random(&mut rng, m, 9, Lie::Columns, 1);
                let b = Guarded::<T>::random(&mut rng, 9, n, Lie::Columns, 0);
                let (want, bound) = product(
                    T::ONE,
                    a.view(),
                    b.view(),
                    T::ONE,
                    Guarded::<T>::random(&mut Rng::new(7), m, n, Lie::Columns, 2).view(),
                );
                for packed in [false, true] {
                    let mut c = Guarded::<T>::random(&mut Rng::new(7), m, n, Lie::Columns, 2);
                    if packed {
                        let mut ap = vec![T::ZERO; kernel.padded(m) * 9];
                        let mut bp = vec![T::ZERO; n * 9];
                        arenablas::pack::pack_a(kernel, a.view(), &mut ap);
                        arenablas::pack::pack_b(kernel, b.view().t(), &mut bp);
                        let pack = |data| arenablas::kernel::gemm::Packed { data, k: 9, conj: false };
                        kernel.packed(T::ONE, pack(&ap), pack(&bp), T::ONE, c.view_mut());
                    } else {
                        kernel.unpacked(T::ONE, a.view(), b.view(), T::ONE, c.view_mut());
                    }
                    assert!(c.holes_intact());
                    for (x, (want, bound)) in elements(c.view()).iter().zip(want.iter().zip(&bound)) {
                        assert!(
                            distance(*x, *want) <= *bound,
                            "{} {isa:?} {m}x{n} packed {packed}",
                            T::LETTER
                        );
                    }
                }
            }
        }
    }
}

/// Every tile of inner products, and some of more than one; k around a register's length, and beyond a piece, and pieces; from near and far.
fn inner_products<T: Scalar>() {
    let mut rng = Rng::new(8);
    for isa in isas() {
        let Some(kernel) = &T::kernels_for(isa).dots else { continue };
        for (m, n) in (1..=kernel.mr + 2).flat_map(|m| (1..=kernel.nr + 2).map(move |n| (m, n))) {
            for k in [1, 7, 8, 15, 16, 33, 300, 520, 1100] {
                let (alpha, beta) =
                    [(T::ONE, T::ONE), (rng.scalar(), T::ZERO), (rng.scalar(), rng.scalar())][k % 3];
                let a = Guarded::<T>::random(&mut rng, m, k, Lie::Rows, m % 3);
                let b = Guarded::<T>::random(&mut rng, k, n, Lie::Columns, n % 3);
                let mut c = Guarded::<T>::random(&mut rng, m, n, Lie::Columns, 2);
                let (want, bound) = product(alpha, a.view(), b.view(), beta, c.view());
                if beta == T::ZERO {
                    c.view_mut().fill(T::from_real(T::Real::from_f64(f64::NAN)));
                }
                let from = [Distance::Near, Distance::Far][rng.index(0, 2)];
                kernel.product(alpha, (a.view(), b.view(), from), beta, c.view_mut());
                assert!(c.holes_intact());
                for (x, (want, bound)) in elements(c.view()).iter().zip(want.iter().zip(&bound)) {
                    assert!(distance(*x, *want) <= *bound, "{} {isa:?} {m}x{n}x{k}", T::LETTER);
                }
            }
        }
    }
}

/// Few rows of A, both sides of where they are turned to lie along k, or C is turned, on the operands where they lie and in larger products;
/// the same bits on one thread and on all.
fn few_rows<T: Scalar>() {
    let mut rng = Rng::new(11);
    let nan = T::from_real(T::Real::from_f64(f64::NAN));
    for m in [2, 3, 6, 7, 15, 30, 48] {
        for (n, k) in [
            (5, 100),
            (20, 79),
            (20, 80),
            (31, 200),
            (33, 1),
            (33, 10 * m - 1),
            (33, 10 * m),
            (50, 333),
            (121, 20),
            (200, 150),
            (700, 1001),
        ] {
            for (beta, b_lie) in [T::ZERO, T::ONE, rng.scalar()]
                .into_iter()
                .flat_map(|beta| [(beta, Lie::Columns), (beta, Lie::Rows)])
            {
                let alpha = [T::ONE, rng.scalar()][rng.index(0, 2)];
                let a_lie = [Lie::Columns, Lie::Rows][rng.index(0, 2)];
                let a = Guarded::<T>::random(&mut rng, m, k, a_lie, m % 3);
                let b = Guarded::<T>::random(&mut rng, k, n, b_lie, n % 3);
                let (av, bv) =
                    (conj_if(a.view(), rng.index(0, 2) == 1), conj_if(b.view(), rng.index(0, 2) == 1));
                let c = Guarded::<T>::random(&mut rng, m, n, Lie::Columns, 2);
                let (want, bound) = product(alpha, av, bv, beta, c.view());
                let run = |multiply: &dyn Fn(MatMut<'_, T>)| {
                    let mut result = Guarded::<T>::new(m, n, Lie::Columns, 2);
                    if beta == T::ZERO {
                        result.view_mut().fill(nan);
                    } else {
                        result.view_mut().copy_from(c.view());
                    }
                    multiply(result.view_mut());
                    assert!(result.holes_intact());
                    for (x, (want, bound)) in elements(result.view()).iter().zip(want.iter().zip(&bound)) {
                        assert!(distance(*x, *want) <= *bound, "{} {m}x{n}x{k} beta {beta:?}", T::LETTER);
                    }
                    result
                };
                let on = |threads| run(&|c| with_thread_limit(threads, || gemm(alpha, av, bv, beta, c)));
                assert_eq!(bits(on(8).view()), bits(on(1).view()), "{} {m}x{n}x{k}: 8 threads", T::LETTER);
                // Nothing in a cache: some columns of C at a time.
                let kernel = &T::kernels().gemm;
                let far = Blocking { cached: 0, ..Blocking::new(kernel) };
                run(&|c| gemm_with(kernel, far, alpha, av, bv, beta, c));
            }
        }
    }
}

/// A in slices (k beyond one), C up to the widest (both sides of where panels are packed) and higher than a task, β = 0
/// over NaN.
fn narrow<T: Scalar>() {
    let mut rng = Rng::new(4);
    let nan = T::from_real(T::Real::from_f64(f64::NAN));
    for isa in isas() {
        let kernel = &T::kernels_for(isa).gemm;
        let blocking = Blocking { small: 0, near: 0, cached: 0, ..Blocking::new(kernel) };
        let nr = kernel.nr;
        for n in [2, nr, nr + 1, 2 * nr - 1, 2 * nr, 2 * nr + 1, 4 * nr] {
            for (m, k) in [(2 * kernel.mr + 1, 33), (3 * kernel.mr, 70), (1100, 65)] {
                let alpha = [T::ONE, rng.scalar()][rng.index(0, 2)];
                let beta = [T::ZERO, T::ONE, rng.scalar()][rng.index(0, 3)];
                check::<T>(&mut rng, isa, blocking, [m, n, k], [alpha, beta]);

                let a = Guarded::<T>::random(&mut rng, m, k, Lie::Columns, 1);
                let b = Guarded::<T>::random(&mut rng, k, n, Lie::Columns, 0);
                let mut c = Guarded::<T>::new(m, n, Lie::Columns, 3);
                c.view_mut().fill(nan);
                gemm_with(kernel, blocking, alpha, a.view().conj(), b.view(), T::ZERO, c.view_mut());
                let (want, bound) = product(alpha, a.view().conj(), b.view(), T::ZERO, c.view());
                for (x, (want, bound)) in elements(c.view()).iter().zip(want.iter().zip(&bound)) {
                    assert!(
                        distance(*x, *want) <= *bound,
                        "{} {isa:?} {m}x{n}x{k}: {x:?}, not {want:?}",
                        T::LETTER
                    );
                }
                assert!(c.holes_intact());
            }
        }
    }
}

/// Columns that share few places of a cache go other ways: to the same bits as others, which are right.
fn pages_apart<T: Scalar>(pages: usize, blocking: fn(&GemmKernel<T>) -> Blocking) {
    let mut rng = Rng::new(9);
    let page = pages * 4096 / size_of::<T>();
    for isa in isas() {
        let kernel = &T::kernels_for(isa).gemm;
        for (m, n, k) in [(7, 9, 5), (16, 16, 16), (50, 17, 96), (40, 20, 150), (70, 40, 30), (130, 110, 100)]
        {
            let alpha = [T::ONE, rng.scalar()][rng.index(0, 2)];
            let beta = [T::ZERO, T::ONE, rng.scalar()][rng.index(0, 3)];
            let (seed, conj) = (rng.index(0, 1000) as u64, rng.index(0, 2) == 1);
            let run = |gap: fn(usize, usize) -> usize| {
                let rng = &mut Rng::new(seed);
                let a = Guarded::<T>::random(rng, m, k, Lie::Columns, gap(page, m));
                let b = Guarded::<T>::random(rng, k, n, Lie::Columns, gap(page, k));
                let mut c = Guarded::<T>::random(rng, m, n, Lie::Columns, gap(page, m));
                let a = conj_if(a.view(), conj);
                let expected = product(alpha, a, b.view(), beta, c.view());
                gemm_with(kernel, blocking(kernel), alpha, a, b.view(), beta, c.view_mut());
                assert!(c.holes_intact());
                (elements(c.view()), bits(c.view()), expected)
            };
            let (found, bits, (want, bound)) = run(|page, rows| page - rows);
            for (x, (want, bound)) in found.iter().zip(want.iter().zip(&bound)) {
                assert!(
                    distance(*x, *want) <= *bound,
                    "{} {isa:?} {m}x{n}x{k}: {x:?}, not {want:?}",
                    T::LETTER
                );
            }
            assert_eq!(bits, run(|_, _| 1).1, "{} {isa:?} {m}x{n}x{k}", T::LETTER);
        }
    }
}

/// Columns a page apart share few places of a first cache, and 16 of them few of a second one, which matters to whoever packs panels.
fn a_page_apart<T: Scalar>() {
    pages_apart::<T>(1, Blocking::new);
    pages_apart::<T>(16, |kernel| Blocking { small: 0, cached: 0, ..Blocking::new(kernel) });
}

/// β = 0 overwrites NaN; α = 0 and k = 0 ignore NaN in A and B; NaN elsewhere reaches just its row and column.
fn nan_rules<T: Scalar>() {
    let nan = T::from_real(T::Real::from_f64(f64::NAN));
    for n in [5, 130] {
        let mut rng = Rng::new(3);
        let nans = vec![nan; n * n];
        let nans = MatRef::from_slice(&nans, n, n, n);
        let a = Guarded::<T>::random(&mut rng, n, n, Lie::Columns, 0);

        let mut c = Guarded::<T>::new(n, n, Lie::Columns, 3);
        gemm(T::ONE, a.view(), a.view(), T::ZERO, c.view_mut());
        assert!(elements(c.view()).iter().all(|x| x.abs1().is_finite()));

        let before = elements(c.view());
        gemm(T::ZERO, nans, nans, T::ONE, c.view_mut());
        assert_eq!(elements(c.view()), before);
        gemm(T::ONE, nans.sub_cols(0..0), nans.sub_rows(0..0), T::ZERO, c.view_mut());
        assert!(elements(c.view()).iter().all(|x| *x == T::ZERO));

        let mut b = Guarded::<T>::random(&mut rng, n, n, Lie::Columns, 0);
        b.view_mut().set(2, 3, nan);
        gemm(T::ONE, a.view(), b.view(), T::ZERO, c.view_mut());
        for j in 0..n {
            for i in 0..n {
                assert_eq!(c.view().at(i, j).re().is_nan(), j == 3, "n {n}, element ({i}, {j})");
            }
        }
    }
}

/// An infinite element times ones raises nothing; were padding zero, it would raise FE_INVALID.
fn no_flags<T: Scalar>() {
    let infinity = T::from_real(T::Real::from_f64(f64::INFINITY));
    for isa in isas() {
        let kernel = &T::kernels_for(isa).gemm;
        for m in 1..=kernel.mr + 1 {
            for shape in [[m, 3, 2], [m, 40, 300], [m + 2 * kernel.mr, 4, 40]] {
                let [m, n, k] = shape;
                // Complex: Inf·1 + 0·0 only; the imaginary parts are left out by using a real infinity and a real A.
                let a = vec![T::ONE; m * k];
                let mut b = vec![T::ONE; k * n];
                if !T::IS_COMPLEX {
                    b[0] = infinity;
                }
                let mut c = vec![T::ZERO; m * n];
                let c = MatMut::from_slice(&mut c, m, n, m);
                // Few columns: A where it lies, in slices, the last register of its columns only partly there.
                let blocking = Blocking { near: 0, ..Blocking::new(kernel) };
                clear_flags();
                gemm_with(
                    kernel,
                    if n == 4 { Blocking { small: 0, ..blocking } } else { blocking },
                    T::ONE,
                    MatRef::from_slice(&a, m, k, m),
                    MatRef::from_slice(&b, k, n, k),
                    T::ZERO,
                    c,
                );
                assert_eq!(
                    flags() & 0b1101,
                    0,
                    "{} {isa:?} {m}x{n}x{k} (invalid 1, zero-divide 4, overflow 8)",
                    T::LETTER
                );
            }
        }
    }
}

#[allow(
    deprecated,
    reason = "the control register is what the test is about; there is no other access to it"
)]
fn flags() -> u32 {
    // SAFETY: reads the floating-point status.
    unsafe { std::arch::x86_64::_mm_getcsr() & 0x3f }
}

#[allow(deprecated, reason = "as above")]
fn clear_flags() {
    // SAFETY: clears the floating-point status only.
    unsafe { std::arch::x86_64::_mm_setcsr(std::arch::x86_64::_mm_getcsr() & !0x3f) }
}

/// An element's bits depend on its row of A, its column of B and k alone: not on its place in C, nor on how C is cut.
fn same_bits_everywhere<T: Scalar>() {
    let mut rng = Rng::new(5);
    let (m, n, k) = (150, 110, 333);
    let a = Guarded::<T>::random(&mut rng, m, k, Lie::Columns, 1);
    let b = Guarded::<T>::random(&mut rng, k, n, Lie::Columns, 0);
    for isa in isas() {
        let kernel = &T::kernels_for(isa).gemm;
        let normal = Blocking::new(kernel);
        let far = Blocking { near: 0, cached: 0, ..normal };
        for (n, normal) in [(n, normal), (n, Blocking { near: 0, ..normal }), (n, far), (4 * kernel.nr, far)]
        {
            let run = |blocking: Blocking, gap: usize| {
                let mut c = Guarded::<T>::new(m, n, Lie::Columns, gap);
                let b = b.view().sub_cols(0..n);
                gemm_with(kernel, blocking, T::ONE, a.view(), b, T::ZERO, c.view_mut());
                bits(c.view())
            };
            let want = run(normal, 0);
            let cut = Blocking { mc: kernel.mr, nc: kernel.nr, mt: kernel.mr, nt: kernel.nr, ..normal };
            assert_eq!(run(cut, 0), want, "{isa:?} {n}: cut in tiles");
            for gap in 1..8 {
                assert_eq!(run(normal, gap), want, "{isa:?} {n}: moved in memory");
            }
        }
    }
}

/// A row of an unpacked product has the same bits without the others: threads may cut C down to one. A as it lies, and
/// transposed, where k is cut.
fn rows_alone<T: Scalar>() {
    let mut rng = Rng::new(6);
    for isa in isas() {
        let kernel = &T::kernels_for(isa).gemm;
        let (m, n, k) = (kernel.mr + 1, kernel.nr + 1, 8192 / kernel.mr + 1);
        for lie in [Lie::Columns, Lie::Rows] {
            let a = Guarded::<T>::random(&mut rng, m, k, lie, 1);
            let b = Guarded::<T>::random(&mut rng, k, n, Lie::Columns, 0);
            let mut whole = Guarded::<T>::new(m, n, Lie::Columns, 0);
            let mut alone = Guarded::<T>::new(m, n, Lie::Columns, 0);
            kernel.unpacked(T::ONE, a.view(), b.view(), T::ZERO, whole.view_mut());
            for i in 0..m {
                let (a, c) = (a.view().sub_rows(i..i + 1), alone.view_mut().sub_rows(i..i + 1));
                kernel.unpacked(T::ONE, a, b.view(), T::ZERO, c);
            }
            assert_eq!(bits(alone.view()), bits(whole.view()), "{} {isa:?} {lie:?}", T::LETTER);
        }
    }
}

/// Sizes that reach every loop of the real blocking, and every way, against an independent implementation; with the same
/// bits from one thread and from all.
#[test]
fn large_products() {
    let kernel = &f64::kernels().gemm;
    let b = Blocking::new(kernel);
    let mut rng = Rng::new(9);
    let (wide, deep) = ((b.mt + 1, 5 * b.mt, b.kc + 1), (16, 17, 40_001));
    // An A that is far away: read where it lies, and packed by panels; and a C too wide for that.
    let far = b.near / size_of::<f64>() / 100 + 1;
    let (narrow, wider, too_wide) = ((far, 7, 101), (far, 4 * kernel.nr, 101), (far, 4 * kernel.nr + 1, 101));
    for (m, n, k) in [
        (b.mc + 37, 30, b.kc + 5),
        (41, b.nc + 19, b.kc + 5),
        (b.mt + 1, b.nt + 1, 3 * b.kc + 1),
        wide,
        deep,
        // Slices whose operands stay where they lie.
        (70, 90, 9 * b.kc + 3),
        narrow,
        wider,
        too_wide,
        // Some tasks of whole columns.
        (9000, kernel.nr - 1, 75),
        // Some columns at a time, where they lie.
        (40, 14_001, 10),
    ] {
        let a = rng.vec::<f64>(m * k);
        let b = rng.vec::<f64>(k * n);
        let (mut c, mut want) = (vec![0.0; m * n], vec![0.0; m * n]);
        let (av, bv) = (MatRef::from_slice(&a, m, k, m), MatRef::from_slice(&b, k, n, k));
        gemm(1.0, av, bv, 0.0, MatMut::from_slice(&mut c, m, n, m));
        let mut alone = vec![0.0; m * n];
        with_thread_limit(1, || gemm(1.0, av, bv, 0.0, MatMut::from_slice(&mut alone, m, n, m)));
        assert_eq!(
            c.iter().map(|x| x.to_bits()).collect::<Vec<_>>(),
            alone.iter().map(|x| x.to_bits()).collect::<Vec<_>>()
        );
        // SAFETY: three whole column-major matrices.
        unsafe {
            let (lda, ldb, ldc) = (m as isize, k as isize, m as isize);
            let (pa, pb, pc) = (a.as_ptr(), b.as_ptr(), want.as_mut_ptr());
            matrixmultiply::dgemm(m, k, n, 1.0, pa, 1, lda, pb, 1, ldb, 0.0, pc, 1, ldc);
        }
        let bound = 4.0 * k as f64 * f64::EPSILON * k as f64;
        for (x, y) in c.iter().zip(&want) {
            assert!((x - y).abs() <= bound, "{m}x{n}x{k}: {x} and {y}");
        }
    }
}
