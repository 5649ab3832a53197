//! The primitives that everything else here synchronises with, in one place so that a model checker can put its own
//! in their stead.

pub(super) use std::sync::atomic::{
    AtomicBool, AtomicI32, AtomicPtr, AtomicU32, AtomicU64, AtomicUsize, Ordering, Ordering::SeqCst, fence,
};
pub(super) use std::sync::{Arc, Mutex, MutexGuard, OnceLock};

pub(super) use crossbeam_utils::CachePadded;

use crate::arena::affinity::{self, Affinity};

use std::sync::PoisonError;
use std::time::{Duration, Instant};

/// Locks. A panic in another holder is no reason to stop: nothing here is left half done when it unwinds.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

const AWAKE: u32 = 0;
const ASLEEP: u32 = 1;

/// Where one thread sleeps until another wakes it.
///
/// The sleeper announces, looks once more whether there is a reason to stay awake, and parks (or cancels). A waker
/// makes the reason true and unparks. Both put a `SeqCst` fence between their two steps, so that one of them sees
/// the other.
#[derive(Debug, Default)]
pub(super) struct Parker {
    word: AtomicU32,
    /// The sleeper's number if it is a worker.
    worker: AtomicI32,
}

impl Parker {
    /// From here on `unpark` finds the sleeper.
    pub(super) fn announce(&self) {
        self.worker.store(affinity::worker(), Ordering::Relaxed);
        self.word.store(ASLEEP, SeqCst);
    }
    /// The sleeper stays awake after all.
    pub(super) fn cancel(&self) {
        self.word.store(AWAKE, SeqCst);
    }
    /// Sleeps until unparked; at once if that has happened since `announce`. A worker wakes on any of `cores` but its
    /// waker's, and may run on all of them afterwards.
    pub(super) fn park(&self, cores: Option<&Affinity>) {
        while self.word.load(Ordering::Acquire) == ASLEEP {
            futex_wait(&self.word, ASLEEP);
        }
        if let Some(cores) = cores
            && affinity::worker() != 0
        {
            cores.adopt();
        }
    }
    /// Wakes the sleeper if there is one; whether there was. One sleep is woken by one waker only.
    pub(super) fn unpark(&self, cores: Option<&Affinity>) -> bool {
        let asleep = self.word.load(SeqCst) == ASLEEP && self.word.swap(AWAKE, SeqCst) == ASLEEP;
        if asleep {
            let worker = self.worker.load(Ordering::Relaxed);
            if let Some(cores) = cores
                && worker != 0
            {
                cores.send_elsewhere(worker);
            }
            futex_wake(&self.word);
        }
        asleep
    }
}

fn futex_wait(word: &AtomicU32, expected: u32) {
    let no_timeout = std::ptr::null::<libc::timespec>();
    // SAFETY: the word is a live, aligned 32-bit integer. Returning early (a signal, another value) is allowed for:
    // the caller looks at the word again.
    unsafe {
        libc::syscall(
            libc::SYS_futex,
            word.as_ptr(),
            libc::FUTEX_WAIT | libc::FUTEX_PRIVATE_FLAG,
            expected,
            no_timeout,
        );
    }
}

fn futex_wake(word: &AtomicU32) {
    // SAFETY: the kernel only uses the address as a name; nobody's memory is read or written.
    unsafe {
        libc::syscall(libc::SYS_futex, word.as_ptr(), libc::FUTEX_WAKE | libc::FUTEX_PRIVATE_FLAG, 1);
    }
}

/// A wait of bounded length that burns its core, for what is expected sooner than a sleep and a wake-up would take.
#[derive(Debug)]
pub(super) struct Spin {
    budget: Duration,
    until: Option<Instant>,
}

impl Spin {
    /// A wait of at most `budget`, which starts with the first turn.
    pub(super) fn new(budget: Duration) -> Spin {
        Spin { budget, until: None }
    }
    /// A fraction of a microsecond; false when the time is up.
    pub(super) fn turn(&mut self) -> bool {
        if self.budget.is_zero() {
            return false;
        }
        for _ in 0..32 {
            std::hint::spin_loop();
        }
        let now = Instant::now();
        now < *self.until.get_or_insert(now + self.budget)
    }
    /// Starts anew.
    pub(super) fn reset(&mut self) {
        self.until = None;
    }
}
