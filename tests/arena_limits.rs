//! Limits: they hold for whoever set them, and for nobody else.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Barrier, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use arenablas::arena::{self, Arena, Config, Domain, Layer};

fn new(capacity: usize) -> &'static Arena {
    Arena::new(Config::with_capacity(capacity))
}

/// Busy for so long, on whatever core.
fn work(time: Duration) {
    let start = Instant::now();
    while start.elapsed() < time {
        std::hint::spin_loop();
    }
}

#[test]
fn a_threads_limit_holds_for_that_thread_only() {
    let arena = new(8);
    let set = Barrier::new(2);
    thread::scope(|scope| {
        scope.spawn(|| {
            assert_eq!(arena::set_thread_limit(3), 0);
            set.wait();
            arena.with(|| assert_eq!(arena::max_width(Domain::Blas), 3));
            assert_eq!(arena::set_thread_limit(0), 3);
            arena.with(|| assert_eq!(arena::max_width(Domain::Blas), 8));
        });
        scope.spawn(|| {
            set.wait();
            assert_eq!(arena::thread_limit(), 0);
            arena.with(|| assert_eq!(arena::width(Domain::Lapack, 1e12), 8));
        });
    });
}

#[test]
fn the_least_limit_counts_and_none_raises() {
    new(8).with(|| {
        assert_eq!(arena::set_process_limit(64), 0);
        assert_eq!((arena::process_limit(), arena::capacity()), (64, 8));
        assert_eq!(arena::set_process_limit(5), 64);
        assert_eq!((arena::max_width(Domain::Blas), arena::capacity(), arena::cores()), (5, 5, 8));
        assert_eq!(arena::set_domain_limit(Domain::Lapack, 2), 0);
        assert_eq!((arena::max_width(Domain::Blas), arena::max_width(Domain::Lapack)), (5, 2));
        arena::with_thread_limit(7, || assert_eq!(arena::max_width(Domain::Blas), 5));
        arena::with_thread_limit(1, || {
            arena::with_thread_limit(4, || assert_eq!(arena::max_width(Domain::Blas), 4));
            assert_eq!((arena::max_width(Domain::Blas), arena::max_width(Domain::Lapack)), (1, 1));
        });
        assert_eq!(arena::set_domain_limit(Domain::Lapack, 0), 2);
        assert_eq!(arena::set_process_limit(0), 5);
        assert_eq!((arena::max_width(Domain::Lapack), arena::capacity()), (8, 8));
    });
}

#[test]
fn a_scoped_limit_ends_with_its_scope_even_by_panic() {
    let caught = std::panic::catch_unwind(|| arena::with_thread_limit(2, || panic!("out")));
    assert!(caught.is_err());
    assert_eq!(arena::thread_limit(), 0);
}

/// What the tasks of a call may have is what its master may, whichever thread runs them.
#[test]
fn tasks_have_their_masters_limit() {
    for layer in [Layer::Tbb, Layer::Omp] {
        let arena = Arena::new(Config { layer, ..Config::with_capacity(4) });
        let seen = Mutex::new(Vec::new());
        arena.with(|| {
            arena::with_thread_limit(3, || {
                arena::call(3, || {
                    arena::parallel_for(0..64, 1, |_| {
                        work(Duration::from_micros(200));
                        let width = arena::outside(|| arena::max_width(Domain::Blas));
                        seen.lock().unwrap().push((thread::current().id(), width));
                    });
                });
            });
        });
        let seen = seen.into_inner().unwrap();
        assert!(seen.iter().all(|&(_, width)| width == 3), "{layer:?}: {seen:?}");
        assert!(seen.iter().any(|&(id, _)| id != thread::current().id()), "{layer:?}: no worker came");
    }
}

/// A limit that is lowered in the middle of a call sends its workers away, one that is raised again brings them back.
#[test]
fn a_process_limit_holds_for_calls_under_way() {
    let arena = new(4);
    let (running, limited) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let most = |pieces: usize| {
        let most = AtomicUsize::new(0);
        arena::parallel_for(0..pieces, 1, |_| {
            let now = running.fetch_add(1, Ordering::SeqCst) + 1;
            most.fetch_max(now, Ordering::SeqCst);
            work(Duration::from_micros(300));
            running.fetch_sub(1, Ordering::SeqCst);
        });
        most.into_inner()
    };
    arena.with(|| {
        arena::call(4, || {
            assert!(most(100) > 1, "no worker came");
            arena::set_process_limit(1);
            // Whoever is in the middle of something leaves after it.
            most(20);
            limited.store(most(100), Ordering::SeqCst);
            arena::set_process_limit(0);
            assert!(most(100) > 1, "no worker came back");
        });
    });
    assert_eq!(limited.into_inner(), 1);
}

#[test]
fn the_layer_can_be_chosen_before_the_first_call_only() {
    new(4).with(|| {
        assert_eq!(arena::set_layer(Layer::Omp), Layer::Omp);
        // Neither a question nor a call on its caller is a first parallel call.
        assert_eq!(arena::call(1, || arena::max_width(Domain::Blas)), 4);
        assert_eq!(arena::set_layer(Layer::Tbb), Layer::Tbb);
        arena::call(2, || ());
        assert_eq!(arena::set_layer(Layer::Sequential), Layer::Tbb);
        assert_eq!(arena::layer(), Layer::Tbb);
    });
}
