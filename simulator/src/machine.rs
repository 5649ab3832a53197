//! [`Machine`]: a computer with as many cores as wanted, and its operating system, in virtual time.
//!
//! It is kinder than a real one: one queue for all cores, from which a core that becomes free takes a thread at once; no
//! caches that a thread leaves behind when it is preempted. So what a policy loses here by running more threads than
//! there are cores is the least that it would lose.

mod kernel;

use std::any::Any;
use std::cell::RefCell;
use std::mem;

use crate::costs::Costs;
use crate::fibre::{self, Fibre};
use crate::meter::Report;

pub(crate) use kernel::Request;
use kernel::{Locals, Machine};

/// Virtual time, in nanoseconds.
pub type Nanos = u64;

thread_local! {
    /// Those of the real thread.
    static OUTSIDE: RefCell<Locals> = const { RefCell::new(Vec::new()) };
    /// The machine that this (real) thread simulates.
    static MACHINE: RefCell<Option<Machine>> = const { RefCell::new(None) };
}

fn with<R>(f: impl FnOnce(&mut Machine) -> R) -> R {
    MACHINE.with_borrow_mut(|machine| f(machine.as_mut().expect("inside of a simulation")))
}

/// Runs `main` as the first thread of a machine, and all threads that it starts, until each has ended or sleeps for
/// ever. The same arguments give the same report.
pub fn simulate(cores: usize, costs: &Costs, seed: u64, main: impl FnOnce() + 'static) -> Report {
    let machine = Machine::new(cores, costs, seed);
    let former = MACHINE.replace(Some(machine));
    assert!(former.is_none(), "one simulation at a time");
    start(main);
    while let Some(thread) = with(Machine::next_to_resume) {
        resume(thread);
    }
    let machine = MACHINE.take().expect("put there above");
    machine.meter.report()
}

/// Lets a thread's code run up to its next request, at the present instant.
fn resume(thread: usize) {
    let fibre = with(|machine| {
        machine.current = thread;
        machine.debt = 0;
        machine.threads[thread].fibre.take()
    });
    let mut fibre = fibre.expect("it is not running");
    let request = fibre.resume();
    let locals = with(|machine| {
        machine.threads[thread].fibre = Some(fibre);
        machine.grant(thread, request)
    });
    // Their destructors may do anything, so not while the machine is borrowed.
    drop(locals);
}

/// Computes for so long; `useful` time is what the program wanted done.
pub fn compute(time: Nanos, useful: bool) {
    let time = with(|machine| {
        if useful {
            machine.meter.useful += time;
        }
        time + mem::take(&mut machine.debt)
    });
    if time > 0 {
        fibre::request(Request::Compute { time, spins_at: None });
    }
}

/// Adds to what the thread pays for at its next request. For what may happen under a lock.
pub fn charge(time: Nanos) {
    with(|machine| machine.debt += time);
}

/// What the thread has been charged and not paid yet.
#[must_use]
pub fn debt() -> Nanos {
    with(|machine| machine.debt)
}

/// The time that the thread has come to.
#[must_use]
pub fn now() -> Nanos {
    with(|machine| machine.now + machine.debt)
}

/// All that was to be done is done: what threads do from here on doesn't count.
pub fn finish() {
    with(|machine| machine.meter.finish(machine.now));
}

/// The costs of the machine.
#[must_use]
pub fn costs() -> Costs {
    with(|machine| machine.costs.clone())
}

/// How many cores the machine has.
#[must_use]
pub fn cores() -> usize {
    with(|machine| machine.cores)
}

/// The thread that runs, or `None` outside of simulations.
#[must_use]
pub fn current() -> Option<usize> {
    MACHINE.with_borrow(|machine| machine.as_ref().map(|machine| machine.current))
}

/// What the thread keeps under `key`; made by `new` when it asks for the first time. Outside of simulations, the real thread's.
pub fn local(key: usize, new: impl FnOnce() -> Box<dyn Any>) -> *const dyn Any {
    MACHINE.with_borrow_mut(|machine| {
        let find = |locals: &mut Locals| {
            if let Some((_, known)) = locals.iter().find(|(other, _)| *other == key) {
                return &raw const **known;
            }
            locals.push((key, new()));
            &raw const *locals[locals.len() - 1].1
        };
        match machine {
            Some(machine) => find(&mut machine.threads[machine.current].locals),
            None => OUTSIDE.with_borrow_mut(find),
        }
    })
}

/// Starts a thread; whether that worked.
pub fn start(main: impl FnOnce() + 'static) -> bool {
    let Some(fibre) = Fibre::new(main) else { return false };
    with(|machine| {
        machine.debt += machine.costs.start;
        machine.enter_thread(fibre);
    });
    true
}

/// Sleeps until somebody wakes a sleeper at this address, unless `stay_awake` says, asked when nobody else can come in
/// between, that there is no reason to.
pub fn sleep(address: usize, stay_awake: impl Fn() -> bool) {
    compute(with(|machine| machine.costs.sleep), false);
    if stay_awake() {
        return;
    }
    with(|machine| machine.sleepers.entry(address).or_default().push_back(machine.current));
    fibre::request(Request::Sleep);
}

/// Wakes up to `count` sleepers at this address, the one that has slept longest first; how many there were.
pub fn wake(address: usize, count: usize) -> usize {
    with(|machine| machine.wake(address, count))
}

/// Burns the core until somebody calls the spinners at this address, or for `time`.
pub fn spin(address: usize, time: Nanos) {
    let time = with(|machine| {
        machine.spinners.entry(address).or_default().push(machine.current);
        time + mem::take(&mut machine.debt)
    });
    fibre::request(Request::Compute { time, spins_at: Some(address) });
}

/// Makes all who spin at this address look again.
pub fn call_spinners(address: usize) {
    with(|machine| {
        for thread in machine.spinners.remove(&address).unwrap_or_default() {
            machine.stop_spinning(thread);
        }
    });
}
