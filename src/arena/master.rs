//! Masters: a thread from outside opens a call, works on it from beginning to end, and closes it.

use std::ptr;

use crate::arena::call::{Call, MASTER_SEAT};
use crate::arena::participant::Participant;
use crate::arena::sync::Arc;
use crate::arena::tasks::gang;
use crate::arena::trace::{self, Slice};
use crate::arena::{Arena, COUNTED_IN, Layer, team};

impl Arena {
    /// Runs `body` as the master of a call.
    pub(super) fn open<R>(&'static self, width: usize, body: impl FnOnce() -> R) -> R {
        let master = self.begin(width);
        // SAFETY: a call is made with its first seat taken by the master, whom this thread is.
        let participant = unsafe { Participant::new(master.call(), MASTER_SEAT) };
        let result = participant.enter(body);
        drop(master);
        result
    }

    /// Begins a call, whose master this thread is, until what comes back is dropped.
    pub(super) fn begin(&'static self, width: usize) -> Master {
        self.fix_layer();
        Master::begin(self.registry.open(self, width))
    }
}

/// The time from the beginning to the end of a call, seen from its master.
pub(super) struct Master {
    call: Arc<Call>,
    /// What the thread was counted in before, if not in this arena.
    counted_in: Option<*const Arena>,
    _slice: trace::Open,
}

impl Master {
    fn begin(call: Arc<Call>) -> Master {
        let arena = call.arena();
        arena.counters.calls.add();
        let slice =
            trace::slice(|| Slice::Call(call.terms(|terms| terms.label), trace::number(call.width())));
        let counted_in = count_in(arena);
        if counted_in.is_some() {
            arena.cores.take();
            if !arena.cores.is_free() {
                arena.vacancy.close();
            }
        } else {
            arena.guest_works();
        }
        if call.layer() == Layer::Omp {
            gang::recruit(&call);
        }
        Master { call, counted_in, _slice: slice }
    }

    pub(super) fn call(&self) -> &Arc<Call> {
        &self.call
    }
}

/// What the thread was counted in before; None if it has its core already: its call is made from inside a task, or it
/// is a guest.
fn count_in(arena: &'static Arena) -> Option<*const Arena> {
    #[cfg(arena_sim)]
    if !arena.config.counts_masters {
        return None;
    }
    Some(COUNTED_IN.replace(arena)).filter(|before| !ptr::eq(*before, arena))
}

impl Drop for Master {
    fn drop(&mut self) {
        if let Some(before) = self.counted_in {
            COUNTED_IN.set(before);
        }
        let arena = self.call.arena();
        // In a child of a fork the call is its parent's, and so are the locks.
        if arena.is_forked() {
            return;
        }
        self.call.terms(|terms| terms.float_env.raise_noted());
        team::note(self.call.team_so_far());
        self.call.close();
        arena.registry.remove(&self.call);
        if self.counted_in.is_some() {
            arena.vacate();
        }
    }
}
