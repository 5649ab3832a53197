//! Timing: calls in batches, which are long enough for the clock, and of which every result is checked.

use crate::check::{THRESHOLD, worst};
use crate::clock::{Clock, switches};
use crate::operands::Block;
use crate::scalar::{C64, Scalar};

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

impl Work {
    /// Flops an element, where a complex one counts four times, and how often vectors of n elements pass.
    pub(crate) fn level1<T: Scalar>(flops: f64, passes: f64, n: usize) -> Self {
        let n = n as f64;
        Self { flops: T::FLOPS * flops * n, bytes: passes * n * size_of::<T>() as f64 }
    }

    /// The real flops, the matrices and vectors that are read, and what is written: also read unless β = 0.
    pub(crate) fn update<T: Scalar>(flops: f64, reads: &[usize], writes: usize, beta: C64) -> Self {
        let passes = if beta == C64::ZERO { 1 } else { 2 };
        let elements = reads.iter().sum::<usize>() + passes * writes;
        Self { flops: T::FLOPS * flops, bytes: (elements * size_of::<T>()) as f64 }
    }

    /// The real flops, and the elements that are only read and those that are overwritten.
    pub(crate) fn in_place<T: Scalar>(flops: f64, reads: usize, overwrites: usize) -> Self {
        Self::update::<T>(flops, &[reads], overwrites, C64::ONE)
    }
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

/// A cell: a routine, its operands, and as many copies of what it writes as a batch needs.
pub(crate) trait Batch {
    /// What one call does.
    fn work(&self) -> Work;
    /// How its calls follow each other.
    fn style(&self) -> Style;
    /// The most calls of a batch.
    fn most(&self) -> usize;
    /// Puts the operands back.
    fn reset(&mut self, calls: usize);
    /// Makes the calls: what is timed.
    fn run(&self, calls: usize);
    /// The worst residual of what they left.
    fn check(&mut self, calls: usize) -> f64;
}

/// What calls only read, what they write as it was before, and what it became.
pub(crate) struct State<'a, const R: usize, const W: usize> {
    pub(crate) reads: &'a [Block; R],
    pub(crate) before: &'a [Block; W],
    pub(crate) after: &'a [Block; W],
    /// Calls that led from `before` to `after`.
    pub(crate) calls: usize,
}

struct Cell<const R: usize, const W: usize, Call, Residual> {
    style: Style,
    work: Work,
    reads: [Block; R],
    before: [Block; W],
    call: Call,
    residual: Residual,
    copies: Vec<[Block; W]>,
    /// A result that was verified. Another that is the same bit by bit needs no second verification.
    verified: Option<([Block; W], f64)>,
}

/// Prepares a routine: `call` makes call number i of a batch, on what it reads and what it writes; `residual` says how
/// wrong the result is in units of rounding, where up to [`THRESHOLD`] is right.
pub(crate) fn prepare<const R: usize, const W: usize, Call, Residual>(
    style: Style,
    work: Work,
    reads: [Block; R],
    writes: [Block; W],
    call: Call,
    residual: Residual,
) -> Box<dyn Batch>
where
    Call: Fn(&[Block; R], &[Block; W], usize) + 'static,
    Residual: Fn(State<R, W>) -> f64 + 'static,
{
    let bytes: usize = writes.iter().map(Block::bytes).sum();
    let copies = if style == Style::Own { (RING_BYTES / bytes).clamp(1, RING_COPIES) } else { 1 };
    let copies = (0..copies).map(|_| writes.clone()).collect();
    Box::new(Cell { style, work, reads, before: writes, call, residual, copies, verified: None })
}

impl<const R: usize, const W: usize, Call, Residual> Batch for Cell<R, W, Call, Residual>
where
    Call: Fn(&[Block; R], &[Block; W], usize),
    Residual: Fn(State<R, W>) -> f64,
{
    fn work(&self) -> Work {
        self.work
    }

    fn style(&self) -> Style {
        self.style
    }

    fn most(&self) -> usize {
        match self.style {
            Style::Over | Style::Undo => usize::MAX,
            Style::Own => self.copies.len(),
            Style::Collect(most) => most,
        }
    }

    fn reset(&mut self, calls: usize) {
        for copy in self.copies.iter_mut().take(calls) {
            for (block, before) in copy.iter_mut().zip(&self.before) {
                block.restore(before);
            }
        }
    }

    fn run(&self, calls: usize) {
        if let [copy] = &self.copies[..] {
            for i in 0..calls {
                (self.call)(&self.reads, copy, i);
            }
        } else {
            for (i, copy) in self.copies[..calls].iter().enumerate() {
                (self.call)(&self.reads, copy, i);
            }
        }
    }

    fn check(&mut self, calls: usize) -> f64 {
        let each = if self.style == Style::Own { 1 } else { calls };
        let Self { reads, before, residual, copies, verified, .. } = self;
        worst(copies.iter().take(calls).map(|after| {
            if let Some((right, error)) = verified
                && right.iter().zip(after).all(|(a, b)| a.same(b))
            {
                return *error;
            }
            let error = residual(State { reads, before, after, calls: each });
            *verified = Some((after.clone(), error));
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
        let enough = match timer.cell.style() {
            Style::Over | Style::Undo => enough.max(BATCH_SECONDS),
            Style::Own | Style::Collect(_) => enough,
        };
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

/// So many calls, neither checked nor timed: for counting instructions. Everything before them costs the same for any number.
pub(crate) fn count(cell: &mut dyn Batch, calls: usize) -> Result<(), String> {
    if calls > cell.most() {
        return Err(format!("at most {} calls have operands", cell.most()));
    }
    cell.reset(usize::MAX);
    cell.run(calls);
    Ok(())
}
