//! [`Affinity`]: the cores that threads may run on, as the kernel keeps them.

use std::cell::Cell;
use std::mem::size_of_val;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::arena::fork;
use crate::arena::sync::thread_local;

/// As `sched_setaffinity` names it.
const THIS_THREAD: libc::pid_t = 0;
/// 8192 cores, the most that Linux is built for. The kernel uses as much of a mask as it has cores.
const WORDS: usize = 128;

/// Bit i of the whole is core i.
type Mask = [u64; WORDS];

thread_local! {
    /// The kernel's number of this thread if it is a worker of this process, and the process's generation: a caller's
    /// thread is the program's, and is not moved; and a worker that forks has another number in the child.
    static WORKER: Cell<(libc::pid_t, u32)> = const { Cell::new((0, 0)) };
}

/// From here on this thread is a worker.
pub(super) fn register_worker() {
    // SAFETY: it takes nothing and touches nothing.
    WORKER.set((unsafe { libc::gettid() }, fork::generation()));
}

/// This thread's number if it is a worker, else 0.
pub(super) fn worker() -> libc::pid_t {
    let (thread, generation) = WORKER.get();
    if generation == fork::generation() { thread } else { 0 }
}

/// The mask of the process, which is its first thread's: a caller may be pinned to one core.
pub(super) fn of_process() -> Option<Mask> {
    let mut mask = [0; WORDS];
    // SAFETY: the mask is writable and as long as said.
    let result =
        unsafe { libc::sched_getaffinity(libc::getpid(), size_of_val(&mask), mask.as_mut_ptr().cast()) };
    (result == 0).then_some(mask)
}

/// How many cores there are in a mask.
pub(super) fn count(mask: &Mask) -> usize {
    mask.iter().map(|word| word.count_ones() as usize).sum()
}

/// The cores that workers may run on. None means that they are not known, and the kernel refuses such a mask: then
/// everybody stays where he is.
#[derive(Debug)]
pub(super) struct Affinity([AtomicU64; WORDS]);

impl Affinity {
    /// Those of a mask.
    pub(super) fn new(mask: Option<Mask>) -> Affinity {
        Affinity(mask.unwrap_or([0; WORDS]).map(AtomicU64::new))
    }

    /// Follows the process, whose mask may have been changed; how many cores there are in it now. A worker takes
    /// over the new mask when it next wakes.
    pub(super) fn refresh(&self) -> usize {
        if let Some(mask) = of_process() {
            // Who reads meanwhile may get a mixture of both masks, for one sleep.
            for (word, new) in self.0.iter().zip(mask) {
                word.store(new, Ordering::Relaxed);
            }
        }
        count(&self.mask())
    }

    /// Lets this thread run on all of them. If none is there any more, it stays where it is.
    pub(super) fn adopt(&self) {
        give(THIS_THREAD, &self.mask());
    }

    /// Keeps a worker that is about to be woken off this thread's core, until it has woken and adopts all of them again.
    ///
    /// A kernel puts who is woken next to who wakes him unless it sees an idle core, and a guest of a hypervisor takes an
    /// idle core whose virtual processor is not running for a busy one. The worker would wait for its waker's time
    /// slice to end: for milliseconds, longer than most calls last.
    pub(super) fn send_elsewhere(&self, worker: libc::pid_t) {
        // SAFETY: it takes nothing and touches nothing.
        let Ok(here) = usize::try_from(unsafe { libc::sched_getcpu() }) else { return };
        let mut others = self.mask();
        if let Some(word) = others.get_mut(here / 64) {
            *word &= !(1 << (here % 64));
        }
        give(worker, &others);
    }

    fn mask(&self) -> Mask {
        std::array::from_fn(|i| self.0[i].load(Ordering::Relaxed))
    }
}

/// An empty mask is refused, and so is moving what the kernel doesn't let us move: the thread stays.
fn give(thread: libc::pid_t, mask: &Mask) {
    // SAFETY: the mask is readable and as long as said.
    unsafe { libc::sched_setaffinity(thread, size_of_val(mask), mask.as_ptr().cast()) };
}
