//! Many threads in many routines at once, on a made-up capacity of eight cores and in each layer: every result has the
//! same bits as when its call ran alone. Five seconds here; `scripts/soak.sh` gives it as long as one likes.

use std::env;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use arenablas::enums::{Diag, Op, Uplo};
use arenablas::lapack::qr::{geqrf, geqrf_work_len, ungqr, ungqr_work_len};
use arenablas::level1::{asum, axpy, dot, nrm2};
use arenablas::level2::{gemv, ger, trmv, trsv};
use arenablas::level3::{gemm, gemmt, symm, syr2k, syrk, trmm, trsm};
use arenablas::mat::{MatMut, MatRef, VecMut, VecRef};

mod common;
use common::Rng;

const THREADS: usize = 64;
/// Different calls; each thread takes them in an order of its own.
const CALLS: u64 = 20 * 12;
const LAYER: &str = "ARENABLAS_THREADING_LAYER";

/// The operands of a call that is given by its number: n×n, of which calls take what they need.
struct Operands {
    n: usize,
    a: Vec<f64>,
    b: Vec<f64>,
    c: Vec<f64>,
}

impl Operands {
    fn new(number: u64) -> Operands {
        let mut rng = Rng::new(number + 1);
        let n = if rng.index(0, 4) == 0 { rng.index(100, 320) } else { rng.index(1, 100) };
        let mut a: Vec<f64> = rng.vec(n * n);
        // Heavy diagonals, so that systems have a solution of ordinary size.
        (0..n).for_each(|i| a[i * (n + 1)] += n as f64);
        Operands { n, a, b: rng.vec(n * n), c: rng.vec(n * n) }
    }
    fn a(&self) -> MatRef<'_, f64> {
        MatRef::from_slice(&self.a, self.n, self.n, self.n)
    }
    fn b(&self) -> MatRef<'_, f64> {
        MatRef::from_slice(&self.b, self.n, self.n, self.n)
    }
    /// A matrix that is longer than wide, or wider than long.
    fn part(&self, rows: usize, cols: usize) -> MatRef<'_, f64> {
        MatRef::from_slice(&self.a, rows, cols, self.n)
    }
    /// A long vector, and a short one.
    fn all_of_b(&self) -> VecRef<'_, f64> {
        VecRef::from_slice(&self.b)
    }
    fn some_of_b(&self) -> VecRef<'_, f64> {
        VecRef::from_slice(&self.b[..self.n])
    }
    fn with_c(mut self, body: impl FnOnce(&Operands, MatMut<'_, f64>)) -> Vec<f64> {
        let (n, mut c) = (self.n, std::mem::take(&mut self.c));
        body(&self, MatMut::from_slice(&mut c, n, n, n));
        c
    }
    fn with_long_c(mut self, body: impl FnOnce(&Operands, VecMut<'_, f64>)) -> Vec<f64> {
        let mut c = std::mem::take(&mut self.c);
        body(&self, VecMut::from_slice(&mut c));
        c
    }
    fn with_short_c(mut self, body: impl FnOnce(&Operands, VecMut<'_, f64>)) -> Vec<f64> {
        let mut c = std::mem::take(&mut self.c);
        body(&self, VecMut::from_slice(&mut c[..self.n]));
        c
    }
}

/// All bits of the result of a call that is given by its number.
fn call(number: u64) -> Vec<u64> {
    let x = Operands::new(number);
    let uplo = if (number / 20).is_multiple_of(2) { Uplo::Upper } else { Uplo::Lower };
    let (tall, half) = (x.n, x.n.div_ceil(2));
    let result = match number % 20 {
        0 => x.with_c(|x, c| gemm(1.5, x.a(), x.b(), -0.5, c)),
        1 => x.with_c(|x, c| gemm(1.5, x.a().op(Op::Trans), x.b(), -0.5, c)),
        2 => x.with_c(|x, c| gemm(1.5, x.a(), x.b().op(Op::Trans), 0.0, c)),
        3 => x.with_c(|x, c| gemm(1.5, x.part(tall, half), x.part(half, tall), 1.0, c)),
        4 => x.with_c(|x, c| gemmt(uplo, 1.5, x.a(), x.b(), -0.5, c)),
        5 => x.with_c(|x, c| symm(uplo, 1.5, x.a(), x.b(), -0.5, c)),
        6 => x.with_c(|x, c| syrk(uplo, 1.5, x.part(tall, half), -0.5, c)),
        7 => x.with_c(|x, c| syr2k(uplo, 1.5, x.a(), x.b(), -0.5, c)),
        8 => x.with_c(|x, c| trmm(uplo, Diag::NonUnit, 1.5, x.a(), c)),
        9 => x.with_c(|x, c| trsm(uplo, Diag::NonUnit, 1.5, x.a(), c)),
        10 => x.with_c(|x, c| ger(1.5, x.some_of_b(), x.some_of_b(), c)),
        11 => x.with_short_c(|x, c| gemv(1.5, x.a(), x.some_of_b(), -0.5, c)),
        12 => x.with_short_c(|x, c| gemv(1.5, x.a().op(Op::Trans), x.some_of_b(), 0.0, c)),
        13 => x.with_short_c(|x, c| trmv(uplo, Diag::NonUnit, x.a(), c)),
        14 => x.with_short_c(|x, c| trsv(uplo, Diag::NonUnit, x.a(), c)),
        15 => x.with_long_c(|x, c| axpy(1.5, x.all_of_b(), c)),
        16 => vec![dot(x.all_of_b(), VecRef::from_slice(&x.c))],
        17 => vec![nrm2(x.all_of_b()), asum(x.all_of_b())],
        _ => factors(x),
    };
    result.into_iter().map(f64::to_bits).collect()
}

/// R, Q and τ.
fn factors(mut x: Operands) -> Vec<f64> {
    let n = x.n;
    let (mut tau, mut work) = (vec![0.0; n], vec![0.0; geqrf_work_len(n, n).max(ungqr_work_len(n, n, n))]);
    geqrf(MatMut::from_slice(&mut x.b, n, n, n), VecMut::from_slice(&mut tau), &mut work);
    let r = x.b.clone();
    ungqr(MatMut::from_slice(&mut x.b, n, n, n), VecRef::from_slice(&tau), &mut work);
    [r, x.b, tau].concat()
}

/// The soak in one process, whose layer and capacity are those of its environment.
fn soak(time: Duration) {
    let alone: Vec<_> = (0..CALLS).map(call).collect();
    let (end, done) = (Instant::now() + time, AtomicUsize::new(0));
    thread::scope(|scope| {
        for caller in 0..THREADS {
            let (alone, done) = (&alone, &done);
            scope.spawn(move || {
                let mut rng = Rng::new(1000 + caller as u64);
                while Instant::now() < end {
                    let number = rng.index(0, CALLS as usize);
                    assert!(
                        call(number as u64) == alone[number],
                        "call {number} (of kind {}) has other bits in company",
                        number % 20
                    );
                    done.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    println!("{:?}: {} calls", env::var(LAYER), done.into_inner());
}

#[test]
fn same_bits_in_company() {
    let seconds = env::var("SOAK_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(5.0);
    if env::var_os("ARENABLAS_SOAK").is_some() {
        return soak(Duration::from_secs_f64(seconds));
    }
    for layer in ["sequential", "tbb", "omp"] {
        let mut child = Command::new(env::current_exe().unwrap());
        child.args(["same_bits_in_company", "--exact", "--nocapture"]);
        child.env("ARENABLAS_SOAK", "1").env("ARENABLAS_CAPACITY", "8").env(LAYER, layer);
        child.env("SOAK_SECONDS", (seconds / 3.0).to_string());
        assert!(child.status().unwrap().success(), "{layer}");
    }
}
