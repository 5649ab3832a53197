//! [`Teams`]: every thread that calls has threads of its own, and each loop is split among them in advance: how OpenMP
//! libraries do it. A loop ends when the last of the team has arrived.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::mem;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::machine::{self, Nanos};
use crate::policy::Policy;

/// How long a thread spins for the others while all threads of all teams fit on the cores, and when they don't: about
/// what libgomp does.
const SPIN: Nanos = 1_000_000;
const SPIN_CROWDED: Nanos = 4_000;

/// Every calling thread has a team of its own.
#[derive(Debug, Default)]
pub struct Teams {
    /// The most threads in a team.
    limit: usize,
    /// Whether a task of the program's inside a loop has a team too.
    nested: bool,
    /// How many threads there are in all teams.
    threads: AtomicUsize,
}

impl Teams {
    /// Teams of up to so many threads, the caller's own included.
    #[must_use]
    pub fn new(limit: usize, nested: bool) -> Teams {
        Teams { limit, nested, threads: AtomicUsize::new(0) }
    }

    /// The calling thread's team.
    fn team(&self) -> Rc<Team> {
        Me::with(|me| {
            let (mut teams, level) = (me.teams.borrow_mut(), me.level.get());
            if teams.is_empty() {
                self.threads.fetch_add(1, Ordering::Relaxed);
            }
            if teams.len() <= level {
                teams.resize_with(level + 1, Rc::default);
            }
            Rc::clone(&teams[level])
        })
    }

    fn spin(&self) -> Nanos {
        if self.threads.load(Ordering::Relaxed) <= machine::cores() { SPIN } else { SPIN_CROWDED }
    }

    /// Waits for `done`, which is made true before the spinners and sleepers at `address` are called.
    fn wait(&self, address: usize, done: impl Fn() -> bool) {
        if !done() {
            machine::spin(address, self.spin());
        }
        while !done() {
            machine::sleep(address, &done);
        }
    }
}

/// Calls who waits at an address.
fn call(address: usize) {
    machine::call_spinners(address);
    machine::wake(address, 1);
}

/// What a simulated thread knows about itself.
#[derive(Default)]
struct Me {
    /// Its team, and that of the calls in the tasks of its team's loops, and so on.
    teams: RefCell<Vec<Rc<Team>>>,
    /// Which of them the next call has.
    level: Cell<usize>,
    /// How many of the team a loop would be split among; 0 outside of calls, and inside of loops.
    active: Cell<usize>,
}

impl Me {
    fn with<R>(f: impl FnOnce(&Me) -> R) -> R {
        static KEY: u8 = 0;
        let me = machine::local((&raw const KEY).addr(), || Box::<Me>::default() as Box<dyn Any>);
        // SAFETY: the thread's own, which lives as long as it.
        let me = unsafe { &*me }.downcast_ref::<Me>().expect("nobody else uses this key");
        f(me)
    }
    /// Runs `body` with loops split among so many.
    fn active<R>(active: usize, body: impl FnOnce() -> R) -> R {
        let former = Me::with(|me| me.active.replace(active));
        let result = body();
        Me::with(|me| me.active.set(former));
        result
    }
}

type Region<'a> = &'a (dyn Fn(usize) + Sync);

/// A thread's team. The thread itself is member 0 and not among `members`.
#[derive(Default)]
struct Team {
    members: RefCell<Vec<Rc<Member>>>,
    /// How many of the present region's members are still at it.
    at_work: Cell<usize>,
}

#[derive(Default)]
struct Member {
    /// What to do next; lives until the member is no longer `at_work`.
    region: Cell<Option<Region<'static>>>,
}

impl Member {
    fn address(&self) -> usize {
        (&raw const self.region).addr()
    }
}

impl Team {
    fn done_address(&self) -> usize {
        (&raw const self.at_work).addr()
    }

    /// Starts the threads that are missing for a team of `size`.
    fn grow(self: &Rc<Team>, teams: &'static Teams, size: usize) {
        while self.members.borrow().len() + 1 < size {
            let (index, member, team) =
                (self.members.borrow().len() + 1, Rc::<Member>::default(), Rc::clone(self));
            self.members.borrow_mut().push(Rc::clone(&member));
            teams.threads.fetch_add(1, Ordering::Relaxed);
            assert!(machine::start(move || member.live(index, &team, teams)), "no memory for a thread");
        }
    }

    /// Runs `region(i)` on members 0 to size − 1, and waits for the last of them.
    fn run(&self, teams: &Teams, size: usize, region: Region<'_>) {
        // SAFETY: this frame, which `region` outlives, waits until no member is at it any more.
        let shared = unsafe { mem::transmute::<Region<'_>, Region<'static>>(region) };
        self.at_work.set(size - 1);
        for member in &self.members.borrow()[..size - 1] {
            member.region.set(Some(shared));
            machine::charge(machine::costs().line);
            call(member.address());
        }
        Me::active(0, || region(0));
        teams.wait(self.done_address(), || self.at_work.get() == 0);
    }
}

impl Member {
    fn live(&self, index: usize, team: &Team, teams: &'static Teams) {
        loop {
            teams.wait(self.address(), || self.region.get().is_some());
            let Some(region) = self.region.take() else { continue };
            region(index);
            machine::compute(machine::costs().line, false);
            team.at_work.set(team.at_work.get() - 1);
            if team.at_work.get() == 0 {
                call(team.done_address());
            }
        }
    }
}

impl Policy for &'static Teams {
    fn call(&self, width: usize, body: &dyn Fn()) {
        let size = width.min(self.limit).min(machine::cores());
        if size < 2 || Me::with(|me| me.active.get() > 0) {
            return body();
        }
        self.team().grow(self, size);
        Me::active(size, body);
    }

    fn parallel(&self, pieces: usize, body: &(dyn Fn(usize) + Sync)) {
        let size = Me::with(|me| me.active.get()).min(pieces);
        if size < 2 {
            return (0..pieces).for_each(body);
        }
        let cut = |part: usize| part * pieces / size;
        self.team().run(self, size, &|part| (cut(part)..cut(part + 1)).for_each(body));
    }

    fn outside(&self, body: &dyn Fn()) {
        if !self.nested {
            // In a loop, so as though in a call already: a team of one.
            return Me::active(1, body);
        }
        let level = Me::with(|me| me.level.replace(me.level.get() + 1));
        Me::active(0, body);
        Me::with(|me| me.level.set(level));
    }
}
