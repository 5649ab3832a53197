//! Workers: threads of the arena, created when first needed, sent to a call by whoever reserved a core for them,
//! parked when idle.

use std::mem::MaybeUninit;
use std::process;
use std::ptr;
use std::thread;
use std::time::{Duration, Instant};

use crate::arena::call::Call;
use crate::arena::participant::Participant;
use crate::arena::sync::{Arc, Mutex, Parker, Spin, lock};
use crate::arena::{Arena, Layer, gang};

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
}

#[derive(Debug, Default)]
struct State {
    idle: Vec<&'static Worker>,
    hired: usize,
    retry_at: Option<Instant>,
}

impl Staff {
    /// Whether somebody waits to be sent.
    pub(super) fn has_idle(&self) -> bool {
        !lock(&self.state).idle.is_empty()
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
        if state.hired >= arena.config.capacity || too_soon {
            return false;
        }
        state.hired += 1;
        drop(state);
        let worker = Worker { sent_to: Mutex::new(Some(Arc::clone(call))), parker: Parker::default() };
        let hired = start(arena.config.worker_stack, move || Box::leak(Box::new(worker)).main(arena));
        if hired {
            arena.counters.workers.add();
        } else {
            let mut state = lock(&self.state);
            state.hired -= 1;
            state.retry_at = Some(Instant::now() + RETRY);
        }
        hired
    }
}

impl Worker {
    /// A worker's life. At the top of the loop it owns a core and has been sent to a call.
    fn main(&'static self, arena: &'static Arena) {
        arena.adopt_thread();
        loop {
            let mut next = lock(&self.sent_to).take();
            while let Some(call) = next {
                serve(&call);
                drop(call);
                if arena.is_forked() {
                    // The task forked, and this is the child, come back from it. There is nothing more for its thread to
                    // do, and no other that the program knows; so it ends as when the last thread's function returns.
                    process::exit(0);
                }
                next = search(arena);
            }
            // Whoever frees a core or offers work finds this worker from here on; so by the look that comes with the
            // release, either we have seen their work or they have seen us.
            self.parker.announce();
            lock(&arena.staff.state).idle.push(self);
            arena.release_core();
            arena.counters.parks.add();
            self.parker.park(arena.cores_to_use());
        }
    }
}

/// Takes part in a call until there is no more to do, or the core is needed.
fn serve(call: &Arc<Call>) {
    if let Some(seat) = call.enter() {
        call.arena().counters.joins.add();
        // SAFETY: the seat is this thread's until `leave`.
        let participant = unsafe { Participant::new(call, seat) };
        call.float_env().adopt();
        participant.enter(|| participant.serve());
        call.leave(seat);
        if call.arena().layer() == Layer::Omp {
            gang::dismissed(call);
        }
    }
}

/// The next call for a worker without one: looks around for a moment, while it may keep its core. (A team is sent by
/// who recruits it, and has nothing to look for.)
fn search(arena: &'static Arena) -> Option<Arc<Call>> {
    if arena.layer() == Layer::Omp {
        return None;
    }
    let mut spin = Spin::new(arena.config.spin);
    while !arena.cores.is_over() {
        let found = arena.registry.neediest(Call::has_room);
        if found.is_some() || !spin.turn() {
            return found;
        }
    }
    None
}

/// Starts a thread that no signal of the program's is delivered to; whether that worked.
fn start(stack: usize, main: impl FnOnce() + Send + 'static) -> bool {
    let mut all = MaybeUninit::<libc::sigset_t>::uninit();
    let mut before = MaybeUninit::<libc::sigset_t>::uninit();
    // SAFETY: sigfillset initialises the set, and pthread_sigmask `before`. Faults stay deliverable: they are the
    // thread's own, and the program's handler shall report them.
    unsafe {
        libc::sigfillset(all.as_mut_ptr());
        for fault in [libc::SIGSEGV, libc::SIGBUS, libc::SIGFPE, libc::SIGILL, libc::SIGTRAP] {
            libc::sigdelset(all.as_mut_ptr(), fault);
        }
        libc::pthread_sigmask(libc::SIG_SETMASK, all.as_ptr(), before.as_mut_ptr());
    }
    let started = thread::Builder::new().name("arenablas".into()).stack_size(stack).spawn(main).is_ok();
    // SAFETY: `before` was initialised above.
    unsafe {
        libc::pthread_sigmask(libc::SIG_SETMASK, before.as_ptr(), ptr::null_mut());
    }
    started
}
