//! [`Call`]: one entry into the library from outside that may go parallel, and the places of its participants.
//!
//! When a call is over its workers stay in their seats for a while, and its master's next call is the same one, opened
//! again: who sits there already need not be told where to go.

use crate::arena::offers::Offers;
use crate::arena::process::float_env::FloatEnv;
use crate::arena::sync::{
    Arc, AtomicBool, AtomicUsize, CachePadded, Deque, OnceLock, Ordering, Parker, SeqCst, Steal, Stealer,
    UnsafeCell, fence,
};
use crate::arena::tasks::job::Job;
use crate::arena::team::Team;
use crate::arena::trace::Label;
use crate::arena::{Arena, Layer, limits};

/// A call. Everything that participants of it share; nothing of it is known to those of other calls.
#[derive(Debug)]
pub(super) struct Call {
    /// On lines of its own: participants without a task read it all the time, and nobody writes it.
    place: CachePadded<Place>,
    terms: UnsafeCell<Terms>,
    /// Whether its tasks are the program's own, which may take any time.
    programs: AtomicBool,
    open: AtomicBool,
    participants: AtomicUsize,
    /// How many participants sleep or are about to.
    asleep: AtomicUsize,
    /// The most participants that there were at a time, when one of them had a task.
    joined: AtomicUsize,
    /// The `omp` layer: the size of the team, master included: with those who were sent and haven't come yet.
    team: AtomicUsize,
    /// The `omp` layer: which parts of the region are taken.
    claims: Box<[AtomicBool]>,
}

/// What stays the same, however often a call is opened.
#[derive(Debug)]
struct Place {
    arena: &'static Arena,
    layer: Layer,
    /// One for each participant there may be.
    seats: Box<[CachePadded<Seat>]>,
    offers: Offers,
}

/// What holds from a call's beginning to its end.
#[derive(Debug)]
pub(super) struct Terms {
    /// Which of the calls it is that were made of the same `Call`.
    pub(super) opening: usize,
    /// What traces call it.
    pub(super) label: Label,
    /// The limit that its master's thread has set for its own calls; it holds for those made in the call's tasks, too.
    pub(super) thread_limit: usize,
    /// How its tasks compute.
    pub(super) float_env: FloatEnv,
}

impl Terms {
    /// Those of a call that this thread makes.
    fn of_master(opening: usize) -> Terms {
        Terms {
            opening,
            label: Label::new(),
            thread_limit: limits::thread_limit(),
            float_env: FloatEnv::of_master(),
        }
    }
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

// SAFETY: `terms` are written by the master, before there is a task and when none is left, and read by it and by who has
// one: a task is had after it was pushed, and has ended before its call has. All else may be shared by itself.
unsafe impl Sync for Call {}

impl Call {
    /// A call with its master, this thread, seated.
    pub(super) fn new(arena: &'static Arena, width: usize) -> Arc<Call> {
        let seats: Box<[CachePadded<Seat>]> = (0..width).map(|_| CachePadded::default()).collect();
        seats[MASTER_SEAT].taken.store(true, Ordering::Relaxed);
        let layer = arena.layer();
        let claims = if layer == Layer::Omp { width } else { 0 };
        Arc::new(Call {
            place: CachePadded::new(Place { arena, layer, seats, offers: Offers::new(width) }),
            terms: UnsafeCell::new(Terms::of_master(1)),
            programs: AtomicBool::new(false),
            open: AtomicBool::new(true),
            participants: AtomicUsize::new(1),
            asleep: AtomicUsize::new(0),
            joined: AtomicUsize::new(1),
            team: AtomicUsize::new(1),
            claims: (0..claims).map(|_| AtomicBool::new(false)).collect(),
        })
    }

    /// Makes a call of this thread's of one that is over. Workers may still sit in it, without a task, and take part in
    /// this one as well.
    ///
    /// # Safety
    /// Its master has ended it, and no other thread does this at the same time.
    pub(super) unsafe fn reopen(&self) {
        // SAFETY: nobody has a task of it (the master has waited for all), so nobody reads.
        self.terms.with_mut(|terms| unsafe { *terms = Terms::of_master((*terms).opening + 1) });
        self.programs.store(false, Ordering::Relaxed);
        self.joined.store(1, Ordering::Relaxed);
        self.open.store(true, Ordering::Release);
    }

    /// What holds for this call; for its master, and for who has a task of it.
    pub(super) fn terms<R>(&self, read: impl FnOnce(&Terms) -> R) -> R {
        // SAFETY: see `Sync`: nobody writes before the reader's task has ended, or the call of the reader, its master.
        self.terms.with(|terms| read(unsafe { &*terms }))
    }

    pub(super) fn arena(&self) -> &'static Arena {
        self.place.arena
    }
    pub(super) fn layer(&self) -> Layer {
        self.place.layer
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
        self.place.seats.len()
    }
    pub(super) fn team(&self) -> &AtomicUsize {
        &self.team
    }
    pub(super) fn claims(&self) -> &[AtomicBool] {
        &self.claims
    }
    /// Whether workers may be in it. In the child of a fork it has none, and its only thread is to leave.
    pub(super) fn is_open(&self) -> bool {
        self.open.load(SeqCst) && !self.place.arena.is_forked()
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
        &self.place.seats[seat].deque.get_or_init(new).own
    }

    /// A task is in the deque of a seat. To be called by who pushed it, after a fence.
    pub(super) fn offer(&self, seat: usize) {
        self.place.offers.raise(seat);
    }
    /// The seats that may have tasks to steal, from seat `first` on. In the child of a fork none: what their deques hold
    /// lies in the frames of threads that the child doesn't have, and is the parent's to do.
    fn victims(&self, first: usize) -> impl Iterator<Item = (usize, &Stealer<Job>)> {
        let seats = self.place.offers.seats(first % self.width()).filter(|_| !self.place.arena.is_forked());
        seats.filter_map(|seat| Some((seat, &self.place.seats[seat].deque.get()?.others)))
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
        self.place.offers.lower(seat);
        // Against the owner, who makes a task visible, then looks whether the sign is up.
        fence(SeqCst);
        let wrong = !deque.is_empty();
        if wrong {
            self.place.offers.raise(seat);
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
        loop {
            for seat in (likely..self.width()).chain(0..likely) {
                let taken = &self.place.seats[seat].taken;
                if !taken.load(Ordering::Relaxed) && !taken.swap(true, Ordering::Acquire) {
                    return Some(seat);
                }
            }
        }
    }
    /// A participant has its first task.
    pub(super) fn note_participants(&self) {
        let now = self.participants();
        if self.joined.load(Ordering::Relaxed) < now {
            self.joined.fetch_max(now, Ordering::Relaxed);
        }
    }
    /// Leaves it. Afterwards the leaver must look for work again, or see to it that somebody does: who pushed
    /// meanwhile may have found the call full.
    pub(super) fn leave(&self, seat: usize) {
        self.place.seats[seat].taken.store(false, Ordering::Release);
        self.participants.fetch_sub(1, SeqCst);
    }

    /// Ends the call. Workers that are still in it find no more work.
    pub(super) fn close(&self) {
        self.open.store(false, Ordering::Release);
        // Only a team's members sleep while they have no task.
        if self.place.layer == Layer::Omp {
            fence(SeqCst);
            while self.wake_sleeper(true) {}
        }
    }

    /// Wakes the participant in a seat if it sleeps, for it may go on.
    pub(super) fn wake_owner(&self, seat: usize) {
        fence(SeqCst);
        self.place.seats[seat].parker.unpark(self.place.arena.cores_to_use());
    }
    /// Wakes a participant that sleeps, for there is work; whether there was one. The master first; a worker only if
    /// there is a core for it.
    pub(super) fn wake_sleeper(&self, core_is_free: bool) -> bool {
        let sleepers = if core_is_free { self.place.seats.len() } else { 1 };
        self.asleep.load(SeqCst) > 0
            && self.place.seats[..sleepers]
                .iter()
                .any(|seat| seat.parker.unpark(self.place.arena.cores_to_use()))
    }
    /// Sleeps in a seat until woken, unless `stay_awake`, asked once the sleeper can be seen, says no.
    /// `park` runs its argument, which sleeps.
    pub(super) fn sleep(&self, seat: usize, stay_awake: &dyn Fn() -> bool, park: impl FnOnce(&Parker)) {
        let parker = &self.place.seats[seat].parker;
        parker.announce(self.place.arena.cores_to_use());
        self.asleep.fetch_add(1, SeqCst);
        fence(SeqCst);
        if stay_awake() {
            parker.cancel(self.place.arena.cores_to_use());
        } else {
            park(parker);
        }
        self.asleep.fetch_sub(1, SeqCst);
    }
}

/// Whoever was sent to a team has left it by now, or found no seat.
#[cfg(loom)]
impl Drop for Call {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert_eq!(self.team.load(Ordering::Relaxed), 1);
        }
    }
}
