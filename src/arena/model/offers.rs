//! Offering work against all the ways in which a thread may have just stopped looking for it.

use super::{Gate, MODEL, Model};
use crate::arena::{call, join};

#[test]
fn a_join_returns_both_results() {
    Model { ..MODEL }.check(|_| vec![Box::new(|| assert_eq!(call(2, || join(|| 1, || 2)), (1, 2)))]);
}

/// `a` waits until somebody else runs `b`: so somebody must.
fn needs_two() {
    let begun = Gate::new();
    call(2, || join(|| begun.wait(), || begun.open()));
}

#[test]
fn a_task_on_offer_gets_a_new_worker() {
    Model { ..MODEL }.check(|_| vec![Box::new(needs_two)]);
}

#[test]
fn a_task_on_offer_gets_a_worker_that_falls_idle() {
    Model { ..MODEL }.check(|_| {
        vec![Box::new(|| {
            needs_two();
            needs_two();
        })]
    });
}
