//! [`Machine`]: a computer with as many cores as wanted, and its operating system, in virtual time.
//!
//! It is kinder than a real one: one queue for all cores, from which a core that becomes free takes a thread at once; no
//! caches that a thread leaves behind when it is preempted. So what a policy loses here by running more threads than
//! there are cores is the least that it would lose.

use std::any::Any;
use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, VecDeque};

use crate::costs::Costs;
use crate::fibre::{self, Fibre};
use crate::meter::{Meter, Report};

/// Virtual time, in nanoseconds.
pub type Nanos = u64;

/// What a fibre can ask for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Request {
    /// To use a core for so long; perhaps only until somebody calls the spinners at this address.
    Compute { time: Nanos, spins_at: Option<usize> },
    /// To lie idle until woken.
    Sleep,
    /// Its function has returned.
    End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Running,
    Ready,
    Asleep,
    Ended,
}

struct Thread {
    fibre: Option<Fibre>,
    state: State,
    /// How long it still has to compute before its request is granted.
    need: Nanos,
    /// When its present stretch on a core began, and when its time slice ends.
    since: Nanos,
    slice_end: Nanos,
    /// Which stretch this is: an event of an earlier one is void.
    stretch: u32,
    spins_at: Option<usize>,
    locals: Locals,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    /// The stretch of a thread on its core ends.
    Stop { thread: usize, stretch: u32 },
    /// A thread that was woken, or made, is ready to run.
    Ready { thread: usize },
}

struct Machine {
    cores: usize,
    costs: Costs,
    now: Nanos,
    /// What the running thread has used of its core since it was resumed, and pays at its next request.
    debt: Nanos,
    current: usize,
    /// By time; at the same time in the order in which they were entered.
    events: BinaryHeap<Reverse<(Nanos, u64, Event)>>,
    entered: u64,
    threads: Vec<Thread>,
    ready: VecDeque<usize>,
    busy: usize,
    sleepers: HashMap<usize, VecDeque<usize>>,
    spinners: HashMap<usize, Vec<usize>>,
    random: u64,
    meter: Meter,
}

/// The variables of a thread, by key.
type Locals = Vec<(usize, Box<dyn Any>)>;

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
        time + std::mem::take(&mut machine.debt)
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
    with(|machine| {
        let Some(sleepers) = machine.sleepers.get_mut(&address) else { return 0 };
        let count = count.min(sleepers.len());
        let woken: Vec<usize> = sleepers.drain(..count).collect();
        if sleepers.is_empty() {
            machine.sleepers.remove(&address);
        }
        for thread in woken {
            machine.debt += machine.costs.wake;
            let at = machine.now + machine.debt + machine.jitter(machine.costs.wake_latency);
            machine.enter(at, Event::Ready { thread });
        }
        count
    })
}

/// Burns the core until somebody calls the spinners at this address, or for `time`.
pub fn spin(address: usize, time: Nanos) {
    let time = with(|machine| {
        machine.spinners.entry(address).or_default().push(machine.current);
        time + std::mem::take(&mut machine.debt)
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

impl Machine {
    fn new(cores: usize, costs: &Costs, seed: u64) -> Machine {
        assert!(cores > 0);
        Machine {
            cores,
            costs: costs.clone(),
            now: 0,
            debt: 0,
            current: 0,
            events: BinaryHeap::new(),
            entered: 0,
            threads: Vec::new(),
            ready: VecDeque::new(),
            busy: 0,
            sleepers: HashMap::new(),
            spinners: HashMap::new(),
            random: seed.wrapping_mul(2).wrapping_add(0x9e37_79b9_7f4a_7c15) | 1,
            meter: Meter::new(cores),
        }
    }

    fn enter(&mut self, at: Nanos, event: Event) {
        self.entered += 1;
        self.events.push(Reverse((at, self.entered, event)));
    }

    fn enter_thread(&mut self, fibre: Fibre) {
        let thread = self.threads.len();
        self.threads.push(Thread {
            fibre: Some(fibre),
            state: State::Asleep,
            need: 0,
            since: 0,
            slice_end: 0,
            stretch: 0,
            spins_at: None,
            locals: Vec::new(),
        });
        self.meter.threads += 1;
        // The first one of all has nobody who pays.
        let latency = if thread == 0 { 0 } else { self.jitter(self.costs.start_latency) };
        self.enter(self.now + self.debt + latency, Event::Ready { thread });
    }

    /// Between half and one and a half of a time: real ones vary, and nothing shall hang on an exact tie.
    fn jitter(&mut self, time: Nanos) -> Nanos {
        // xorshift64
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        time / 2 + self.random % (time + 1)
    }

    /// Lets time pass until some thread has got what it asked for; `None` when nothing will ever happen any more.
    fn next_to_resume(&mut self) -> Option<usize> {
        while let Some(Reverse((at, _, event))) = self.events.pop() {
            self.meter.advance(at - self.now, self.busy, self.ready.len());
            self.now = at;
            match event {
                Event::Ready { thread } => {
                    self.threads[thread].need += self.costs.switch;
                    self.ready.push_back(thread);
                    self.fill_cores();
                }
                Event::Stop { thread, stretch } => {
                    if self.threads[thread].stretch == stretch && self.stop(thread) {
                        return Some(thread);
                    }
                }
            }
        }
        None
    }

    /// A thread's stretch on a core is over; whether its request is granted.
    fn stop(&mut self, thread: usize) -> bool {
        let t = &mut self.threads[thread];
        t.need -= self.now - t.since;
        if t.need == 0 {
            if let Some(address) = t.spins_at.take()
                && let Some(spinners) = self.spinners.get_mut(&address)
            {
                spinners.retain(|&other| other != thread);
            }
            return true;
        }
        self.go_on(thread);
        false
    }

    /// A running thread computes on, or gives way if others wait and its time slice is over.
    fn go_on(&mut self, thread: usize) {
        if self.now >= self.threads[thread].slice_end {
            if !self.ready.is_empty() {
                self.meter.preemptions += 1;
                self.threads[thread].state = State::Ready;
                self.threads[thread].need += self.costs.switch;
                self.ready.push_back(thread);
                self.busy -= 1;
                return self.fill_cores();
            }
            self.threads[thread].slice_end = self.now + self.costs.slice;
        }
        let t = &mut self.threads[thread];
        t.since = self.now;
        t.stretch += 1;
        let (stretch, at) = (t.stretch, t.slice_end.min(self.now + t.need));
        self.enter(at, Event::Stop { thread, stretch });
    }

    fn fill_cores(&mut self) {
        while self.busy < self.cores
            && let Some(thread) = self.ready.pop_front()
        {
            self.busy += 1;
            self.threads[thread].state = State::Running;
            self.threads[thread].slice_end = self.now + self.costs.slice;
            self.go_on(thread);
        }
    }

    /// Takes a request of the running thread. The return value is to be dropped outside.
    fn grant(&mut self, thread: usize, request: Request) -> Locals {
        match request {
            Request::Compute { time, spins_at } => {
                self.threads[thread].need = time;
                self.threads[thread].spins_at = spins_at;
                self.go_on(thread);
            }
            Request::Sleep | Request::End => {
                let asleep = matches!(request, Request::Sleep);
                self.threads[thread].state = if asleep { State::Asleep } else { State::Ended };
                self.meter.sleeps += u64::from(asleep);
                self.busy -= 1;
                self.fill_cores();
                if !asleep {
                    return std::mem::take(&mut self.threads[thread].locals);
                }
            }
        }
        Vec::new()
    }

    fn stop_spinning(&mut self, thread: usize) {
        let at = self.now + self.debt + self.costs.line;
        let t = &mut self.threads[thread];
        if t.spins_at.take().is_none() {
            return;
        }
        match t.state {
            State::Running => {
                let left = at.saturating_sub(t.since);
                t.need = left.min(t.need);
                t.stretch += 1;
                let (stretch, at) = (t.stretch, t.since + t.need);
                self.enter(at.max(self.now), Event::Stop { thread, stretch });
            }
            State::Ready => t.need = self.costs.switch,
            State::Asleep | State::Ended => {}
        }
    }
}
