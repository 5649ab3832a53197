//! Guests: threads of the program's own that have a core of the capacity as long as they work, as masters and workers do.
//! A thread pool's are, for example: so no more of its threads run than there are cores, and what they leave free is the
//! library's.
//!
//! Who finds no core waits in line. A guest that waits for something lends its core: at once if it says so (it gives it
//! and retakes it), else when somebody looks who needs a core and it has done nothing for [`QUIET`]. Who looks is the first
//! in line, now and then, and calls that want help at the boundaries of their tasks.

use std::cell::Cell;
use std::collections::VecDeque;
use std::mem;
use std::ptr;
use std::sync::atomic::AtomicI32 as Sign;
use std::time::Duration;

use crate::arena::process::pulse::Pulse;
use crate::arena::sync::{
    Arc, AtomicUsize, Mutex, MutexGuard, Ordering, Parker, SeqCst, coarse_millis, fence, lock, this_thread,
    thread_local, try_lock,
};
use crate::arena::{Arena, COUNTED_IN};

/// A guest that has used no CPU time for so long waits for something. Longer than a thread waits for Python's interpreter
/// lock without a sign of life, and than most files and sockets take; shorter than what a person notices.
const QUIET: Duration = Duration::from_millis(10);

/// Not 0: a guest may have to give its core up at its next task boundary, or has lost it. Programs read it where a call
/// would cost too much.
static SIGN: Sign = Sign::new(0);

thread_local! {
    /// Where this thread is a guest.
    static HERE: Cell<*const Arena> = const { Cell::new(ptr::null()) };
}

/// The guests of an arena.
#[derive(Debug, Default)]
pub(super) struct Guests {
    state: Mutex<State>,
    /// How many there are, for those who would look at them.
    number: AtomicUsize,
    /// When it is time to look at them again, in milliseconds.
    due: AtomicUsize,
}

#[derive(Debug, Default)]
struct State {
    guests: Vec<Guest>,
    /// Those without a core, in the order in which they came.
    line: VecDeque<Arc<Waiter>>,
}

#[derive(Debug)]
struct Guest {
    thread: u64,
    pulse: Pulse,
    status: Status,
    /// The CPU time that it had used when it was last seen to use some, and when that was.
    spent: Duration,
    since: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    /// It has a core.
    Working,
    /// It sleeps in a call, for what others do for it. Its core is the arena's meanwhile.
    Asleep,
    /// It waits for something else. Its core is somebody else's until it is seen to work again.
    Lending,
}

#[derive(Debug)]
struct Waiter {
    thread: u64,
    pulse: Pulse,
    since: u64,
    parker: Parker,
}

impl Arena {
    /// Makes this thread a guest, when there is a core for it; false if it has one already.
    fn guest_enters(&'static self) -> bool {
        if self.has_this_thread() {
            return false;
        }
        self.follow_machine();
        let mut state = lock(&self.guests.state);
        if state.has_room(self) {
            state.admit(self, this_thread(), Pulse::of_this_thread());
        } else {
            drop(self.wait_in_line(state));
            // It may have seen more that wait than stood in line.
            fence(SeqCst);
            self.use_free_core();
        }
        self.count_guest();
        true
    }

    /// The same if there is a core for it now.
    fn guest_tries_to_enter(&'static self) -> bool {
        let mut state = lock(&self.guests.state);
        let enters = !self.has_this_thread() && state.has_room(self);
        if enters {
            state.admit(self, this_thread(), Pulse::of_this_thread());
            drop(state);
            self.count_guest();
        }
        enters
    }

    /// Makes this thread a guest again after a wait of its own: others may need what it is in the middle of, so it doesn't
    /// stand in line. If there are too many then, the next at a task boundary leaves.
    fn guest_returns(&'static self) {
        if !self.has_this_thread() {
            lock(&self.guests.state).admit(self, this_thread(), Pulse::of_this_thread());
            self.count_guest();
        }
    }

    /// This thread is a guest no longer; whether it was.
    fn guest_leaves(&'static self) -> bool {
        let Some(guest) = self.remove_guest(lock(&self.guests.state)) else { return false };
        if guest.status == Status::Working {
            self.release_core();
        }
        true
    }

    /// Whether this thread, at a task boundary, has a core and may keep it. If not, it is a guest no longer.
    fn guest_may_stay(&'static self) -> bool {
        let state = lock(&self.guests.state);
        let Some(guest) = state.guest() else { return false };
        let stays = guest.status != Status::Lending
            && !state.is_overdue()
            && state.at_work() <= self.cores.capacity();
        if stays {
            state.sign(self);
        } else if self.remove_guest(state).is_some_and(|guest| guest.status == Status::Working) {
            self.release_core();
        }
        stays
    }

    /// Looks for guests that only wait, if it is time to, for somebody who wants a core; whether it did.
    pub(super) fn look_at_guests(&'static self) -> bool {
        let due = self.guests.number.load(Ordering::Relaxed) > 0
            && coarse_millis() as usize >= self.guests.due.load(Ordering::Relaxed);
        let state = due.then(|| try_lock(&self.guests.state)).flatten();
        state.map(|mut state| state.look(self)).is_some()
    }

    /// A guest that has lent its core, and is seen to work, takes one.
    pub(super) fn guest_works(&'static self) {
        if SIGN.load(Ordering::Relaxed) != 0 && self.has_guest() {
            self.set_status(Status::Working);
        }
    }

    /// Runs `sleep`, in the middle of a call, while this thread's core is free for others. Afterwards it takes one without
    /// asking: it is in the middle of a task that nobody else can finish.
    pub(super) fn without_core(&'static self, sleep: impl FnOnce()) {
        if self.has_guest() {
            self.set_status(Status::Asleep);
            sleep();
            self.set_status(Status::Working);
        } else {
            self.release_core();
            sleep();
            self.cores.take();
        }
        self.cores_to_use().return_to_core();
    }

    /// Whether this thread is a guest here.
    fn has_guest(&'static self) -> bool {
        ptr::eq(HERE.get(), self)
    }
    /// Whether this thread has been given a core already, as whatever.
    pub(super) fn has_this_thread(&'static self) -> bool {
        ptr::eq(COUNTED_IN.get(), self)
    }
    fn count_guest(&'static self) {
        HERE.set(self);
        COUNTED_IN.set(self);
        self.cores_to_use().return_to_core();
    }

    /// Takes this thread's guest out, and lets those in for whom there is room then.
    fn remove_guest(&'static self, mut state: MutexGuard<'_, State>) -> Option<Guest> {
        let at = state.guests.iter().position(|guest| guest.thread == this_thread())?;
        let guest = state.guests.swap_remove(at);
        state.admit_waiters(self);
        HERE.set(ptr::null());
        COUNTED_IN.set(ptr::null());
        Some(guest)
    }

    /// The status of this thread's guest becomes another, and its core is taken or given back.
    fn set_status(&'static self, status: Status) {
        let mut state = lock(&self.guests.state);
        let Some(guest) = state.guest_mut() else { return };
        let before = mem::replace(&mut guest.status, status);
        guest.since = coarse_millis();
        state.sign(self);
        drop(state);
        match (before == Status::Working, status == Status::Working) {
            (true, false) => self.release_core(),
            (false, true) => self.cores.take(),
            _ => {}
        }
    }

    /// Stands in line until admitted. The first in line looks, now and then, who only waits.
    fn wait_in_line<'a>(&'static self, mut state: MutexGuard<'a, State>) -> MutexGuard<'a, State>
    where
        Self: 'a,
    {
        let me = Arc::new(Waiter {
            thread: this_thread(),
            pulse: Pulse::of_this_thread(),
            since: coarse_millis(),
            parker: Parker::default(),
        });
        state.line.push_back(Arc::clone(&me));
        while state.guest().is_none() {
            let first = state.line.front().is_some_and(|first| first.thread == me.thread);
            // Whoever admits this thread, or makes it the first, does so under the lock, and so after this.
            me.parker.announce(self.cores_to_use());
            drop(state);
            if first {
                me.parker.park_for(QUIET);
            } else {
                me.parker.park(self.cores_to_use());
            }
            self.follow_machine();
            state = lock(&self.guests.state);
            if first && state.guest().is_none() {
                state.look(self);
            }
        }
        state
    }
}

impl State {
    fn guest(&self) -> Option<&Guest> {
        self.guests.iter().find(|guest| guest.thread == this_thread())
    }
    fn guest_mut(&mut self) -> Option<&mut Guest> {
        self.guests.iter_mut().find(|guest| guest.thread == this_thread())
    }

    /// How many have a core, or will when they wake.
    fn at_work(&self) -> usize {
        self.guests.iter().filter(|guest| guest.status != Status::Lending).count()
    }
    fn has_room(&self, arena: &Arena) -> bool {
        self.line.is_empty() && self.at_work() < arena.cores.capacity()
    }
    /// Whether the first in line has waited for long enough that a guest leaves for it at its next task boundary. Until
    /// then it is cheaper to go on with what runs.
    fn is_overdue(&self) -> bool {
        self.line.front().is_some_and(|first| coarse_millis() - first.since >= QUIET.as_millis() as u64)
    }

    fn admit(&mut self, arena: &'static Arena, thread: u64, pulse: Pulse) {
        let spent = pulse.cpu_time().unwrap_or_default();
        self.guests.push(Guest { thread, pulse, status: Status::Working, spent, since: coarse_millis() });
        arena.cores.take();
        self.sign(arena);
    }
    fn admit_waiters(&mut self, arena: &'static Arena) {
        while self.at_work() < arena.cores.capacity()
            && let Some(waiter) = self.line.pop_front()
        {
            self.admit(arena, waiter.thread, waiter.pulse);
            waiter.parker.unpark(arena.cores_to_use());
            // To be the one who looks.
            if let Some(first) = self.line.front() {
                first.parker.unpark(arena.cores_to_use());
            }
        }
        self.sign(arena);
    }

    /// Sees who has worked since the last look and who has not, and lets others in for these.
    fn look(&mut self, arena: &'static Arena) {
        let now = coarse_millis();
        arena.guests.due.store(now as usize + QUIET.as_millis() as usize, Ordering::Relaxed);
        self.guests.retain_mut(|guest| guest.is_seen(arena, now));
        self.admit_waiters(arena);
    }

    /// Says to those who read it without the lock how things are.
    fn sign(&self, arena: &Arena) {
        let lending = self.guests.iter().any(|guest| guest.status == Status::Lending);
        let needed = lending || self.is_overdue() || self.at_work() > arena.cores.capacity();
        SIGN.store(needed.into(), Ordering::Relaxed);
        arena.guests.number.store(self.guests.len(), Ordering::Relaxed);
    }
}

impl Guest {
    /// What a look at it shows; false if its thread has ended without giving its core back.
    fn is_seen(&mut self, arena: &'static Arena, now: u64) -> bool {
        let Some(spent) = self.pulse.cpu_time() else {
            if self.status == Status::Working {
                arena.cores.give_back();
            }
            return false;
        };
        if self.status == Status::Asleep {
            return true;
        }
        let quiet = spent == self.spent && now - self.since >= QUIET.as_millis() as u64;
        if spent != self.spent {
            (self.spent, self.since) = (spent, now);
        }
        if self.status == Status::Working && quiet && !self.pulse.is_runnable() {
            self.status = Status::Lending;
            arena.cores.give_back();
        } else if self.status == Status::Lending && !quiet {
            self.status = Status::Working;
            arena.cores.take();
        }
        true
    }
}

/// Makes this thread a guest of the arena: it has a core of the capacity, until it gives it back, and its calls have that
/// core. Waits for one; false if it has one already.
pub fn take_core() -> bool {
    Arena::current().guest_enters()
}

/// The same without a wait; false if there is none, or it has one already.
pub fn try_take_core() -> bool {
    Arena::current().guest_tries_to_enter()
}

/// At a task boundary: whether this thread has a core and may keep it. If not, it has none now.
#[must_use]
pub fn keep_core() -> bool {
    Arena::current().guest_may_stay()
}

/// Gives this thread's core back; whether it had one by [`take_core`] or its like.
pub fn give_core() -> bool {
    Arena::current().guest_leaves()
}

/// Takes a core without a wait, even if there is none, for a thread that has given its own away while it waited for something
/// in the middle of a task.
pub fn retake_core() {
    Arena::current().guest_returns();
}

/// A word that is not 0 while [`keep_core`] may say no.
#[must_use]
pub fn core_sign() -> &'static Sign {
    &SIGN
}
