//! The system's own primitives: std's, crossbeam's deques, Linux's futex and threads.

pub(in crate::arena) use std::sync::atomic::{
    AtomicBool, AtomicI32, AtomicU8, AtomicU32, AtomicUsize, Ordering, Ordering::SeqCst, fence,
};
pub(in crate::arena) use std::sync::{Arc, Mutex, MutexGuard, OnceLock};
pub(in crate::arena) use std::thread_local;
pub(in crate::arena) use std::time::Instant;

pub(in crate::arena) use crossbeam_deque::{Steal, Stealer, Worker as Deque};
pub(in crate::arena) use crossbeam_utils::CachePadded;

use std::cell;
use std::hint;
use std::ptr;
use std::thread;
use std::time::Duration;

use crate::arena::process::affinity::{self, Affinity};
use crate::arena::process::signals;

/// std's, through closures: so a model checker's stand-in knows when an access begins and ends.
#[derive(Debug)]
pub(in crate::arena) struct UnsafeCell<T>(cell::UnsafeCell<T>);

impl<T> UnsafeCell<T> {
    pub(in crate::arena) fn new(value: T) -> UnsafeCell<T> {
        UnsafeCell(value.into())
    }
    pub(in crate::arena) fn with<R>(&self, f: impl FnOnce(*const T) -> R) -> R {
        f(self.0.get())
    }
    pub(in crate::arena) fn with_mut<R>(&self, f: impl FnOnce(*mut T) -> R) -> R {
        f(self.0.get())
    }
    pub(in crate::arena) fn into_inner(self) -> T {
        self.0.into_inner()
    }
}

/// Keeps a value for as long as the process lives.
pub(in crate::arena) fn forever<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// The cores that the process may use.
pub(in crate::arena) fn cores_of_process() -> Affinity {
    Affinity::new(affinity::of_process())
}

/// Sleeps while the word has that value; may return early (a signal, another value): the caller looks again.
pub(super) fn futex_wait(word: &AtomicU32, expected: u32) {
    sleep(word, expected, ptr::null());
}

/// The same for so long at most.
pub(super) fn futex_wait_for(word: &AtomicU32, expected: u32, time: Duration) {
    let time = libc::timespec { tv_sec: time.as_secs() as i64, tv_nsec: time.subsec_nanos().into() };
    sleep(word, expected, &raw const time);
}

fn sleep(word: &AtomicU32, expected: u32, time: *const libc::timespec) {
    // SAFETY: the word is a live, aligned 32-bit integer, and the time null or readable.
    unsafe {
        libc::syscall(
            libc::SYS_futex,
            word.as_ptr(),
            libc::FUTEX_WAIT | libc::FUTEX_PRIVATE_FLAG,
            expected,
            time,
        );
    }
}

/// Wakes the thread that sleeps on the word. The word may be gone already.
pub(super) fn futex_wake(word: *const AtomicU32) {
    // SAFETY: the kernel only uses the address as a name; nobody's memory is read or written.
    unsafe { libc::syscall(libc::SYS_futex, word, libc::FUTEX_WAKE | libc::FUTEX_PRIVATE_FLAG, 1) };
}

/// A clock of some milliseconds' resolution, which takes some nanoseconds to read.
pub(in crate::arena) fn coarse_millis() -> u64 {
    let mut now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the time is writable, and every Linux has the clock.
    unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC_COARSE, &raw mut now) };
    now.tv_sec as u64 * 1000 + now.tv_nsec as u64 / 1_000_000
}

/// Some tens of nanoseconds.
pub(super) fn pause() {
    hint::spin_loop();
}

/// Starts a thread that no signal of the program's is delivered to; whether that worked.
pub(in crate::arena) fn start_thread(stack: usize, main: impl FnOnce() + Send + 'static) -> bool {
    let before = signals::block();
    let main = move || {
        signals::remember(before);
        main();
    };
    let started = thread::Builder::new().name("arenablas".into()).stack_size(stack).spawn(main).is_ok();
    signals::set(&before);
    started
}

/// Sets up the memory reclamation of the deques, which the first steal of the process would do under a lock; a fork in
/// that moment would leave it held in the child.
pub(in crate::arena) fn prepare_deques() {
    crossbeam_epoch::default_collector();
}
