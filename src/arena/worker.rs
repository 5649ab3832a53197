//! Workers: threads of the arena, created when first needed, sent to a call by whoever reserved a core for them,
//! parked when idle.

use std::mem;
use std::process;
use std::sync::atomic::{AtomicUsize as Count, Ordering};
use std::time::Duration;

use crate::arena::call::Call;
use crate::arena::participant::Participant;
use crate::arena::process::memory;
use crate::arena::sync::{
    Arc, Instant, Mutex, Parker, SeqCst, Spin, fence, forever, give_way, lock, start_thread,
};
use crate::arena::tasks::gang;
use crate::arena::trace::{self, Event, Slice};
use crate::arena::{Arena, Layer};

/// After a thread couldn't be created, so long passes until the next attempt: one costs tens of microseconds.
const RETRY: Duration = Duration::from_millis(100);

/// A worker as others see it. It lives as long as the process, as its thread does.
#[derive(Debug, Default)]
pub(super) struct Worker {
    /// The call it was sent to.
    sent_to: Mutex<Option<Arc<Call>>>,
    parker: Parker,
}

/// The workers of an arena.
#[derive(Debug, Default)]
pub(super) struct Staff {
    state: Mutex<State>,
    /// How many aren't idle: for guesses, it orders nothing.
    awake: Count,
}

#[derive(Debug, Default)]
struct State {
    idle: Vec<&'static Worker>,
    hired: usize,
    retry_at: Option<Instant>,
    /// How many are to end when they fall idle.
    retiring: usize,
}

impl Staff {
    /// How many workers are up.
    pub(super) fn awake(&self) -> usize {
        self.awake.load(Ordering::Relaxed)
    }

    /// Whether somebody waits to be sent.
    pub(super) fn has_idle(&self) -> bool {
        !lock(&self.state).idle.is_empty()
    }

    /// Ends the workers there are: the idle ones now, the others when they fall idle.
    pub(super) fn retire(&self, arena: &Arena) {
        let mut state = lock(&self.state);
        let idle = mem::take(&mut state.idle);
        state.hired -= idle.len();
        state.retiring = state.hired;
        drop(state);
        for worker in idle {
            worker.parker.unpark(arena.cores_to_use());
        }
    }

    /// Enters a worker as idle; false if it is to end instead.
    fn keep(&self, worker: &'static Worker) -> bool {
        let mut state = lock(&self.state);
        let kept = state.retiring == 0;
        if kept {
            state.idle.push(worker);
        } else {
            state.retiring -= 1;
            state.hired -= 1;
        }
        kept
    }

    /// Sends a worker to a call: an idle one, or a new one if there are fewer than capacity; false if none can be
    /// had. The worker owns the core that the caller has reserved.
    pub(super) fn send(&self, arena: &'static Arena, call: &Arc<Call>) -> bool {
        let mut state = lock(&self.state);
        if let Some(worker) = state.idle.pop() {
            drop(state);
            *lock(&worker.sent_to) = Some(Arc::clone(call));
            worker.parker.unpark(arena.cores_to_use());
            return true;
        }
        let too_soon = state.retry_at.is_some_and(|at| Instant::now() < at);
        if state.hired >= arena.cores.capacity() || too_soon {
            return false;
        }
        state.hired += 1;
        drop(state);
        let worker = Worker { sent_to: Mutex::new(Some(Arc::clone(call))), parker: Parker::default() };
        let stack = arena.config.worker_stack;
        let hired =
            memory::is_there_for_thread(stack) && start_thread(stack, move || forever(worker).main(arena));
        if hired {
            arena.counters.workers.add();
        } else {
            let mut state = lock(&self.state);
            state.hired -= 1;
            state.retiring = state.retiring.min(state.hired);
            state.retry_at = Some(Instant::now() + RETRY);
        }
        hired
    }
}

impl Worker {
    /// A worker's life. At the top of the loop it owns a core and has been sent to a call; or it has retired.
    fn main(&'static self, arena: &'static Arena) {
        arena.adopt_thread();
        loop {
            let mut next = lock(&self.sent_to).take();
            if next.is_none() {
                return;
            }
            arena.staff.awake.fetch_add(1, Ordering::Relaxed);
            while let Some(call) = next {
                next = serve(&call);
            }
            arena.staff.awake.fetch_sub(1, Ordering::Relaxed);
            // Whoever frees a core or offers work finds this worker from here on; so by the look that comes with the
            // release, either we have seen their work or they have seen us.
            self.parker.announce(arena.cores_to_use());
            let kept = arena.staff.keep(self);
            arena.release_core();
            if !kept {
                return;
            }
            arena.counters.parks.add();
            let _parked = trace::slice(|| Slice::Park);
            self.parker.park(arena.cores_to_use());
        }
    }
}

/// Takes part in a call, and in those that its master makes of it, until the core is needed or there is no more to do; then
/// the call to go to, if there is one.
fn serve(call: &Arc<Call>) -> Option<Arc<Call>> {
    let arena = call.arena();
    let team = call.layer() == Layer::Omp;
    let Some(seat) = memory::is_there().then(|| call.enter()).flatten() else {
        if team {
            gang::dismissed(call);
        }
        return search(arena, None).elsewhere();
    };
    // SAFETY: the seat is this thread's until `leave`.
    let participant = unsafe { Participant::new(call, seat) };
    let next = loop {
        participant.enter(|| participant.serve());
        if arena.is_forked() {
            // The task forked, and this is the child, come back from it. There is nothing more for its thread to do, and no
            // other that the program knows; so it ends as when the last thread's function returns.
            process::exit(0);
        }
        match search(arena, Some(call)) {
            Found::Here => {}
            found => break found.elsewhere(),
        }
    };
    call.leave(seat);
    if team {
        gang::dismissed(call);
    }
    if next.is_some() {
        // What was offered here meanwhile may have found the call full. (Who falls idle looks as well.)
        fence(SeqCst);
        arena.use_free_core();
    }
    next
}

/// Where there is something to do.
enum Found {
    /// In the call that the worker sits in.
    Here,
    Elsewhere(Arc<Call>),
    Nowhere,
}

impl Found {
    fn elsewhere(self) -> Option<Arc<Call>> {
        match self {
            Found::Elsewhere(call) => Some(call),
            Found::Here | Found::Nowhere => None,
        }
    }
}

/// A worker without a task looks around for a moment, while it may keep its core: most often in the call that it sits in,
/// whose master is the likeliest to need it next. (The teams of the `omp` layer are sent by who recruits them; their calls
/// are not in the registry.)
fn search(arena: &'static Arena, seated: Option<&Arc<Call>>) -> Found {
    let _searching = trace::slice(|| Slice::Search);
    arena.cores_to_use().roam();
    let mut spin = Spin::new(arena.config.patience());
    let mut was_over = false;
    loop {
        if seated.is_some_and(|call| call.has_work()) && !arena.cores.is_over() {
            return Found::Here;
        }
        if spin.is_at_look() {
            let is_open = seated.is_some_and(|call| call.is_open());
            if is_open && was_over {
                return Found::Here;
            }
            was_over |= !is_open;
            if arena.cores.is_over() {
                trace::event(|| Event::GiveBack);
                return Found::Nowhere;
            }
            if let Some(call) = arena.registry.glance(Call::has_room) {
                return Found::Elsewhere(call);
            }
            give_way();
        }
        if !spin.turn() {
            return Found::Nowhere;
        }
    }
}
