//! [`Registry`]: the calls that are open for workers.

use crate::arena::call::Call;
use crate::arena::Arena;
use crate::arena::sync::{Arc, AtomicUsize, Mutex, SeqCst, lock, try_lock};

/// So many calls that are over are kept at most; there are as many as were ever open at the same time.
const MOST_OVER: usize = 64;

/// The open calls. Each is here from before its body starts until after it ends.
#[derive(Debug, Default)]
pub(super) struct Registry {
    calls: Mutex<Calls>,
    len: AtomicUsize,
}

#[derive(Debug, Default)]
struct Calls {
    open: Vec<Arc<Call>>,
    /// Those that are over, for their memory. Freed by the last worker that leaves it, a call's memory would go back
    /// to its master's part of the heap just when the master opens the next one: under a lock that malloc sleeps on.
    over: Vec<Arc<Call>>,
}

impl Registry {
    /// A new call, in the memory of one that everybody has left if there is one as wide.
    pub(super) fn new_call(&self, arena: &'static Arena, width: usize) -> Arc<Call> {
        let mut calls = lock(&self.calls);
        let fits = |call: &mut Arc<Call>| {
            Arc::get_mut(call).filter(|call| call.width() == width).map(|call| call.renew(arena)).is_some()
        };
        match calls.over.iter_mut().position(fits) {
            Some(i) => calls.over.swap_remove(i),
            None => Call::new(arena, width),
        }
    }

    pub(super) fn add(&self, call: &Arc<Call>) {
        let mut calls = lock(&self.calls);
        calls.open.push(Arc::clone(call));
        self.len.store(calls.open.len(), SeqCst);
    }

    /// The call is over, whether it was here or not.
    pub(super) fn remove(&self, call: &Arc<Call>) {
        let mut calls = lock(&self.calls);
        if let Some(i) = calls.open.iter().position(|other| Arc::ptr_eq(other, call)) {
            calls.open.swap_remove(i);
        }
        self.len.store(calls.open.len(), SeqCst);
        if calls.over.len() < MOST_OVER {
            calls.over.push(Arc::clone(call));
        }
    }

    /// Among the calls that pass `can_help`, the one that wants help most.
    pub(super) fn neediest(&self, can_help: impl Fn(&Call) -> bool) -> Option<Arc<Call>> {
        if self.len.load(SeqCst) == 0 { None } else { choose(&lock(&self.calls).open, can_help) }
    }

    /// The same for who will look again: finds nothing while another looks, so that masters wait for one of those at most.
    pub(super) fn glance(&self, can_help: impl Fn(&Call) -> bool) -> Option<Arc<Call>> {
        if self.len.load(SeqCst) == 0 { None } else { choose(&try_lock(&self.calls)?.open, can_help) }
    }
}

/// The call with the most work a participant. Its width is the measure of its work: a queued task may hide any number,
/// and the cost model has made the width from all of them.
fn choose(calls: &[Arc<Call>], can_help: impl Fn(&Call) -> bool) -> Option<Arc<Call>> {
    // a/b > c/d as a·d > c·b
    let need = |call: &Call| (call.width(), call.participants().max(1));
    let by_need = |x: &&Arc<Call>, y: &&Arc<Call>| {
        let ((a, b), (c, d)) = (need(x), need(y));
        (a * d).cmp(&(c * b))
    };
    calls.iter().filter(|call| can_help(call)).max_by(by_need).map(Arc::clone)
}
