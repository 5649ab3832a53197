//! Guests: those in line have their turn, no two have one core, and the cores that they leave are the calls'. No time passes
//! in a model, so nobody is thought to wait.

use super::offers::two_at_once;
use super::{Caller, Gate, LARGE, MODEL, Model};
use crate::arena::sync::UnsafeCell;
use crate::arena::sync::model::forever;
use crate::arena::{call, give_core, keep_core, retake_core, take_core};

/// What only one guest may use at a time.
struct Core(UnsafeCell<usize>);

// SAFETY: that it is used by one thread at a time is what loom checks.
unsafe impl Sync for Core {}

impl Core {
    fn new() -> &'static Core {
        forever(Core(UnsafeCell::new(0)))
    }
    fn work(&self) {
        // SAFETY: see above.
        self.0.with_mut(|times| unsafe { *times += 1 });
    }
    /// A guest that comes, works and leaves.
    fn guest(&'static self) -> Caller {
        Box::new(|| {
            assert!(take_core());
            self.work();
            assert!(keep_core());
            self.work();
            assert!(give_core());
        })
    }
}

#[test]
fn two_and_one_core() {
    Model { capacity: 1, threads: 0, preemptions: 3, ..MODEL }.check(|_| {
        let core = Core::new();
        vec![core.guest(), core.guest()]
    });
}

/// The second in line becomes the first.
#[test]
fn three_and_one_core() {
    Model { capacity: 1, threads: 0, ..LARGE }.check(|_| {
        let core = Core::new();
        vec![core.guest(), core.guest(), core.guest()]
    });
}

#[test]
fn one_waits_for_another_in_line() {
    Model { capacity: 1, threads: 0, ..MODEL }.check(|_| {
        let gate = Gate::new();
        vec![
            Box::new(|| {
                assert!(take_core() && give_core());
                gate.wait();
                retake_core();
                assert!(give_core());
            }),
            Box::new(|| {
                assert!(take_core());
                gate.open();
                assert!(give_core());
            }),
        ]
    });
}

/// A guest's call needs the other's core.
#[test]
fn a_call_gets_the_core_of_one_that_leaves() {
    Model { ..LARGE }.check(|_| {
        vec![
            Box::new(|| {
                assert!(take_core());
                call(2, two_at_once);
                assert!(give_core());
            }),
            Box::new(|| assert!(take_core() && give_core())),
        ]
    });
}
