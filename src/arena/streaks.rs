//! [`Streaks`]: calls that are worth a worker that is awake and not worth waking one, and when many of them are.
//!
//! To wake a worker takes as long as such a call does. But a worker that has had work stays awake for a while
//! ([`Config::patience`](super::Config)), and whoever calls again before that finds it at hand. So a thread adds up the
//! flops of such calls, as long as each begins within that time after the one before. When the sum is worth it the streak is
//! complete: its last call wakes a worker, for the calls that will follow, and another streak begins.
//!
//! These calls aren't counted as running where they stay on their callers, for to count would take longer than some of
//! them last. So a thread with a complete streak leaves a stamp. Threads with fresh stamps have a core each, and workers get
//! what is left: none where there are as many callers as cores.

use std::cell::Cell;

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use crate::arena::cost;
use crate::arena::sync::{CachePadded, Instant, coarse_millis, this_thread, thread_local};

/// Threads share these places for their stamps. More callers than that are taken for fewer.
const PLACES: usize = 16;
/// A stamp counts for so long: in that time some threads have had their turn on each core, however many there are.
const FRESH_MILLIS: u64 = 20;

thread_local! {
    static STREAK: Cell<Streak> = const { Cell::new(Streak { flops: 0.0, until: None }) };
}

/// A thread's calls that came close after each other.
#[derive(Clone, Copy)]
struct Streak {
    flops: f64,
    /// The next call belongs to it if it begins before.
    until: Option<Instant>,
}

/// What the threads with streaks know of each other. It orders nothing: it is a heuristic's.
#[derive(Debug, Default)]
pub(super) struct Streaks {
    /// When a thread of that place last completed a streak, in milliseconds.
    stamps: [AtomicU64; PLACES],
    /// How many stamps were fresh when somebody last stamped. Mostly read.
    callers: CachePadded<AtomicUsize>,
}

impl Streaks {
    /// A call of this thread begins; whether it completes a streak.
    pub(super) fn are_completed_by(&self, flops: f64, patience: Duration) -> bool {
        let (now, streak) = (Instant::now(), STREAK.get());
        let goes_on = streak.until.is_some_and(|until| now < until);
        let flops = if goes_on { streak.flops + flops } else { flops };
        let complete = flops >= cost::STREAK;
        STREAK.set(Streak { flops: if complete { 0.0 } else { flops }, until: Some(now + patience) });
        if complete {
            self.stamp();
        }
        complete
    }

    /// How many threads have such calls at the moment.
    pub(super) fn callers(&self) -> usize {
        self.callers.load(Ordering::Relaxed)
    }

    fn stamp(&self) {
        let now = coarse_millis();
        self.stamps[this_thread() as usize % PLACES].store(now, Ordering::Relaxed);
        let is_fresh = |stamp: &&AtomicU64| now < stamp.load(Ordering::Relaxed) + FRESH_MILLIS;
        let callers = self.stamps.iter().filter(is_fresh).count();
        if callers != self.callers() {
            self.callers.store(callers, Ordering::Relaxed);
        }
    }
}
