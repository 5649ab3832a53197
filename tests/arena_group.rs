//! Task groups: every task runs once, whoever adds it and wherever; waits end; and nobody is kept from what is his.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Barrier, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use arenablas::arena::{self, Arena, Config, Group, Layer};

fn arena(layer: Layer, capacity: usize) -> &'static Arena {
    Arena::new(Config { layer, ..Config::with_capacity(capacity) })
}

/// In every layer, on one thread and on more.
fn everywhere(body: impl Fn()) {
    for layer in Layer::ALL {
        for capacity in [1, 2, 4] {
            arena(layer, capacity).with(&body);
        }
    }
}

/// Waits for what another thread is to do; false if it doesn't within a generous time.
fn eventually(done: impl Fn() -> bool) -> bool {
    let until = Instant::now() + Duration::from_secs(60);
    while !done() {
        if Instant::now() > until {
            return false;
        }
        thread::yield_now();
    }
    true
}

#[test]
fn every_task_runs_once_and_the_group_can_be_used_again() {
    everywhere(|| {
        let group = Group::new();
        assert!(group.wait());
        let runs: Arc<Vec<AtomicUsize>> = Arc::new((0..1000).map(|_| AtomicUsize::new(0)).collect());
        for round in 1..4 {
            for i in 0..runs.len() {
                let runs = Arc::clone(&runs);
                group.run(move || {
                    runs[i].fetch_add(1, SeqCst);
                });
            }
            assert!(group.wait());
            assert!(runs.iter().all(|runs| runs.load(SeqCst) == round));
        }
    });
}

/// Adds two tasks to the group that it runs in, and they two each; waits for them on some levels.
fn tree(group: &Arc<Group>, depth: usize, leaves: &Arc<AtomicUsize>) {
    if depth == 0 {
        leaves.fetch_add(1, SeqCst);
        return;
    }
    let below = Arc::new(AtomicUsize::new(0));
    for _ in 0..2 {
        let (group, leaves) =
            (Arc::clone(group), Arc::clone(if depth.is_multiple_of(3) { &below } else { leaves }));
        let inner = Arc::clone(&group);
        inner.run(move || tree(&group, depth - 1, &leaves));
    }
    if depth.is_multiple_of(3) {
        assert!(group.wait());
        leaves.fetch_add(below.load(SeqCst), SeqCst);
    }
}

#[test]
fn tasks_add_tasks_and_wait_for_their_own() {
    everywhere(|| {
        let (group, leaves) = (Arc::new(Group::new()), Arc::new(AtomicUsize::new(0)));
        tree(&group, 10, &leaves);
        assert!(group.wait());
        assert_eq!(leaves.load(SeqCst), 1024);
    });
}

#[test]
fn groups_in_tasks_in_loops_in_groups() {
    everywhere(|| {
        let (outer, total) = (Group::new(), Arc::new(AtomicUsize::new(0)));
        for _ in 0..8 {
            let total = Arc::clone(&total);
            outer.run(move || {
                arena::call(arena::max_threads(), || {
                    arena::parallel_for(0..4, 1, |_| {
                        arena::outside(|| {
                            let inner = Group::new();
                            for _ in 0..5 {
                                let total = Arc::clone(&total);
                                inner.run(move || {
                                    total.fetch_add(1, SeqCst);
                                });
                            }
                            assert!(inner.wait());
                        });
                    });
                });
            });
        }
        assert!(outer.wait());
        assert_eq!(total.load(SeqCst), 8 * 4 * 5);
    });
}

/// Two groups of one thread, ended in the order in which they began; one more, made and ended in a task.
#[test]
fn groups_need_not_end_in_turn() {
    everywhere(|| {
        let count = Arc::new(AtomicUsize::new(0));
        let add = |group: &Group| {
            for _ in 0..10 {
                let count = Arc::clone(&count);
                group.run(move || {
                    count.fetch_add(1, SeqCst);
                });
            }
        };
        let (a, b) = (Group::new(), Group::new());
        add(&a);
        add(&b);
        assert!(a.wait());
        add(&a);
        assert!(b.wait() && a.wait());
        assert_eq!(count.load(SeqCst), 30);
    });
    // The cores are all back: a call of two threads has a second one.
    let arena = arena(Layer::Tbb, 2);
    arena.with(|| {
        let (a, b) = (Group::new(), Group::new());
        a.run(|| {});
        b.run(|| {});
        assert!(a.wait() && b.wait());
    });
    assert!(two_at_once(arena));
}

/// The point of it all: at the end of an outer loop, the core that becomes free goes into the call of the task that still
/// runs, and fails here if that call stays on one thread. (In the `omp` layer the group's team keeps its cores.)
#[test]
fn freed_cores_flow_into_the_calls_of_tasks() {
    let arena = arena(Layer::Tbb, 2);
    for straggler in 0..3 {
        arena.with(|| {
            let (group, met) = (Group::new(), Arc::new(AtomicUsize::new(0)));
            for task in 0..3 {
                let met = Arc::clone(&met);
                group.run(move || {
                    if task == straggler && two_at_once(arena) {
                        met.store(1, SeqCst);
                    }
                });
            }
            assert!(group.wait());
            assert_eq!(met.load(SeqCst), 1, "{straggler}");
        });
    }
}

/// Whether a loop of two pieces runs on two threads. (A second piece that waits for the first is no way to write a
/// program: it may wait for ever. Here it gives up.)
fn two_at_once(arena: &'static Arena) -> bool {
    arena.with(|| {
        let (here, met) = (AtomicUsize::new(0), AtomicUsize::new(0));
        arena::call(2, || {
            arena::parallel_for(0..2, 1, |_| {
                here.fetch_add(1, SeqCst);
                if eventually(|| here.load(SeqCst) == 2) {
                    met.fetch_add(1, SeqCst);
                }
            });
        });
        met.load(SeqCst) == 2
    })
}

#[test]
fn tasks_begin_before_anybody_waits_if_a_core_is_free() {
    for layer in [Layer::Tbb, Layer::Omp] {
        arena(layer, 2).with(|| {
            let (group, ran) = (Group::new(), Arc::new(AtomicUsize::new(0)));
            let flag = Arc::clone(&ran);
            group.run(move || {
                flag.store(1, SeqCst);
            });
            assert!(eventually(|| ran.load(SeqCst) == 1), "{layer:?}");
            assert!(group.wait());
        });
    }
}

/// A task on a worker sleeps until the creator, on whom its own task runs, has ended that.
#[test]
fn the_last_task_wakes_whoever_waits_for_it() {
    for layer in [Layer::Tbb, Layer::Omp] {
        arena(layer, 2).with(|| {
            let (group, steps) = (Arc::new(Group::new()), Arc::new(AtomicUsize::new(0)));
            let (inner, seen) = (Arc::clone(&group), Arc::clone(&steps));
            group.run(move || {
                seen.store(1, SeqCst);
                let step = Arc::clone(&seen);
                inner.run(move || {
                    step.store(2, SeqCst);
                    thread::sleep(Duration::from_millis(50));
                    step.store(3, SeqCst);
                });
                assert!(eventually(|| seen.load(SeqCst) >= 2));
                assert!(inner.wait());
                assert_eq!(seen.load(SeqCst), 3);
            });
            assert!(eventually(|| steps.load(SeqCst) >= 1));
            assert!(group.wait());
        });
    }
}

/// While a group of two coarse tasks runs on two cores, its creator is one of the two: a third thread would be too many.
#[test]
fn the_creator_counts_from_the_first_task_on() {
    let arena = arena(Layer::Tbb, 2);
    arena.with(|| {
        let (group, running, most) =
            (Group::new(), Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        for _ in 0..6 {
            let (running, most) = (Arc::clone(&running), Arc::clone(&most));
            group.run(move || {
                most.fetch_max(running.fetch_add(1, SeqCst) + 1, SeqCst);
                thread::sleep(Duration::from_millis(10));
                running.fetch_sub(1, SeqCst);
            });
        }
        assert!(group.wait());
        assert!(most.load(SeqCst) <= 2);
    });
    assert!(arena.stats().workers <= 1);
}

#[test]
fn others_can_neither_add_nor_wait_but_their_tasks_run() {
    everywhere(|| {
        let group = Group::new();
        thread::scope(|scope| {
            scope.spawn(|| {
                let ran = Arc::new(AtomicUsize::new(0));
                let flag = Arc::clone(&ran);
                group.run(move || {
                    flag.store(1, SeqCst);
                });
                assert_eq!(ran.load(SeqCst), 1);
                assert!(!group.wait());
            });
        });
        assert!(group.wait());
    });
}

#[test]
fn a_group_that_is_dropped_waits_and_one_dropped_elsewhere_does_no_harm() {
    everywhere(|| {
        let ran = Arc::new(AtomicUsize::new(0));
        let group = Group::new();
        for _ in 0..50 {
            let ran = Arc::clone(&ran);
            group.run(move || {
                ran.fetch_add(1, SeqCst);
            });
        }
        drop(group);
        assert_eq!(ran.load(SeqCst), 50);
        let group = Group::new();
        thread::scope(|scope| {
            scope.spawn(|| drop(group));
        });
    });
}

#[test]
fn a_panic_reaches_the_creator_after_all_tasks() {
    everywhere(|| {
        let ran = Arc::new(AtomicUsize::new(0));
        let result = std::panic::catch_unwind(|| {
            let group = Group::new();
            for i in 0..20 {
                let ran = Arc::clone(&ran);
                group.run(move || {
                    ran.fetch_add(1, SeqCst);
                    assert_ne!(i, 19, "as it should");
                });
            }
            group.wait();
        });
        assert!(result.is_err());
        assert_eq!(ran.load(SeqCst), 20);
    });
}

/// A caller holds a lock while it computes in parallel; tasks of another caller's group want the lock.
#[test]
fn a_lock_held_over_a_call_is_no_deadlock_for_tasks_that_take_it() {
    everywhere(|| {
        let lock = Arc::new(Mutex::new(0_usize));
        let work = || {
            let sum = AtomicUsize::new(0);
            arena::call(arena::max_threads(), || {
                arena::parallel_for(0..64, 1, |i| {
                    sum.fetch_add(i.len(), SeqCst);
                });
            });
            sum.load(SeqCst)
        };
        let group = Group::new();
        for _ in 0..30 {
            let lock = Arc::clone(&lock);
            group.run(move || *lock.lock().unwrap() += work());
        }
        for _ in 0..30 {
            let mut held = lock.lock().unwrap();
            *held += work();
        }
        assert!(group.wait());
        assert_eq!(*lock.lock().unwrap(), 60 * 64);
    });
}

/// Many creators at once, with groups that add to themselves.
#[test]
fn callers_at_once() {
    for layer in Layer::ALL {
        let arena = arena(layer, 3);
        let barrier = Barrier::new(12);
        thread::scope(|scope| {
            for caller in 0..12 {
                let barrier = &barrier;
                scope.spawn(move || {
                    arena.with(|| {
                        barrier.wait();
                        for _ in 0..20 {
                            let (group, leaves) = (Arc::new(Group::new()), Arc::new(AtomicUsize::new(0)));
                            tree(&group, 4 + caller % 3, &leaves);
                            assert!(group.wait());
                            assert_eq!(leaves.load(SeqCst), 1 << (4 + caller % 3));
                        }
                    });
                });
            }
        });
    }
}
