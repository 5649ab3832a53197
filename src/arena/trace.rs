//! What the arena does, as it happens: `ARENABLAS_TRACE=file.json` writes Chrome's trace-event format, which Perfetto,
//! chrome://tracing and `scripts/trace_report.py` show. docs/TRACING.md says how to read it.
//!
//! Off, a hook is a relaxed load of a byte that nobody writes any more, and a branch that is never taken. On, it
//! writes a record into its thread's own ring; there is no lock and no allocation on that way. Once a ring fills up,
//! or so much time has passed, the thread that notices it turns what all rings hold into text (`recorder`). No hook
//! waits for anything: while another thread writes, records stay in the rings, and once those are full they are
//! counted as lost. Nothing here can fail a call: without memory or without a file there is no trace.

mod file;
mod json;
mod recorder;
mod ring;
mod writer;

use std::cell::Cell;
use std::fmt;
use std::sync::atomic::{AtomicI64, AtomicU8, AtomicU32, Ordering};

use crate::env;

use crate::arena::trace::recorder::Recorder;

pub(crate) use crate::arena::trace::recorder::thread_number;

const OFF: u8 = 0;
const ON: u8 = 1;
const NOT_ASKED: u8 = 2;

/// Whether events are recorded.
static STATE: AtomicU8 = AtomicU8::new(NOT_ASKED);

/// A routine that the program called.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Routine {
    /// Its name without the type's letter (`gemm`), or with `?` where that is, and `%` for the letter of the real type
    /// if that is another (`i?amax`, `%?nrm2`).
    pub(crate) stem: &'static str,
    /// The type's letter, and that of its real type.
    pub(crate) letters: [char; 2],
    /// Its sizes, of which there are `dims`.
    pub(crate) shape: [u32; 3],
    /// How many sizes there are.
    pub(crate) dims: u8,
}

impl Routine {
    /// Its name, in small letters.
    pub(crate) fn write_name(&self, out: &mut impl fmt::Write) -> fmt::Result {
        let [letter, real] = self.letters.map(|letter| letter.to_ascii_lowercase());
        if !self.stem.contains('?') {
            out.write_char(letter)?;
        }
        for c in self.stem.chars() {
            match c {
                '?' => out.write_char(letter)?,
                '%' if letter == real => {}
                '%' => out.write_char(real)?,
                c => out.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// A call as its participants know it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Label {
    /// Counted from 1; 0 if nobody traces.
    id: u32,
    /// What the program called, if it came through an interface that has names.
    routine: Option<Routine>,
}

/// What takes time.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Slice {
    /// A routine, from the program's point of view.
    Routine(Routine),
    /// A master's call, of so many threads at most.
    Call(Label, u32),
    /// A worker's part in a call.
    Join(Label),
    /// A task out of a deque.
    Task,
    /// A piece of a loop, from one index to another.
    Piece(u64, u64),
    /// Waiting for a task that another participant has.
    Wait,
    /// A worker without a call looks for one.
    Search,
    /// Asleep.
    Park,
    /// Writing the trace itself.
    Writing,
}

/// What happens.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Event {
    /// From here on the ring is this thread's.
    Thread { worker: bool, number: u32 },
    /// So many records found no room.
    Lost(u32),
    /// A slice begins. Slices of a thread end in the reverse order.
    Begin(Slice),
    /// The newest slice that hasn't ended ends.
    End,
    /// A task was taken from another participant.
    Steal,
    /// A worker stops because its core is needed.
    GiveBack,
    /// So many threads run now, of so many that may.
    Running(u32, u32),
    /// So many tasks wait in deques now.
    Queued(u32),
}

/// Whether events are recorded.
#[inline(always)]
pub(crate) fn is_on() -> bool {
    // A model checker runs the same thousands of times; nobody could read it.
    !cfg!(loom) && STATE.load(Ordering::Relaxed) != OFF && asked()
}

/// Whether events are recorded, by the environment if it wasn't asked yet.
#[cold]
fn asked() -> bool {
    if STATE.load(Ordering::Relaxed) == NOT_ASKED {
        let state = if env::trace().is_some() { ON } else { OFF };
        // Who asks at the same time finds the same.
        let _ = STATE.compare_exchange(NOT_ASKED, state, Ordering::Relaxed, Ordering::Relaxed);
    }
    STATE.load(Ordering::Relaxed) == ON
}

/// Ends the trace of this process.
fn stop() {
    STATE.store(OFF, Ordering::Relaxed);
}

/// Records an event. `event` is asked after the time was taken: so of two threads that report a number which both
/// changed, the one with the later time reports what it is in the end.
#[inline(always)]
pub(crate) fn event(event: impl FnOnce() -> Event) {
    if is_on() {
        record(event);
    }
}

#[cold]
#[inline(never)]
fn record(event: impl FnOnce() -> Event) {
    if let Some(recorder) = Recorder::current() {
        let now = recorder.now();
        recorder.record(now, event());
    }
}

/// A slice, from here until the result is dropped.
#[inline(always)]
pub(crate) fn slice(slice: impl FnOnce() -> Slice) -> Open {
    let open = is_on();
    if open {
        record(|| Event::Begin(slice()));
    }
    Open(open)
}

/// A slice that has begun; false if nobody traces.
#[must_use]
pub(crate) struct Open(bool);

impl Drop for Open {
    #[inline(always)]
    fn drop(&mut self) {
        if self.0 {
            record(|| Event::End);
        }
    }
}

/// Tells how many threads run, which `running` reads.
#[inline(always)]
pub(super) fn running(running: impl FnOnce() -> usize, capacity: usize) {
    event(|| Event::Running(number(running()), number(capacity)));
}

/// The tasks in deques, counted while events are recorded.
static QUEUED: AtomicI64 = AtomicI64::new(0);

/// Tells that so many tasks more wait in deques.
#[inline(always)]
pub(super) fn queued(more: i64) {
    if is_on() {
        QUEUED.fetch_add(more, Ordering::Relaxed);
        // Less than none: tasks that were offered before the trace began.
        record(|| Event::Queued(number(QUEUED.load(Ordering::Relaxed).max(0) as usize)));
    }
}

thread_local! {
    /// The routine that this thread is in.
    static ROUTINE: Cell<Option<Routine>> = const { Cell::new(None) };
}

/// The program calls a routine: its slice, and the name of the arena's calls, until the result is dropped.
pub(crate) fn routine(routine: Routine) -> Within {
    Within { outer: ROUTINE.replace(Some(routine)), _slice: slice(|| Slice::Routine(routine)) }
}

/// A routine that was called.
pub(crate) struct Within {
    outer: Option<Routine>,
    _slice: Open,
}

impl Drop for Within {
    fn drop(&mut self) {
        ROUTINE.set(self.outer);
    }
}

impl Label {
    /// That of a call which this thread opens.
    #[inline(always)]
    pub(super) fn new() -> Label {
        if is_on() { Label::numbered() } else { Label::default() }
    }

    #[cold]
    fn numbered() -> Label {
        static CALLS: AtomicU32 = AtomicU32::new(1);
        Label { id: CALLS.fetch_add(1, Ordering::Relaxed), routine: ROUTINE.get() }
    }
}

/// As records hold numbers.
pub(crate) fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
