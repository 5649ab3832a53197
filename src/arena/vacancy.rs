//! [`Vacancy`]: a core that a master has just left.
//!
//! Between two calls of a program there are often some microseconds only. To wake a worker for them takes longer than they
//! last, and then the master is back, and the worker is one too many until its next task boundary. So the core is offered
//! when it has been free for a while: by whoever of those that stay comes to a task boundary first.

use std::time::Duration;

use crate::arena::sync::{AtomicBool, Instant, Mutex, Ordering, lock, try_lock};

/// Whether there is such a core, and from when on it may be given away.
#[derive(Debug, Default)]
pub(super) struct Vacancy {
    open: AtomicBool,
    from: Mutex<Option<Instant>>,
}

impl Vacancy {
    /// A master has left, and may be back within `grace`.
    pub(super) fn open(&self, grace: Duration) {
        *lock(&self.from) = Some(Instant::now() + grace);
        self.open.store(true, Ordering::Release);
    }

    /// All cores are in use again.
    pub(super) fn close(&self) {
        // Read first: most of the time it is closed, and the line is everybody's.
        if self.open.load(Ordering::Relaxed) {
            self.open.store(false, Ordering::Relaxed);
        }
    }

    /// Whether the master may still be back. (While another thread asks, it may.)
    pub(super) fn is_fresh(&self) -> bool {
        self.open.load(Ordering::Acquire)
            && try_lock(&self.from).is_none_or(|from| from.is_some_and(|from| Instant::now() < from))
    }

    /// Whether it is time to give it away; that is said once.
    pub(super) fn is_due(&self) -> bool {
        self.open.load(Ordering::Acquire) && !self.is_fresh() && self.open.swap(false, Ordering::Relaxed)
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use std::thread;
    use std::time::Duration;

    use super::Vacancy;

    #[test]
    fn it_is_fresh_for_a_while_and_then_due_once() {
        let vacancy = Vacancy::default();
        assert!(!vacancy.is_fresh() && !vacancy.is_due());
        vacancy.open(Duration::from_secs(1000));
        assert!(vacancy.is_fresh() && !vacancy.is_due());
        vacancy.open(Duration::from_millis(1));
        thread::sleep(Duration::from_millis(2));
        assert!(!vacancy.is_fresh() && vacancy.is_due() && !vacancy.is_due());
        vacancy.open(Duration::from_secs(1000));
        vacancy.close();
        assert!(!vacancy.is_fresh() && !vacancy.is_due());
    }
}
