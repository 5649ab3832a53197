//! Forks by the dozen in every state that an arena can be in, with products on both sides that must have the right bits.
//! `scripts/fork.sh` does each a thousand times and prints how long `fork` took. Each test needs a process of its own,
//! which nextest gives it.

use std::env;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use arenablas::arena::{self, Arena, Config, Layer};
use arenablas::level3::gemm;
use arenablas::mat::{MatMut, MatRef};

mod common;
use common::Rng;
use common::process::{ended, forked, shared_counter};

/// How often each test forks.
fn forks() -> usize {
    env::var("FORKS").ok().and_then(|text| text.parse().ok()).unwrap_or(40)
}

fn arenas() -> impl Iterator<Item = &'static Arena> {
    let new = |layer| Arena::new(Config { layer, ..Config::with_capacity(4) });
    [Layer::Tbb, Layer::Omp].into_iter().map(new)
}

/// Enough for three threads.
const N: usize = 192;

/// A product, as a number made of all its bits. The same for every thread and every process.
fn product() -> usize {
    static OPERANDS: OnceLock<(Vec<f64>, Vec<f64>)> = OnceLock::new();
    let (a, b) = OPERANDS.get_or_init(|| (Rng::new(1).vec(N * N), Rng::new(2).vec(N * N)));
    let mut c = vec![0.0; N * N];
    let (a, b) = (MatRef::from_slice(a, N, N, N), MatRef::from_slice(b, N, N, N));
    gemm(1.0, a, b, 0.0, MatMut::from_slice(&mut c, N, N, N));
    c.iter().fold(1, |hash: usize, x| (hash ^ x.to_bits() as usize).wrapping_mul(0x0100_0000_01b3))
}

/// The product by a single thread in another process, so that this one's arena is not made yet.
fn expected() -> usize {
    let result = shared_counter();
    product_operands();
    let status = forked(|| {
        result.store(product(), Ordering::SeqCst);
        true
    });
    assert_eq!(status, Some(0));
    result.load(Ordering::SeqCst)
}

/// Sets the operands up, lest a child inherit the lock of their making.
fn product_operands() {
    let alone = Arena::new(Config { layer: Layer::Sequential, ..Config::with_capacity(1) });
    alone.with(product);
}

/// Forks; the child, which runs `child`, and the time that it took the parent.
fn fork(child: impl FnOnce() -> bool) -> (libc::pid_t, Duration) {
    let start = Instant::now();
    // SAFETY: the child runs `child` and leaves without unwinding into the test.
    let pid = unsafe { libc::fork() };
    let time = start.elapsed();
    assert!(pid >= 0);
    if pid == 0 {
        let code = i32::from(!child());
        // SAFETY: ends this process.
        unsafe { libc::_exit(code) }
    }
    (pid, time)
}

/// Forks, and both sides compute; the time that fork took the parent. Who forks is the caller's thread.
fn fork_and_compute(arena: &'static Arena, expected: usize) -> Duration {
    let right = || arena.with(product) == expected;
    let (pid, time) = fork(right);
    assert!(right(), "the parent's product");
    assert_eq!(ended(pid), Some(0), "the child failed or hung");
    time
}

/// Prints the times and returns their median.
fn median(what: &str, mut times: Vec<Duration>) -> Duration {
    times.sort();
    let median = times[times.len() / 2];
    println!("{what}: {} forks, fork takes {median:?}, at most {:?}", times.len(), times[times.len() - 1]);
    median
}

#[test]
fn parked_workers_make_a_fork_no_slower() {
    let expected = expected();
    let without = median(
        "no arena",
        (0..forks())
            .map(|_| {
                let (pid, time) = fork(|| true);
                assert_eq!(ended(pid), Some(0));
                time
            })
            .collect(),
    );
    for arena in arenas() {
        assert_eq!(arena.with(product), expected);
        let with = (0..forks()).map(|_| fork_and_compute(arena, expected)).collect();
        let with = median("parked workers", with);
        assert!(with < without + Duration::from_millis(5), "{with:?} instead of {without:?}");
    }
}

#[test]
fn while_other_threads_are_inside_calls() {
    let expected = expected();
    for arena in arenas() {
        let stop = AtomicBool::new(false);
        thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    while !stop.load(Ordering::Relaxed) {
                        assert_eq!(arena.with(product), expected);
                    }
                });
            }
            let times = (0..forks()).map(|_| fork_and_compute(arena, expected)).collect();
            stop.store(true, Ordering::Relaxed);
            median("calls in other threads", times);
        });
    }
}

#[test]
fn from_tasks_of_the_master_and_of_a_worker() {
    let expected = expected();
    for arena in arenas() {
        let times = Mutex::new(Vec::new());
        let fork_here = || {
            let time = arena::outside(|| fork_and_compute(arena, expected));
            times.lock().unwrap().push(time);
        };
        let (me, by_others) = (thread::current().id(), AtomicUsize::new(0));
        for i in 0..forks() {
            let begun = AtomicBool::new(false);
            let fork_in_task = || {
                begun.store(true, Ordering::SeqCst);
                by_others.fetch_add(usize::from(thread::current().id() != me), Ordering::Relaxed);
                fork_here();
            };
            // A team that has only just been released may not have been free to come again.
            let until_begun = || {
                let until = Instant::now() + Duration::from_millis(50);
                while !begun.load(Ordering::SeqCst) && Instant::now() < until {
                    thread::yield_now();
                }
            };
            let by_worker = || arena::join(until_begun, fork_in_task);
            let by_master = || arena::join(fork_here, || assert_eq!(arena::outside(product), expected));
            arena.with(|| arena::call(3, || if i % 2 == 0 { by_worker() } else { by_master() }));
        }
        assert!(by_others.into_inner() > 0, "no worker came");
        median("in tasks", times.into_inner().unwrap());
    }
}

#[test]
fn two_at_once() {
    let expected = expected();
    for arena in arenas() {
        let times = Mutex::new(Vec::new());
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    for _ in 0..forks().div_ceil(2) {
                        let time = fork_and_compute(arena, expected);
                        times.lock().unwrap().push(time);
                    }
                });
            }
        });
        median("two at once", times.into_inner().unwrap());
    }
}

#[test]
fn children_of_children() {
    let expected = expected();
    for arena in arenas() {
        let right = || arena.with(product) == expected;
        for i in 0..forks().div_ceil(2) {
            // Each generation has a call before it forks, or none.
            let called = |generation: usize| (i >> generation) & 1 == 0 || right();
            let grandchild = || called(1) && forked(right) == Some(0) && right();
            assert_eq!(forked(|| called(0) && forked(grandchild) == Some(0) && right()), Some(0), "{i}");
        }
        assert!(right());
    }
}

/// A fork at any moment of the first call's making of the arena. Each in a process that has none yet.
#[test]
fn while_another_thread_makes_the_arena() {
    let expected = expected();
    for i in 0..forks() {
        let process = || {
            let go = AtomicUsize::new(0);
            // Some tens of microseconds apart, either first.
            let wait = |spins: usize| {
                go.fetch_add(1, Ordering::SeqCst);
                while go.load(Ordering::SeqCst) < 2 {}
                (0..spins).for_each(|_| std::hint::spin_loop());
            };
            thread::scope(|scope| {
                let first_call = scope.spawn(|| {
                    wait(i * 37 % 1000);
                    product()
                });
                wait(i * 101 % 2000);
                let forked = forked(|| product() == expected);
                forked == Some(0) && first_call.join().unwrap() == expected && product() == expected
            })
        };
        assert_eq!(forked(process), Some(0), "{i}");
    }
}
