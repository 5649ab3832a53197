//! What ordinary sizes do not show: matrices that reach beyond 2³¹ elements, small stacks, odd addresses, and memory
//! that is not to be had.
#![cfg(target_os = "linux")]

mod common;

use std::ffi::c_char;
use std::process::Command;
use std::thread;

use arenablas::workspace;
use common::Rng;
use lapack_sys::{dgeqrf_, dorgqr_};

unsafe extern "C" {
    fn dgemm_(
        transa: *const c_char,
        transb: *const c_char,
        m: &i32,
        n: &i32,
        k: &i32,
        alpha: &f64,
        a: *const f64,
        lda: &i32,
        b: *const f64,
        ldb: &i32,
        beta: &f64,
        c: *mut f64,
        ldc: &i32,
    );
    fn dgemv_(
        trans: *const c_char,
        m: &i32,
        n: &i32,
        alpha: &f64,
        a: *const f64,
        lda: &i32,
        x: *const f64,
        incx: &i32,
        beta: &f64,
        y: *mut f64,
        incy: &i32,
    );
    fn daxpy_(n: &i32, alpha: &f64, x: *const f64, incx: &i32, y: *mut f64, incy: &i32);
}

const N: *const c_char = c"N".as_ptr();
const T: *const c_char = c"T".as_ptr();

/// C := A·B of n×n matrices at an offset of so many elements from a page.
fn product(a: &[f64], b: &[f64], n: usize, offset: usize) -> Vec<f64> {
    let place = |x: &[f64]| [vec![0.0; offset], x.to_vec()].concat();
    let (a, b, mut c, size) = (place(a), place(b), vec![f64::NAN; offset + n * n], n as i32);
    // SAFETY: n² elements each behind the offset.
    unsafe {
        let (a, b, c) = (a.as_ptr().add(offset), b.as_ptr().add(offset), c.as_mut_ptr().add(offset));
        dgemm_(N, N, &size, &size, &size, &1.0, a, &size, b, &size, &0.0, c, &size);
    }
    c.split_off(offset)
}

/// The factored n×n matrix, and Q.
fn factors(a: &[f64], n: usize) -> (Vec<f64>, Vec<f64>) {
    let (mut qr, mut tau, mut work, size) = (a.to_vec(), vec![0.0; n], vec![0.0; n], n as i32);
    let mut info = 1;
    // SAFETY: the arrays have the lengths that the contract asks for.
    unsafe {
        let (tau, work) = (tau.as_mut_ptr(), work.as_mut_ptr());
        dgeqrf_(&size, &size, qr.as_mut_ptr(), &size, tau, work, &size, &mut info);
        assert_eq!(info, 0);
        let mut q = qr.clone();
        dorgqr_(&size, &size, &size, q.as_mut_ptr(), &size, tau, work, &size, &mut info);
        assert_eq!(info, 0);
        (qr, q)
    }
}

/// A 6×3000 matrix whose columns are 2²⁰ elements apart: its last element is number 3·10⁹.
#[test]
fn beyond_two_to_the_31() {
    const LD: usize = 1 << 20;
    let (m, n) = (6, 3000);
    let bytes = LD * n * size_of::<f64>();
    let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
    // SAFETY: a new mapping, of which a page a column will be touched.
    let p =
        unsafe { libc::mmap(std::ptr::null_mut(), bytes, libc::PROT_READ | libc::PROT_WRITE, flags, -1, 0) };
    if p == libc::MAP_FAILED {
        eprintln!("SKIPPED: no 24 GiB of addresses");
        return;
    }
    let a = p.cast::<f64>();
    let dense: Vec<f64> = Rng::new(1).vec(m * n);
    let x: Vec<f64> = Rng::new(2).vec(n);
    let (rows, cols, ld, one) = (m as i32, n as i32, LD as i32, 1.0);
    let expected = |i: usize| (0..n).map(|j| dense[i + j * m] * x[j]).sum::<f64>();
    let (mut y, mut c) = (vec![0.0; m], vec![0.0; m * m]);
    // SAFETY: the mapping holds the matrix; the other arrays have the lengths that the contract asks for.
    unsafe {
        for j in 0..n {
            // Each column by axpy; then row 0 alone, whose increment is the leading dimension.
            daxpy_(&rows, &one, dense.as_ptr().add(j * m), &1, a.add(j * LD), &1);
        }
        dgemv_(N, &rows, &cols, &one, a, &ld, x.as_ptr(), &1, &0.0, y.as_mut_ptr(), &1);
        for i in 0..m {
            assert!((y[i] - expected(i)).abs() < 1e-11);
        }
        dgemm_(N, T, &rows, &rows, &cols, &one, a, &ld, a, &ld, &0.0, c.as_mut_ptr(), &rows);
        for (i, j) in [(0, 0), (5, 0), (2, 4)] {
            let sum: f64 = (0..n).map(|p| dense[i + p * m] * dense[j + p * m]).sum();
            assert!((c[i + j * m] - sum).abs() < 1e-10);
        }
        daxpy_(&cols, &-1.0, dense.iter().step_by(m).copied().collect::<Vec<_>>().as_ptr(), &1, a, &ld);
        assert!((0..n).all(|j| *a.add(j * LD) == 0.0), "x − x");
        libc::munmap(p, bytes);
    }
}

/// The bits of the result do not depend on where in a cache line the matrices begin.
#[test]
fn any_address() {
    for n in [3, 17, 64, 150] {
        let (a, b) = (Rng::new(3).vec(n * n), Rng::new(4).vec(n * n));
        let expected = product(&a, &b, n, 0);
        for offset in 1..8 {
            assert_eq!(product(&a, &b, n, offset), expected, "n {n}, offset {offset}");
        }
    }
}

/// Callers have small stacks.
#[test]
fn stack_of_64_kib() {
    let work = || {
        for n in (1..40).chain([64, 100, 130, 200, 257, 300]) {
            let (a, b) = (Rng::new(3).vec(n * n), Rng::new(4).vec(n * n));
            product(&a, &b, n, 0);
            factors(&a, n);
        }
    };
    thread::Builder::new().stack_size(64 << 10).spawn(work).unwrap().join().unwrap();
}

/// Where no memory can be had, not even for one block, the results are right, if slower.
#[test]
fn no_memory() {
    const CHILD: &str = "ARENABLAS_TEST_NO_MEMORY";
    let n = 200;
    let a: Vec<f64> = Rng::new(5).vec(n * n);
    if std::env::var_os(CHILD).is_none() {
        let me = std::env::current_exe().unwrap();
        let child = Command::new(me).args(["no_memory", "--exact", "--nocapture"]).env(CHILD, "1").status();
        assert!(child.unwrap().success());
        return;
    }
    // What the test itself needs is allocated, and some pages for small things, before memory ends.
    let (mut c, mut qr, mut q) = (vec![0.0; n * n], a.clone(), vec![]);
    q.extend_from_slice(&a);
    let (mut tau, mut work, size, mut info) = (vec![0.0; n], vec![0.0; n], n as i32, 1);
    let mut filler: Vec<Vec<u8>> = Vec::with_capacity(10_000);
    // SAFETY: a limit for this process, which is the child; the arrays have the lengths that the contract asks for.
    unsafe {
        libc::setrlimit(libc::RLIMIT_AS, &libc::rlimit { rlim_cur: 1, rlim_max: libc::RLIM_INFINITY });
        // What the heap still holds in large pieces.
        for _ in 0..10_000 {
            let mut piece: Vec<u8> = vec![];
            if piece.try_reserve_exact(32 << 10).is_err() {
                break;
            }
            filler.push(piece);
        }
        assert!(workspace::lease::<f64>(n * n).is_none(), "there is memory left");
        let (a, t, w) = (a.as_ptr(), tau.as_mut_ptr(), work.as_mut_ptr());
        dgemm_(N, N, &size, &size, &size, &1.0, a, &size, a, &size, &0.0, c.as_mut_ptr(), &size);
        dgeqrf_(&size, &size, qr.as_mut_ptr(), &size, t, w, &size, &mut info);
        let mut info_q = 1;
        q.copy_from_slice(&qr);
        dorgqr_(&size, &size, &size, q.as_mut_ptr(), &size, t, w, &size, &mut info_q);
        libc::setrlimit(
            libc::RLIMIT_AS,
            &libc::rlimit { rlim_cur: libc::RLIM_INFINITY, rlim_max: libc::RLIM_INFINITY },
        );
        assert_eq!((info, info_q), (0, 0));
    }
    drop(filler);
    let close = |x: &[f64], y: &[f64]| x.iter().zip(y).all(|(x, y)| (x - y).abs() < 1e-10);
    assert!(close(&c, &product(&a, &a, n, 0)), "gemm");
    let (qr_with_memory, q_with_memory) = factors(&a, n);
    assert!(close(&qr, &qr_with_memory) && close(&q, &q_with_memory), "QR");
}
