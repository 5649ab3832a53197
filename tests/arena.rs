//! The arena: results, isolation, cores counted, panics, small stacks; for every layer and several capacities.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Barrier, Mutex};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use arenablas::arena::{self, Arena, Config, Domain, Layer, Team};
use arenablas::mat::MatMut;

const LAYERS: [Layer; 3] = [Layer::Sequential, Layer::Tbb, Layer::Omp];

/// An arena of each layer and of capacities below, at and above what this machine has.
fn arenas() -> impl Iterator<Item = &'static Arena> {
    LAYERS.into_iter().flat_map(|layer| [1, 2, 3, 8].map(|capacity| new(layer, capacity)))
}

fn new(layer: Layer, capacity: usize) -> &'static Arena {
    Arena::new(Config { layer, ..Config::with_capacity(capacity) })
}

/// Keeps its thread for so long, without sleeping.
fn work(micros: u64) {
    let until = Instant::now() + Duration::from_micros(micros);
    while Instant::now() < until {
        std::hint::spin_loop();
    }
}

fn fibonacci(n: u64) -> u64 {
    if n < 2 {
        return n;
    }
    let (a, b) = arena::join(|| fibonacci(n - 1), || fibonacci(n - 2));
    a + b
}

#[test]
fn join_returns_both_results() {
    for arena in arenas() {
        let result = arena.with(|| arena::call(8, || fibonacci(20)));
        assert_eq!(result, 6765);
    }
    assert_eq!(arena::join(|| 1, || "two"), (1, "two"), "outside of calls");
}

#[test]
fn parallel_for_cuts_the_same_pieces_whoever_works() {
    let expected = |start: usize, end: usize, grain: usize| {
        (start..end).step_by(grain).map(|i| (i, end.min(i.saturating_add(grain)))).collect::<Vec<_>>()
    };
    for arena in arenas() {
        for (start, len, grain) in [
            (0, 0, 1),
            (5, 1, 1),
            (3, 100, 7),
            (0, 64, 8),
            (0, 10, 100),
            (1, 1000, 1),
            (usize::MAX - 100, 100, 7),
        ] {
            let seen = Mutex::new(Vec::new());
            arena.with(|| {
                arena::call(8, || {
                    arena::parallel_for(start..start + len, grain, |piece| {
                        work(5);
                        seen.lock().unwrap().push((piece.start, piece.end));
                    });
                });
            });
            let mut seen = seen.into_inner().unwrap();
            seen.sort_unstable();
            assert_eq!(seen, expected(start, start + len, grain));
        }
    }
}

#[test]
fn every_chunk_and_every_tile_comes_once() {
    for arena in arenas() {
        let mut data = vec![0_usize; 1003];
        arena.with(|| {
            arena::call(8, || {
                arena::for_each_chunk(&mut data, 10, |i, chunk| chunk.iter_mut().for_each(|x| *x += i + 1));
            });
        });
        assert!(data.iter().enumerate().all(|(k, &x)| x == k / 10 + 1));

        let (m, n, ld) = (37, 23, 40);
        let mut a = vec![0.0_f64; ld * n];
        arena.with(|| {
            arena::call(8, || {
                arena::for_each_tile(MatMut::from_slice(&mut a, m, n, ld), 8, 5, |i, j, mut tile| {
                    tile.for_each(|x| x + (1 + i * 100 + j) as f64);
                });
            });
        });
        for (k, &x) in a.iter().enumerate() {
            let (i, j) = (k % ld, k / ld);
            let expected = if i < m { (1 + i / 8 * 8 * 100 + j / 5 * 5) as f64 } else { 0.0 };
            assert_eq!(x, expected, "({i}, {j})");
        }
    }
}

#[test]
fn workers_help_and_a_wide_call_has_no_more_than_its_width() {
    for layer in [Layer::Tbb, Layer::Omp] {
        for width in [2, 3, 8] {
            let arena = new(layer, 8);
            let (at_work, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
            arena.with(|| {
                arena::call(width, || {
                    arena::parallel_for(0..200, 1, |_| {
                        most.fetch_max(at_work.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        thread::sleep(Duration::from_millis(1));
                        at_work.fetch_sub(1, Ordering::SeqCst);
                    });
                });
            });
            assert_eq!(most.into_inner(), width, "{layer:?}");
        }
    }
}

#[test]
fn the_process_limit_and_the_sequential_layer_keep_work_on_its_caller() {
    let limited = Arena::new(Config { limit: 1, ..Config::with_capacity(8) });
    for arena in [limited, new(Layer::Sequential, 8)] {
        let caller = thread::current().id();
        arena.with(|| {
            assert_eq!(arena::width(Domain::Blas, 1e12), 1);
            arena::call(8, || {
                arena::parallel_for(0..100, 1, |_| assert_eq!(thread::current().id(), caller));
            });
        });
        assert_eq!(arena.stats(), arena::Stats::default());
    }
}

#[test]
fn a_thread_that_waits_runs_tasks_of_its_own_call_only() {
    let arena = new(Layer::Tbb, 8);
    // Which call a master is in; workers are in none of their own.
    let masters = Mutex::new(HashMap::<ThreadId, usize>::new());
    thread::scope(|scope| {
        for call in 0..4 {
            let masters = &masters;
            scope.spawn(move || {
                let me = thread::current().id();
                masters.lock().unwrap().insert(me, call);
                let task = |_| {
                    let of = masters.lock().unwrap().get(&thread::current().id()).copied();
                    assert!(of.is_none_or(|of| of == call), "a master of call {of:?} runs a task of {call}");
                    work(20);
                };
                for _ in 0..20 {
                    arena.with(|| arena::call(8, || arena::parallel_for(0..200, 1, task)));
                }
            });
        }
    });
    assert!(arena.stats().joins > 0, "nobody helped, so nothing was tested");
}

/// The worker of the first call may still sit in it when the second is made of it.
#[test]
fn a_call_that_nobody_helped_had_its_master_alone() {
    let (arena, both_in) = (new(Layer::Tbb, 2), Barrier::new(2));
    arena.with(|| {
        let meet = || {
            both_in.wait();
        };
        let _ = arena::replace_team(Team::ALONE);
        for _ in 0..100 {
            arena::call(2, || arena::join(meet, meet));
            assert_eq!(arena::replace_team(Team::ALONE), Team { asked: 2, joined: 2 });
            arena::call(2, || ());
            assert_eq!(arena::replace_team(Team::ALONE), Team { asked: 2, joined: 1 });
        }
    });
}

/// A worker that comes when its call is over leaves the next one its place in the team.
#[test]
fn who_came_too_late_for_a_teams_call_comes_to_the_next() {
    let arena = new(Layer::Omp, 2);
    arena.with(|| {
        for _ in 0..20 {
            arena::call(2, || ());
            thread::sleep(Duration::from_millis(2));
        }
        // The worker may be late again, and hold its core meanwhile: then this call has none for it, the next one has.
        let are_two = || {
            thread::sleep(Duration::from_millis(2));
            let (begun, end) = (AtomicUsize::new(0), Instant::now() + Duration::from_millis(100));
            let meet = |_| {
                begun.fetch_add(1, Ordering::SeqCst);
                while begun.load(Ordering::SeqCst) < 2 && Instant::now() < end {}
            };
            arena::call(2, || arena::parallel_for(0..2, 1, meet));
            Instant::now() < end
        };
        assert!((0..50).any(|_| are_two()), "its master was alone");
    });
}

#[test]
fn a_call_inside_a_task_is_a_part_or_if_asked_a_call_of_its_own() {
    for arena in arenas() {
        let sum = AtomicUsize::new(0);
        let inner = || {
            arena::call(4, || {
                arena::parallel_for(0..50, 1, |piece| {
                    work(5);
                    sum.fetch_add(piece.start, Ordering::Relaxed);
                });
            });
        };
        // A task that holds a lock makes a call. Ran it another task that wants the lock while it waits, it would
        // deadlock.
        let lock = Mutex::new(());
        let locked = |_| {
            let _held = lock.lock().unwrap();
            arena::outside(inner);
        };
        arena.with(|| {
            arena::call(8, || {
                arena::parallel_for(0..20, 1, |_| inner());
                arena::parallel_for(0..20, 1, locked);
            });
        });
        assert_eq!(sum.into_inner(), 40 * (49 * 50 / 2));
    }
}

#[test]
fn masters_are_counted_and_no_worker_runs_beside_them() {
    const MASTERS: usize = 10;
    for layer in [Layer::Tbb, Layer::Omp] {
        let (arena, all_in) = (new(layer, 2), Barrier::new(MASTERS));
        thread::scope(|scope| {
            for _ in 0..MASTERS {
                scope.spawn(|| {
                    let me = thread::current().id();
                    let enter = || all_in.wait();
                    arena.with(|| {
                        arena::call(8, || {
                            enter();
                            arena::parallel_for(0..500, 1, |_| {
                                assert_eq!(thread::current().id(), me);
                                work(10);
                            });
                            enter();
                        });
                    });
                });
            }
        });
        assert_eq!(arena.stats().steals, 0);
    }
}

/// To a call of the program's tasks at once, however long its task lasts.
#[test]
fn a_worker_comes_when_masters_leave() {
    let (arena, both_in) = (new(Layer::Tbb, 2), Barrier::new(2));
    let (offered, helped) = (AtomicBool::new(false), AtomicBool::new(false));
    thread::scope(|scope| {
        scope.spawn(|| {
            arena.with(|| {
                arena::call(8, || {
                    both_in.wait();
                    wait_for(&offered);
                });
            });
        });
        arena.with(|| {
            arena::call(8, || {
                arena::expect_programs_tasks();
                both_in.wait();
                // The task is on offer before the other leaves, so it is his leaving that gets somebody for it.
                let wait = || {
                    offered.store(true, Ordering::SeqCst);
                    wait_for(&helped)
                };
                let (came, ()) = arena::join(wait, || helped.store(true, Ordering::SeqCst));
                assert!(came, "no worker came");
            });
        });
    });
}

/// One master makes calls with gaps between them, another is in a call of many short tasks meanwhile.
fn calls_beside_a_long_one(arena: &'static Arena) {
    let (both_in, over) = (Barrier::new(2), AtomicBool::new(false));
    thread::scope(|scope| {
        scope.spawn(|| {
            arena.with(|| {
                arena::call(2, || both_in.wait());
                for _ in 0..50 {
                    work(50);
                    arena::call(2, || work(200));
                }
            });
            over.store(true, Ordering::SeqCst);
        });
        arena.with(|| {
            arena::call(2, || {
                both_in.wait();
                while !over.load(Ordering::SeqCst) {
                    arena::parallel_for(0..20, 1, |_| work(20));
                }
                // The other has left for good.
                arena::parallel_for(0..500, 1, |_| work(20));
            });
        });
    });
}

#[test]
fn a_core_waits_a_moment_for_the_master_that_left_it() {
    let long = Arena::new(Config { grace: Duration::from_secs(1000), ..Config::with_capacity(2) });
    calls_beside_a_long_one(long);
    assert_eq!(long.stats().workers, 0, "a worker was woken for a gap");
    let short = new(Layer::Tbb, 2);
    calls_beside_a_long_one(short);
    assert!(short.stats().joins > 0, "no worker came");
}

#[test]
fn cores_that_no_master_has_left_wait_for_nobody() {
    let arena = Arena::new(Config { grace: Duration::from_secs(1000), ..Config::with_capacity(4) });
    calls_beside_a_long_one(arena);
    assert!(arena.stats().joins > 0, "no worker came");
}

/// Whether the flag was raised within ten seconds.
fn wait_for(flag: &AtomicBool) -> bool {
    (0..10_000).any(|_| {
        thread::sleep(Duration::from_millis(1));
        flag.load(Ordering::SeqCst)
    })
}

#[test]
fn a_worker_gives_its_core_to_a_master_that_comes() {
    let arena = new(Layer::Tbb, 2);
    let (worker_seen, stop) = (AtomicBool::new(false), AtomicBool::new(false));
    let (both_in, worker_after) = (AtomicBool::new(false), AtomicUsize::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            let me = thread::current().id();
            arena.with(|| {
                arena::call(8, || {
                    arena::parallel_for(0..20_000, 1, |_| {
                        work(50);
                        if thread::current().id() != me {
                            worker_seen.store(true, Ordering::SeqCst);
                            if both_in.load(Ordering::SeqCst) {
                                worker_after.fetch_add(1, Ordering::SeqCst);
                            }
                        }
                    });
                    stop.store(true, Ordering::SeqCst);
                });
            });
        });
        assert!(wait_for(&worker_seen));
        arena.with(|| {
            arena::call(8, || {
                both_in.store(true, Ordering::SeqCst);
                wait_for(&stop);
            });
        });
    });
    // The task it was in, and one that it may have begun as we came.
    let worker_after = worker_after.into_inner();
    assert!(worker_after <= 2, "a worker ran {worker_after} tasks while two masters were in");
}

#[test]
fn a_team_is_completed_again_when_the_master_who_needed_the_core_has_left() {
    let arena = new(Layer::Omp, 2);
    let me = thread::current().id();
    let is_helped = || {
        let helped = AtomicBool::new(false);
        arena::parallel_for(0..100, 1, |_| {
            work(20);
            if thread::current().id() != me {
                helped.store(true, Ordering::SeqCst);
            }
        });
        helped.into_inner()
    };
    arena.with(|| {
        arena::call(2, || {
            assert!((0..1000).any(|_| is_helped()), "no worker came");
            let (other_in, lonely) = (AtomicBool::new(false), AtomicBool::new(false));
            thread::scope(|scope| {
                scope.spawn(|| {
                    arena.with(|| {
                        arena::call(2, || {
                            other_in.store(true, Ordering::SeqCst);
                            wait_for(&lonely);
                        });
                    });
                });
                assert!(wait_for(&other_in));
                assert!((0..100).any(|_| !(0..20).any(|_| is_helped())), "the worker didn't leave");
                lonely.store(true, Ordering::SeqCst);
            });
            assert!((0..1000).any(|_| is_helped()), "no worker came again");
        });
    });
}

#[test]
fn a_panic_reaches_the_master_after_all_tasks_ended() {
    for arena in arenas() {
        for culprit in [0, 57, 199] {
            let at_work = AtomicUsize::new(0);
            let result = catch_unwind(AssertUnwindSafe(|| {
                arena.with(|| {
                    arena::call(8, || {
                        arena::parallel_for(0..200, 1, |piece| {
                            at_work.fetch_add(1, Ordering::SeqCst);
                            work(10);
                            at_work.fetch_sub(1, Ordering::SeqCst);
                            assert_ne!(piece.start, culprit, "as it should");
                        });
                    });
                });
            }));
            let panic = result.expect_err("the panic was lost");
            assert!(panic.downcast_ref::<String>().is_some_and(|text| text.contains("as it should")));
            assert_eq!(at_work.into_inner(), 0, "the frame was left while somebody used it");
        }
        // The arena goes on.
        assert_eq!(arena.with(|| arena::call(8, || fibonacci(15))), 610);
    }
}

#[test]
fn a_caller_with_a_small_stack_can_be_master() {
    for arena in arenas() {
        let master = thread::Builder::new().stack_size(64 << 10).spawn(move || {
            let count = AtomicUsize::new(0);
            arena.with(|| {
                arena::call(8, || {
                    arena::parallel_for(0..1 << 14, 1, |_| {
                        // As much as a kernel's frame.
                        let tile = std::hint::black_box([1_u8; 2048]);
                        count.fetch_add(tile[7].into(), Ordering::Relaxed);
                    });
                });
            });
            count.into_inner()
        });
        assert_eq!(master.unwrap().join().unwrap(), 1 << 14);
    }
}

#[test]
fn calls_complete_when_no_thread_can_be_created() {
    for layer in [Layer::Tbb, Layer::Omp] {
        // No address space is that large.
        let arena = Arena::new(Config { layer, worker_stack: 1 << 60, ..Config::with_capacity(8) });
        for _ in 0..3 {
            assert_eq!(arena.with(|| arena::call(8, || fibonacci(18))), 2584);
            let sum = AtomicUsize::new(0);
            arena.with(|| {
                arena::call(8, || {
                    arena::parallel_for(0..1000, 3, |piece| {
                        sum.fetch_add(piece.sum(), Ordering::Relaxed);
                    });
                });
            });
            assert_eq!(sum.into_inner(), 999 * 1000 / 2);
        }
        assert_eq!((arena.stats().workers, arena.stats().steals), (0, 0));
    }
}

#[test]
fn layers_have_all_their_names() {
    for (layer, names) in [
        (Layer::Sequential, &["sequential", "SEQUENTIAL"][..]),
        (Layer::Tbb, &["tbb", "TBB", "tbb-like", "arena", " Arena "]),
        (Layer::Omp, &["omp", "INTEL", "GNU", "OMP", "omp-like", "intel"]),
    ] {
        for name in names {
            assert_eq!(Layer::parse(name), Some(layer), "{name}");
        }
    }
    assert_eq!(Layer::parse("openmp"), None);
    assert_eq!(Layer::default(), Layer::Tbb);
}
