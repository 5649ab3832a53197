//! Records real calls of the library as programs: their structure, and the time of each piece by the clock that counts what
//! this thread computes.

use std::cell::RefCell;

use arenablas::arena::record::{self, Part};

use crate::machine::Nanos;
use crate::program::{Program, Step};

/// Calls `routine` several times. The structure is the same each time, and of each time the least is taken: what it
/// is above that is the machine's other business.
#[must_use]
pub fn record(times: usize, mut routine: impl FnMut()) -> Program {
    let runs = (0..times.max(1)).map(|_| record_once(&mut routine));
    runs.reduce(|a, b| a.least(&b)).unwrap_or_default()
}

fn record_once(routine: &mut impl FnMut()) -> Program {
    RECORDING.with_borrow_mut(|recording| *recording = Recording::default());
    record::set_recorder(Some(note));
    RECORDING.with_borrow_mut(|recording| recording.resumed = thread_time());
    routine();
    RECORDING.with_borrow_mut(Recording::settle);
    record::set_recorder(None);
    RECORDING.with_borrow_mut(|recording| std::mem::take(&mut recording.top))
}

/// What has been recorded so far.
#[derive(Default)]
struct Recording {
    top: Program,
    /// What has begun and not ended; `None` for a call inside of a call, which is a part of that.
    open: Vec<Option<Frame>>,
    resumed: Nanos,
    /// Inside of how many parts of something that runs on one thread in any case.
    ignored: usize,
}

struct Frame {
    part: Part,
    steps: Program,
    /// Of a loop.
    pieces: Vec<Program>,
}

thread_local! {
    static RECORDING: RefCell<Recording> = RefCell::default();
}

fn note(event: Option<Part>) {
    RECORDING.with_borrow_mut(|recording| match event {
        Some(part) => recording.begin(part),
        None => recording.end(),
    });
}

impl Recording {
    fn begin(&mut self, part: Part) {
        let in_call = !self.open.is_empty();
        let alone = if let Part::Call(width) = part { width < 2 } else { true };
        if self.ignored > 0 || (!in_call && alone) {
            self.ignored += 1;
        } else if in_call && matches!(part, Part::Call(_)) {
            self.open.push(None);
        } else {
            self.settle();
            self.open.push(Some(Frame { part, steps: Program::default(), pieces: Vec::new() }));
            self.resumed = thread_time();
        }
    }

    fn end(&mut self) {
        if self.ignored > 0 {
            self.ignored -= 1;
            return;
        }
        if self.open.last().is_some_and(Option::is_some) {
            self.settle();
        }
        let Some(frame) = self.open.pop().flatten() else { return };
        match frame.part {
            Part::Call(width) => self.steps().0.push(Step::Call(width, frame.steps.into())),
            Part::Loop => self.end_loop(frame.pieces),
            Part::Piece => self.frame().expect("a piece is in a loop").pieces.push(frame.steps),
        }
        self.resumed = thread_time();
    }

    /// A loop of one piece is none.
    fn end_loop(&mut self, mut pieces: Vec<Program>) {
        if pieces.len() > 1 {
            return self.steps().0.push(as_loop(pieces));
        }
        for step in pieces.pop().unwrap_or_default().0 {
            match step {
                Step::Serial(time) => self.add(time),
                step => self.steps().0.push(step),
            }
        }
    }

    /// Adds what was computed since the last event to what is open.
    fn settle(&mut self) {
        self.add(thread_time() - self.resumed);
    }

    fn add(&mut self, time: Nanos) {
        let steps = self.steps();
        match steps.0.last_mut() {
            Some(Step::Serial(before)) => *before += time,
            _ => steps.0.push(Step::Serial(time)),
        }
    }

    fn frame(&mut self) -> Option<&mut Frame> {
        self.open.iter_mut().rev().find_map(Option::as_mut)
    }

    fn steps(&mut self) -> &mut Program {
        // In two looks, for the borrow checker.
        if self.frame().is_none() {
            return &mut self.top;
        }
        &mut self.frame().expect("looked at above").steps
    }
}

fn as_loop(pieces: Vec<Program>) -> Step {
    let leaf = |piece: &Program| match piece.0[..] {
        [Step::Serial(time)] => Some(time),
        _ => None,
    };
    let leaves: Option<Vec<Nanos>> = pieces.iter().map(leaf).collect();
    leaves.map_or_else(|| Step::Loop(pieces.into()), |times| Step::Leaves(times.into()))
}

impl Program {
    /// The less of the times in two programs of the same structure.
    fn least(&self, other: &Program) -> Program {
        assert_eq!(self.0.len(), other.0.len(), "the structure depends on the shape alone");
        Program(self.0.iter().zip(&other.0).map(|(a, b)| a.least(b)).collect())
    }
}

impl Step {
    fn least(&self, other: &Step) -> Step {
        match (self, other) {
            (Step::Serial(a), Step::Serial(b)) => Step::Serial(*a.min(b)),
            (Step::Leaves(a), Step::Leaves(b)) => {
                Step::Leaves(a.iter().zip(&**b).map(|(a, b)| *a.min(b)).collect())
            }
            (Step::Loop(a), Step::Loop(b)) => {
                Step::Loop(a.iter().zip(&**b).map(|(a, b)| a.least(b)).collect())
            }
            (Step::Call(width, a), Step::Call(_, b)) => Step::Call(*width, a.least(b).into()),
            _ => unreachable!("the structure depends on the shape alone"),
        }
    }
}

/// What this thread has computed so far.
fn thread_time() -> Nanos {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: it writes the time to the place that it is given.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time) };
    time.tv_sec as Nanos * 1_000_000_000 + time.tv_nsec as Nanos
}
