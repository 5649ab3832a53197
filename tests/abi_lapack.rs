//! QR through the Fortran names as Rust programs reach them (`lapack-sys`), and LAPACKE's row-major forms: residuals,
//! infos, scratch of every length that the contract allows.

mod common;

use std::ffi::c_char;

use arenablas as _;
use common::Rng;
use lapack_sys::{dgeqr2_, dgeqrf_, dlarf_, dlarfb_, dlarfg_, dlarft_, dorgqr_, dormqr_};

const M: usize = 37;
const N: usize = 23;
const LD: usize = 40;

fn letter(c: u8) -> *const c_char {
    // The one-letter strings live for ever.
    (match c {
        b'N' => c"N",
        b'T' => c"T",
        b'L' => c"L",
        b'R' => c"R",
        b'F' => c"F",
        b'B' => c"B",
        _ => c"C",
    })
    .as_ptr()
}

/// A random m×n matrix, and its factors by `dgeqrf` with as much scratch as is asked for.
fn factored(lwork: usize) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
    let a: Vec<f64> = Rng::new(3).vec(LD * N);
    let (mut qr, mut tau, mut work) = (a.clone(), vec![0.0; N], vec![0.0; lwork]);
    let mut info = 1;
    // SAFETY: the arrays have the lengths that the contract asks for.
    unsafe {
        let (m, n, ld, lwork) = (M as i32, N as i32, LD as i32, lwork as i32);
        dgeqrf_(&m, &n, qr.as_mut_ptr(), &ld, tau.as_mut_ptr(), work.as_mut_ptr(), &lwork, &mut info);
    }
    assert_eq!(info, 0);
    assert!(work[0] >= N as f64, "work(1) holds the best length");
    (a, qr, tau)
}

fn at(x: &[f64], i: usize, j: usize) -> f64 {
    x[i + j * LD]
}

/// max |Q·R − A| and max |QᵀQ − I|.
fn residual(a: &[f64], qr: &[f64], q: &[f64]) -> f64 {
    let mut worst: f64 = 0.0;
    for j in 0..N {
        for i in 0..M {
            let product: f64 = (0..=j).map(|p| at(q, i, p) * at(qr, p, j)).sum();
            worst = worst.max((product - at(a, i, j)).abs());
        }
        for i in 0..N {
            let product: f64 = (0..M).map(|p| at(q, p, i) * at(q, p, j)).sum();
            worst = worst.max((product - f64::from(i == j)).abs());
        }
    }
    worst
}

#[test]
fn factor_and_form_q() {
    let (m, n, ld) = (M as i32, N as i32, LD as i32);
    for lwork in [N, N + 1, 32 * N] {
        let (a, qr, tau) = factored(lwork);
        let (mut blocked, mut unblocked) = (qr.clone(), qr.clone());
        let (mut work, mut info, length) = (vec![0.0; lwork], 1, lwork as i32);
        // SAFETY: the arrays have the lengths that the contract asks for.
        unsafe {
            let (tau, work) = (tau.as_ptr(), work.as_mut_ptr());
            dorgqr_(&m, &n, &n, blocked.as_mut_ptr(), &ld, tau, work, &length, &mut info);
            assert_eq!(info, 0);
            dorg2r_(&m, &n, &n, unblocked.as_mut_ptr(), &ld, tau, work, &mut info);
            assert_eq!(info, 0);
        }
        assert!(residual(&a, &qr, &blocked) < 1e-13);
        assert!(residual(&a, &qr, &unblocked) < 1e-13);
    }
}

#[test]
fn unblocked_factor_is_the_same() {
    let (a, qr, tau) = factored(N);
    let (mut mine, mut my_tau, mut work, mut info) = (a, vec![0.0; N], vec![0.0; N], 1);
    // SAFETY: the arrays have the lengths that the contract asks for.
    unsafe {
        let (m, n, ld) = (M as i32, N as i32, LD as i32);
        dgeqr2_(&m, &n, mine.as_mut_ptr(), &ld, my_tau.as_mut_ptr(), work.as_mut_ptr(), &mut info);
    }
    assert_eq!(info, 0);
    assert!(qr.iter().zip(&mine).chain(tau.iter().zip(&my_tau)).all(|(x, y)| (x - y).abs() < 1e-13));
}

/// Qᵀ·A = R, and the same from the right and undone, blocked and unblocked; in larfb's words as well.
#[test]
fn apply_q() {
    let (a, qr, tau) = factored(N);
    let (m, n, ld, lwork) = (M as i32, N as i32, LD as i32, 32 * M as i32);
    let mut work = vec![0.0; 32 * M];
    let mut t = vec![f64::NAN; N * N];
    let mut at_right = vec![0.0; LD * M];
    for i in 0..M {
        for j in 0..N {
            at_right[j + i * LD] = at(&a, i, j);
        }
    }
    for routine in ["ormqr", "orm2r", "larfb", "larf"] {
        let (mut left, mut right) = (a.clone(), at_right.clone());
        for (side, trans, c, rows, cols) in [(b'L', b'T', &mut left, m, n), (b'R', b'N', &mut right, n, m)] {
            let (side, trans, c, mut info) = (letter(side), letter(trans), c.as_mut_ptr(), 0);
            let (v, tau, work) = (qr.as_ptr(), tau.as_ptr(), work.as_mut_ptr());
            // SAFETY: the arrays have the lengths that the contract asks for.
            unsafe {
                match routine {
                    "ormqr" => {
                        dormqr_(side, trans, &rows, &cols, &n, v, &ld, tau, c, &ld, work, &lwork, &mut info)
                    }
                    "orm2r" => {
                        dorm2r_(side, trans, &rows, &cols, &n, v, &ld, tau, c, &ld, work, &mut info);
                    }
                    "larfb" => {
                        let (forward, columns, t) = (letter(b'F'), letter(b'C'), t.as_mut_ptr());
                        dlarft_(forward, columns, &m, &n, v, &ld, tau, t, &n);
                        dlarfb_(
                            side, trans, forward, columns, &rows, &cols, &n, v, &ld, t, &n, c, &ld, work, &m,
                        );
                    }
                    // H₁ alone, with a v whose first element is written out: the first column (row) of R appears.
                    _ => {
                        let mut v = qr[..M].to_vec();
                        v[0] = 1.0;
                        dlarf_(side, &rows, &cols, v.as_ptr(), &1, tau, c, &ld, work);
                    }
                }
            }
            assert_eq!(info, 0);
        }
        let width = if routine == "larf" { 1 } else { N };
        for j in 0..width {
            for i in 0..M {
                let r = if i <= j { at(&qr, i, j) } else { 0.0 };
                assert!((at(&left, i, j) - r).abs() < 1e-13, "{routine}, left, {i} {j}");
                assert!((at(&right, j, i) - r).abs() < 1e-13, "{routine}, right, {i} {j}");
            }
        }
    }
    for j in 0..N {
        assert!((j + 1..N).all(|i| t[i + j * N].is_nan()), "T's other triangle is not touched");
    }
}

#[test]
fn reflector() {
    let (mut alpha, mut x, mut tau) = (3.0, [0.0, 7.0, 4.0], 9.0);
    // SAFETY: two elements, two apart.
    unsafe { dlarfg_(&3, &mut alpha, x.as_mut_ptr(), &2, &mut tau) };
    assert!((alpha + 5.0).abs() < 1e-15 && (tau - 1.6).abs() < 1e-15);
    assert!(x[0] == 0.0 && x[1] == 7.0 && (x[2] - 0.5).abs() < 1e-15);
    // SAFETY: no element is read.
    unsafe { dlarfg_(&1, &mut alpha, x.as_mut_ptr(), &2, &mut tau) };
    assert_eq!(tau, 0.0);
}

// What lapack-sys does not declare.
unsafe extern "C" {
    fn dorg2r_(
        m: &i32,
        n: &i32,
        k: &i32,
        a: *mut f64,
        lda: &i32,
        tau: *const f64,
        work: *mut f64,
        info: &mut i32,
    );
    fn dorm2r_(
        side: *const c_char,
        trans: *const c_char,
        m: &i32,
        n: &i32,
        k: &i32,
        a: *const f64,
        lda: &i32,
        tau: *const f64,
        c: *mut f64,
        ldc: &i32,
        work: *mut f64,
        info: &mut i32,
    );
    fn LAPACKE_dormqr(
        layout: i32,
        side: u8,
        trans: u8,
        m: i32,
        n: i32,
        k: i32,
        a: *const f64,
        lda: i32,
        tau: *const f64,
        c: *mut f64,
        ldc: i32,
    ) -> i32;
}

/// Row-major Q and C, of which the column-major ones are the transposes in memory.
#[test]
fn row_major() {
    let (a, qr, tau) = factored(N);
    let rows = |x: &[f64]| -> Vec<f64> { (0..M * N).map(|i| at(x, i / N, i % N)).collect() };
    let (v, mut c) = (rows(&qr), rows(&a));
    let (m, n) = (M as i32, N as i32);
    // SAFETY: the arrays have the lengths that the contract asks for.
    let info =
        unsafe { LAPACKE_dormqr(101, b'L', b'T', m, n, n, v.as_ptr(), n, tau.as_ptr(), c.as_mut_ptr(), n) };
    assert_eq!(info, 0);
    for i in 0..M {
        for j in 0..N {
            let r = if i <= j { at(&qr, i, j) } else { 0.0 };
            assert!((c[i * N + j] - r).abs() < 1e-13);
        }
    }
}
