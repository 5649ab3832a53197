//! How many cores this process may use: the smaller of its affinity mask and its control groups' CPU quotas. Never
//! the host's number of cores: in a container that is somebody else's. (A cpuset is a part of the affinity mask: the
//! kernel shows each thread the cores of both.)
//!
//! Both may change while the process runs (`taskset -p`, a container that is given more), so a [`Watch`] looks again
//! now and then. Nobody is told by the kernel, and a thread that waits for news would be one too many: who opens a
//! parallel call looks at a coarse clock, some nanoseconds, and reads when it is time.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::arena::process::affinity::{self, Affinity};
use crate::arena::process::cancel::uncancelled;
use crate::arena::process::cgroup::Quotas;
use crate::arena::sync::{Mutex, coarse_millis, try_lock};

/// Between two looks at the affinity mask: a system call of less than a microsecond.
const AFFINITY_MILLIS: u64 = 100;
/// Between two looks at the quotas: some files, some tens of microseconds.
const QUOTA_MILLIS: u64 = 1000;
/// What the kernel tells of this process.
const PROCESS: &str = "/proc/self";

/// What may be used, and when to look again.
#[derive(Debug)]
pub(in crate::arena) struct Watch {
    /// When the next look is due.
    due: AtomicU64,
    quota: Mutex<Quota>,
}

#[derive(Debug)]
struct Quota {
    files: Quotas,
    due: u64,
    cores: Option<usize>,
}

impl Watch {
    /// A watch that begins after a `detect`.
    pub(in crate::arena) fn new() -> Watch {
        let now = coarse_millis();
        let quota = Quota { files: Quotas::of(Path::new(PROCESS)), due: now, cores: None };
        Watch { due: AtomicU64::new(now + AFFINITY_MILLIS), quota: Mutex::new(quota) }
    }

    /// The cores this process may use, at least 1, if it is time to look; the affinity is brought up to date, too.
    /// Nobody waits here: while one thread reads, the others go on with what is known.
    pub(in crate::arena) fn look(&self, affinity: &Affinity) -> Option<usize> {
        let (now, due) = (coarse_millis(), self.due.load(Ordering::Relaxed));
        if now < due {
            return None;
        }
        let mine =
            self.due.compare_exchange(due, now + AFFINITY_MILLIS, Ordering::Relaxed, Ordering::Relaxed);
        let mut quota = try_lock(&self.quota).filter(|_| mine.is_ok())?;
        if now >= quota.due {
            quota.due = now + QUOTA_MILLIS;
            // Files are read here, and that is where threads may be cancelled.
            quota.cores = uncancelled(|| quota.files.least());
        }
        Some(cores(affinity.refresh(), quota.cores))
    }
}

/// The cores this process may use now, at least 1.
pub(in crate::arena) fn detect() -> usize {
    let quota = uncancelled(|| Quotas::of(Path::new(PROCESS)).least());
    cores(affinity::of_process().map_or(1, |mask| affinity::count(&mask)), quota)
}

fn cores(allowed: usize, quota: Option<usize>) -> usize {
    quota.map_or(allowed, |quota| allowed.min(quota)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_core_and_a_quota_can_only_take_away() {
        assert!(detect() >= 1);
        assert_eq!(cores(4, Some(2)), 2);
        assert_eq!(cores(4, Some(8)), 4);
        assert_eq!(cores(4, None), 4);
        assert_eq!(cores(0, None), 1);
    }

    #[test]
    fn a_watch_looks_when_it_is_due_and_by_one_thread() {
        let (watch, affinity) = (Watch::new(), Affinity::new(affinity::of_process()));
        for _ in 0..3 {
            watch.due.store(0, Ordering::Relaxed);
            assert_eq!(watch.look(&affinity), Some(detect()));
        }
        watch.due.store(u64::MAX, Ordering::Relaxed);
        assert_eq!(watch.look(&affinity), None);
        watch.due.store(0, Ordering::Relaxed);
        let _reader = watch.quota.lock().unwrap();
        assert_eq!(watch.look(&affinity), None);
    }
}
