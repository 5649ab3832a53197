//! [`Affinity`]: the cores that threads may run on, as the kernel keeps them.

use std::cell::Cell;
use std::mem::size_of_val;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use crate::arena::process::fork;
use crate::arena::sync::{coarse_millis, thread_local};

/// As `sched_setaffinity` names it.
const THIS_THREAD: libc::pid_t = 0;
/// 8192 cores, the most that Linux is built for. The kernel uses as much of a mask as it has cores.
const WORDS: usize = 128;

/// A worker that is up for less than so many milliseconds isn't worth the system call that lets it go elsewhere.
const SETTLING: u64 = 2;

/// Bit i of the whole is core i.
type Mask = [u64; WORDS];

thread_local! {
    /// The kernel's number of this thread if it is a worker of this process, and the process's generation: a caller's
    /// thread is the program's, and is not moved; and a worker that forks has another number in the child.
    static WORKER: Cell<(libc::pid_t, u32)> = const { Cell::new((0, 0)) };
    /// Where this thread may run, if it is a worker.
    static STAY: Cell<Stay> = const { Cell::new(Stay { place: Place::ANYWHERE, woken: Place::ANYWHERE, since: 0 }) };
    /// What this thread is about to do.
    static NEXT: Cell<Next> = const { Cell::new(Next::GoesOn) };
    /// The worker that it has left its core to, when it last fell asleep, and that core.
    static SUCCESSOR: Cell<Option<(libc::pid_t, usize)>> = const { Cell::new(None) };
}

/// What a thread does when it has woken another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// It goes on with the arena's work.
    GoesOn,
    /// It goes on with the program's, or sleeps.
    Leaves,
    /// It sleeps.
    Sleeps,
}

/// Where a worker may wake: on all cores of the process, on all but one, or on one only. In the high half is which change of
/// the process's mask that was said of, in the low one the number of that core from 1 on, or 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::arena) struct Place(u64);

impl Place {
    const ANYWHERE: Place = Place(0);
    /// That core is the only one.
    const ONLY: u64 = 1 << 31;

    pub(in crate::arena) fn from_bits(bits: u64) -> Place {
        Place(bits)
    }
    pub(in crate::arena) fn bits(self) -> u64 {
        self.0
    }
    /// The core that it excludes, or the only one.
    fn core(self) -> Option<usize> {
        ((self.0 & (Place::ONLY - 1)) as usize).checked_sub(1)
    }
    fn is_only(self) -> bool {
        self.0 & Place::ONLY != 0
    }
}

#[derive(Clone, Copy, Debug)]
struct Stay {
    place: Place,
    /// Where it was woken last, and when, in milliseconds.
    woken: Place,
    since: u64,
}

/// Runs `body`, in which this thread wakes others because it gives up its core, and perhaps goes on with the program's work.
pub(in crate::arena) fn leaving<R>(body: impl FnOnce() -> R) -> R {
    with_next(Next::Leaves, body)
}

/// Runs `body`, in which this thread wakes others because it gives up its core to sleep.
pub(in crate::arena) fn falling_asleep<R>(body: impl FnOnce() -> R) -> R {
    SUCCESSOR.set(None);
    with_next(Next::Sleeps, body)
}

fn with_next<R>(next: Next, body: impl FnOnce() -> R) -> R {
    NEXT.set(next);
    let result = body();
    NEXT.set(Next::GoesOn);
    result
}

/// From here on this thread is a worker.
pub(in crate::arena) fn register_worker() {
    // SAFETY: it takes nothing and touches nothing.
    WORKER.set((unsafe { libc::gettid() }, fork::generation()));
}

/// This thread's number if it is a worker, else 0.
pub(in crate::arena) fn worker() -> libc::pid_t {
    let (thread, generation) = WORKER.get();
    if generation == fork::generation() { thread } else { 0 }
}

/// The mask of the process, which is its first thread's: a caller may be pinned to one core.
pub(in crate::arena) fn of_process() -> Option<Mask> {
    // SAFETY: it takes nothing and touches nothing.
    of(unsafe { libc::getpid() })
}

fn of(thread: libc::pid_t) -> Option<Mask> {
    let mut mask = [0; WORDS];
    // SAFETY: the mask is writable and as long as said.
    let result = unsafe { libc::sched_getaffinity(thread, size_of_val(&mask), mask.as_mut_ptr().cast()) };
    (result == 0).then_some(mask)
}

/// How many cores there are in a mask.
pub(in crate::arena) fn count(mask: &Mask) -> usize {
    mask.iter().map(|word| word.count_ones() as usize).sum()
}

/// The cores that workers may run on. None means that they are not known, and the kernel refuses such a mask: then
/// everybody stays where he is.
#[derive(Debug)]
pub(in crate::arena) struct Affinity {
    mask: [AtomicU64; WORDS],
    /// How often it has changed.
    changes: AtomicU32,
}

impl Affinity {
    /// Those of a mask.
    pub(in crate::arena) fn new(mask: Option<Mask>) -> Affinity {
        Affinity { mask: mask.unwrap_or([0; WORDS]).map(AtomicU64::new), changes: AtomicU32::new(0) }
    }

    /// Follows the process, whose mask may have been changed; how many cores there are in it now. A worker takes
    /// over the new mask when it is next woken.
    pub(in crate::arena) fn refresh(&self) -> usize {
        if let Some(mask) = of_process() {
            let mut changed = false;
            // Who reads meanwhile may get a mixture of both masks, for one sleep.
            for (word, new) in self.mask.iter().zip(mask) {
                changed |= word.swap(new, Ordering::Relaxed) != new;
            }
            if changed {
                self.changes.fetch_add(1, Ordering::Release);
            }
        }
        count(&self.mask())
    }

    /// Lets this thread, a worker, run on all of them. If none is there any more, it stays where it is.
    pub(in crate::arena) fn adopt(&self) {
        give(THIS_THREAD, &self.mask());
    }

    /// To be called by a worker that is about to sleep: keeps it off the core from which it was woken last, as
    /// [`place_worker`](Affinity::place_worker) would, so that its next waker, most likely there, needn't. The place.
    pub(in crate::arena) fn rest(&self) -> Place {
        let stay = STAY.get();
        let place = self.place(stay.woken.core());
        if stay.place != place {
            give(THIS_THREAD, &self.mask_of(place));
            STAY.set(Stay { place, ..stay });
        }
        place
    }

    /// To be called by a worker that has slept in that place.
    pub(in crate::arena) fn rise(&self, place: Place) {
        STAY.set(Stay { place, woken: place, since: coarse_millis() });
    }

    /// To be called by a worker now and then: if it has been up for a while, it may go wherever there is a core.
    pub(in crate::arena) fn settle(&self) {
        if coarse_millis() - STAY.get().since >= SETTLING {
            self.roam();
        }
    }

    /// To be called by a worker that looks for work: it may go wherever there is a core. On the one that it was left it would be
    /// in the way of the thread that slept there and comes back, and would wait for it.
    pub(in crate::arena) fn roam(&self) {
        let stay = STAY.get();
        if stay.place.core().is_some() {
            self.adopt();
            STAY.set(Stay { place: self.place(None), ..stay });
        }
    }

    /// Keeps a worker that is about to be woken off this thread's core; or on it, if this thread is about to sleep. It sleeps
    /// in that place; the result is where it was put.
    ///
    /// A kernel puts who is woken next to who wakes him, or where he was, unless it sees an idle core; and a guest of a
    /// hypervisor takes an idle core whose virtual processor is not running for a busy one, and leaves it idle beside another
    /// that two threads share. The worker would wait for somebody's time slice to end: for milliseconds, longer than most
    /// calls last. The system call takes as long as the wake-up itself: so who goes to sleep makes it, as well as it knows,
    /// and who wakes leaves it at that for a while.
    pub(in crate::arena) fn place_worker(&self, worker: libc::pid_t, place: Place) -> Place {
        let here = this_core();
        let wanted = match NEXT.get() {
            Next::GoesOn => self.place(here),
            Next::Leaves => self.place(None),
            Next::Sleeps => self.only(here),
        };
        if place != wanted {
            give(worker, &self.mask_of(wanted));
        }
        if wanted.is_only() {
            SUCCESSOR.set(here.map(|core| (worker, core)));
        }
        wanted
    }

    /// To be called by a thread that has slept and goes on: if it is back on the core that it left to a worker, that goes
    /// elsewhere. (It is awake most likely. If not, it sleeps off this core by itself.)
    pub(in crate::arena) fn return_to_core(&self) {
        if let Some((worker, core)) = SUCCESSOR.replace(None)
            && this_core() == Some(core)
        {
            give(worker, &self.mask_of(self.place(Some(core))));
        }
    }

    fn place(&self, kept_off: Option<usize>) -> Place {
        let changes = self.changes.load(Ordering::Acquire);
        Place(u64::from(changes) << 32 | kept_off.map_or(0, |core| core as u64 + 1))
    }
    /// That core, or any if it isn't known.
    fn only(&self, core: Option<usize>) -> Place {
        let Place(bits) = self.place(core);
        Place(if core.is_some() { bits | Place::ONLY } else { bits })
    }

    fn mask_of(&self, place: Place) -> Mask {
        let mut mask = self.mask();
        let Some(core) = place.core().filter(|core| core / 64 < WORDS) else { return mask };
        let (word, bit) = (core / 64, 1 << (core % 64));
        if place.is_only() {
            let there = mask[word] & bit;
            mask = [0; WORDS];
            mask[word] = there;
        } else {
            mask[word] &= !bit;
        }
        mask
    }

    fn mask(&self) -> Mask {
        std::array::from_fn(|i| self.mask[i].load(Ordering::Relaxed))
    }
}

fn this_core() -> Option<usize> {
    // SAFETY: it takes nothing and touches nothing.
    usize::try_from(unsafe { libc::sched_getcpu() }).ok()
}

/// An empty mask is refused, and so is moving what the kernel doesn't let us move: the thread stays.
fn give(thread: libc::pid_t, mask: &Mask) {
    // SAFETY: the mask is readable and as long as said.
    unsafe { libc::sched_setaffinity(thread, size_of_val(mask), mask.as_ptr().cast()) };
}

#[cfg(all(test, not(any(loom, arena_sim))))]
mod tests {
    use std::sync::mpsc;
    use std::thread;

    use super::{Affinity, Mask, Place, THIS_THREAD, count, falling_asleep, give, leaving, of, of_process};

    #[test]
    fn a_worker_is_put_where_its_waker_will_not_be() {
        let all = of_process().expect("Linux tells it");
        if count(&all) < 2 {
            return;
        }
        let cores = Affinity::new(Some(all));
        // The waker is pinned: else it might go elsewhere meanwhile.
        let here = all.iter().position(|&word| word != 0).expect("there is a core");
        let only = std::array::from_fn(|i| if i == here { all[i] & all[i].wrapping_neg() } else { 0 });
        let others: Mask = std::array::from_fn(|i| all[i] & !only[i]);
        give(THIS_THREAD, &only);

        let ((says, hears), (ends, end)) = (mpsc::channel(), mpsc::channel::<()>());
        let worker = thread::spawn(move || {
            // SAFETY: it takes nothing and touches nothing.
            says.send(unsafe { libc::gettid() }).expect("the test listens");
            end.recv().expect("the test says when");
        });
        let id = hears.recv().expect("the thread says it");
        let off = cores.place_worker(id, Place::ANYWHERE);
        assert_eq!(of(id), Some(others));
        let anywhere = leaving(|| cores.place_worker(id, off));
        assert_eq!(of(id), Some(all));
        cores.return_to_core();
        assert_eq!(of(id), Some(all), "the waker has not slept");
        falling_asleep(|| cores.place_worker(id, anywhere));
        assert_eq!(of(id), Some(only));
        cores.return_to_core();
        assert_eq!(of(id), Some(others));
        ends.send(()).expect("the thread waits");
        worker.join().expect("it does nothing");
    }
}
