//! `join`: two tasks, perhaps at the same time.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use crate::arena::Layer;
use crate::arena::participant::Participant;
#[cfg(arena_sim)]
use crate::arena::record;
use crate::arena::tasks::job::StackJob;

/// Runs both and returns both results. Another participant of the call may take `b` while this thread runs `a`;
/// nobody does outside of calls. If one panics, so does `join`, after both have ended.
pub fn join<A: Send, B: Send>(a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B + Send) -> (A, B) {
    #[cfg(arena_sim)]
    if record::is_on() {
        use record::Part::{Loop, Piece};
        return record::part(Loop, || (record::part(Piece, a), record::part(Piece, b)));
    }
    Participant::with(|participant| match participant {
        None => (a(), b()),
        Some(participant) if participant.call().layer() == Layer::Omp => {
            if participant.in_region().get() {
                return (a(), b());
            }
            // Two parts for whatever team there is.
            let _in_region = participant.begin_region();
            participant.join(|_| a(), |_| b())
        }
        Some(participant) => participant.join(|_| a(), |_| b()),
    })
}

impl Participant<'_> {
    /// `join`, telling each task who runs it.
    pub(in crate::arena) fn join<A, B: Send>(
        &self,
        a: impl FnOnce(&Participant<'_>) -> A,
        b: impl FnOnce(&Participant<'_>) -> B + Send,
    ) -> (A, B) {
        if !self.may_offer() {
            return (a(self), b(self));
        }
        let job = StackJob::new(b, self.seat());
        // SAFETY: `job` stays here until it is popped below, or is done.
        self.push(unsafe { job.as_job() });
        let a = catch_unwind(AssertUnwindSafe(|| a(self)));
        let unwrap = |a| Result::unwrap_or_else(a, |panic| resume_unwind(panic));

        self.look_around();
        // Whatever `a` joined it has taken back. What is newer than our job are tasks that graphs have set free meanwhile;
        // if our job was stolen, so were all older ones.
        while self.may_go_on()
            && let Some(newest) = self.pop()
        {
            if newest.is((&raw const job).cast()) {
                return (unwrap(a), job.run_here(self));
            }
            self.help(newest);
        }
        self.wait(&|| job.is_done());
        (unwrap(a), job.into_outcome())
    }
}
