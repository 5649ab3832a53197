//! [`Policy`]: how the calls of a process use threads.

mod sequential;
mod teams;

#[cfg(arena_sim)]
mod arena;

#[cfg(arena_sim)]
pub use arena::OurArena;
pub use sequential::Sequential;
pub use teams::Teams;

/// How the calls of a process use threads. Its methods are called by simulated threads and return when all is done.
pub trait Policy: Sync {
    /// A call of the library, worth so many threads, the caller's own included.
    fn call(&self, width: usize, body: &dyn Fn());
    /// Runs `body` for each of so many pieces, perhaps at the same time.
    fn parallel(&self, pieces: usize, body: &(dyn Fn(usize) + Sync));
    /// Runs a task of the program's, whose calls are calls of their own.
    fn outside(&self, body: &dyn Fn());
}
