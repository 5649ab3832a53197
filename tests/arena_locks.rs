//! Callers and their tasks hold locks while they call the library, and others need those locks: the pattern that
//! deadlocks where a thread that waits takes up whatever work it finds. A waiting thread here runs tasks of its own call
//! only, and a program's tasks are calls of their own.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use arenablas::arena::{self, Arena, Config, Layer};
use arenablas::level3::gemm;
use arenablas::mat::{MatMut, MatRef};

mod common;
use common::Rng;

/// Enough for two threads.
const N: usize = 168;
const CALLERS: usize = 3;

fn multiply(a: &[f64], c: &mut [f64]) {
    let a = MatRef::from_slice(a, N, N, N);
    gemm(1.0, a, a, 0.0, MatMut::from_slice(c, N, N, N));
}

/// Every caller runs an outer loop; every task of it takes the one lock, and calls the library while it holds it. Between
/// the loops each caller does so itself.
fn hold_and_call(arena: &'static Arena, a: &[f64], shared: &Mutex<Vec<f64>>, progress: &AtomicUsize) {
    let locked = || {
        let mut c = shared.lock().unwrap();
        multiply(a, &mut c);
        progress.fetch_add(1, Ordering::Relaxed);
    };
    arena.with(|| {
        arena::call(8, || arena::parallel_for(0..6, 1, |_| arena::outside(locked)));
        locked();
        // The lock is held by the caller of the outer loop, whose tasks call but don't take it.
        let held = shared.lock().unwrap();
        arena::call(4, || {
            let task = || arena::outside(|| multiply(a, &mut vec![0.0; N * N]));
            arena::join(task, task)
        });
        drop(held);
    });
}

#[test]
fn a_lock_that_another_callers_task_needs_is_no_deadlock() {
    let a: Vec<f64> = Rng::new(1).vec(N * N);
    let mut expected = vec![0.0; N * N];
    multiply(&a, &mut expected);
    for (layer, capacity) in [
        (Layer::Sequential, 4),
        (Layer::Tbb, 1),
        (Layer::Tbb, 2),
        (Layer::Tbb, 4),
        (Layer::Tbb, 8),
        (Layer::Omp, 2),
        (Layer::Omp, 8),
    ] {
        let arena = Arena::new(Config { layer, ..Config::with_capacity(capacity) });
        let (shared, progress) = (Mutex::new(vec![0.0; N * N]), AtomicUsize::new(0));
        let until = Instant::now() + Duration::from_millis(1500);
        thread::scope(|scope| {
            let callers: Vec<_> = (0..CALLERS)
                .map(|_| {
                    scope.spawn(|| {
                        while Instant::now() < until {
                            hold_and_call(arena, &a, &shared, &progress);
                        }
                    })
                })
                .collect();
            let (mut last, mut seen_at) = (0, Instant::now());
            while !callers.iter().all(thread::ScopedJoinHandle::is_finished) {
                thread::sleep(Duration::from_millis(20));
                let now = progress.load(Ordering::Relaxed);
                if now != last {
                    (last, seen_at) = (now, Instant::now());
                } else if seen_at.elapsed() > Duration::from_secs(30) {
                    eprintln!("a deadlock in {layer:?} of {capacity}: {:?}", arena.stats());
                    std::process::abort();
                }
            }
        });
        assert!(*shared.lock().unwrap() == expected);
        println!("{layer:?} {capacity}: {} products under the lock", progress.into_inner());
    }
}
