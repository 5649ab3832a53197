//! [`Affinity`]: the cores that threads may run on, as the kernel keeps them.

use std::cell::Cell;
use std::mem::size_of_val;

use crate::arena::sync::thread_local;

/// As `sched_setaffinity` names it.
const THIS_THREAD: libc::pid_t = 0;

thread_local! {
    /// The kernel's number of this thread if it is a worker, else 0: a caller's thread is the program's, and is not moved.
    static WORKER: Cell<libc::pid_t> = const { Cell::new(0) };
}

/// From here on this thread is a worker.
pub(super) fn register_worker() {
    // SAFETY: it takes nothing and touches nothing.
    WORKER.set(unsafe { libc::gettid() });
}

/// This thread's number if it is a worker, else 0.
pub(super) fn worker() -> libc::pid_t {
    WORKER.get()
}

/// A set of cores: bit i of the whole is core i.
#[derive(Debug)]
pub(super) struct Affinity(Vec<u64>);

impl Affinity {
    /// That of the process, which is its first thread's: a caller may be pinned to one core.
    pub(super) fn of_process() -> Option<Affinity> {
        // The kernel refuses a mask that is too short for the machine, and says no more than that.
        (4..=12).find_map(|log| {
            let mut mask = vec![0_u64; 1 << log];
            // SAFETY: the mask is writable and as long as said.
            let result = unsafe {
                libc::sched_getaffinity(
                    libc::getpid(),
                    size_of_val(mask.as_slice()),
                    mask.as_mut_ptr().cast(),
                )
            };
            (result == 0).then_some(Affinity(mask))
        })
    }

    /// How many cores there are in it.
    pub(super) fn cores(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Lets this thread run on all of them. If none is there any more, it stays where it is.
    pub(super) fn adopt(&self) {
        self.give(THIS_THREAD);
    }

    /// Keeps a worker that is about to be woken off this thread's core, until it has woken and adopts all of them again.
    ///
    /// A kernel puts who is woken next to who wakes him unless it sees an idle core, and a guest of a hypervisor takes an
    /// idle core whose virtual processor is not running for a busy one. The worker would wait for its waker's time
    /// slice to end: for milliseconds, longer than most calls last.
    pub(super) fn send_elsewhere(&self, worker: libc::pid_t) {
        // SAFETY: it takes nothing and touches nothing.
        let Ok(here) = usize::try_from(unsafe { libc::sched_getcpu() }) else { return };
        let mut others = Affinity(self.0.clone());
        if let Some(word) = others.0.get_mut(here / 64) {
            *word &= !(1 << (here % 64));
        }
        if others.cores() > 0 {
            others.give(worker);
        }
    }

    fn give(&self, thread: libc::pid_t) {
        // SAFETY: the mask is readable and as long as said. A thread that the kernel doesn't let us move stays.
        unsafe { libc::sched_setaffinity(thread, size_of_val(self.0.as_slice()), self.0.as_ptr().cast()) };
    }
}
