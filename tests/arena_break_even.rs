//! From how many flops on a second thread pays, measured: what the cost model's constant comes from. Not a test: it
//! prints, and is run by name on a machine that does nothing else.
//! `cargo test --release --test arena_break_even -- --ignored --nocapture`

use std::hint::black_box;
use std::time::{Duration, Instant};

use arenablas::arena;
use arenablas::enums::{Diag, Uplo};
use arenablas::level3::{gemm, syrk, trsm};
use arenablas::mat::{MatMut, MatRef};

/// Calls of each kind are taken in turns, so that whatever disturbs the machine disturbs both.
const TURNS: usize = 201;

fn time(run: impl FnOnce()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}

/// Prints the median of the ratios of one thread's time to two threads', with the second thread asleep or at hand.
fn compare(what: &str, n: usize, flops: f64, run: impl Fn()) {
    let median = |rest: Duration| {
        let mut ratios: Vec<_> = (0..TURNS)
            .map(|_| {
                std::thread::sleep(rest);
                let one = time(|| arena::with_thread_limit(1, &run));
                if rest.is_zero() {
                    // So that the worker has just had work.
                    arena::call(2, &run);
                } else {
                    std::thread::sleep(rest);
                }
                let two = time(|| arena::call(2, &run));
                one.as_secs_f64() / two.as_secs_f64()
            })
            .collect();
        ratios.sort_unstable_by(f64::total_cmp);
        ratios[TURNS / 2]
    };
    let (rested, busy) = (median(Duration::from_millis(1)), median(Duration::ZERO));
    println!("{what:6} {n:5} {:10.1} {rested:10.2} {busy:10.2}", flops / 1e6);
}

#[test]
#[ignore = "a measurement"]
fn two_threads_against_one() {
    println!("                  Mflop   rested     busy   (one thread's time / two threads')");
    for n in [112, 128, 160, 192, 224, 256, 320, 384, 512] {
        let a: Vec<f64> =
            (0..n * n).map(|i| (i % 17) as f64 - 8.0 + if i % (n + 1) == 0 { 99.0 } else { 0.0 }).collect();
        let (a, cube) = (MatRef::from_slice(&a, n, n, n), (n * n * n) as f64);
        let result = || vec![0.0; n * n];
        let c = std::cell::RefCell::new(result());
        compare("dgemm", n, 2.0 * cube, || {
            let mut c = c.borrow_mut();
            gemm(1.0, a, a, 0.0, MatMut::from_slice(black_box(&mut c), n, n, n));
        });
        compare("dsyrk", n, cube, || {
            let mut c = c.borrow_mut();
            syrk(Uplo::Lower, 1.0, a, 0.0, MatMut::from_slice(black_box(&mut c), n, n, n));
        });
        compare("dtrsm", n, cube, || {
            let mut c = c.borrow_mut();
            c.fill(1.0);
            trsm(Uplo::Lower, Diag::NonUnit, 1.0, a, MatMut::from_slice(black_box(&mut c), n, n, n));
        });
    }
}
