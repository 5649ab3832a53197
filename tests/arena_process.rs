//! What the arena does to its process: threads, CPU time, fork. Each test needs a process of its own, which nextest
//! gives it.

use std::fs;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use arenablas::arena::{self, Arena, Config, Layer};

/// The names of all threads of this process.
fn threads() -> Vec<String> {
    let tasks = fs::read_dir("/proc/self/task").unwrap();
    tasks.filter_map(|task| fs::read_to_string(task.unwrap().path().join("comm")).ok()).collect()
}
fn workers() -> usize {
    threads().iter().filter(|name| name.trim() == "arenablas").count()
}

/// User and system time of this process.
fn cpu_time() -> Duration {
    let mut usage = std::mem::MaybeUninit::<libc::rusage>::zeroed();
    // SAFETY: writable, and zero is a value.
    let usage = unsafe {
        libc::getrusage(libc::RUSAGE_SELF, usage.as_mut_ptr());
        usage.assume_init()
    };
    let of = |time: libc::timeval| Duration::new(time.tv_sec as u64, time.tv_usec as u32 * 1000);
    of(usage.ru_utime) + of(usage.ru_stime)
}

fn sum_in_parallel(arena: &'static Arena, n: usize) -> usize {
    let sum = AtomicUsize::new(0);
    arena.with(|| {
        arena::call(8, || {
            arena::parallel_for(0..n, 1, |piece| {
                let until = Instant::now() + Duration::from_micros(20);
                while Instant::now() < until {
                    std::hint::spin_loop();
                }
                sum.fetch_add(piece.start, Ordering::Relaxed);
            });
        });
    });
    sum.into_inner()
}

/// A child's exit status, or None if it had to be killed after ten seconds.
fn forked(child: impl FnOnce() -> bool) -> Option<i32> {
    // SAFETY: the child runs `child` and leaves without unwinding into the test.
    let pid = unsafe { libc::fork() };
    assert!(pid >= 0);
    if pid == 0 {
        let code = i32::from(!child());
        // SAFETY: ends this process.
        unsafe { libc::_exit(code) }
    }
    let mut status = 0;
    for _ in 0..1000 {
        // SAFETY: our child, a writable status.
        if unsafe { libc::waitpid(pid, &mut status, libc::WNOHANG) } == pid {
            return Some(status);
        }
        thread::sleep(Duration::from_millis(10));
    }
    // SAFETY: our child.
    unsafe {
        libc::kill(pid, libc::SIGKILL);
        libc::waitpid(pid, &mut status, 0);
    }
    None
}

#[test]
fn no_thread_before_there_is_work_and_no_more_than_capacity_after() {
    for layer in [Layer::Tbb, Layer::Omp] {
        let before = workers();
        let arena = Arena::new(Config { layer, ..Config::with_capacity(3) });
        assert_eq!(arena.with(|| arena::call(1, || arena::join(|| 1, || 2))), (1, 2));
        arena.with(|| arena::call(8, || ()));
        assert_eq!(arena.with(|| arena::width(1e5)), 1);
        if layer == Layer::Tbb {
            assert_eq!(workers(), before, "a thread before the first work");
        }
        thread::scope(|scope| {
            for _ in 0..6 {
                scope.spawn(|| (0..50).for_each(|_| assert_eq!(sum_in_parallel(arena, 40), 780)));
            }
        });
        sum_in_parallel(arena, 1000);
        let now = workers() - before;
        assert!((1..=3).contains(&now), "{now} workers");
    }
}

#[test]
fn an_idle_arena_uses_no_cpu() {
    for layer in [Layer::Tbb, Layer::Omp] {
        let arena = Arena::new(Config { layer, ..Config::with_capacity(8) });
        (0..20).for_each(|_| assert_eq!(sum_in_parallel(arena, 200), 199 * 100));
        assert!(arena.stats().joins > 0);
        thread::sleep(Duration::from_millis(1));
        let before = cpu_time();
        thread::sleep(Duration::from_millis(300));
        let used = cpu_time() - before;
        assert!(used < Duration::from_millis(2), "{used:?} while idle");
    }
}

#[test]
fn a_child_of_an_idle_process_makes_an_arena_of_its_own() {
    for layer in [Layer::Tbb, Layer::Omp] {
        let arena = Arena::new(Config { layer, ..Config::with_capacity(4) });
        sum_in_parallel(arena, 500);
        let status = forked(|| {
            let child = || sum_in_parallel(arena, 500) == 499 * 250 && workers() > 0;
            child() && forked(child) == Some(0)
        });
        assert_eq!(status, Some(0));
        assert_eq!(sum_in_parallel(arena, 500), 499 * 250, "the parent goes on");
    }
}

#[test]
fn a_child_inherits_no_lock_from_threads_inside_calls() {
    let arena = Arena::new(Config::with_capacity(4));
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    // Short, so that most of the time somebody is at a lock.
                    sum_in_parallel(arena, 4);
                }
            });
        }
        let status =
            (0..200).map(|_| forked(|| sum_in_parallel(arena, 50) == 49 * 25)).find(|&s| s != Some(0));
        stop.store(true, Ordering::Relaxed);
        assert_eq!(status, None, "a child failed or hung");
    });
}

#[test]
fn a_child_forked_inside_a_call_can_make_calls() {
    for layer in [Layer::Tbb, Layer::Omp] {
        let arena = Arena::new(Config { layer, ..Config::with_capacity(4) });
        let status = arena.with(|| {
            arena::call(4, || {
                arena::parallel_for(0..100, 1, |_| thread::sleep(Duration::from_micros(100)));
                let status = forked(|| {
                    // In the child the old call offers nothing to anybody, and a new one has threads.
                    let plain = arena::join(|| 1, || 2) == (1, 2);
                    plain && sum_in_parallel(arena, 500) == 499 * 250 && workers() > 0
                });
                arena::parallel_for(0..100, 1, |_| ());
                status
            })
        });
        assert_eq!(status, Some(0));
    }
}

#[test]
fn a_child_may_return_from_the_call_it_was_forked_in() {
    let arena = Arena::new(Config::with_capacity(4));
    let mut is_child = false;
    let status = arena.with(|| {
        arena::call(4, || {
            // SAFETY: the child leaves by `_exit` below.
            let pid = unsafe { libc::fork() };
            is_child = pid == 0;
            pid
        })
    });
    if is_child {
        let right = sum_in_parallel(arena, 200) == 199 * 100;
        // SAFETY: ends the child.
        unsafe { libc::_exit(i32::from(!right)) }
    }
    let mut code = -1;
    // SAFETY: our child, a writable status.
    unsafe { libc::waitpid(status, &mut code, 0) };
    assert_eq!(code, 0);
}
