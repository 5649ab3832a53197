//! [`Program`]: what a call does, as a tree of loops with the times of their pieces. Recorded from real calls, or made up.

use std::sync::Arc;

use crate::machine::{self, Nanos};
use crate::policy::Policy;

/// Steps, one after the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Program(pub Vec<Step>);

/// A part of what a thread does.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Computes for so long.
    Serial(Nanos),
    /// A parallel loop whose pieces compute for so long.
    Leaves(Arc<[Nanos]>),
    /// A parallel loop.
    Loop(Arc<[Program]>),
    /// A call of the library, worth so many threads.
    Call(usize, Arc<Program>),
    /// A task of the program's own, inside of which calls are calls of their own.
    Outside(Arc<Program>),
}

impl Program {
    /// Does it, on the simulated thread that asks.
    pub fn run(&self, policy: &dyn Policy) {
        for step in &self.0 {
            step.run(policy);
        }
    }

    /// All that is computed in it.
    #[must_use]
    pub fn work(&self) -> Nanos {
        self.0.iter().map(|step| step.sum(Program::work, |times| times.sum())).sum()
    }

    /// The time that no number of cores can do it in less than.
    #[must_use]
    pub fn span(&self) -> Nanos {
        self.0.iter().map(|step| step.sum(Program::span, |times| times.max().unwrap_or(0))).sum()
    }

    /// No schedule on so many cores can take less, for the steps come one after the other.
    #[must_use]
    pub fn bound(&self, cores: usize) -> Nanos {
        let of_step = |step: &Step| match step {
            Step::Call(_, body) | Step::Outside(body) => body.bound(cores),
            step => {
                let step = Program::of(step.clone());
                step.span().max(step.work().div_ceil(cores as Nanos))
            }
        };
        self.0.iter().map(of_step).sum()
    }

    /// The same with loops of loops made into one, as who has no nested parallelism would write it.
    #[must_use]
    pub fn flat(&self) -> Program {
        Program(self.0.iter().map(Step::flat).collect())
    }

    /// What it consists of as a piece of a loop: the pieces of its only loop, if little else is in it.
    fn pieces(&self) -> Vec<Program> {
        let alone = |step: &Step| if let Step::Serial(time) = step { *time } else { 0 };
        let besides: Nanos = self.0.iter().map(alone).sum();
        let mut loops = self.0.iter().filter(|step| !matches!(step, Step::Serial(_)));
        let (only, None) = (loops.next(), loops.next()) else { return vec![self.clone()] };
        let mut pieces: Vec<Program> = match only {
            Some(Step::Loop(pieces)) if besides < LITTLE => pieces.to_vec(),
            Some(Step::Leaves(times)) if besides < LITTLE => {
                times.iter().map(|&time| Program::of(Step::Serial(time))).collect()
            }
            _ => return vec![self.clone()],
        };
        if let Some(first) = pieces.first_mut() {
            first.0.insert(0, Step::Serial(besides));
        }
        pieces
    }

    /// A program of one step.
    #[must_use]
    pub fn of(step: Step) -> Program {
        Program(vec![step])
    }
}

/// What may be lost in a piece of a loop, in nanoseconds.
const LITTLE: Nanos = 10_000;

impl Step {
    fn flat(&self) -> Step {
        match self {
            Step::Serial(_) | Step::Leaves(_) => self.clone(),
            Step::Loop(pieces) => Step::Loop(pieces.iter().flat_map(|piece| piece.flat().pieces()).collect()),
            Step::Call(width, body) => Step::Call(*width, body.flat().into()),
            Step::Outside(task) => Step::Outside(task.flat().into()),
        }
    }

    fn run(&self, policy: &dyn Policy) {
        match self {
            Step::Serial(time) => machine::compute(*time, true),
            Step::Leaves(times) => policy.parallel(times.len(), &|i| machine::compute(times[i], true)),
            Step::Loop(pieces) => policy.parallel(pieces.len(), &|i| pieces[i].run(policy)),
            Step::Call(width, body) => policy.call(*width, &|| body.run(policy)),
            Step::Outside(task) => policy.outside(&|| task.run(policy)),
        }
    }

    /// `of` of the step's programs, put together by `together` where they may run at the same time.
    fn sum(
        &self,
        of: impl Fn(&Program) -> Nanos,
        together: impl Fn(&mut dyn Iterator<Item = Nanos>) -> Nanos,
    ) -> Nanos {
        match self {
            Step::Serial(time) => *time,
            Step::Leaves(times) => together(&mut times.iter().copied()),
            Step::Loop(pieces) => together(&mut pieces.iter().map(of)),
            Step::Call(_, body) | Step::Outside(body) => of(body),
        }
    }
}
