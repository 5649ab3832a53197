//! Records what a routine offers to do in parallel, for the simulator (`--cfg arena_sim`): while a recorder is set, calls, loops
//! and joins run on their caller, one piece after the other, and tell it where each begins and ends.

use std::cell::Cell;

/// What begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A call that deserves so many threads.
    Call(usize),
    /// A parallel loop, or a join as a loop of two.
    Loop,
    /// A piece of a loop.
    Piece,
}

/// Is told of everything that begins, and by `None` that the innermost has ended.
pub type Recorder = fn(Option<Part>);

thread_local! {
    static RECORDER: Cell<Option<Recorder>> = const { Cell::new(None) };
}

/// From here on the routines that this thread calls are recorded, or no longer.
pub fn set_recorder(recorder: Option<Recorder>) {
    RECORDER.set(recorder);
}

pub(super) fn is_on() -> bool {
    RECORDER.get().is_some()
}

/// Runs `body` as a part of what is being recorded.
pub(super) fn part<R>(part: Part, body: impl FnOnce() -> R) -> R {
    let tell = |event| {
        if let Some(recorder) = RECORDER.get() {
            recorder(event);
        }
    };
    tell(Some(part));
    let result = body();
    tell(None);
    result
}
