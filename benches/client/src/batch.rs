//! Timing: calls in batches, which are long enough for the clock, and of which every result is checked.

use crate::check::{THRESHOLD, worst};
use crate::clock::{Clock, switches};
use crate::operands::Block;

/// A batch takes at least so many readings of the clock …
const CLOCK_COSTS: f64 = 200.0;
/// … and at least so many seconds, if it may be repeated on the same operands: what putting them back does to the caches
/// then counts for little.
const BATCH_SECONDS: f64 = 5e-4;
/// Copies of the operands of a routine that overwrites them: so many bytes of them, which second-level caches hold.
const RING_BYTES: usize = 512 << 10;
/// But never more copies than that.
const RING_COPIES: usize = 8192;

/// What a call does, for the figures.
#[derive(Clone, Copy)]
pub(crate) struct Work {
    /// Flops, as the field counts them (leading terms; a complex multiply-add is eight).
    pub(crate) flops: f64,
    /// Bytes that it must at least move: each operand once, twice if read and written.
    pub(crate) bytes: f64,
}

/// How calls follow each other in a batch.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Style {
    /// Each call writes all of the result anew, over that of the call before it. It was poisoned before the first.
    Over,
    /// Each call overwrites its operands, so each has a copy of them.
    Own,
    /// A call undoes what the one before it did: after an odd number of calls the result is that of one.
    Undo,
    /// Each of at most so many calls puts its result behind that of the one before it.
    Collect(usize),
}

/// A routine with its operands, ready to be called.
pub(crate) trait Routine {
    /// How its calls follow each other.
    fn style(&self) -> Style;
    /// What one call does.
    fn work(&self) -> Work;
    /// What calls write, as it is before them.
    fn before(&self) -> &[Block];
    /// The call number `i` of a batch, on blocks like those of `before`.
    fn call(&self, written: &[Block], i: usize);
    /// How wrong the blocks are after so many calls, in units of rounding: right up to [`THRESHOLD`].
    fn residual(&self, written: &[Block], calls: usize) -> f64;
}

/// A routine with as many copies of its operands as a batch needs.
struct Cell<R> {
    routine: R,
    copies: Vec<Vec<Block>>,
    /// A result that was verified. Another that is the same bit by bit needs no second verification.
    verified: Option<(Vec<Block>, f64)>,
}

/// A [`Cell`] of any routine.
pub(crate) trait Batch {
    /// What one call does.
    fn work(&self) -> Work;
    /// Whether batches may be as long as one likes.
    fn endless(&self) -> bool;
    /// The most calls of a batch.
    fn most(&self) -> usize;
    /// Puts the operands back.
    fn reset(&mut self, calls: usize);
    /// Makes the calls: what is timed.
    fn run(&self, calls: usize);
    /// The worst residual of what they left.
    fn check(&mut self, calls: usize) -> f64;
}

/// Prepares a routine to be timed.
pub(crate) fn prepare<R: Routine + 'static>(routine: R) -> Box<dyn Batch> {
    let bytes: usize = routine.before().iter().map(Block::bytes).sum();
    let copies = match routine.style() {
        Style::Own => (RING_BYTES / bytes).clamp(1, RING_COPIES),
        _ => 1,
    };
    let copies = (0..copies).map(|_| routine.before().to_vec()).collect();
    Box::new(Cell { routine, copies, verified: None })
}

impl<R: Routine> Batch for Cell<R> {
    fn work(&self) -> Work {
        self.routine.work()
    }

    fn endless(&self) -> bool {
        matches!(self.routine.style(), Style::Over | Style::Undo)
    }

    fn most(&self) -> usize {
        match self.routine.style() {
            Style::Over | Style::Undo => usize::MAX,
            Style::Own => self.copies.len(),
            Style::Collect(most) => most,
        }
    }

    fn reset(&mut self, calls: usize) {
        for copy in self.copies.iter_mut().take(calls) {
            for (block, before) in copy.iter_mut().zip(self.routine.before()) {
                block.restore(before);
            }
        }
    }

    fn run(&self, calls: usize) {
        if let [copy] = &self.copies[..] {
            for i in 0..calls {
                self.routine.call(copy, i);
            }
        } else {
            for (i, copy) in self.copies[..calls].iter().enumerate() {
                self.routine.call(copy, i);
            }
        }
    }

    fn check(&mut self, calls: usize) -> f64 {
        let own = self.routine.style() == Style::Own;
        let Self { routine, copies, verified } = self;
        worst(copies.iter().take(calls).map(|copy| {
            if let Some((blocks, error)) = verified
                && blocks.iter().zip(copy).all(|(a, b)| a.same(b))
            {
                return *error;
            }
            let error = routine.residual(copy, if own { 1 } else { calls });
            *verified = Some((copy.clone(), error));
            error
        }))
    }
}

/// What is known about a cell before its first turn.
pub(crate) struct Estimate {
    /// Seconds of a call.
    pub(crate) seconds: f64,
    /// The worst residual.
    pub(crate) error: f64,
}

/// One turn.
pub(crate) struct Turn {
    /// Seconds of a call, on average.
    pub(crate) seconds: f64,
    /// Seconds of a call in the fastest batch.
    pub(crate) best: f64,
    /// Calls.
    pub(crate) calls: usize,
    /// The worst residual of all results.
    pub(crate) error: f64,
    /// Involuntary context switches of the process.
    pub(crate) switches: i64,
}

/// A cell, and how many calls make a batch.
pub(crate) struct Timer {
    cell: Box<dyn Batch>,
    clock: Clock,
    clock_cost: f64,
    calls: usize,
}

impl Timer {
    /// Finds the length of a batch: doubles it until it is long enough.
    pub(crate) fn new(cell: Box<dyn Batch>, clock: Clock) -> (Self, Estimate) {
        let mut timer = Self { cell, clock, clock_cost: clock.cost(), calls: 1 };
        let enough = CLOCK_COSTS * timer.clock_cost;
        let enough = if timer.cell.endless() { enough.max(BATCH_SECONDS) } else { enough };
        let (_, mut error) = timer.batch(); // the first call of all: pages, threads, buffers
        loop {
            let (seconds, more) = timer.batch();
            error = error.max(more);
            if seconds >= enough || timer.calls == timer.cell.most() {
                let seconds = seconds / timer.calls as f64;
                return (timer, Estimate { seconds, error });
            }
            timer.calls = (2 * timer.calls + 1).min(timer.cell.most());
        }
    }

    /// What one call does.
    pub(crate) fn work(&self) -> Work {
        self.cell.work()
    }

    /// Seconds of a batch, without the clock's, and the worst residual.
    fn batch(&mut self) -> (f64, f64) {
        self.cell.reset(self.calls);
        let start = self.clock.now();
        self.cell.run(self.calls);
        let seconds = self.clock.now() - start - self.clock_cost;
        (seconds.max(1e-12), self.cell.check(self.calls))
    }

    /// Batches until they have taken so many seconds.
    pub(crate) fn turn(&mut self, least: f64) -> Turn {
        let before = switches();
        let (mut total, mut best, mut calls, mut error) = (0.0, f64::INFINITY, 0, 0.0f64);
        while total < least || calls == 0 {
            let (seconds, residual) = self.batch();
            total += seconds;
            best = best.min(seconds / self.calls as f64);
            calls += self.calls;
            error = error.max(residual);
        }
        Turn { seconds: total / calls as f64, best, calls, error, switches: switches() - before }
    }
}

/// Whether a residual is that of a right result.
pub(crate) fn right(error: f64) -> bool {
    error <= THRESHOLD
}

/// So many calls, unchecked and untimed: for counting instructions.
pub(crate) fn count(cell: &mut dyn Batch, calls: usize) {
    let most = cell.most().min(calls);
    let mut left = calls;
    while left > 0 {
        let now = left.min(most);
        cell.reset(now);
        cell.run(now);
        left -= now;
    }
}
