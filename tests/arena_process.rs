//! What the arena does to its process: threads, CPU time. Each test needs a process of its own, which nextest gives it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use arenablas::arena::{self, Arena, Config, Domain, Layer};

mod common;
use common::process::{cpu_time, sum_in_parallel, wait_for, workers};

#[test]
fn no_thread_before_there_is_work_and_no_more_than_capacity_after() {
    for layer in [Layer::Tbb, Layer::Omp] {
        let before = workers();
        let arena = Arena::new(Config { layer, ..Config::with_capacity(3) });
        assert_eq!(arena.with(|| arena::call(1, || arena::join(|| 1, || 2))), (1, 2));
        arena.with(|| arena::call(8, || ()));
        assert_eq!(arena.with(|| arena::width(Domain::Blas, 1e5)), 1);
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

/// Two seconds a layer here; IDLE_SECONDS gives it more.
#[test]
fn an_idle_arena_uses_no_cpu() {
    let seconds = std::env::var("IDLE_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(2);
    for layer in [Layer::Tbb, Layer::Omp] {
        let arena = Arena::new(Config { layer, ..Config::with_capacity(8) });
        (0..20).for_each(|_| assert_eq!(sum_in_parallel(arena, 200), 199 * 100));
        assert!(arena.stats().joins > 0);
        thread::sleep(Duration::from_millis(1));
        let before = cpu_time();
        thread::sleep(Duration::from_secs(seconds));
        let used = cpu_time() - before;
        println!("{layer:?}: {used:?} in {seconds} s");
        assert!(used < Duration::from_millis(1), "{used:?} while idle");
    }
}

/// The cores that this thread may run on.
fn allowed_cores() -> libc::cpu_set_t {
    let mut set = std::mem::MaybeUninit::<libc::cpu_set_t>::zeroed();
    // SAFETY: writable, as long as said; zero is a value; 0 is this thread.
    unsafe {
        assert_eq!(libc::sched_getaffinity(0, size_of::<libc::cpu_set_t>(), set.as_mut_ptr()), 0);
        set.assume_init()
    }
}

#[test]
fn a_pinned_master_has_workers_that_are_not() {
    let arena = Arena::new(Config::with_capacity(2));
    let all = allowed_cores();
    // SAFETY: a set, and numbers of cores within it.
    let first = (0..libc::CPU_SETSIZE as usize).find(|&core| unsafe { libc::CPU_ISSET(core, &all) }).unwrap();
    let seen = std::sync::Mutex::new(None);
    // Not the process's first thread, whose mask is the process's.
    let master = || {
        // SAFETY: zero is the empty set, and the core is within it.
        unsafe {
            let mut one = std::mem::zeroed::<libc::cpu_set_t>();
            libc::CPU_SET(first, &mut one);
            assert_eq!(libc::sched_setaffinity(0, size_of_val(&one), &one), 0);
        }
        let came = AtomicBool::new(false);
        let look = || {
            *seen.lock().unwrap() = Some(allowed_cores());
            came.store(true, Ordering::SeqCst);
        };
        let (came, ()) = arena.with(|| arena::call(2, || arena::join(|| wait_for(&came), look)));
        assert!(came, "no worker came");
    };
    thread::scope(|scope| scope.spawn(master).join().unwrap());
    let workers = seen.into_inner().unwrap().unwrap();
    // SAFETY: two sets.
    assert!(unsafe { libc::CPU_EQUAL(&workers, &all) }, "the worker is pinned as its master is");
}
