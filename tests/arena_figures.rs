//! The arena's own figures against what was asked of them, on a machine that does nothing else. Not a test: it prints,
//! and is run by name (`scripts/arena_figures.sh`).

use std::hint::black_box;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Barrier, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use arenablas as _;
use arenablas::arena::{self, Arena, Config};
use cblas_sys::{CblasColMajor, CblasNoTrans, cblas_dgemm};

const US: f64 = 1e6;

/// A line of the table: what, how much, in which unit, and the target if there is one.
fn line(what: &str, measured: f64, unit: &str, target: Option<(&str, f64)>) {
    let (target, met) = match target {
        Some((sign, limit)) => {
            let met = if sign == "≤" { measured <= limit } else { measured >= limit };
            (format!("{sign} {limit} {unit}"), if met { "met" } else { "MISSED" })
        }
        None => (String::new(), ""),
    };
    println!("{what:62} {target:>9} {measured:8.2} {unit:2} {met}");
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// So many columns of so many rows, of numbers in 0 … 1.
fn matrix(n: usize) -> Vec<f64> {
    (0..n * n).map(|i| (i * 7 % 11) as f64 / 11.0).collect()
}

/// C := A·B.
fn dgemm(n: usize, a: &[f64], b: &[f64], c: &mut [f64]) {
    let (size, a, b, c) = (n as i32, a.as_ptr(), b.as_ptr(), c.as_mut_ptr());
    // SAFETY: each has n·n elements, c is written by this thread only.
    unsafe {
        cblas_dgemm(
            CblasColMajor,
            CblasNoTrans,
            CblasNoTrans,
            size,
            size,
            size,
            1.0,
            a,
            size,
            b,
            size,
            0.0,
            c,
            size,
        );
    }
}

/// Burns that much time; the moment when it began.
fn burn(time: Duration) -> Instant {
    let start = Instant::now();
    while start.elapsed() < time {}
    start
}

/// Two threads against one, turn by turn.
fn large_gemm() {
    let n = 1024;
    let (a, b, mut c) = (matrix(n), matrix(n), matrix(n));
    let (one, two) = (Arena::new(Config::with_capacity(1)), Arena::new(Config::with_capacity(2)));
    let mut seconds = |arena: &'static Arena| {
        arena.with(|| dgemm(n, &a, &b, &mut c));
        let start = Instant::now();
        arena.with(|| dgemm(n, &a, &b, &mut c));
        start.elapsed().as_secs_f64()
    };
    let ratios = (0..25).map(|_| seconds(one) / seconds(two)).collect();
    line("dgemm, n = 1024: two threads over one", median(ratios), "×", Some(("≥", 1.85)));
}

/// What entry and exit of a call cost: two tasks of `task` each, at the same time, take so much longer than one of them.
/// And when, after the entry, the worker began with its own. Before each call the worker is left alone for `pause`.
fn entry_and_exit(pause: Duration, task: Duration, calls: usize) -> (f64, f64) {
    let arena = Arena::new(Config::with_capacity(2));
    let run = || {
        let start = Instant::now();
        let (_, began) = arena::call(2, || arena::join(|| burn(task), || burn(task)));
        (US * (start.elapsed() - task).as_secs_f64(), US * (began - start).as_secs_f64())
    };
    arena.with(|| {
        (0..100).for_each(|_| _ = run());
        let timed = |_| {
            thread::sleep(pause);
            run()
        };
        let (costs, beginnings) = (0..calls).map(timed).unzip();
        (median(costs), median(beginnings))
    })
}

/// What the master alone pays for a call with two tasks that do nothing.
fn empty_call(pause: Duration, calls: usize) -> f64 {
    let arena = Arena::new(Config::with_capacity(2));
    let run = || {
        let start = Instant::now();
        arena::call(2, || arena::join(|| black_box(1), || black_box(2)));
        US * start.elapsed().as_secs_f64()
    };
    arena.with(|| {
        (0..100).for_each(|_| _ = run());
        let timed = |_| {
            thread::sleep(pause);
            run()
        };
        median((0..calls).map(timed).collect())
    })
}

fn latencies() {
    let (warm, parked) = (Duration::ZERO, Duration::from_millis(5));
    let cases = [
        ("the worker warm", warm, Duration::from_micros(20), 5000, 3.0),
        ("the worker parked for 5 ms", parked, Duration::from_micros(300), 300, 30.0),
    ];
    for (name, pause, task, calls, limit) in cases {
        let (whole, began) = entry_and_exit(pause, task, calls);
        line(&format!("entry and exit of a call, {name}"), whole, "µs", Some(("≤", limit)));
        line("    from the entry until the worker begins its task", began, "µs", None);
        line("    what a call of two empty tasks takes its caller", empty_call(pause, calls), "µs", None);
    }
    line("    what the system takes to wake a parked thread", wake_up(parked, 300), "µs", None);
}

/// What the system itself takes to wake a thread that has slept on another core: the least that a parked worker can begin
/// after.
fn wake_up(pause: Duration, times: usize) -> f64 {
    let (asked, begun) = (AtomicBool::new(false), Mutex::new(Instant::now()));
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let sleeper = scope.spawn(|| {
            pin(1);
            while !done.load(Ordering::Acquire) {
                thread::park();
                if asked.load(Ordering::Acquire) {
                    *begun.lock().expect("no panic") = Instant::now();
                    asked.store(false, Ordering::Release);
                }
            }
        });
        let sleeper = sleeper.thread().clone();
        let (asked, begun, done) = (&asked, &begun, &done);
        let waker = scope.spawn(move || {
            pin(0);
            let one = || {
                thread::sleep(pause);
                let start = Instant::now();
                asked.store(true, Ordering::Release);
                sleeper.unpark();
                while asked.load(Ordering::Acquire) {
                    std::hint::spin_loop();
                }
                begun.lock().expect("no panic").duration_since(start).as_secs_f64() * US
            };
            let median = median((0..times).map(|_| one()).collect());
            done.store(true, Ordering::Release);
            sleeper.unpark();
            median
        });
        waker.join().expect("it measures")
    })
}

/// How many times as much two threads get done as one, each on a core of its own: in short windows, by turns.
fn scaling(work: impl Fn() + Sync) -> f64 {
    let window = Duration::from_millis(4);
    let count = || {
        let (start, mut runs) = (Instant::now(), 0);
        while start.elapsed() < window {
            (0..100).for_each(|_| work());
            runs += 100;
        }
        f64::from(runs) / start.elapsed().as_secs_f64()
    };
    let turn = Barrier::new(2);
    let one = |core| {
        pin(core);
        (0..101)
            .map(|_| {
                // Core by core, then both.
                let alone = [0, 1].map(|whose| {
                    turn.wait();
                    if whose == core { count() } else { 0.0 }
                });
                turn.wait();
                (alone[core], count())
            })
            .collect::<Vec<_>>()
    };
    thread::scope(|scope| {
        let other = scope.spawn(|| one(1));
        let pairs = one(0).into_iter().zip(other.join().expect("it counts"));
        median(pairs.map(|((a, a_beside), (b, b_beside))| 2.0 * (a_beside + b_beside) / (a + b)).collect())
    })
}

/// Keeps this thread on a core.
fn pin(core: usize) {
    // SAFETY: the mask is as long as said; zero is a mask without cores.
    unsafe {
        let mut mask: libc::cpu_set_t = std::mem::zeroed();
        libc::CPU_SET(core, &mut mask);
        assert_eq!(libc::sched_setaffinity(0, size_of_val(&mask), &raw const mask), 0);
    }
}

fn small_gemm() {
    let n = 16;
    let (a, b) = (matrix(n), matrix(n));
    let gemm = scaling(|| {
        let mut c = [0.0; 256];
        dgemm(n, &a, &b, &mut c);
        black_box(&c);
    });
    line("dgemm, n = 16: two callers over one", gemm, "×", Some(("≥", 1.9)));
    let own = scaling(|| {
        let sum: f64 = black_box(&a).iter().zip(&b).map(|(x, y)| x * y).sum();
        black_box(sum);
    });
    line("    the same with code that shares nothing", own, "×", None);
}

#[test]
#[ignore = "a measurement"]
fn figures() {
    println!("{:62} {:>9} {:>8}", "", "target", "measured");
    latencies();
    // On a thread of its own: it is pinned.
    thread::scope(|scope| drop(scope.spawn(small_gemm)));
    large_gemm();
}
