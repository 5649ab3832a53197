//! Calls from beginning to end: every task runs once and its result is seen, frames and calls outlive their users, cores
//! are given back, and nobody who waits runs what isn't its call's.

use super::{Caller, Gate, LARGE, MODEL, Model, Pieces};
use crate::arena::call::Call;
use crate::arena::sync::{Arc, Mutex, lock};
use crate::arena::tasks::job::Job;
use crate::arena::{self, Arena, join, limits, outside, parallel_for};

#[test]
fn a_join() {
    Model { preemptions: 3, ..MODEL }
        .check(|_| vec![Box::new(|| assert_eq!(arena::call(2, || join(|| 1, || 2)), (1, 2)))]);
}

#[test]
fn a_loop() {
    Model { fence: true, ..MODEL }.check(|_| {
        vec![Box::new(|| {
            let pieces = Pieces::new(3);
            arena::call(2, || parallel_for(0..3, 1, |piece| pieces.run(piece)));
            pieces.assert_done();
        })]
    });
}

#[test]
fn three_participants() {
    Model { capacity: 3, threads: 2, ..LARGE }.check(|_| {
        vec![Box::new(|| {
            let sum = arena::call(3, || join(|| join(|| 1, || 2), || join(|| 4, || 8)));
            assert_eq!(sum, ((1, 2), (4, 8)));
        })]
    });
}

/// The worker has to give its core to the second master, perhaps in the middle of the loop.
#[test]
fn a_master_arrives() {
    Model { ..LARGE }.check(|_| {
        vec![
            Box::new(|| {
                let pieces = Pieces::new(4);
                arena::call(2, || parallel_for(0..4, 1, |piece| pieces.run(piece)));
                pieces.assert_done();
            }),
            Box::new(|| arena::call(2, || ())),
        ]
    });
}

/// Who takes a seat that another has left uses its deque after the other, whichever seat's leaver let it in.
#[test]
fn seats_are_handed_over() {
    Model { capacity: 4, threads: 0, ..LARGE }.check(|this| {
        let call = Call::new(this, 3);
        let worker = || {
            let call = Arc::clone(&call);
            Box::new(move || {
                if let Some(seat) = call.enter() {
                    // SAFETY: the seat is this thread's until `leave`.
                    let deque = unsafe { call.deque(seat) };
                    // SAFETY: it is not run.
                    deque.push(unsafe { Job::new(std::ptr::null(), |_, _| ()) });
                    assert!(deque.pop().is_some());
                    call.leave(seat);
                }
            }) as Caller
        };
        vec![worker(), worker(), worker()]
    });
}

/// A task that needs another thread computes on its own call's terms, also where a worker sits in a call that is opened
/// again.
fn on_terms_of_its_own(limit: usize) {
    limits::set_thread_limit(limit);
    let begun = Gate::new();
    let helped = || {
        begun.open();
        assert_eq!(limits::thread_limit(), limit);
    };
    arena::call(2, || join(|| begun.wait(), helped));
}

#[test]
fn a_call_is_opened_again() {
    Model { ..LARGE }.check(|_| vec![Box::new(|| (2..4).for_each(on_terms_of_its_own))]);
}

#[test]
fn another_master_opens_a_call_again() {
    Model { capacity: 3, ..LARGE }
        .check(|_| [2, 3].map(|limit| Box::new(move || on_terms_of_its_own(limit)) as Caller).into());
}

/// Two masters on two cores: there is none for a worker, whatever is on offer.
#[test]
fn no_worker_beside_masters_that_have_all_cores() {
    Model { ..LARGE }.check(|this| {
        let [first, second, done] = std::array::from_fn(|_| Gate::new());
        vec![
            Box::new(|| {
                arena::call(2, || {
                    first.open();
                    second.wait();
                    join(|| (), || ());
                    assert_eq!(this.stats().joins, 0);
                    done.open();
                });
            }),
            Box::new(|| {
                arena::call(2, || {
                    first.wait();
                    second.open();
                    done.wait();
                });
            }),
        ]
    });
}

/// Callers may hold what another caller's tasks need.
#[test]
fn a_lock_held_around_a_call() {
    Model { capacity: 3, ..LARGE }.check(|_| {
        let shared = Arc::new(Mutex::new(0));
        let [ours, theirs] = [Arc::clone(&shared), shared];
        vec![
            Box::new(move || {
                let _held = lock(&ours);
                arena::call(2, || join(|| (), || ()));
            }),
            Box::new(move || {
                arena::call(2, || join(|| (), || *lock(&theirs) += 1));
            }),
        ]
    });
}

/// And a task what its siblings need.
#[test]
fn a_lock_held_around_a_call_in_a_task() {
    Model { ..MODEL }.check(|_| {
        vec![Box::new(|| {
            let shared = Mutex::new(());
            arena::call(2, || {
                join(
                    || {
                        let _held = lock(&shared);
                        outside(|| arena::call(2, || join(|| (), || ())));
                    },
                    || drop(lock(&shared)),
                )
            });
        })]
    });
}

/// Whoever comes last, the capacity follows what was said last.
#[test]
fn two_set_the_limit() {
    Model { capacity: 4, threads: 0, ..MODEL }.check(|arena: &'static Arena| {
        let limit = |threads| Box::new(move || arena.limit(threads)) as Caller;
        vec![limit(2), limit(3)]
    });
}
