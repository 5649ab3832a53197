//! What an arena has done so far, counted.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::arena::sync::CachePadded;

/// What an arena has done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Calls that were wide enough to go parallel.
    pub calls: u64,
    /// Threads created.
    pub workers: u64,
    /// Times that a worker joined a call.
    pub joins: u64,
    /// Tasks that ran on another thread than the one that offered them.
    pub steals: u64,
    /// Times that a thread went to sleep, as a worker or in the middle of a call.
    pub parks: u64,
}

/// The same as the arena counts it.
#[derive(Debug, Default)]
pub(super) struct Counters {
    /// By itself: it is written by masters, the others by workers.
    pub(super) calls: CachePadded<Counter>,
    pub(super) workers: Counter,
    pub(super) joins: Counter,
    pub(super) steals: Counter,
    pub(super) parks: Counter,
}

/// A number of events. It orders nothing.
#[derive(Debug, Default)]
pub(super) struct Counter(AtomicU64);

impl Counter {
    pub(super) fn add(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
    fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Counters {
    pub(super) fn read(&self) -> Stats {
        Stats {
            calls: self.calls.get(),
            workers: self.workers.get(),
            joins: self.joins.get(),
            steals: self.steals.get(),
            parks: self.parks.get(),
        }
    }
}
