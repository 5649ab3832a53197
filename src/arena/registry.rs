//! [`Registry`]: the calls that are open for workers.

use crate::arena::call::Call;
use crate::arena::sync::{Arc, AtomicUsize, Mutex, SeqCst, lock, try_lock};

/// The open calls. Each is here from before its body starts until after it ends.
#[derive(Debug, Default)]
pub(super) struct Registry {
    calls: Mutex<Vec<Arc<Call>>>,
    len: AtomicUsize,
}

impl Registry {
    pub(super) fn add(&self, call: &Arc<Call>) {
        let mut calls = lock(&self.calls);
        calls.push(Arc::clone(call));
        self.len.store(calls.len(), SeqCst);
    }

    pub(super) fn remove(&self, call: &Arc<Call>) {
        let mut calls = lock(&self.calls);
        if let Some(i) = calls.iter().position(|other| Arc::ptr_eq(other, call)) {
            calls.swap_remove(i);
        }
        self.len.store(calls.len(), SeqCst);
    }

    /// Among the calls that pass `can_help`, the one that wants help most.
    pub(super) fn neediest(&self, can_help: impl Fn(&Call) -> bool) -> Option<Arc<Call>> {
        if self.len.load(SeqCst) == 0 { None } else { choose(&lock(&self.calls), can_help) }
    }

    /// The same for who will look again: finds nothing while another looks, so that masters wait for one of those at most.
    pub(super) fn glance(&self, can_help: impl Fn(&Call) -> bool) -> Option<Arc<Call>> {
        if self.len.load(SeqCst) == 0 { None } else { choose(&try_lock(&self.calls)?, can_help) }
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
