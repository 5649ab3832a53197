//! [`Cores`]: how many threads run, against how many may.

use crate::arena::sync::{AtomicUsize, CachePadded, Ordering, SeqCst};
use crate::arena::trace;

/// Counts the threads that run inside calls: masters and workers, each as one core taken.
#[derive(Debug)]
pub(super) struct Cores {
    /// It may change at any time; workers make room at their next task boundary.
    capacity: AtomicUsize,
    running: CachePadded<AtomicUsize>,
}

impl Cores {
    pub(super) fn new(capacity: usize) -> Cores {
        Cores { capacity: AtomicUsize::new(capacity), running: CachePadded::new(AtomicUsize::new(0)) }
    }

    pub(super) fn capacity(&self) -> usize {
        self.capacity.load(Ordering::Relaxed)
    }
    /// Returns the former one. Use [`Arena::update_capacity`](super::Arena), which also looks who could use a core that
    /// is free now.
    pub(super) fn set_capacity(&self, capacity: usize) -> usize {
        let former = self.capacity.swap(capacity, SeqCst);
        self.trace();
        former
    }

    /// For a master, and for a waiter that wakes up inside a task: their work has no other thread to do it, so they
    /// run, and workers make room at their next task boundary.
    pub(super) fn take(&self) {
        self.running.fetch_add(1, SeqCst);
        self.trace();
    }

    /// For a worker that is to start: only while there is room.
    pub(super) fn try_take(&self) -> bool {
        let room = |running| (running < self.capacity()).then_some(running + 1);
        let taken = self.running.fetch_update(SeqCst, Ordering::Relaxed, room).is_ok();
        self.trace();
        taken
    }

    /// Gives a core back. Use [`Arena::release_core`](super::Arena), which also looks who could use it.
    pub(super) fn give_back(&self) {
        self.running.fetch_sub(1, SeqCst);
        self.trace();
    }

    fn trace(&self) {
        trace::running(|| self.running.load(SeqCst), self.capacity());
    }

    /// How many are in use, as far as this thread knows.
    pub(super) fn running(&self) -> usize {
        self.running.load(Ordering::Relaxed)
    }

    /// Whether there is room for a worker.
    pub(super) fn is_free(&self) -> bool {
        self.running.load(SeqCst) < self.capacity()
    }

    /// Whether every core is in use, and none twice.
    pub(super) fn is_full(&self) -> bool {
        self.running.load(Ordering::Relaxed) == self.capacity()
    }
    /// Whether there is room for one worker and no more.
    pub(super) fn has_one_free(&self) -> bool {
        self.running.load(Ordering::Relaxed) + 1 == self.capacity()
    }

    /// Whether a worker has to make room for a master.
    pub(super) fn is_over(&self) -> bool {
        self.running.load(Ordering::Relaxed) > self.capacity()
    }
}
