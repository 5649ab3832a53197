//! [`Costs`]: what the simulated machine and its operating system charge.

use crate::machine::Nanos;

/// Times in nanoseconds. The defaults are for a server of today; `docs/SCALING.md` says where each comes from.
#[derive(Clone, Debug)]
pub struct Costs {
    /// How long a thread may go on when others wait for its core.
    pub slice: Nanos,
    /// What a core needs to take up another thread.
    pub switch: Nanos,
    /// From being woken to being ready to run, on average: most of it is an idle core's way out of its sleep.
    pub wake_latency: Nanos,
    /// What waking costs the waker.
    pub wake: Nanos,
    /// What going to sleep costs the sleeper.
    pub sleep: Nanos,
    /// What starting a thread costs the starter.
    pub start: Nanos,
    /// From being started to being ready to run, on average.
    pub start_latency: Nanos,
    /// Reading a cache line that the core has.
    pub look: Nanos,
    /// Fetching a cache line that another core has written.
    pub line: Nanos,
    /// Taking a task from another's deque.
    pub steal: Nanos,
    /// Taking and giving back a lock that nobody holds.
    pub lock: Nanos,
    /// One turn of a spinning wait.
    pub pause: Nanos,
}

impl Default for Costs {
    fn default() -> Costs {
        Costs {
            slice: 3_000_000,
            switch: 2_000,
            wake_latency: 20_000,
            wake: 2_000,
            sleep: 1_000,
            start: 15_000,
            start_latency: 30_000,
            look: 3,
            line: 60,
            steal: 200,
            lock: 60,
            pause: 500,
        }
    }
}

impl Costs {
    /// A machine that charges for nothing but what the program computes.
    #[must_use]
    pub fn free() -> Costs {
        Costs {
            slice: 3_000_000,
            switch: 0,
            wake_latency: 0,
            wake: 0,
            sleep: 0,
            start: 0,
            start_latency: 0,
            look: 0,
            line: 0,
            steal: 0,
            lock: 0,
            // Time must pass while somebody spins.
            pause: 100,
        }
    }
}
