//! The exported names as Rust programs reach them (`cblas-sys`), and that every mangling is the same routine.

mod common;

use arenablas as _;
use cblas_sys::*;
use common::Rng;

/// C := α·op(A)·op(B) + β·C by its definition, element (i, j) of a matrix being at `i·rs + j·cs`.
fn by_definition(
    (m, n, k): (usize, usize, usize),
    at: impl Fn(usize, usize) -> [f64; 2],
    bt: impl Fn(usize, usize) -> [f64; 2],
) -> Vec<[f64; 2]> {
    let mut c = vec![[0.0; 2]; m * n];
    for i in 0..m {
        for j in 0..n {
            for p in 0..k {
                let ([a, b], [x, y]) = (at(i, p), bt(p, j));
                c[i + j * m][0] += a * x - b * y;
                c[i + j * m][1] += a * y + b * x;
            }
        }
    }
    c
}

fn stored(x: &[[f64; 2]], layout: CBLAS_LAYOUT, ld: usize, i: usize, j: usize) -> [f64; 2] {
    if layout as u32 == CblasColMajor as u32 { x[i + j * ld] } else { x[i * ld + j] }
}

fn op(
    x: &[[f64; 2]],
    layout: CBLAS_LAYOUT,
    trans: CBLAS_TRANSPOSE,
    ld: usize,
    i: usize,
    j: usize,
) -> [f64; 2] {
    match trans {
        CblasNoTrans => stored(x, layout, ld, i, j),
        CblasTrans => stored(x, layout, ld, j, i),
        CblasConjTrans => {
            let [re, im] = stored(x, layout, ld, j, i);
            [re, -im]
        }
    }
}

/// `cblas_zgemm` and `cblas_zgemv` in both layouts, under all operations.
#[test]
fn products_in_both_layouts() {
    const LD: usize = 8;
    let (m, n, k) = (5, 6, 7);
    let mut rng = Rng::new(1);
    let mut random = || (0..LD * LD).map(|_| [rng.real(), rng.real()]).collect::<Vec<_>>();
    let (a, b, x) = (random(), random(), random());
    for layout in [CblasColMajor, CblasRowMajor] {
        for ta in [CblasNoTrans, CblasTrans, CblasConjTrans] {
            for tb in [CblasNoTrans, CblasTrans, CblasConjTrans] {
                let mut c = vec![[f64::NAN; 2]; LD * LD];
                let (one, zero) = ([1.0, 0.0], [0.0, 0.0]);
                // SAFETY: LD² elements hold each of the matrices.
                unsafe {
                    let (m, n, k, ld) = (m as i32, n as i32, k as i32, LD as i32);
                    cblas_zgemm(
                        layout,
                        ta,
                        tb,
                        m,
                        n,
                        k,
                        &one,
                        a.as_ptr(),
                        ld,
                        b.as_ptr(),
                        ld,
                        &zero,
                        c.as_mut_ptr(),
                        ld,
                    );
                }
                let at = |i, p| op(&a, layout, ta, LD, i, p);
                let expected = by_definition((m, n, k), at, |p, j| op(&b, layout, tb, LD, p, j));
                for j in 0..n {
                    for i in 0..m {
                        close(stored(&c, layout, LD, i, j), expected[i + j * m]);
                    }
                }
            }
            let (rows, cols) = if ta as u32 == CblasNoTrans as u32 { (m, n) } else { (n, m) };
            let mut y = vec![[f64::NAN; 2]; LD];
            // SAFETY: LD² elements hold the matrix, LD elements the vectors.
            unsafe {
                let (m, n, ld, one, zero) = (m as i32, n as i32, LD as i32, [1.0, 0.0], [0.0, 0.0]);
                // x backwards
                cblas_zgemv(layout, ta, m, n, &one, a.as_ptr(), ld, x.as_ptr(), -1, &zero, y.as_mut_ptr(), 1);
            }
            let at = |i, p| op(&a, layout, ta, LD, i, p);
            let expected = by_definition((rows, 1, cols), at, |p, _| x[cols - 1 - p]);
            for i in 0..rows {
                close(y[i], expected[i]);
            }
        }
    }
}

fn close(x: [f64; 2], y: [f64; 2]) {
    assert!((x[0] - y[0]).abs() < 1e-14 && (x[1] - y[1]).abs() < 1e-14, "{x:?} {y:?}");
}

macro_rules! ddot {
    ($($int:ty: $($fortran:ident)+, $($cblas:ident)+;)+) => {
        unsafe extern "C" {
            $(
                $(fn $fortran(n: &$int, x: *const f64, incx: &$int, y: *const f64, incy: &$int) -> f64;)+
                $(fn $cblas(n: $int, x: *const f64, incx: $int, y: *const f64, incy: $int) -> f64;)+
            )+
        }

        /// Every name reaches the same routine, with integers of its own width. The upper halves of those around a
        /// 32-bit one are not zero, so reading too much of them is noticed.
        #[test]
        fn every_mangling() {
            let (x, y) = ([1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]);
            $(
                let ints: [$int; 6] = [-1, 2, -1, 2, -1, -1];
                $(
                    // SAFETY: two elements, two or one apart.
                    let dot = unsafe { $fortran(&ints[1], x.as_ptr(), &ints[3], y.as_ptr(), &ints[4]) };
                    assert_eq!(dot, 1.0 * 6.0 + 3.0 * 5.0, "{}", stringify!($fortran));
                )+
                $(
                    // SAFETY: as above.
                    let dot = unsafe { $cblas(2, x.as_ptr(), 2, y.as_ptr(), -1) };
                    assert_eq!(dot, 1.0 * 6.0 + 3.0 * 5.0, "{}", stringify!($cblas));
                )+
            )+
        }
    };
}

ddot! {
    i32: ddot_ scipy_ddot_, cblas_ddot scipy_cblas_ddot;
    i64: ddot_64_ scipy_ddot_64_, cblas_ddot_64 cblas_ddot64_ scipy_cblas_ddot64_;
}
