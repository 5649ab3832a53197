//! [`Meter`]: what a simulated machine did, added up.

use crate::machine::Nanos;

/// Sums over a simulation. Areas are in core-nanoseconds.
#[derive(Debug)]
pub(crate) struct Meter {
    cores: usize,
    pub(crate) useful: Nanos,
    pub(crate) threads: u64,
    pub(crate) preemptions: u64,
    pub(crate) sleeps: u64,
    busy: Nanos,
    waiting: Nanos,
    over: Nanos,
    most_runnable: usize,
    finished: Option<Nanos>,
}

/// What a simulated machine did.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Until all was done.
    pub makespan: Nanos,
    /// What the program computed on all cores together, without all that was needed to organise it.
    pub useful: Nanos,
    /// For how long the cores were busy, in all.
    pub busy: Nanos,
    /// For how long threads were ready to run and had no core, in all.
    pub waiting: Nanos,
    /// For how long there were more such threads than cores.
    pub over: Nanos,
    /// The most threads that ever ran or were ready to.
    pub most_runnable: usize,
    /// Threads made.
    pub threads: u64,
    /// Times that a thread lost its core to another though it had more to do.
    pub preemptions: u64,
    /// Times that a thread went to sleep.
    pub sleeps: u64,
    /// Of how many cores.
    pub cores: usize,
}

impl Report {
    /// The part of the machine that did what the program wanted done, up to the makespan.
    #[must_use]
    pub fn utilisation(&self) -> f64 {
        self.useful as f64 / (self.makespan as f64 * self.cores as f64).max(1.0)
    }
}

impl Meter {
    pub(crate) fn new(cores: usize) -> Meter {
        Meter {
            cores,
            useful: 0,
            threads: 0,
            preemptions: 0,
            sleeps: 0,
            busy: 0,
            waiting: 0,
            over: 0,
            most_runnable: 0,
            finished: None,
        }
    }

    /// Time passes, with so many threads at work and so many more that could be.
    pub(crate) fn advance(&mut self, time: Nanos, busy: usize, ready: usize) {
        if time == 0 || self.finished.is_some() {
            return;
        }
        self.busy += time * busy as Nanos;
        self.waiting += time * ready as Nanos;
        self.over += if ready > 0 { time } else { 0 };
        self.most_runnable = self.most_runnable.max(busy + ready);
    }

    /// What happens from now on doesn't count.
    pub(crate) fn finish(&mut self, now: Nanos) {
        self.finished = Some(now);
    }

    pub(crate) fn report(&self) -> Report {
        Report {
            makespan: self.finished.unwrap_or(0),
            useful: self.useful,
            busy: self.busy,
            waiting: self.waiting,
            over: self.over,
            most_runnable: self.most_runnable,
            threads: self.threads,
            preemptions: self.preemptions,
            sleeps: self.sleeps,
            cores: self.cores,
        }
    }
}
