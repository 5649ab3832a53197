//! Graphs: every task runs once, after all that it waits for, whoever runs it.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use arenablas::arena::{self, Arena, Config, Graph, Layer};

/// xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
}

/// A random graph, and for each task what it waits for.
fn random_graph(seed: u64, tasks: usize, edges: usize) -> (Graph, Vec<Vec<usize>>) {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let (mut graph, mut before) = (Graph::new(tasks), vec![Vec::new(); tasks]);
    for _ in 0..edges {
        let task = 1 + random.below(tasks - 1);
        let earlier = random.below(task);
        graph.after(task, earlier);
        before[task].push(earlier);
    }
    (graph, before)
}

fn work(micros: u64) {
    let start = Instant::now();
    while start.elapsed() < Duration::from_micros(micros) {
        std::hint::spin_loop();
    }
}

/// Every layer and some widths, and no call at all.
fn everywhere(run: impl Fn()) {
    run();
    for layer in Layer::ALL {
        for capacity in [2, 3, 8] {
            let arena = Arena::new(Config { layer, ..Config::with_capacity(capacity) });
            arena.with(|| arena::call(capacity, &run));
        }
    }
}

#[test]
fn every_task_runs_once_and_after_those_it_waits_for() {
    everywhere(|| {
        for seed in 0..20 {
            let tasks = 2 + Random(seed + 1).below(150);
            let (graph, before) = random_graph(seed, tasks, 3 * tasks);
            let runs: Vec<_> = (0..tasks).map(|_| AtomicUsize::new(0)).collect();
            graph.run(|task| {
                for &earlier in &before[task] {
                    assert_eq!(runs[earlier].load(Ordering::Relaxed), 1, "{earlier} before {task}");
                }
                work(task as u64 % 7);
                runs[task].fetch_add(1, Ordering::Relaxed);
            });
            assert!(runs.iter().all(|runs| runs.load(Ordering::Relaxed) == 1));
        }
    });
}

/// What a task wrote is seen by those that waited for it: sums along the paths of a grid, in plain memory of one
/// writer each.
#[test]
fn a_task_sees_what_those_before_it_wrote() {
    const N: usize = 24;
    let mut graph = Graph::new(N * N);
    for t in 0..N * N {
        if t >= N {
            graph.after(t, t - N);
        }
        if t % N > 0 {
            graph.after(t, t - 1);
        }
    }
    let mut expected = vec![1u64; N * N];
    for t in 0..N * N {
        if t >= N && t % N > 0 {
            expected[t] = expected[t - N].wrapping_add(expected[t - 1]);
        }
    }
    everywhere(|| {
        // Relaxed: only the graph orders the accesses.
        let paths: Vec<_> = (0..N * N).map(|_| AtomicU64::new(1)).collect();
        graph.run(|t| {
            if t >= N && t % N > 0 {
                let sum =
                    paths[t - N].load(Ordering::Relaxed).wrapping_add(paths[t - 1].load(Ordering::Relaxed));
                paths[t].store(sum, Ordering::Relaxed);
            }
        });
        assert!(paths.iter().map(|x| x.load(Ordering::Relaxed)).eq(expected.iter().copied()));
    });
}

/// Tasks that split further, wait, and run others on top meanwhile: what a graph sets free then must not be mistaken
/// for what a join waits for.
#[test]
fn tasks_may_join_loop_and_run_graphs_of_their_own() {
    everywhere(|| {
        for seed in 0..10 {
            let (graph, before) = random_graph(seed, 60, 100);
            let done: Vec<_> = (0..60).map(|_| AtomicUsize::new(0)).collect();
            let inner = random_graph(seed + 100, 8, 8).0;
            graph.run(|task| {
                let leaves = AtomicUsize::new(0);
                arena::parallel_for(0..6, 1, |piece| {
                    for _ in piece {
                        let (a, b) = arena::join(|| work(20), || arena::join(|| work(10), || 1).1);
                        leaves.fetch_add(b, Ordering::Relaxed);
                        a
                    }
                });
                inner.run(|_| {
                    leaves.fetch_add(arena::join(|| 1, || work(5)).0, Ordering::Relaxed);
                });
                assert_eq!(leaves.into_inner(), 14);
                assert!(before[task].iter().all(|&earlier| done[earlier].load(Ordering::Relaxed) == 1));
                done[task].fetch_add(1, Ordering::Relaxed);
            });
            assert!(done.iter().all(|done| done.load(Ordering::Relaxed) == 1));
        }
    });
}

/// The same, so that it happens: many steals from joins in tasks that set several others free.
#[test]
fn joins_keep_their_tasks_and_the_graphs_apart() {
    let arena = Arena::new(Config::with_capacity(4));
    let mut tree = Graph::new(121);
    (1..121).for_each(|task| tree.after(task, (task - 1) / 3));
    let deadline = Instant::now() + Duration::from_secs(2);
    let mut seed = 1;
    while Instant::now() < deadline {
        seed += 1;
        let runs = AtomicUsize::new(0);
        arena.with(|| {
            arena::call(4, || {
                tree.run(|task| {
                    let mut random = Random(seed * 1000 + task as u64);
                    let [a, b, c] = [0; 3].map(|_| random.below(60) as u64);
                    let count = || runs.fetch_add(1, Ordering::Relaxed);
                    let inner = || arena::join(|| (work(a), count()), || (work(b), count()));
                    arena::join(inner, || (work(c), count()));
                });
            });
        });
        assert_eq!(runs.into_inner(), 3 * 121);
    }
}

#[test]
fn independent_tasks_run_on_several_threads() {
    for layer in [Layer::Tbb, Layer::Omp] {
        let arena = Arena::new(Config { layer, ..Config::with_capacity(3) });
        let seen = Mutex::new(HashSet::new());
        arena.with(|| {
            arena::call(3, || {
                Graph::new(60).run(|_| {
                    seen.lock().unwrap().insert(thread::current().id());
                    work(500);
                });
            });
        });
        assert!(seen.into_inner().unwrap().len() > 1, "{layer:?}: nobody helped");
    }
}

#[test]
fn of_what_a_task_sets_free_its_thread_goes_on_with_the_first() {
    let mut graph = Graph::new(10);
    (1..10).for_each(|task| graph.after(task, 0));
    let order = Mutex::new(Vec::new());
    // No worker can be had, so that nobody steals.
    let arena = Arena::new(Config { worker_stack: 1 << 60, ..Config::with_capacity(2) });
    arena.with(|| arena::call(2, || graph.run(|task| order.lock().unwrap().push(task))));
    assert_eq!(order.into_inner().unwrap(), (0..10).collect::<Vec<_>>());
}

#[test]
fn a_panic_comes_out_when_all_tasks_have_ended() {
    everywhere(|| {
        let (begun, ended) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let (graph, _) = random_graph(5, 50, 60);
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            graph.run(|task| {
                begun.fetch_add(1, Ordering::SeqCst);
                work(20);
                ended.fetch_add(1, Ordering::SeqCst);
                assert_ne!(task, 25, "this one fails");
            });
        }));
        assert!(outcome.is_err());
        assert_eq!(begun.into_inner(), ended.into_inner());
    });
}

#[test]
fn an_empty_graph_and_a_wrong_edge() {
    everywhere(|| Graph::new(0).run(|_| unreachable!()));
    assert!(catch_unwind(|| Graph::new(3).after(1, 1)).is_err());
    assert!(catch_unwind(|| Graph::new(3).after(3, 1)).is_err());
}
