//! Calls that are worth a worker only if one is awake: they get it when they come one after the other, and their bits are
//! those of one thread.

use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use arenablas::arena::{self, Arena, Config, Domain};
use arenablas::enums::{Diag, Uplo};
use arenablas::level3::{gemm, gemmt, hemm, symm, syr2k, syrk, trmm, trsm};
use arenablas::mat::{MatMut, MatRef};
use arenablas::scalar::{Real, Scalar, c64};

mod common;
use common::Rng;

/// What a call worth 4 Mflop may have, as things are.
fn width() -> usize {
    arena::width(Domain::Blas, (1 << 22) as f64)
}

/// So many calls of 4 Mflop, each with two tasks of some microseconds if it may have two threads.
fn calls(number: usize) {
    let burn = || {
        let start = Instant::now();
        while start.elapsed() < Duration::from_micros(20) {}
    };
    for _ in 0..number {
        arena::call(width(), || arena::join(burn, burn));
    }
}

#[test]
fn a_streak_of_calls_gets_a_worker_and_a_single_one_does_not() {
    if thread::available_parallelism().map_or(1, usize::from) < 2 {
        return;
    }
    let arena = Arena::new(Config::with_capacity(2));
    arena.with(|| {
        for _ in 0..10 {
            // Too far from each other to find awake whom another has woken.
            calls(1);
            thread::sleep(Duration::from_millis(2));
        }
        assert_eq!(arena.stats().calls, 0, "single calls went parallel");
        calls(2000);
        let stats = arena.stats();
        assert!(stats.calls > 0 && stats.workers == 1, "{stats:?}");
        assert!(stats.joins > 0, "nobody came: {stats:?}");
        // One worker was woken, and stayed awake.
        assert!(stats.parks < stats.calls, "{stats:?}");
        thread::sleep(Duration::from_millis(20));
        assert_eq!(width(), 1, "the worker sleeps");
    });
}

/// A worker that still sits in one thread's last call sees another's at once, not only when it gives up waiting.
#[test]
fn an_awake_worker_comes_to_whoever_calls_next() {
    if thread::available_parallelism().map_or(1, usize::from) < 2 {
        return;
    }
    let spin = Duration::from_millis(500);
    let arena = Arena::new(Config { spin, ..Config::with_capacity(2) });
    let meets = || {
        let both_in = Barrier::new(2);
        let meet = || {
            both_in.wait();
        };
        let start = Instant::now();
        arena.with(|| arena::call(2, || arena::join(meet, meet)));
        start.elapsed()
    };
    meets();
    let waited = thread::scope(|scope| scope.spawn(meets).join().unwrap());
    assert!(waited < spin, "it came after {waited:?}");
}

#[test]
fn as_many_callers_as_cores_get_no_workers() {
    if thread::available_parallelism().map_or(1, usize::from) < 2 {
        return;
    }
    let arena = Arena::new(Config::with_capacity(2));
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| arena.with(|| calls(3000)));
        }
    });
    // At first nobody knows of the others, and at the end somebody is alone.
    let calls = arena.stats().calls;
    assert!(calls < 4 * 3000 / 2, "{calls} of 12000 calls went parallel");
}

/// C after `run`, on one thread and as a call of several: one result.
fn agree<T: Scalar>(what: &str, n: usize, c: &[T], run: impl Fn(MatMut<'_, T>)) {
    let alone = {
        let mut c = c.to_vec();
        arena::with_thread_limit(1, || run(MatMut::from_slice(&mut c, n, n, n)));
        c
    };
    for capacity in [2, 5] {
        // More patient than usual: a machine that runs other tests keeps workers waiting.
        let arena =
            Arena::new(Config { spin: Duration::from_micros(500), ..Config::with_capacity(capacity) });
        let begin = Instant::now();
        arena.with(|| {
            // On a busy machine a streak may be interrupted.
            while arena.stats().joins < 3 && begin.elapsed() < Duration::from_secs(20) {
                let mut several = c.to_vec();
                run(MatMut::from_slice(&mut several, n, n, n));
                assert!(several == alone, "{what}, capacity {capacity}");
            }
        });
        assert!(arena.stats().calls > 0, "{what}, capacity {capacity}: never parallel");
        arena.retire();
    }
}

fn real<T: Scalar>(x: f64) -> T {
    T::from_real(T::Real::from_f64(x))
}

fn routines<T: Scalar>(n: usize, seed: u64) {
    let mut rng = Rng::new(seed);
    let (mut a, b, c): (Vec<T>, Vec<T>, Vec<T>) = (rng.vec(n * n), rng.vec(n * n), rng.vec(n * n));
    (0..n).for_each(|i| a[i * (n + 1)] += real::<T>(n as f64));
    let (a, b) = (MatRef::from_slice(&a, n, n, n), MatRef::from_slice(&b, n, n, n));
    let (alpha, beta): (T, T) = (real(0.7), real(-1.3));
    let name = |routine: &str| format!("{routine} {n} of {}", std::any::type_name::<T>());
    for (a, how) in [(a, "n"), (a.t(), "t")] {
        agree(&name(&format!("gemm {how}n")), n, &c, |c| gemm(alpha, a, b, beta, c));
        agree(&name(&format!("gemm {how}t")), n, &c, |c| gemm(alpha, a, b.t(), beta, c));
        for uplo in [Uplo::Lower, Uplo::Upper] {
            let name = |routine: &str| name(&format!("{routine} {how} {uplo:?}"));
            agree(&name("syrk"), n, &c, |c| syrk(uplo, alpha, a, beta, c));
            agree(&name("syr2k"), n, &c, |c| syr2k(uplo, alpha, a, b, beta, c));
            agree(&name("gemmt"), n, &c, |c| gemmt(uplo, alpha, a, b, beta, c.t()));
            agree(&name("symm left"), n, &c, |c| symm(uplo, alpha, a, b, beta, c));
            agree(&name("symm right"), n, &c, |c| symm(uplo, alpha, a.t(), b.t(), beta, c.t()));
            agree(&name("hemm right"), n, &c, |c| hemm(uplo, alpha, a.t(), b.t(), beta, c.t()));
            agree(&name("trmm left"), n, &c, |c| trmm(uplo, Diag::NonUnit, alpha, a, c));
            agree(&name("trmm right"), n, &c, |c| trmm(uplo, Diag::NonUnit, alpha, a, c.t()));
            agree(&name("trsm left"), n, &c, |c| trsm(uplo, Diag::NonUnit, alpha, a, c));
            agree(&name("trsm right"), n, &c, |c| trsm(uplo, Diag::NonUnit, alpha, a, c.t()));
        }
    }
}

#[test]
fn several_threads_give_the_bits_of_one() {
    routines::<f64>(97, 1);
    routines::<f64>(131, 2);
    routines::<c64>(90, 3);
}
