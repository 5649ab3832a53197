//! Many threads in many routines at once, on a made-up capacity of eight cores and in each layer: every result has the
//! same bits as when its call ran alone. Five seconds here; `scripts/soak.sh` gives it as long as one likes.

use std::env;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use arenablas::enums::Op;
use arenablas::lapack::qr::{geqrf, geqrf_work_len, ungqr, ungqr_work_len};
use arenablas::level2::gemv;
use arenablas::level3::gemm;
use arenablas::mat::{MatMut, MatRef, VecMut, VecRef};

mod common;
use common::Rng;

const THREADS: usize = 64;
/// Different calls; each thread takes them in an order of its own.
const CALLS: u64 = 96;
const LAYER: &str = "ARENABLAS_THREADING_LAYER";

/// A call that is given by its number, and all bits of its result.
fn call(number: u64) -> Vec<u64> {
    let mut rng = Rng::new(number + 1);
    let mut size = || if rng.index(0, 4) == 0 { rng.index(100, 320) } else { rng.index(1, 100) };
    let (m, n, k) = (size(), size(), size());
    let random = |seed, len| -> Vec<f64> { Rng::new(seed).vec(len) };
    let result = match number % 6 {
        routine @ 0..4 => {
            let (ta, tb) = (routine & 1 == 1, routine & 2 == 2);
            let (a, b, mut c) = (random(number, m * k), random(number + 7, k * n), random(number + 9, m * n));
            let a = if ta {
                MatRef::from_slice(&a, k, m, k).op(Op::Trans)
            } else {
                MatRef::from_slice(&a, m, k, m)
            };
            let b = if tb {
                MatRef::from_slice(&b, n, k, n).op(Op::Trans)
            } else {
                MatRef::from_slice(&b, k, n, k)
            };
            gemm(1.5, a, b, -0.5, MatMut::from_slice(&mut c, m, n, m));
            c
        }
        4 => {
            let (a, x, mut y) = (random(number, m * n), random(number + 7, n), random(number + 9, m));
            let (a, x) = (MatRef::from_slice(&a, m, n, m), VecRef::from_slice(&x));
            gemv(1.5, a, x, -0.5, VecMut::from_slice(&mut y));
            y
        }
        _ => {
            let n = n.min(m);
            let (mut a, mut tau) = (random(number, m * n), vec![0.0; n]);
            let mut work = vec![0.0; geqrf_work_len(m, n).max(ungqr_work_len(m, n, n))];
            geqrf(MatMut::from_slice(&mut a, m, n, m), VecMut::from_slice(&mut tau), &mut work);
            let r = a.clone();
            ungqr(MatMut::from_slice(&mut a, m, n, m), VecRef::from_slice(&tau), &mut work);
            [r, a, tau].concat()
        }
    };
    result.into_iter().map(f64::to_bits).collect()
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
                    assert!(call(number as u64) == alone[number], "call {number} has other bits in company");
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
