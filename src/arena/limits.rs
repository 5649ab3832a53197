//! How many threads a call may have, by who says so. A limit belongs to whoever sets it: a thread's caps that thread's
//! calls and nobody else's; the process's caps the arena. They limit, they never raise: the least of them counts, and
//! none of them makes more cores than there are. 0 stands for no limit.

use std::cell::Cell;

use crate::arena::sync::{AtomicUsize, Ordering, thread_local};

/// What a routine belongs to, for limits on a part of the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    /// Levels 1 to 3.
    Blas,
    /// Factorisations and what is built on them.
    Lapack,
}

thread_local! {
    /// The limit of this thread's calls.
    static THREAD: Cell<usize> = const { Cell::new(0) };
}

/// The limit of this thread's calls.
#[must_use]
pub fn thread_limit() -> usize {
    THREAD.get()
}

/// Limits this thread's calls, from the next one on; the former limit. 0 takes it away.
pub fn set_thread_limit(threads: usize) -> usize {
    THREAD.replace(threads)
}

/// Runs `body` with this thread's calls limited; afterwards the former limit holds again.
pub fn with_thread_limit<R>(threads: usize, body: impl FnOnce() -> R) -> R {
    struct Restore(usize);
    impl Drop for Restore {
        fn drop(&mut self) {
            THREAD.set(self.0);
        }
    }
    let _restore = Restore(set_thread_limit(threads));
    body()
}

/// The limits of an arena.
#[derive(Debug)]
pub(super) struct Limits {
    /// What holds if nobody says otherwise.
    initial: usize,
    process: AtomicUsize,
    domains: [AtomicUsize; 2],
}

impl Limits {
    /// Limits of `initial` threads, and so many in the domains, until others are set.
    pub(super) fn new(initial: usize, domains: [usize; 2]) -> Limits {
        Limits { initial, process: AtomicUsize::new(0), domains: domains.map(AtomicUsize::new) }
    }

    /// The same limits for the arena of a forked child.
    pub(super) fn inherited(&self) -> Limits {
        let copy = |limit: &AtomicUsize| AtomicUsize::new(limit.load(Ordering::Relaxed));
        Limits {
            initial: self.initial,
            process: copy(&self.process),
            domains: [copy(&self.domains[0]), copy(&self.domains[1])],
        }
    }

    pub(super) fn process(&self) -> usize {
        match self.process.load(Ordering::Relaxed) {
            0 => self.initial,
            set => set,
        }
    }
    pub(super) fn set_process(&self, threads: usize) -> usize {
        let former = self.process();
        self.process.store(threads, Ordering::Relaxed);
        former
    }

    pub(super) fn domain(&self, domain: Domain) -> usize {
        self.domains[domain as usize].load(Ordering::Relaxed)
    }
    pub(super) fn set_domain(&self, domain: Domain, threads: usize) -> usize {
        self.domains[domain as usize].swap(threads, Ordering::Relaxed)
    }
}

/// A limit as a number that can be compared.
pub(super) fn at_most(limit: usize) -> usize {
    if limit == 0 { usize::MAX } else { limit }
}
