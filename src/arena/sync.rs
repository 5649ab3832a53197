//! What threads synchronise by. Everything that the scheduler takes from the system comes through here, so that
//! something else can stand in its place: a model checker's primitives, or a simulator's clock.

#[cfg(loom)]
pub(super) mod model;
#[cfg(not(loom))]
#[cfg_attr(arena_sim, expect(unused, reason = "a simulated machine takes what needs no time"))]
mod os;
#[cfg(arena_sim)]
pub(super) mod virtual_time;

#[cfg(loom)]
use model as system;
#[cfg(not(any(loom, arena_sim)))]
use os as system;
#[cfg(arena_sim)]
use virtual_time as system;

pub(super) use system::{
    Arc, AtomicBool, AtomicI32, AtomicU8, AtomicU32, AtomicUsize, CachePadded, Deque, Instant, Mutex,
    MutexGuard, OnceLock, Ordering, SeqCst, Steal, Stealer, UnsafeCell, coarse_millis, cores_of_process,
    fence, forever, prepare_deques, start_thread, thread_local,
};

#[cfg(any(loom, arena_sim))]
pub(super) use system::LocalKey;

use std::cell::Cell;
use std::sync::atomic::AtomicU64;
use std::sync::{PoisonError, TryLockError};
use std::time::Duration;

use crate::arena::process::affinity::{self, Affinity, Place};
use system::{futex_wait, futex_wait_for, futex_wake, pause};

/// Locks. A panic in another holder is no reason to stop: nothing here is left half done when it unwinds.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Locks unless somebody else has.
pub(super) fn try_lock<T>(mutex: &Mutex<T>) -> Option<MutexGuard<'_, T>> {
    match mutex.try_lock() {
        Ok(guard) => Some(guard),
        Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
        Err(TryLockError::WouldBlock) => None,
    }
}

thread_local! {
    static THREAD: Cell<u64> = const { Cell::new(0) };
}

/// A number of this thread that no other has or will have.
pub(super) fn this_thread() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    if THREAD.get() == 0 {
        THREAD.set(NEXT.fetch_add(1, Ordering::Relaxed));
    }
    THREAD.get()
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
    /// Where it may wake: a hint, of no interest to a model checker.
    place: AtomicU64,
}

impl Parker {
    /// From here on `unpark` finds the sleeper.
    pub(super) fn announce(&self, cores: &Affinity) {
        let worker = affinity::worker();
        if worker != 0 {
            self.place.store(cores.rest().bits(), Ordering::Relaxed);
        }
        self.worker.store(worker, Ordering::Relaxed);
        self.word.store(ASLEEP, SeqCst);
    }
    /// The sleeper stays awake after all.
    pub(super) fn cancel(&self, cores: &Affinity) {
        // As a waker does it: loom doesn't know that a plain store comes after the swap that it hasn't seen.
        self.word.swap(AWAKE, SeqCst);
        self.rise(cores);
    }
    /// Sleeps until unparked; at once if that has happened since `announce`. A worker wakes on any of `cores` but its
    /// waker's, and may run on all of them when it has been up for a while.
    pub(super) fn park(&self, cores: &Affinity) {
        while self.word.load(Ordering::Acquire) == ASLEEP {
            futex_wait(&self.word, ASLEEP);
        }
        self.rise(cores);
    }
    /// The same for so long at most, and perhaps less; for a thread of the program's. The sleeper may still be asleep in the
    /// eyes of others afterwards.
    pub(super) fn park_for(&self, time: Duration) {
        if self.word.load(Ordering::Acquire) == ASLEEP {
            futex_wait_for(&self.word, ASLEEP, time);
        }
    }
    /// Wakes the sleeper if there is one; whether there was. One sleep is woken by one waker only.
    pub(super) fn unpark(&self, cores: &Affinity) -> bool {
        let asleep = self.word.load(SeqCst) == ASLEEP && self.word.swap(AWAKE, SeqCst) == ASLEEP;
        if asleep {
            let worker = self.worker.load(Ordering::Relaxed);
            if worker != 0 {
                // Who wakes by himself meanwhile (a signal) may miss where we put him, and run there until he next wakes.
                let place = Place::from_bits(self.place.load(Ordering::Relaxed));
                self.place.store(cores.place_worker(worker, place).bits(), Ordering::Relaxed);
            }
            futex_wake(&self.word);
        }
        asleep
    }

    fn rise(&self, cores: &Affinity) {
        if affinity::worker() != 0 {
            cores.rise(Place::from_bits(self.place.load(Ordering::Relaxed)));
        }
    }
}

/// Lets another thread have this core, if one wants it. (In a model, a turn of a `Spin` does so.)
pub(super) fn give_way() {
    #[cfg(not(any(loom, arena_sim)))]
    std::thread::yield_now();
}

/// A wait of bounded length that burns its core, for what is expected sooner than a sleep and a wake-up would take.
#[derive(Debug)]
pub(super) struct Spin {
    budget: Duration,
    turns: u32,
    until: Option<Instant>,
}

/// In so many turns there is one look at what others write as well, or takes longer than a turn does. (A simulated turn stands for
/// as many.)
const LOOK: u32 = if cfg!(arena_sim) { 1 } else { 64 };

impl Spin {
    /// A wait of at most `budget`, which starts with the first turn.
    pub(super) fn new(budget: Duration) -> Spin {
        Spin { budget, turns: 0, until: None }
    }
    /// Some tens of nanoseconds; false when the time is up.
    pub(super) fn turn(&mut self) -> bool {
        if self.budget.is_zero() {
            return false;
        }
        pause();
        self.turns = self.turns.wrapping_add(1);
        if !self.is_at_look() {
            return true;
        }
        let now = Instant::now();
        now < *self.until.get_or_insert(now + self.budget)
    }
    /// Whether to look around before the next turn: at first, and from time to time. To read in every turn what another
    /// thread writes takes the line away from it as often.
    pub(super) fn is_at_look(&self) -> bool {
        self.turns.is_multiple_of(LOOK)
    }
    /// Starts anew.
    pub(super) fn reset(&mut self) {
        (self.turns, self.until) = (0, None);
    }
}
