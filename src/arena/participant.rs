//! [`Participant`]: a thread at work on a call.

use std::cell::Cell;
use std::ptr;

use crate::arena::call::{Call, MASTER_SEAT};
use crate::arena::process::fork;
use crate::arena::sync::{Arc, Deque, SeqCst, Spin, fence, thread_local};
use crate::arena::tasks::job::{Job, StackJob};
use crate::arena::trace::{self, Event, Slice};
use crate::arena::{Layer, limits};

/// While it waits, a thread runs other tasks on top of the waiting one, at most so many on top of each other: the one
/// on top offers nothing, so it needn't wait. Stacks are the callers', and some have 64 KB.
const MAX_HELPING: usize = 8;

thread_local! {
    /// What the thread works on; null outside.
    static CURRENT: Cell<*const Participant<'static>> = const { Cell::new(ptr::null()) };
}

/// A thread's part in a call. It lives in the thread's frame for as long as the thread takes part.
pub(super) struct Participant<'a> {
    call: &'a Arc<Call>,
    seat: usize,
    deque: &'a Deque<Job>,
    /// Where to look first for something to steal.
    victim: Cell<usize>,
    helping: Cell<usize>,
    /// The `omp` layer: inside a region, where further regions don't split.
    in_region: Cell<bool>,
}

impl<'a> Participant<'a> {
    /// # Safety
    /// The calling thread has taken that seat of the call and keeps it while the participant lives.
    pub(super) unsafe fn new(call: &'a Arc<Call>, seat: usize) -> Participant<'a> {
        // SAFETY: the caller's promise.
        let deque = unsafe { call.deque(seat) };
        Participant {
            call,
            seat,
            deque,
            victim: Cell::new(call.arena().config.seed.wrapping_add(seat + 1)),
            helping: Cell::new(0),
            in_region: Cell::new(seat != MASTER_SEAT),
        }
    }

    /// Runs `body` as a part of the call.
    pub(super) fn enter<R>(&self, body: impl FnOnce() -> R) -> R {
        let _restored = Current::set(ptr::from_ref(self).cast());
        body()
    }
    /// Runs `body` as though the thread were in no call.
    pub(super) fn hidden<R>(body: impl FnOnce() -> R) -> R {
        let _restored = Current::set(ptr::null());
        body()
    }
    /// Calls `f` with what the thread works on. After a fork a thread works on nothing: its call went on in the
    /// parent.
    pub(super) fn with<R>(f: impl FnOnce(Option<&Participant<'_>>) -> R) -> R {
        // SAFETY: it lies in a frame of this thread that is still there: it is set for a body only, inside of which
        // we are, and restored on every way out.
        let current = unsafe { CURRENT.get().as_ref() };
        f(current.filter(|participant| !participant.call.arena().is_forked()))
    }

    pub(super) fn call(&self) -> &'a Arc<Call> {
        self.call
    }
    pub(super) fn seat(&self) -> usize {
        self.seat
    }
    pub(super) fn in_region(&self) -> &Cell<bool> {
        &self.in_region
    }
    /// Whether others have taken all that this one had to offer.
    pub(super) fn is_sold_out(&self) -> bool {
        self.deque.is_empty()
    }

    /// Offers a task to the others.
    pub(super) fn push(&self, job: Job) {
        self.deque.push(job);
        trace::queued(1);
        self.invite();
    }
    /// Takes the newest of the offered tasks back.
    pub(super) fn pop(&self) -> Option<Job> {
        let job = self.deque.pop()?;
        trace::queued(-1);
        Some(job)
    }

    /// There is work: gets another thread for it. Whoever comes invites the next one, so that a master pays for one
    /// wake-up only.
    pub(super) fn invite(&self) {
        // Against whoever stops looking: they make that visible, then look once more.
        fence(SeqCst);
        if !self.deque.is_empty() {
            self.call.offer(self.seat);
        }
        self.call.arena().invite(self.call);
    }

    /// A task of the call, of this participant's own or somebody else's.
    fn find(&self) -> Option<Job> {
        self.pop().or_else(|| {
            let victim = self.victim.get();
            self.victim.set(victim.wrapping_add(1));
            let job = self.call.steal(victim)?;
            self.call.arena().counters.steals.add();
            trace::event(|| Event::Steal);
            trace::queued(-1);
            if self.call.has_work() {
                self.invite();
            }
            Some(job)
        })
    }

    /// Whether this thread may begin another task. A worker may not when a master needs its core; but in the child of
    /// a fork nobody else would.
    pub(super) fn may_go_on(&self) -> bool {
        let arena = self.call.arena();
        self.seat == MASTER_SEAT || !arena.cores.is_over() || arena.is_forked()
    }
    /// To be called at task boundaries: somebody may have left a core.
    pub(super) fn look_around(&self) {
        self.call.arena().fill_vacancy();
    }
    /// Whether this thread may offer tasks, and so come to wait for them.
    pub(super) fn may_offer(&self) -> bool {
        self.helping.get() < MAX_HELPING
    }

    /// To be called when a task has ended, and before whoever waits for it can know.
    pub(super) fn task_ends(&self) {
        if self.seat != MASTER_SEAT {
            self.call.terms(|terms| terms.float_env.note_flags());
        }
    }

    /// Waits for `done`, which another participant makes true and then wakes this one. Meanwhile it runs tasks of
    /// its own call, and of no other.
    ///
    /// (`done` has no type of its own, so that all waits are one function: this is no place where a call counts.)
    pub(super) fn wait(&self, done: &dyn Fn() -> bool) {
        let _waiting = trace::slice(|| Slice::Wait);
        let mut spin = self.spin();
        while !done() {
            if let Some(job) = self.may_go_on().then(|| self.find()).flatten() {
                self.help(job);
                spin.reset();
            } else if self.call.arena().is_forked() {
                fork::end_orphan();
            } else if self.call.arena().cores.is_over() || !spin.turn() {
                self.sleep(&|| done() || (self.may_go_on() && self.call.has_work()));
                spin.reset();
                // The wake-up may have been meant for a task that this thread doesn't take.
                if (done() || !self.may_go_on()) && self.call.has_work() {
                    self.invite();
                }
            }
        }
    }

    /// Runs a task on top of one that waits.
    pub(super) fn help(&self, job: Job) {
        self.helping.set(self.helping.get() + 1);
        job.run(self);
        self.helping.set(self.helping.get() - 1);
    }

    /// Runs `task` on this thread or, if that is a worker whose core is needed, on another of the call: its master
    /// comes to it at the latest when it has nothing else to do.
    pub(super) fn go_on<R: Send>(&self, task: impl FnOnce(&Participant<'_>) -> R + Send) -> R {
        if self.may_go_on() || !self.may_offer() {
            return task(self);
        }
        trace::event(|| Event::GiveBack);
        let job = StackJob::new(task, self.seat);
        // SAFETY: `job` stays here until it is done.
        self.push(unsafe { job.as_job() });
        self.wait(&|| job.is_done());
        job.into_outcome()
    }

    /// A worker's part: runs tasks of the call while there are any and the thread may keep its core.
    pub(super) fn serve(&self) {
        let mut spin = self.spin();
        let mut part: Option<Part> = None;
        loop {
            if self.call.has_work()
                && self.may_go_on()
                && let Some(job) = self.find()
            {
                let opening = self.call.terms(|terms| terms.opening);
                if part.as_ref().is_none_or(|part| part.opening != opening) {
                    drop(part.take());
                    part = Some(Part::begin(self.call));
                }
                job.run(self);
                self.call.arena().cores_to_use().settle();
                spin.reset();
            } else if spin.is_at_look() && !self.may_go_on() {
                trace::event(|| Event::GiveBack);
                return;
            } else if spin.is_at_look() && !self.call.is_open() {
                return;
            } else if !spin.turn() {
                if self.call.layer() != Layer::Omp {
                    return;
                }
                // A team stays together until the call ends.
                self.sleep(&|| !self.call.is_open() || self.call.has_work());
                spin.reset();
            }
        }
    }

    /// The longer, the more threads may be in the call: to wake them all again takes as many steps as the tree of their
    /// wake-ups is high.
    fn spin(&self) -> Spin {
        Spin::new(self.call.arena().config.spin * self.call.width().max(2).ilog2())
    }

    /// Sleeps until woken, unless `stay_awake`.
    ///
    /// Its core is free meanwhile (a team keeps them).
    fn sleep(&self, stay_awake: &dyn Fn() -> bool) {
        let arena = self.call.arena();
        self.call.sleep(self.seat, stay_awake, |parker| {
            arena.counters.parks.add();
            let _asleep = trace::slice(|| Slice::Park);
            let keeps_core = self.call.layer() == Layer::Omp;
            #[cfg(arena_sim)]
            let keeps_core = keeps_core || !ptr::eq(crate::arena::COUNTED_IN.get(), arena);
            if keeps_core {
                return parker.park(arena.cores_to_use());
            }
            arena.without_core(|| parker.park(arena.cores_to_use()));
        });
    }
}

/// A worker's part in one opening of a call, from its first task on.
struct Part {
    opening: usize,
    _slice: trace::Open,
}

impl Part {
    /// To be called by who has a task of the call, before it runs that.
    fn begin(call: &Call) -> Part {
        call.arena().counters.joins.add();
        call.note_participants();
        call.terms(|terms| {
            terms.float_env.adopt();
            limits::set_thread_limit(terms.thread_limit);
            Part { opening: terms.opening, _slice: trace::slice(|| Slice::Join(terms.label)) }
        })
    }
}

/// Sets what the thread works on for as long as it lives.
struct Current {
    before: *const Participant<'static>,
}

impl Current {
    fn set(now: *const Participant<'static>) -> Current {
        Current { before: CURRENT.replace(now) }
    }
}

impl Drop for Current {
    fn drop(&mut self) {
        CURRENT.set(self.before);
    }
}
