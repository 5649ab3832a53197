//! What a machine consists of, and how its operating system hands out the cores.

use std::any::Any;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, VecDeque};
use std::mem;

use crate::costs::Costs;
use crate::fibre::Fibre;
use crate::machine::Nanos;
use crate::meter::Meter;

/// The variables of a thread, by key.
pub(super) type Locals = Vec<(usize, Box<dyn Any>)>;

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

pub(super) struct Thread {
    pub(super) fibre: Option<Fibre>,
    state: State,
    /// How long it still has to compute before its request is granted.
    need: Nanos,
    /// When its present stretch on a core began, and when its time slice ends.
    since: Nanos,
    slice_end: Nanos,
    /// Which stretch this is: an event of an earlier one is void.
    stretch: u32,
    spins_at: Option<usize>,
    pub(super) locals: Locals,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    /// The stretch of a thread on its core ends.
    Stop { thread: usize, stretch: u32 },
    /// A thread that was woken, or made, is ready to run.
    Ready { thread: usize },
}

pub(super) struct Machine {
    pub(super) cores: usize,
    pub(super) costs: Costs,
    pub(super) now: Nanos,
    /// What the running thread has used of its core since it was resumed, and pays at its next request.
    pub(super) debt: Nanos,
    pub(super) current: usize,
    /// By time; at the same time in the order in which they were entered.
    events: BinaryHeap<Reverse<(Nanos, u64, Event)>>,
    entered: u64,
    pub(super) threads: Vec<Thread>,
    ready: VecDeque<usize>,
    busy: usize,
    pub(super) sleepers: HashMap<usize, VecDeque<usize>>,
    pub(super) spinners: HashMap<usize, Vec<usize>>,
    random: u64,
    pub(super) meter: Meter,
}

impl Machine {
    pub(super) fn new(cores: usize, costs: &Costs, seed: u64) -> Machine {
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

    pub(super) fn enter_thread(&mut self, fibre: Fibre) {
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
    pub(super) fn next_to_resume(&mut self) -> Option<usize> {
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
    pub(super) fn grant(&mut self, thread: usize, request: Request) -> Locals {
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
                    return mem::take(&mut self.threads[thread].locals);
                }
            }
        }
        Vec::new()
    }

    pub(super) fn wake(&mut self, address: usize, count: usize) -> usize {
        let Some(sleepers) = self.sleepers.get_mut(&address) else { return 0 };
        let count = count.min(sleepers.len());
        let woken: Vec<usize> = sleepers.drain(..count).collect();
        if sleepers.is_empty() {
            self.sleepers.remove(&address);
        }
        for thread in woken {
            self.debt += self.costs.wake;
            let at = self.now + self.debt + self.jitter(self.costs.wake_latency);
            self.enter(at, Event::Ready { thread });
        }
        count
    }

    pub(super) fn stop_spinning(&mut self, thread: usize) {
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
