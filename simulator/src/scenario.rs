//! [`Scenario`]: who calls what; and its run under a policy.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;

use crate::costs::Costs;
use crate::machine::{self, Nanos};
use crate::meter::Report;
use crate::policy::Policy;
use crate::program::{Program, Step};

/// Who calls what.
#[derive(Clone, Debug)]
pub enum Scenario {
    /// Threads of the program, each of which has its own to do.
    Callers(Vec<Program>),
    /// A parallel loop of the program, in the library's own arena or its OpenMP; the tasks call the library.
    Nested(Vec<Program>),
}

/// How the threads of the program itself come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outer {
    /// As the scenario says.
    AsIs,
    /// A pool of so many threads takes the callers, or tasks, one after the other.
    Pool(usize),
}

/// What a policy made of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// What the machine did.
    pub machine: Report,
    /// When each caller, or the loop, was done.
    pub finished: Vec<Nanos>,
}

impl Scenario {
    /// All that is computed in it.
    #[must_use]
    pub fn work(&self) -> Nanos {
        self.programs().iter().map(Program::work).sum()
    }

    /// No schedule on so many cores can take less.
    #[must_use]
    pub fn bound(&self, cores: usize) -> Nanos {
        let longest = self.programs().iter().map(|program| program.bound(cores)).max().unwrap_or(0);
        longest.max(self.work().div_ceil(cores as Nanos))
    }

    /// The same without loops in loops, for who can't run those in parallel.
    #[must_use]
    pub fn flat(&self) -> Scenario {
        let flat = |programs: &[Program]| programs.iter().map(Program::flat).collect();
        match self {
            Scenario::Callers(programs) => Scenario::Callers(flat(programs)),
            Scenario::Nested(tasks) => Scenario::Nested(flat(tasks)),
        }
    }

    /// How many threads of the program, or tasks, there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.programs().len()
    }

    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.programs().is_empty()
    }

    fn programs(&self) -> &[Program] {
        match self {
            Scenario::Callers(programs) | Scenario::Nested(programs) => programs,
        }
    }

    /// Runs it on a machine. `enter` is run by each thread of the program around all that it does.
    #[must_use]
    pub fn run(
        &self,
        cores: usize,
        costs: &Costs,
        seed: u64,
        outer: Outer,
        policy: &'static dyn Policy,
    ) -> Outcome {
        let programs = match (self, outer) {
            (Scenario::Nested(tasks), Outer::AsIs) => vec![as_loop(tasks, cores)],
            (Scenario::Callers(programs) | Scenario::Nested(programs), _) => programs.clone(),
        };
        let finished = Rc::new(RefCell::new(vec![0; programs.len()]));
        let threads = match outer {
            Outer::AsIs => programs.len(),
            Outer::Pool(threads) => threads.min(programs.len()),
        };
        let noted = Rc::clone(&finished);
        let machine = machine::simulate(cores, costs, seed, move || {
            let queue: VecDeque<_> = programs.into_iter().enumerate().collect();
            let queue = Rc::new(RefCell::new(queue));
            let left = Rc::new(Cell::new(queue.borrow().len()));
            for _ in 0..threads {
                let (queue, noted, left) = (Rc::clone(&queue), Rc::clone(&noted), Rc::clone(&left));
                let started = machine::start(move || {
                    let next = || queue.borrow_mut().pop_front();
                    while let Some((i, program)) = next() {
                        program.run(policy);
                        noted.borrow_mut()[i] = machine::now();
                        left.set(left.get() - 1);
                        if left.get() == 0 {
                            machine::finish();
                        }
                        if outer == Outer::AsIs {
                            break;
                        }
                    }
                });
                assert!(started, "no memory for a thread");
            }
        });
        let finished = finished.take();
        Outcome { machine, finished }
    }
}

/// The tasks as pieces of one loop of the library's.
fn as_loop(tasks: &[Program], cores: usize) -> Program {
    let outside = |task: &Program| Program::of(Step::Outside(Arc::new(task.clone())));
    let pieces: Vec<Program> = tasks.iter().map(outside).collect();
    Program::of(Step::Call(cores, Arc::new(Program::of(Step::Loop(pieces.into())))))
}
