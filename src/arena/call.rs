//! [`Call`]: one entry into the library from outside that may go parallel, and the places of its participants.

use std::mem;

use crate::arena::offers::Offers;
use crate::arena::process::float_env::FloatEnv;
use crate::arena::sync::{
    Arc, AtomicBool, AtomicUsize, CachePadded, Deque, OnceLock, Ordering, Parker, SeqCst, Steal, Stealer,
    fence,
};
use crate::arena::tasks::job::Job;
use crate::arena::team::Team;
use crate::arena::trace::Label;
use crate::arena::{Arena, Layer, limits};

/// A call. Everything that participants of it share; nothing of it is known to those of other calls.
#[derive(Debug)]
pub(super) struct Call {
    arena: &'static Arena,
    label: Label,
    layer: Layer,
    /// The limit that its master's thread has set for its own calls; it holds for those made in the call's tasks, too.
    thread_limit: usize,
    /// Whether its tasks are the program's own, which may take any time.
    programs: AtomicBool,
    open: AtomicBool,
    float_env: FloatEnv,
    participants: AtomicUsize,
    /// How many participants sleep or are about to.
    asleep: AtomicUsize,
    /// One for each participant there may be.
    seats: Box<[CachePadded<Seat>]>,
    /// The most participants that there were at a time.
    joined: AtomicUsize,
    offers: Offers,
    /// The `omp` layer: the size of the team, master included.
    team: AtomicUsize,
    /// The `omp` layer: which parts of the region are taken.
    claims: Box<[AtomicBool]>,
}

/// The first to be seated.
pub(super) const MASTER_SEAT: usize = 0;

/// The place of a participant. It outlasts the participant, and serves the next one.
#[derive(Debug, Default)]
struct Seat {
    taken: AtomicBool,
    deque: OnceLock<SeatDeque>,
    parker: Parker,
}

#[derive(Debug)]
struct SeatDeque {
    own: Deque<Job>,
    others: Stealer<Job>,
}

// SAFETY: `own` is used by whoever has taken the seat, one thread at a time: `taken` is acquired and released.
unsafe impl Sync for SeatDeque {}

impl Call {
    /// A call with its master, this thread, seated.
    pub(super) fn new(arena: &'static Arena, width: usize) -> Arc<Call> {
        let seats = (0..width).map(|_| CachePadded::default()).collect();
        Arc::new(Call::with(arena, seats, Offers::new(width)))
    }

    /// Makes another call of one that is over, and has nobody in it.
    pub(super) fn renew(&mut self, arena: &'static Arena) {
        // A sign may still be up over a deque that is empty, as it may at any time.
        *self = Call::with(arena, mem::take(&mut self.seats), mem::take(&mut self.offers));
    }

    fn with(arena: &'static Arena, seats: Box<[CachePadded<Seat>]>, offers: Offers) -> Call {
        seats[MASTER_SEAT].taken.store(true, Ordering::Relaxed);
        let layer = arena.layer();
        let claims = if layer == Layer::Omp { seats.len() } else { 0 };
        Call {
            arena,
            label: Label::new(),
            layer,
            thread_limit: limits::thread_limit(),
            programs: AtomicBool::new(false),
            open: AtomicBool::new(true),
            float_env: FloatEnv::of_master(),
            participants: AtomicUsize::new(1),
            asleep: AtomicUsize::new(0),
            seats,
            joined: AtomicUsize::new(1),
            offers,
            team: AtomicUsize::new(1),
            claims: (0..claims).map(|_| AtomicBool::new(false)).collect(),
        }
    }

    pub(super) fn arena(&self) -> &'static Arena {
        self.arena
    }
    /// What traces call it.
    pub(super) fn label(&self) -> Label {
        self.label
    }
    pub(super) fn layer(&self) -> Layer {
        self.layer
    }
    pub(super) fn thread_limit(&self) -> usize {
        self.thread_limit
    }
    /// Tasks of the program's own will be offered.
    pub(super) fn expect_programs_tasks(&self) {
        self.programs.store(true, Ordering::Relaxed);
    }
    /// Whether they may be.
    pub(super) fn has_programs_tasks(&self) -> bool {
        self.programs.load(Ordering::Relaxed)
    }
    pub(super) fn width(&self) -> usize {
        self.seats.len()
    }
    pub(super) fn team(&self) -> &AtomicUsize {
        &self.team
    }
    pub(super) fn claims(&self) -> &[AtomicBool] {
        &self.claims
    }
    pub(super) fn float_env(&self) -> &FloatEnv {
        &self.float_env
    }
    /// Whether workers may be in it. In the child of a fork it has none, and its only thread is to leave.
    pub(super) fn is_open(&self) -> bool {
        self.open.load(SeqCst) && !self.arena.is_forked()
    }
    pub(super) fn participants(&self) -> usize {
        self.participants.load(SeqCst)
    }

    /// The deque of a seat.
    ///
    /// # Safety
    /// The calling thread has taken that seat, and uses the deque only until it leaves it.
    pub(super) unsafe fn deque(&self, seat: usize) -> &Deque<Job> {
        let new = || {
            let own = Deque::new_lifo();
            SeatDeque { others: own.stealer(), own }
        };
        &self.seats[seat].deque.get_or_init(new).own
    }

    /// A task is in the deque of a seat. To be called by who pushed it, after a fence.
    pub(super) fn offer(&self, seat: usize) {
        self.offers.raise(seat);
    }
    /// The seats that may have tasks to steal, from seat `first` on. In the child of a fork none: what their deques hold
    /// lies in the frames of threads that the child doesn't have, and is the parent's to do.
    fn victims(&self, first: usize) -> impl Iterator<Item = (usize, &Stealer<Job>)> {
        let seats = self.offers.seats(first % self.width()).filter(|_| !self.arena.is_forked());
        seats.filter_map(|seat| Some((seat, &self.seats[seat].deque.get()?.others)))
    }
    /// Whether some task waits to be stolen.
    pub(super) fn has_work(&self) -> bool {
        self.victims(0).any(|(_, deque)| !deque.is_empty())
    }
    /// What this call asked for, and what it got so far.
    pub(super) fn team_so_far(&self) -> Team {
        Team { asked: self.width(), joined: self.joined.load(Ordering::Relaxed) }
    }
    /// Whether there is a seat for another participant, and work.
    pub(super) fn has_room(&self) -> bool {
        self.participants() < self.width() && self.has_work()
    }
    /// Whether another running thread would find work: a newcomer, or a participant that sleeps.
    pub(super) fn wants_help(&self) -> bool {
        (self.participants() < self.width() || self.asleep.load(SeqCst) > 0) && self.has_work()
    }

    /// The oldest task of some participant, looked for from seat `first` on.
    pub(super) fn steal(&self, first: usize) -> Option<Job> {
        for (seat, deque) in self.victims(first) {
            // Asked first: a thread that has tried to steal is known to the deques' memory reclamation until it ends.
            while !deque.is_empty() || self.still_offers(seat, deque) {
                match deque.steal() {
                    Steal::Success(job) => return Some(job),
                    Steal::Empty => break,
                    // Another thief was faster, so somebody got on.
                    Steal::Retry => {}
                }
            }
        }
        None
    }
    /// Lowers a seat's sign; whether that was wrong, for a task came at the same moment.
    fn still_offers(&self, seat: usize, deque: &Stealer<Job>) -> bool {
        self.offers.lower(seat);
        // Against the owner, who makes a task visible, then looks whether the sign is up.
        fence(SeqCst);
        let wrong = !deque.is_empty();
        if wrong {
            self.offers.raise(seat);
        }
        wrong
    }

    /// Takes a seat; None if there is none, or the call is over.
    pub(super) fn enter(&self) -> Option<usize> {
        let room = |n| (n < self.width()).then_some(n + 1);
        if !self.is_open() || self.participants.fetch_update(SeqCst, Ordering::Relaxed, room).is_err() {
            return None;
        }
        // There is a free seat for each of the count; another may be on its way to the one we see, never to all. Most
        // likely those before it are taken.
        let likely = self.participants() - 1;
        self.joined.fetch_max(likely + 1, Ordering::Relaxed);
        loop {
            for seat in (likely..self.width()).chain(0..likely) {
                let taken = &self.seats[seat].taken;
                if !taken.load(Ordering::Relaxed) && !taken.swap(true, Ordering::Acquire) {
                    return Some(seat);
                }
            }
        }
    }
    /// Leaves it. Afterwards the leaver must look for work again, or see to it that somebody does: who pushed
    /// meanwhile may have found the call full.
    pub(super) fn leave(&self, seat: usize) {
        self.seats[seat].taken.store(false, Ordering::Release);
        self.participants.fetch_sub(1, SeqCst);
    }

    /// Ends the call. Workers that are still in it find no more work and leave.
    pub(super) fn close(&self) {
        self.open.store(false, SeqCst);
        fence(SeqCst);
        while self.wake_sleeper(true) {}
    }

    /// Wakes the participant in a seat if it sleeps, for it may go on.
    pub(super) fn wake_owner(&self, seat: usize) {
        fence(SeqCst);
        self.seats[seat].parker.unpark(self.arena.cores_to_use());
    }
    /// Wakes a participant that sleeps, for there is work; whether there was one. The master first; a worker only if
    /// there is a core for it.
    pub(super) fn wake_sleeper(&self, core_is_free: bool) -> bool {
        let sleepers = if core_is_free { self.seats.len() } else { 1 };
        self.asleep.load(SeqCst) > 0
            && self.seats[..sleepers].iter().any(|seat| seat.parker.unpark(self.arena.cores_to_use()))
    }
    /// Sleeps in a seat until woken, unless `stay_awake`, asked once the sleeper can be seen, says no.
    /// `park` runs its argument, which sleeps.
    pub(super) fn sleep(&self, seat: usize, stay_awake: &dyn Fn() -> bool, park: impl FnOnce(&Parker)) {
        let parker = &self.seats[seat].parker;
        parker.announce(self.arena.cores_to_use());
        self.asleep.fetch_add(1, SeqCst);
        fence(SeqCst);
        if stay_awake() {
            parker.cancel(self.arena.cores_to_use());
        } else {
            park(parker);
        }
        self.asleep.fetch_sub(1, SeqCst);
    }
}
