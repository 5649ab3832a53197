//! Processes and threads, for tests of what the arena does to them.

use std::fs;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use arenablas::arena::{self, Arena};

/// The names of all threads of this process.
pub fn threads() -> Vec<String> {
    let tasks = fs::read_dir("/proc/self/task").unwrap();
    tasks.filter_map(|task| fs::read_to_string(task.unwrap().path().join("comm")).ok()).collect()
}
pub fn workers() -> usize {
    threads().iter().filter(|name| name.trim() == "arenablas").count()
}

/// User and system time of this process.
pub fn cpu_time() -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: writable, and every Linux has the clock.
    assert_eq!(unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &raw mut time) }, 0);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// The numbers below n, added up in pieces of 20 µs each.
pub fn sum_in_parallel(arena: &'static Arena, n: usize) -> usize {
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
pub fn forked(child: impl FnOnce() -> bool) -> Option<i32> {
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

/// The exit status of a child, or None if it had to be killed after a minute.
pub fn ended(pid: libc::pid_t) -> Option<i32> {
    let mut status = 0;
    let until = Instant::now() + Duration::from_secs(60);
    while Instant::now() < until {
        // SAFETY: our child, a writable status.
        if unsafe { libc::waitpid(pid, &mut status, libc::WNOHANG) } == pid {
            return Some(status);
        }
        thread::sleep(Duration::from_micros(500));
    }
    // SAFETY: our child.
    unsafe {
        libc::kill(pid, libc::SIGKILL);
        libc::waitpid(pid, &mut status, 0);
    }
    None
}

/// A counter that parent and child see both.
pub fn shared_counter() -> &'static AtomicUsize {
    let (both, shared) = (libc::PROT_READ | libc::PROT_WRITE, libc::MAP_SHARED | libc::MAP_ANONYMOUS);
    // SAFETY: a fresh page of zeros, never unmapped.
    unsafe {
        let page = libc::mmap(std::ptr::null_mut(), size_of::<AtomicUsize>(), both, shared, -1, 0);
        assert_ne!(page, libc::MAP_FAILED);
        &*page.cast()
    }
}

/// Waits for a flag, for ten seconds at most.
pub fn wait_for(flag: &AtomicBool) -> bool {
    (0..10_000).any(|_| {
        thread::sleep(Duration::from_millis(1));
        flag.load(Ordering::SeqCst)
    })
}
