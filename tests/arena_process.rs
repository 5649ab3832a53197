//! What the arena does to its process: threads, CPU time, fork. Each test needs a process of its own, which nextest
//! gives it.

use std::fs;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use arenablas::arena::{self, Arena, Config, Domain, Layer};

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

/// What `ended` says of a child that runs `child`.
fn forked(child: impl FnOnce() -> bool) -> Option<i32> {
    // SAFETY: the child runs `child` and leaves without unwinding into the test.
    let pid = unsafe { libc::fork() };
    assert!(pid >= 0);
    if pid == 0 {
        let code = i32::from(!child());
        // SAFETY: ends this process.
        unsafe { libc::_exit(code) }
    }
    ended(pid)
}

/// The exit status of a child, or None if it had to be killed after ten seconds.
fn ended(pid: libc::pid_t) -> Option<i32> {
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

/// A counter that parent and child see both.
fn shared_counter() -> &'static AtomicUsize {
    let (both, shared) = (libc::PROT_READ | libc::PROT_WRITE, libc::MAP_SHARED | libc::MAP_ANONYMOUS);
    // SAFETY: a fresh page of zeros, never unmapped.
    unsafe {
        let page = libc::mmap(std::ptr::null_mut(), size_of::<AtomicUsize>(), both, shared, -1, 0);
        assert_ne!(page, libc::MAP_FAILED);
        &*page.cast()
    }
}

/// Waits for a flag, for ten seconds at most.
fn wait_for(flag: &AtomicBool) -> bool {
    (0..10_000).any(|_| {
        thread::sleep(Duration::from_millis(1));
        flag.load(Ordering::SeqCst)
    })
}

#[test]
fn a_child_forked_in_a_workers_task_ends_after_the_task_though_the_core_was_needed() {
    for layer in [Layer::Tbb, Layer::Omp] {
        let arena = Arena::new(Config { layer, ..Config::with_capacity(2) });
        let (at_work, forked) = (AtomicBool::new(false), AtomicBool::new(false));
        let (both_in, child) = (AtomicBool::new(false), AtomicUsize::new(0));
        let parent = std::process::id();
        let pieces_of_child = shared_counter();
        thread::scope(|scope| {
            scope.spawn(|| {
                let me = thread::current().id();
                let piece = |_| {
                    if std::process::id() != parent {
                        pieces_of_child.fetch_add(1, Ordering::SeqCst);
                    } else if thread::current().id() == me {
                        // So that half of the loop is left for the worker.
                        wait_for(&at_work);
                    } else if !at_work.swap(true, Ordering::SeqCst) {
                        assert!(wait_for(&both_in));
                        // SAFETY: the child returns, which is what is tested.
                        let pid = unsafe { libc::fork() };
                        if pid != 0 {
                            child.store(pid as usize, Ordering::SeqCst);
                            forked.store(true, Ordering::SeqCst);
                        }
                    }
                };
                arena.with(|| arena::call(2, || arena::parallel_for(0..64, 1, piece)));
            });
            assert!(wait_for(&at_work), "no worker came");
            arena.with(|| {
                arena::call(2, || {
                    both_in.store(true, Ordering::SeqCst);
                    assert!(wait_for(&forked));
                });
            });
        });
        assert_eq!(ended(child.into_inner() as libc::pid_t), Some(0), "{layer:?}");
        // What the worker had begun, and nothing of the master's.
        let pieces = pieces_of_child.load(Ordering::SeqCst);
        assert!((1..=32).contains(&pieces), "{layer:?}: {pieces} pieces");
    }
}

#[test]
fn a_child_leaves_the_tasks_of_threads_it_does_not_have_alone() {
    let arena = Arena::new(Config::with_capacity(2));
    let (stolen, forked) = (AtomicBool::new(false), AtomicBool::new(false));
    let (parent, tasks_of_child) = (std::process::id(), shared_counter());
    let count = || {
        if std::process::id() != parent {
            tasks_of_child.fetch_add(1, Ordering::SeqCst);
        }
    };
    let fork = || {
        assert!(wait_for(&stolen), "no worker came");
        // SAFETY: the child waits for what was stolen, and is killed.
        let pid = unsafe { libc::fork() };
        forked.store(true, Ordering::SeqCst);
        pid
    };
    let steal = || {
        let wait = || {
            stolen.store(true, Ordering::SeqCst);
            wait_for(&forked)
        };
        // In the worker's deque while the master forks.
        arena::join(wait, count);
    };
    let (child, ()) = arena.with(|| arena::call(2, || arena::join(fork, steal)));
    if child == 0 {
        // SAFETY: ends the child, which should not have come here.
        unsafe { libc::_exit(1) }
    }
    thread::sleep(Duration::from_millis(100));
    let stat = fs::read_to_string(format!("/proc/{child}/stat")).unwrap();
    // SAFETY: our child.
    unsafe {
        libc::kill(child, libc::SIGKILL);
        libc::waitpid(child, std::ptr::null_mut(), 0);
    }
    assert_eq!(tasks_of_child.load(Ordering::SeqCst), 0, "the child ran a task in a frame it doesn't have");
    let state = stat.rsplit(") ").next().and_then(|rest| rest.chars().next());
    assert_eq!(state, Some('S'), "it waits without using the CPU");
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

#[test]
fn a_child_forked_in_a_workers_task_has_one_arena_for_all_its_threads() {
    if arena::width(Domain::Blas, 1e12) < 2 {
        return;
    }
    let (came, child) = (AtomicBool::new(false), AtomicUsize::new(0));
    let fork = || {
        // SAFETY: the child leaves by `_exit`.
        let pid = unsafe { libc::fork() };
        if pid == 0 {
            arena::call(2, || ());
            let seen_by_another = thread::spawn(|| arena::stats().calls).join().unwrap();
            // SAFETY: ends the child.
            unsafe { libc::_exit(i32::from(seen_by_another != 1)) }
        }
        child.store(pid as usize, Ordering::SeqCst);
        came.store(true, Ordering::SeqCst);
    };
    let (came, ()) = arena::call(2, || arena::join(|| wait_for(&came), fork));
    assert!(came, "no worker came");
    assert_eq!(ended(child.into_inner() as libc::pid_t), Some(0));
}
