//! [`Registry`]: the calls that are open for workers, and those that are over, to be opened again.

use std::cell::Cell;
use std::sync::atomic::AtomicUsize as Count;

use crate::arena::call::Call;
use crate::arena::sync::{
    Arc, AtomicUsize, CachePadded, Mutex, MutexGuard, Ordering, SeqCst, lock, thread_local, try_lock,
};
use crate::arena::{Arena, Layer};

/// Masters on many cores would queue for a single lock. A model checker has few of them, and each shard costs it states.
const SHARDS: usize = if cfg!(loom) { 1 } else { 16 };
/// So many calls that are over are kept in a shard at most; there are as many as were ever open at the same time.
const MOST_OVER: usize = 8;

thread_local! {
    /// The shard of this thread's calls, once it has made one.
    static SHARD: Cell<Option<usize>> = const { Cell::new(None) };
}

/// The calls of an arena. Each open one is here from before its body starts until after it ends; but not those of the
/// `omp` layer, which nobody looks for.
#[derive(Debug, Default)]
pub(super) struct Registry {
    shards: [CachePadded<Shard>; SHARDS],
}

#[derive(Debug, Default)]
struct Shard {
    calls: Mutex<Calls>,
    open: AtomicUsize,
}

#[derive(Debug, Default)]
struct Calls {
    open: Vec<Arc<Call>>,
    /// Those that are over, for the workers that sit in them, and for their memory. Freed by the last worker that leaves it,
    /// a call's memory would go back to its master's part of the heap just when the master opens the next one: under a lock
    /// that malloc sleeps on.
    over: Vec<Arc<Call>>,
}

impl Registry {
    /// Opens a call: the last one that is over and was as wide, if there is one, with the workers that sit in it.
    pub(super) fn open(&self, arena: &'static Arena, width: usize) -> Arc<Call> {
        let shard = &self.shards[shard()];
        let mut calls = lock(&shard.calls);
        let layer = arena.layer();
        let fits = |call: &Arc<Call>| call.width() == width && call.layer() == layer;
        let call = match calls.over.iter().rposition(fits) {
            Some(i) => {
                let call = calls.over.remove(i);
                // SAFETY: it was over, and is ours alone since it is no longer in the list, which is locked.
                unsafe { call.reopen() };
                call
            }
            None => {
                drop(calls);
                let new = Call::new(arena, width);
                calls = lock(&shard.calls);
                new
            }
        };
        if call.layer() != Layer::Omp {
            calls.open.push(Arc::clone(&call));
            shard.open.store(calls.open.len(), SeqCst);
        }
        call
    }

    /// Its thread's last call is over.
    pub(super) fn remove(&self, call: &Arc<Call>) {
        let shard = &self.shards[shard()];
        let mut calls = lock(&shard.calls);
        let call = match calls.open.iter().position(|other| Arc::ptr_eq(other, call)) {
            Some(i) => {
                let call = calls.open.swap_remove(i);
                shard.open.store(calls.open.len(), SeqCst);
                call
            }
            None => Arc::clone(call),
        };
        if calls.over.len() == MOST_OVER {
            calls.over.remove(0);
        }
        calls.over.push(call);
    }

    /// Frees the memory of calls that are over.
    pub(super) fn forget(&self) {
        self.shards.iter().for_each(|shard| lock(&shard.calls).over.clear());
    }

    /// Among the calls that pass `can_help`, the one that wants help most.
    pub(super) fn neediest(&self, can_help: impl Fn(&Call) -> bool) -> Option<Arc<Call>> {
        self.choose(|shard| Some(lock(&shard.calls)), can_help)
    }

    /// The same for who will look again: passes over what others are looking at, so that masters wait for one of those
    /// at most.
    pub(super) fn glance(&self, can_help: impl Fn(&Call) -> bool) -> Option<Arc<Call>> {
        self.choose(|shard| try_lock(&shard.calls), can_help)
    }

    fn choose<'a>(
        &'a self,
        lock: impl Fn(&'a Shard) -> Option<MutexGuard<'a, Calls>>,
        can_help: impl Fn(&Call) -> bool,
    ) -> Option<Arc<Call>> {
        let shards = self.shards.iter().filter(|shard| shard.open.load(SeqCst) > 0);
        let best_of = |shard: &'a CachePadded<Shard>| {
            let calls = lock(shard)?;
            calls.open.iter().filter(|call| can_help(call)).max_by(by_need).map(Arc::clone)
        };
        shards.filter_map(best_of).max_by(|x, y| by_need(&x, &y))
    }
}

/// The program's own tasks first: each keeps a thread busy by itself, while help in the calls that they make is never quite
/// worth a core. Then by the work a participant. A call's width is the measure of its work: a queued task may hide any
/// number, and the cost model has made the width from all of them.
fn by_need(x: &&Arc<Call>, y: &&Arc<Call>) -> std::cmp::Ordering {
    let need = |call: &Call| (call.width(), call.participants().max(1));
    // a/b > c/d as a·d > c·b
    let ((a, b), (c, d)) = (need(x), need(y));
    x.has_programs_tasks().cmp(&y.has_programs_tasks()).then((a * d).cmp(&(c * b)))
}

/// Threads take the shards in turns.
fn shard() -> usize {
    static NEXT: Count = Count::new(0);
    SHARD.get().unwrap_or_else(|| {
        let shard = NEXT.fetch_add(1, Ordering::Relaxed) % SHARDS;
        SHARD.set(Some(shard));
        shard
    })
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;
    use crate::arena::Config;

    #[test]
    fn the_programs_tasks_come_first_and_then_who_has_the_most_work_a_participant() {
        let arena = Arena::new(Config::with_capacity(8));
        let [narrow, wide, programs] = [2, 6, 3].map(|width| Call::new(arena, width));
        programs.expect_programs_tasks();
        let neediest = |calls: &[&Arc<Call>]| calls.iter().copied().max_by(by_need).map(|call| call.width());
        assert_eq!(neediest(&[&narrow, &wide]), Some(6));
        assert_eq!(neediest(&[&wide, &programs, &narrow]), Some(3));
        assert_eq!((wide.enter(), wide.enter(), wide.enter()), (Some(1), Some(2), Some(3)));
        assert_eq!(neediest(&[&narrow, &wide]), Some(2));
    }
}
