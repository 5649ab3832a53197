//! The process-wide task arena: decides at run time which threads work on which call, so that the number of running
//! threads stays at the number of cores, whatever calls whatever.
//!
//! `arena/README.md` has the words, states and protocols, and why they are right. A routine asks for a [`width`],
//! opens a [`call`], and inside of it offers work through [`join`] and [`parallel_for`]; both complete with any number
//! of threads from one up, and what they compute doesn't depend on it.

mod call;
mod config;
mod cores;
mod cost;
mod guests;
mod limits;
mod master;
#[cfg(all(loom, test))]
mod model;
mod offers;
mod participant;
mod process;
#[cfg(arena_sim)]
pub mod record;
mod registry;
mod settings;
mod stats;
mod streaks;
mod sync;
mod tasks;
mod team;
pub(crate) mod trace;
mod vacancy;
mod worker;

use std::cell::Cell;
use std::ptr;
use std::sync::atomic::AtomicPtr;

use crate::arena::call::{Call, MASTER_SEAT};
use crate::arena::cores::Cores;
use crate::arena::guests::Guests;
use crate::arena::limits::Limits;
use crate::arena::participant::Participant;
use crate::arena::process::affinity::{self, Affinity};
use crate::arena::process::capacity::Watch;
use crate::arena::process::{fork, memory, signals};
use crate::arena::registry::Registry;
use crate::arena::stats::Counters;
use crate::arena::streaks::Streaks;
use crate::arena::sync::{
    Arc, AtomicBool, AtomicU8, AtomicUsize, CachePadded, Ordering, SeqCst, fence, thread_local,
};
use crate::arena::vacancy::Vacancy;
use crate::arena::worker::Staff;

pub use crate::arena::config::{Config, Layer};
pub use crate::arena::guests::{core_sign, give_core, keep_core, retake_core, take_core, try_take_core};
pub use crate::arena::limits::{Domain, set_thread_limit, thread_limit, with_thread_limit};
pub use crate::arena::settings::{
    capacity, cores, domain_limit, layer, max_threads, max_width, process_limit, set_domain_limit, set_layer,
    set_process_limit,
};
pub use crate::arena::stats::Stats;
#[cfg(arena_sim)]
pub use crate::arena::sync::virtual_time::{Cost, System, install};
pub use crate::arena::tasks::graph::Graph;
pub use crate::arena::tasks::group::Group;
pub use crate::arena::tasks::join::join;
pub use crate::arena::tasks::parallel_for::parallel_for;
#[cfg(not(loom))]
pub use crate::arena::tasks::split::{for_each_chunk, for_each_strip, for_each_tile};
pub use crate::arena::team::{Team, replace_team};

/// How many threads a call of so many flops deserves: 1 to what this thread's calls may have (the cost model).
#[must_use]
pub fn width(domain: Domain, flops: f64) -> usize {
    // Without memory there may be no arena to ask.
    let max = || if Arena::is_made() || memory::is_there() { max_width(domain) } else { 1 };
    cost::width(flops, max, || Arena::current().at_hand(flops))
}

/// Runs `body` as a call of up to `width` threads; `join` and `parallel_for` inside belong to it. Inside another
/// call, `body` is a part of that one. Width 1 runs it plainly and touches no atomic.
///
/// A routine of several phases opens one call for all of them: its thread is counted as running for that long.
pub fn call<R>(width: usize, body: impl FnOnce() -> R) -> R {
    #[cfg(arena_sim)]
    if record::is_on() {
        return record::part(record::Part::Call(width), body);
    }
    if width < 2 || Participant::with(|participant| participant.is_some()) || !memory::is_there() {
        return body();
    }
    let arena = Arena::current();
    let width = width.min(arena.max_width(None));
    if width < 2 { body() } else { arena.open(width, body) }
}

/// The call that this thread works on will run the program's tasks ([`outside`]), of which nobody knows how long they
/// take.
pub fn expect_programs_tasks() {
    Participant::with(|participant| {
        if let Some(participant) = participant {
            participant.call().expect_programs_tasks();
        }
    });
}

/// This thread's seat in the call that it works on: a number below the call's width that no other participant has until
/// this one leaves. 0 outside of calls.
#[must_use]
pub fn seat() -> usize {
    Participant::with(|participant| participant.map_or(MASTER_SEAT, Participant::seat))
}

/// Runs `body`, which is not this library's but a program's task, as though it were outside of the call: calls made in
/// it are calls of their own, and while it waits in one it runs nothing of this call.
pub fn outside<R>(body: impl FnOnce() -> R) -> R {
    signals::as_program(|| Participant::hidden(body))
}

/// What the arena has done so far.
#[must_use]
pub fn stats() -> Stats {
    Arena::current().stats()
}

/// An arena. A process needs one, which is made at its first call; tests make more, of other sizes.
#[derive(Debug)]
pub struct Arena {
    config: Config,
    generation: u32,
    layer: AtomicU8,
    /// Whether there has been a call, so that the layer is fixed.
    opened: AtomicBool,
    limits: Limits,
    /// The cores that the process may use.
    found: AtomicUsize,
    cores: Cores,
    guests: Guests,
    vacancy: Vacancy,
    registry: Registry,
    streaks: Streaks,
    staff: CachePadded<Staff>,
    /// Where workers may run: not only where the thread may that happens to need the first.
    affinity: Affinity,
    /// Follows the machine if what was found was asked from it.
    watch: Option<Watch>,
    counters: CachePadded<Counters>,
}

/// The arena of the process.
static PROCESS: AtomicPtr<Arena> = AtomicPtr::new(ptr::null_mut());

thread_local! {
    /// The arena of this thread, if it isn't that of the process.
    static OTHER: Cell<Option<&'static Arena>> = const { Cell::new(None) };
    /// The arena that has this thread among its running ones.
    static COUNTED_IN: Cell<*const Arena> = const { Cell::new(ptr::null()) };
}

/// What a process needs before its first arena. At best when the library is loaded, by a thread that is alone: the set-up
/// of the deques' memory reclamation takes a lock, which a fork at the same moment would leave held in the child.
fn prepare() {
    fork::watch();
    sync::prepare_deques();
}

#[cfg(not(loom))]
#[used]
// SAFETY: the loader calls what stands in this section, when the library's own and all that it needs are in place.
#[unsafe(link_section = ".init_array")]
static AT_LOAD: extern "C" fn() = {
    extern "C" fn at_load() {
        prepare();
    }
    at_load
};

impl Arena {
    /// Makes an arena, for ever: its threads may look at it at any time.
    #[must_use]
    pub fn new(config: Config) -> &'static Arena {
        let limits = Limits::new(config.limit, config.domain_limits);
        Arena::with_limits(config, limits)
    }

    /// The arena of a forked child: with all that was said to its parent's.
    fn inherited(&self) -> &'static Arena {
        let config = Config { layer: self.layer(), ..self.config.redetected() };
        Arena::with_limits(config, self.limits.inherited())
    }

    fn with_limits(config: Config, limits: Limits) -> &'static Arena {
        prepare();
        sync::forever(Arena {
            generation: fork::generation(),
            layer: AtomicU8::new(config.layer as u8),
            opened: AtomicBool::new(false),
            found: AtomicUsize::new(config.capacity),
            cores: Cores::new(config.capacity.min(limits::at_most(limits.process()))),
            limits,
            guests: Guests::default(),
            vacancy: Vacancy::default(),
            registry: Registry::default(),
            streaks: Streaks::default(),
            staff: CachePadded::default(),
            affinity: sync::cores_of_process(),
            watch: config.detected.then(Watch::new),
            counters: CachePadded::default(),
            config,
        })
    }

    /// Runs `body` with this arena in place of the process's.
    pub fn with<R>(&'static self, body: impl FnOnce() -> R) -> R {
        struct Restore(Option<&'static Arena>);
        impl Drop for Restore {
            fn drop(&mut self) {
                OTHER.set(self.0);
            }
        }
        let _restore = Restore(OTHER.replace(Some(self)));
        Participant::hidden(body)
    }

    /// What this arena has done so far.
    #[must_use]
    pub fn stats(&self) -> Stats {
        self.counters.read()
    }

    /// Ends its threads: those without work now, the others when they have done it; and frees what it kept of calls that
    /// are over. It stays as good as new: a call that needs threads afterwards makes them again.
    pub fn retire(&self) {
        if !self.is_forked() {
            self.staff.retire(self);
            self.registry.forget();
        }
    }

    fn layer(&self) -> Layer {
        Layer::ALL[usize::from(self.layer.load(Ordering::Relaxed))]
    }
    /// Sets the layer unless it is fixed; the one in force. (A first call at the same moment may have either: it has one
    /// to itself, so nothing depends on it.)
    fn choose_layer(&self, layer: Layer) -> Layer {
        if !self.opened.load(Ordering::Relaxed) {
            self.layer.store(layer as u8, Ordering::Relaxed);
        }
        self.layer()
    }
    fn fix_layer(&self) {
        // Read first: the line stays shared between the callers.
        if !self.opened.load(Ordering::Relaxed) {
            self.opened.store(true, Ordering::Relaxed);
        }
    }

    /// The most threads that a call of this thread may have; of all domains if none is given.
    fn max_width(&'static self, domain: Option<Domain>) -> usize {
        if self.layer() == Layer::Sequential {
            return 1;
        }
        self.follow_machine();
        let domain = domain.map_or(0, |domain| self.limits.domain(domain));
        [domain, limits::thread_limit()]
            .map(limits::at_most)
            .into_iter()
            .fold(self.cores.capacity(), usize::min)
    }

    /// How many workers a call of so many flops on this thread would have at once, or finds it time to wake: its share of
    /// those that are awake and have a core beside all callers. (Parts of a call are its tasks already. A team is recruited
    /// from workers that sleep.)
    fn at_hand(&'static self, flops: f64) -> usize {
        let patience = self.config.patience();
        let in_a_call = Participant::with(|participant| participant.is_some());
        if in_a_call || self.layer() != Layer::Tbb || patience.is_zero() {
            return 0;
        }
        let completes_streak = self.streaks.are_completed_by(flops, patience);
        let awake = self.staff.awake();
        let me = usize::from(!self.has_this_thread());
        let callers = (self.cores.running() + me).saturating_sub(awake).max(self.streaks.callers()).max(1);
        let cores = self.cores.capacity().saturating_sub(callers);
        let share = awake.min(cores).div_ceil(callers);
        if completes_streak && awake < cores { share + 1 } else { share }
    }

    /// Takes over what the machine gives this process now, if it is time to look.
    fn follow_machine(&'static self) {
        let look = |watch: &Watch| watch.look(&self.affinity);
        if let Some(found) = self.watch.as_ref().and_then(look)
            && self.found.swap(found, Ordering::Relaxed) != found
        {
            self.update_capacity();
        }
    }

    /// To be called when a limit or the machine has changed.
    fn update_capacity(&'static self) {
        let allowed = || self.found.load(Ordering::Relaxed).min(limits::at_most(self.limits.process()));
        loop {
            let capacity = allowed();
            let former = self.cores.set_capacity(capacity);
            // Against whoever offers work: they make that visible, then look for a free core.
            fence(SeqCst);
            for _ in former..capacity {
                self.use_free_core();
            }
            // Of two at once the second to set it may have looked first: but it has seen, then, what the other sets.
            if allowed() == capacity {
                return;
            }
        }
    }

    /// Whether this is the copy of a parent's arena.
    fn is_forked(&self) -> bool {
        self.generation != fork::generation()
    }

    /// Whether `current` has one to give.
    fn is_made() -> bool {
        let known = OTHER.get().or_else(|| {
            // SAFETY: null, or made by `with_limits`, so alive for ever.
            unsafe { PROCESS.load(Ordering::Acquire).as_ref() }
        });
        known.is_some_and(|arena| !arena.is_forked())
    }

    /// The arena of this thread's calls.
    fn current() -> &'static Arena {
        if let Some(other) = OTHER.get() {
            if !other.is_forked() {
                return other;
            }
            let fresh = other.inherited();
            OTHER.set(Some(fresh));
            return fresh;
        }
        let known = PROCESS.load(Ordering::Acquire);
        // SAFETY: null, or made by `with_limits`, so alive for ever.
        let fresh = match unsafe { known.as_ref() } {
            Some(arena) if !arena.is_forked() => return arena,
            Some(arena) => arena.inherited(),
            None => Arena::new(Config::from_env()),
        };
        let fresh = ptr::from_ref(fresh).cast_mut();
        match PROCESS.compare_exchange(known, fresh, Ordering::AcqRel, Ordering::Acquire) {
            // SAFETY: as above; who loses the race leaves an empty arena behind.
            Ok(_) => unsafe { &*fresh },
            // SAFETY: as above.
            Err(winner) => unsafe { &*winner },
        }
    }

    /// A thread of the arena's own: it starts with a core reserved.
    fn adopt_thread(&'static self) {
        // Set for the process's too, a fork on this thread would leave the child with one for it and one for the rest.
        if !ptr::eq(PROCESS.load(Ordering::Acquire), self) {
            OTHER.set(Some(self));
        }
        COUNTED_IN.set(self);
        affinity::register_worker();
        self.affinity.adopt();
    }

    /// The cores that workers may run on.
    fn cores_to_use(&self) -> &Affinity {
        &self.affinity
    }

    /// A call has work that nobody has taken: wakes a participant for it, or sends a worker if a core is free.
    fn invite(&'static self, call: &Arc<Call>) {
        // The child of a fork has nobody to ask, and locks that may be held for ever.
        if self.is_forked() {
            return;
        }
        let team = call.layer() == Layer::Omp;
        if call.wake_sleeper(team || self.cores.is_free()) || team {
            return;
        }
        // Offers of the library's own tasks come again soon, those of a program may not.
        if self.cores.has_one_free() && self.vacancy.is_fresh() && !call.has_programs_tasks() {
            return;
        }
        if !self.cores.is_free() {
            self.look_at_guests();
        }
        if self.cores.is_free() && call.has_room() && !self.send_worker(call) && self.staff.has_idle() {
            // A worker that became idle while we held the core has not seen it free, for this call or another.
            self.use_free_core();
        }
    }

    /// Sends a worker with a free core; false if one of them can't be had.
    fn send_worker(&'static self, call: &Arc<Call>) -> bool {
        if !self.cores.try_take() {
            return false;
        }
        let sent = self.staff.send(self, call);
        if !sent {
            self.cores.give_back();
            fence(SeqCst);
        }
        sent
    }

    /// Gives the core of a thread back that is about to sleep, to the call that wants it most.
    fn release_core(&'static self) {
        affinity::falling_asleep(|| self.pass_core_on());
    }

    fn pass_core_on(&'static self) {
        self.cores.give_back();
        // Against whoever offers work: they make that visible, then look for a free core.
        fence(SeqCst);
        self.use_free_core();
    }

    /// A master gives its core back. Calls of the library's own come to task boundaries soon, and take it then if the
    /// master isn't back; the tasks of a program may last for ever.
    fn vacate(&'static self) {
        let grace = self.config.grace;
        // Where other cores are free, there is one to come back to.
        if grace.is_zero() || !self.cores.is_full() {
            return affinity::leaving(|| self.pass_core_on());
        }
        // First, so that nobody finds the core in between.
        self.vacancy.open(grace);
        self.cores.give_back();
        // Against whoever offers work: they make that visible, then look for a free core.
        fence(SeqCst);
        if self.cores.is_free()
            && let Some(call) = self.registry.neediest(Call::wants_help)
            && call.has_programs_tasks()
        {
            affinity::leaving(|| self.invite(&call));
        }
    }

    /// To be called at task boundaries.
    fn fill_vacancy(&'static self) {
        if self.vacancy.is_due() || self.look_at_guests() {
            self.use_free_core();
        }
    }

    fn use_free_core(&'static self) {
        if !self.is_forked()
            && self.cores.is_free()
            && let Some(call) = self.registry.neediest(Call::wants_help)
        {
            self.invite(&call);
        }
    }
}
