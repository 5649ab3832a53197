//! Models of the arena's protocols, checked on the real code by loom (`scripts/model.sh`): each runs in every order that
//! its threads can come in, up to a number of preemptions, and with every value that C11 lets a load return.
//!
//! A model fails if threads end up asleep with nobody to wake them, if a cell, a frame or a call is used by two at
//! once or after its end, if a call is never freed, or if an assertion fails: those in a model, and at its end that
//! every core was given back. What each one stands for is in README.md, and what breaks it in `scripts/model_mutations.sh`.

mod calls;
mod guests;
mod offers;
mod tasks;
mod teams;

use std::cell::Cell;
use std::time::Duration;

use crate::arena::sync::model as system;
use crate::arena::sync::{AtomicU32, Ordering, UnsafeCell};
use crate::arena::{Arena, Config, Layer, limits};
use crate::env;

/// A thread of the program.
type Caller = Box<dyn FnOnce() + Send>;

/// What a model runs in.
struct Model {
    capacity: usize,
    layer: Layer,
    /// How many threads the arena can create.
    threads: usize,
    /// How often at most a thread is interrupted that could have gone on.
    preemptions: usize,
    /// Whether a look into a deque has crossbeam's fence. Without it there are more executions: any model of two threads
    /// goes without.
    fence: bool,
}

const MODEL: Model = Model { capacity: 2, layer: Layer::Tbb, threads: 1, preemptions: 2, fence: false };
/// With more than two threads at work.
const LARGE: Model = Model { preemptions: 1, fence: true, ..MODEL };

std::thread_local! {
    /// Callers that have not ended.
    static CALLERS: Cell<usize> = const { Cell::new(0) };
}

impl Model {
    /// Checks the callers that `callers` makes, each in a thread of its own.
    /// `ARENABLAS_MODEL_MORE` allows for more preemptions; `ARENABLAS_MODEL_WEAK` takes the fence away.
    fn check(mut self, callers: impl Fn(&'static Arena) -> Vec<Caller> + Send + Sync + 'static) {
        let mut builder = loom::model::Builder::new();
        builder.max_branches = 10_000;
        let more = env::more_preemptions();
        self.fence &= !env::weak_models();
        let bound = self.preemptions + more;
        builder.preemption_bound = Some(bound);
        let executions = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let count = executions.clone();
        let start = std::time::Instant::now();
        let config = Config {
            layer: self.layer,
            spin: Duration::ZERO,
            grace: Duration::ZERO,
            ..Config::with_capacity(self.capacity)
        };
        let _end = End;
        builder.check(move || {
            count.fetch_add(1, Ordering::Relaxed);
            self.run(&config, &callers);
        });
        let executions = executions.load(Ordering::Relaxed);
        println!("{executions} executions with {bound} preemptions, {:.1} s", start.elapsed().as_secs_f64());
    }

    fn run(&self, config: &Config, callers: &impl Fn(&'static Arena) -> Vec<Caller>) {
        system::begin(self.threads, self.fence);
        let arena = Arena::new(config.clone());
        let callers = callers(arena);
        CALLERS.set(callers.len());
        for caller in callers {
            system::spawn(move || {
                arena.with(caller);
                CALLERS.set(CALLERS.get() - 1);
                if CALLERS.get() == 0 {
                    arena.retire();
                }
            });
        }
        system::join_all();
        arena.assert_at_rest();
    }
}

/// Frees what the last execution has left, even if it failed.
struct End;

impl Drop for End {
    fn drop(&mut self) {
        system::begin(0, false);
    }
}

/// Something that happens once, and that others wait for: what makes a model need two threads at once.
#[derive(Default)]
struct Gate(AtomicU32);

impl Gate {
    fn new() -> &'static Gate {
        system::forever(Gate::default())
    }
    fn open(&self) {
        self.0.store(1, Ordering::Release);
        system::futex_wake(&raw const self.0);
    }
    fn wait(&self) {
        while self.0.load(Ordering::Acquire) == 0 {
            system::futex_wait(&self.0, 0);
        }
    }
}

impl Arena {
    fn limit(&'static self, threads: usize) {
        self.limits.set_process(threads);
        self.update_capacity();
    }

    /// Nothing is left of all calls.
    fn assert_at_rest(&self) {
        let capacity = self.config.capacity.min(limits::at_most(self.limits.process()));
        assert_eq!(self.cores.capacity(), capacity, "the capacity is what the limit says");
        let free = (0..=capacity).take_while(|_| self.cores.try_take()).count();
        assert_eq!(free, capacity, "all cores were given back");
        assert!(self.registry.neediest(|_| true).is_none(), "no call is open");
        assert!(!self.staff.has_idle(), "all workers have retired");
    }
}

/// The pieces of a loop, each of which is run once.
struct Pieces(Vec<UnsafeCell<bool>>);

// SAFETY: each is accessed by one thread at a time; loom checks that.
unsafe impl Sync for Pieces {}

impl Pieces {
    fn new(pieces: usize) -> Pieces {
        Pieces((0..pieces).map(|_| UnsafeCell::new(false)).collect())
    }
    fn run(&self, piece: std::ops::Range<usize>) {
        for i in piece {
            // SAFETY: see above.
            assert!(!self.0[i].with_mut(|done| unsafe { done.replace(true) }), "ran twice");
        }
    }
    fn assert_done(self) {
        assert!(self.0.into_iter().all(UnsafeCell::into_inner));
    }
}
