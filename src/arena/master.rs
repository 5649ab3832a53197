//! Masters: a thread from outside opens a call, works on it from beginning to end, and closes it.

use std::ptr;

use crate::arena::call::{Call, MASTER_SEAT};
use crate::arena::participant::Participant;
use crate::arena::sync::Arc;
use crate::arena::trace::{self, Slice};
use crate::arena::{Arena, COUNTED_IN, Layer, gang, team};

impl Arena {
    /// Runs `body` as the master of a call.
    pub(super) fn open<R>(&'static self, width: usize, body: impl FnOnce() -> R) -> R {
        self.fix_layer();
        let call = Call::new(self, width);
        let master = Master::begin(self, &call);
        // SAFETY: a call is made with its first seat taken by the master, whom this thread is.
        let participant = unsafe { Participant::new(&call, MASTER_SEAT) };
        let result = participant.enter(body);
        drop(master);
        result
    }
}

/// The time from the beginning to the end of a call, seen from its master.
struct Master<'a> {
    call: &'a Arc<Call>,
    counted_in: *const Arena,
    _slice: trace::Open,
}

impl<'a> Master<'a> {
    fn begin(arena: &'static Arena, call: &'a Arc<Call>) -> Master<'a> {
        arena.counters.calls.add();
        let slice = trace::slice(|| Slice::Call(call.label(), trace::number(call.width())));
        // A call from inside a task is made by a thread that has its core already.
        let counted_in = COUNTED_IN.replace(arena);
        if !ptr::eq(counted_in, arena) {
            arena.cores.take();
        }
        match call.layer() {
            Layer::Omp => {
                gang::recruit(call);
            }
            Layer::Tbb | Layer::Sequential => arena.registry.add(call),
        }
        Master { call, counted_in, _slice: slice }
    }
}

impl Drop for Master<'_> {
    fn drop(&mut self) {
        COUNTED_IN.set(self.counted_in);
        let arena = self.call.arena();
        // In a child of a fork the call is its parent's, and so are the locks.
        if arena.is_forked() {
            return;
        }
        self.call.float_env().raise_noted();
        team::note(self.call.team_so_far());
        self.call.close();
        if self.call.layer() != Layer::Omp {
            arena.registry.remove(self.call);
        }
        if !ptr::eq(self.counted_in, arena) {
            arena.release_core();
        }
    }
}
