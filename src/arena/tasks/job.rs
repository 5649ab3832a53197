//! [`Job`]: a task as the deques hold it, and [`StackJob`], the task that `join` keeps in its own frame.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use crate::arena::participant::Participant;
use crate::arena::sync::{AtomicBool, Ordering, UnsafeCell};
use crate::arena::trace::{self, Slice};

/// What a task ended with: its value or its panic.
pub(in crate::arena) type Outcome<R> = Result<R, Box<dyn Any + Send>>;

/// A pointer to a task in the frame of somebody who waits for it, and how to run it.
#[derive(Debug)]
pub(in crate::arena) struct Job {
    task: *const (),
    run: unsafe fn(*const (), &Participant<'_>),
}

// SAFETY: whoever makes a job promises that its task may run on another thread.
unsafe impl Send for Job {}

impl Job {
    /// # Safety
    /// `task` lives until the job was run or dropped, `run` may be called with it on any thread that gets the job.
    pub(in crate::arena) unsafe fn new(task: *const (), run: unsafe fn(*const (), &Participant<'_>)) -> Job {
        Job { task, run }
    }
    /// Whether it is that task.
    pub(in crate::arena) fn is(&self, task: *const ()) -> bool {
        self.task == task
    }
    /// Runs it, on the thread of the participant.
    pub(in crate::arena) fn run(self, participant: &Participant<'_>) {
        let _task = trace::slice(|| Slice::Task);
        // SAFETY: the promise of `new`.
        unsafe { (self.run)(self.task, participant) }
    }
}

/// A task in the frame of the participant that waits for it.
pub(in crate::arena) struct StackJob<F, R> {
    state: UnsafeCell<State<F, R>>,
    done: AtomicBool,
}

#[derive(Debug)]
struct State<F, R> {
    task: Option<F>,
    outcome: Option<Outcome<R>>,
    owner: usize,
}

impl<R: Send, F: FnOnce(&Participant<'_>) -> R + Send> StackJob<F, R> {
    pub(in crate::arena) fn new(task: F, owner: usize) -> Self {
        let state = State { task: Some(task), outcome: None, owner };
        StackJob { state: UnsafeCell::new(state), done: AtomicBool::new(false) }
    }

    /// # Safety
    /// The caller keeps `self` in place until it either has taken the job back unrun, or has seen `is_done`; and
    /// touches it by no other method before.
    pub(in crate::arena) unsafe fn as_job(&self) -> Job {
        // SAFETY: the frame outlives the job (the caller's promise); F and R are Send.
        unsafe { Job::new((&raw const *self).cast(), Self::run) }
    }

    /// Whether the outcome is there.
    pub(in crate::arena) fn is_done(&self) -> bool {
        self.done.load(Ordering::Acquire)
    }

    /// Runs a job that was taken back.
    pub(in crate::arena) fn run_here(self, participant: &Participant<'_>) -> R {
        let task = self.state.into_inner().task.unwrap_or_else(|| unreachable!("it has not run"));
        task(participant)
    }

    /// The result of a job that is done; or its panic, which goes on here.
    pub(in crate::arena) fn into_outcome(self) -> R {
        let outcome = self.state.into_inner().outcome.unwrap_or_else(|| unreachable!("it is done"));
        outcome.unwrap_or_else(|panic| resume_unwind(panic))
    }

    /// # Safety
    /// `this` is a StackJob of this type, alive until it is done, and this is its only run.
    unsafe fn run(this: *const (), participant: &Participant<'_>) {
        // SAFETY: alive (caller).
        let this = unsafe { &*this.cast::<Self>() };
        // SAFETY: the only run, and the owner keeps off until it is done, so the cell is ours; here, and below.
        let task = this.state.with_mut(|state| unsafe { (*state).task.take() });
        let outcome = task.map(|task| catch_unwind(AssertUnwindSafe(|| task(participant))));
        participant.task_ends();
        let owner = this.state.with_mut(|state| {
            // SAFETY: as above.
            let state = unsafe { &mut *state };
            state.outcome = outcome;
            state.owner
        });
        // From here on the owner may leave its frame, and `this` with it.
        this.done.store(true, Ordering::Release);
        participant.call().wake_owner(owner);
    }
}
