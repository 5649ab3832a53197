//! No lost wake-up: offering work, against each way in which a thread may just have stopped looking for it.
//!
//! One of two tasks here waits for the other to begin, which no caller should rely on: it makes a model hang wherever
//! work stays on offer though a core is free and a thread could take it.

use super::{Gate, LARGE, MODEL, Model};
use crate::arena::{Arena, call, join};

/// Two tasks that need two threads.
pub(super) fn two_at_once() {
    let begun = Gate::new();
    join(|| begun.wait(), || begun.open());
}

#[test]
fn a_new_worker() {
    Model { ..MODEL }.check(|_| vec![Box::new(|| call(2, two_at_once))]);
}

#[test]
fn a_worker_that_falls_idle() {
    Model { ..MODEL }.check(|_| {
        vec![Box::new(|| {
            call(2, two_at_once);
            call(2, two_at_once);
        })]
    });
}

/// Who ends first waits for the other in its `join`, and sleeps there. The other then needs it.
#[test]
fn a_participant_that_falls_asleep() {
    Model { fence: true, ..MODEL }.check(|_| {
        vec![Box::new(|| {
            call(2, || join(|| (), || join(|| (), two_at_once)));
        })]
    });
}

/// More workers than seats: one comes in vain, and the one who has the last seat may be about to leave it.
#[test]
fn the_last_seat() {
    Model { capacity: 3, threads: 2, ..LARGE }.check(|_| {
        vec![Box::new(|| {
            call(2, || {
                two_at_once();
                two_at_once();
            });
        })]
    });
}

/// Who finds no core free is helped when one is given back.
#[test]
fn a_core_that_another_master_has() {
    Model { ..LARGE }
        .check(|_| vec![Box::new(|| call(2, two_at_once)), Box::new(|| call(2, || join(|| (), || ())).0)]);
}

/// Who finds nobody to send is helped by the only worker when it has done the other's work.
#[test]
fn a_worker_that_another_call_has() {
    Model { capacity: 3, ..LARGE }
        .check(|_| vec![Box::new(|| call(2, two_at_once)), Box::new(|| call(2, two_at_once))]);
}

/// As above, but the core of the thread that can't be created hides from the worker, as it falls idle, that it is needed.
#[test]
fn a_core_reserved_in_vain() {
    Model { capacity: 4, ..LARGE }
        .check(|_| vec![Box::new(|| call(2, two_at_once)), Box::new(|| call(2, two_at_once))]);
}

/// The limit falls, so that nobody may help, and rises again.
#[test]
fn a_core_that_a_limit_forbids() {
    Model { preemptions: 1, ..MODEL }.check(|arena: &'static Arena| {
        let inside = Gate::new();
        vec![
            Box::new(|| {
                call(2, || {
                    inside.open();
                    two_at_once();
                });
            }),
            Box::new(|| {
                inside.wait();
                arena.limit(1);
                arena.limit(0);
            }),
        ]
    });
}
