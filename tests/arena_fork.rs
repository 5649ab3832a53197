//! Fork at each point of the protocol, once (tests/arena_forks.rs does it often). Each test needs a process of its own,
//! which nextest gives it.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use arenablas::arena::{self, Arena, Config, Domain, Layer};

mod common;
use common::process::{ended, forked, shared_counter, sum_in_parallel, wait_for, workers};

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
fn a_child_that_waits_for_a_thread_it_does_not_have_ends_and_says_why() {
    let arena = Arena::new(Config::with_capacity(2));
    let (stolen, forked) = (AtomicBool::new(false), AtomicBool::new(false));
    let (parent, tasks_of_child) = (std::process::id(), shared_counter());
    let mut said = [0; 2];
    // SAFETY: two writable descriptors.
    assert_eq!(unsafe { libc::pipe(said.as_mut_ptr()) }, 0);
    let count = || {
        if std::process::id() != parent {
            tasks_of_child.fetch_add(1, Ordering::SeqCst);
        }
    };
    let fork = || {
        assert!(wait_for(&stolen), "no worker came");
        // SAFETY: the child returns to where it waits for what was stolen, and ends there.
        let pid = unsafe { libc::fork() };
        if pid == 0 {
            // SAFETY: the pipe's end, in place of the test's own.
            unsafe { libc::dup2(said[1], libc::STDERR_FILENO) };
        }
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
    let status = ended(child).expect("it ends");
    assert!(libc::WIFEXITED(status) && libc::WEXITSTATUS(status) == libc::EXIT_FAILURE, "{status:x}");
    assert_eq!(tasks_of_child.load(Ordering::SeqCst), 0, "the child ran a task in a frame it doesn't have");
    let mut text = [0; 512];
    // SAFETY: writable, and as long as said.
    let len = unsafe { libc::read(said[0], text.as_mut_ptr().cast(), text.len()) };
    let text = String::from_utf8_lossy(&text[..usize::try_from(len).unwrap()]);
    assert!(text.starts_with("arenablas: a forked child") && text.ends_with('\n'), "{text}");
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

#[test]
fn a_programs_task_on_a_worker_has_the_programs_signals_and_so_has_its_child() {
    /// Whether this thread would get a SIGTERM.
    fn listens() -> bool {
        // SAFETY: zero is the empty set; it is writable; with no new set, none is looked at.
        unsafe {
            let mut blocked = std::mem::zeroed();
            libc::pthread_sigmask(libc::SIG_BLOCK, std::ptr::null(), &raw mut blocked);
            libc::sigismember(&raw const blocked, libc::SIGTERM) == 0
        }
    }
    let arena = Arena::new(Config::with_capacity(2));
    let came = AtomicBool::new(false);
    let task = || {
        let seen = (listens(), arena::outside(|| (listens(), forked(listens))), listens());
        came.store(true, Ordering::SeqCst);
        seen
    };
    let (came, seen) = arena.with(|| arena::call(2, || arena::join(|| wait_for(&came), task)));
    assert!(came, "no worker came");
    assert_eq!(seen, (false, (true, Some(0)), false));
    assert!(listens(), "the master is left alone");
}
