//! [`Team`]: how many threads the calls of a thread asked for and got, for those who report on them.

use std::cell::Cell;

/// Threads that worked on the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Team {
    /// The width that was asked for.
    pub asked: usize,
    /// The participants that came, the master included.
    pub joined: usize,
}

impl Team {
    /// A thread by itself.
    pub const ALONE: Team = Team { asked: 1, joined: 1 };
}

thread_local! {
    static LARGEST: Cell<Team> = const { Cell::new(Team::ALONE) };
}

/// The largest team among this thread's calls since this was asked last; the next answer is `restart` at least.
#[must_use]
pub fn replace_team(restart: Team) -> Team {
    LARGEST.replace(restart)
}

/// A call of this thread has ended.
pub(super) fn note(call: Team) {
    let before = LARGEST.get();
    LARGEST.set(Team { asked: before.asked.max(call.asked), joined: before.joined.max(call.joined) });
}
