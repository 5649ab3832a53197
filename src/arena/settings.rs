//! What a program may ask and say about the arena of its process, besides the limits of its threads (`limits.rs`).

use crate::arena::sync::Ordering;
use crate::arena::{Arena, Domain, Layer};

/// How the calls of this process use threads.
#[must_use]
pub fn layer() -> Layer {
    Arena::current().layer()
}

/// Chooses how calls use threads, before the first that goes parallel; from then on it changes nothing. The layer in
/// force.
pub fn set_layer(layer: Layer) -> Layer {
    Arena::current().choose_layer(layer)
}

/// How many threads may run at once: the cores that this process may use, or the process's limit if that is less.
#[must_use]
pub fn capacity() -> usize {
    let arena = Arena::current();
    arena.follow_machine();
    arena.cores.capacity()
}

/// How many cores this process may use, whatever its limit.
#[must_use]
pub fn cores() -> usize {
    let arena = Arena::current();
    arena.follow_machine();
    arena.found.load(Ordering::Relaxed)
}

/// The most threads that a call of this thread may have now: 1 to [`capacity`].
#[must_use]
pub fn max_width(domain: Domain) -> usize {
    Arena::current().max_width(Some(domain))
}

/// The same for work that is of no part of the library, as a program's own loops.
#[must_use]
pub fn max_threads() -> usize {
    Arena::current().max_width(None)
}

/// The process's limit; 0 is none.
#[must_use]
pub fn process_limit() -> usize {
    Arena::current().limits.process()
}

/// Limits all threads together to so many running ones; the former limit. Calls that are under way heed it at their
/// next task boundaries. 0 goes back to what the environment says.
pub fn set_process_limit(threads: usize) -> usize {
    let arena = Arena::current();
    let former = arena.limits.set_process(threads);
    arena.update_capacity();
    former
}

/// The limit on the calls of a part of the library; 0 is none.
#[must_use]
pub fn domain_limit(domain: Domain) -> usize {
    Arena::current().limits.domain(domain)
}

/// Limits the calls of a part of the library, whichever thread makes them; the former limit. 0 takes it away.
pub fn set_domain_limit(domain: Domain, threads: usize) -> usize {
    Arena::current().limits.set_domain(domain, threads)
}
