//! [`OurArena`]: the library's own scheduler, its threads, futexes and clock those of the simulated machine.

use std::any::Any;

use arenablas::arena::{self, Arena, Config, Cost, Stats, System};

use crate::machine;
use crate::policy::Policy;

/// The library's own scheduler.
#[derive(Clone, Copy, Debug)]
pub struct OurArena(&'static Arena);

impl OurArena {
    /// A fresh arena for a machine of so many cores. `adjust` may change what it is told.
    #[must_use]
    pub fn new(cores: usize, adjust: impl FnOnce(&mut Config)) -> OurArena {
        arena::install(&Simulated);
        // All cores of the machine are as good as real.
        let spin = Config::with_capacity(1).spin;
        let mut config = Config { spin, ..Config::with_capacity(cores) };
        adjust(&mut config);
        OurArena(Arena::new(config))
    }

    /// Runs `body` with this arena in place of the process's.
    pub fn with<R>(&self, body: impl FnOnce() -> R) -> R {
        self.0.with(body)
    }

    /// What it has done so far.
    #[must_use]
    pub fn stats(&self) -> Stats {
        self.0.stats()
    }
}

impl Policy for OurArena {
    fn call(&self, width: usize, body: &dyn Fn()) {
        self.0.with(|| arena::call(width, body));
    }
    fn parallel(&self, pieces: usize, body: &(dyn Fn(usize) + Sync)) {
        arena::parallel_for(0..pieces, 1, |range| range.for_each(body));
    }
    fn outside(&self, body: &dyn Fn()) {
        arena::outside(body);
    }
}

/// The simulated machine, as the library's scheduler sees it.
struct Simulated;

impl System for Simulated {
    fn thread(&self) -> Option<usize> {
        machine::current()
    }
    fn now(&self) -> u64 {
        if machine::current().is_some() { machine::now() } else { 0 }
    }
    fn charge(&self, cost: Cost) {
        if machine::current().is_none() {
            return;
        }
        let costs = machine::costs();
        machine::charge(match cost {
            Cost::Look => costs.look,
            Cost::Fetch => costs.line,
            Cost::Steal => costs.steal,
            Cost::Lock => costs.lock,
            Cost::Wait(time) => time,
        });
    }
    fn settle(&self, at_least: u64) {
        if machine::current().is_some() && machine::debt() >= at_least {
            machine::compute(0, false);
        }
    }
    fn pause(&self) {
        machine::compute(machine::costs().pause, false);
    }
    fn sleep(&self, address: usize, stay_awake: &dyn Fn() -> bool) {
        machine::sleep(address, stay_awake);
    }
    fn wake(&self, address: usize) {
        machine::wake(address, 1);
    }
    fn start(&self, main: Box<dyn FnOnce()>) -> bool {
        machine::start(main)
    }
    fn local(&self, key: usize, new: &dyn Fn() -> Box<dyn Any>) -> *const dyn Any {
        machine::local(key, new)
    }
}
