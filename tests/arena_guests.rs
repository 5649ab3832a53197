//! Guests: threads of the program's own have a core of the capacity while they work, and no more of them than there are.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use arenablas::arena::{self, Arena, Config};

/// Far more than a busy machine takes, far less than for ever.
const SOON: Duration = Duration::from_secs(20);

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

/// Runs `body` on a thread of its own, as a guest.
fn guest<'a>(scope: &'a thread::Scope<'a, '_>, arena: &'static Arena, body: impl FnOnce() + Send + 'a) {
    scope.spawn(move || {
        arena.with(|| {
            assert!(arena::take_core());
            body();
            assert!(arena::give_core());
        });
    });
}

#[test]
fn no_more_guests_work_than_there_are_cores() {
    let arena = new(3);
    let (now, most, done) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..12 {
            guest(scope, arena, || {
                for _ in 0..20 {
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    work(Duration::from_micros(200));
                    now.fetch_sub(1, Ordering::SeqCst);
                    if !arena::keep_core() {
                        assert!(arena::take_core());
                    }
                }
                done.fetch_add(1, Ordering::SeqCst);
            });
        }
    });
    assert_eq!(done.into_inner(), 12);
    assert!((1..=3).contains(&most.into_inner()));
}

#[test]
fn a_core_is_taken_once_and_given_back_once() {
    new(1).with(|| {
        assert!(!arena::keep_core() && !arena::give_core());
        assert!(arena::try_take_core());
        assert!(!arena::try_take_core() && !arena::take_core() && arena::keep_core());
        arena::retake_core();
        assert!(arena::give_core() && !arena::give_core());
        arena::retake_core();
        assert!(arena::keep_core() && arena::give_core());
    });
}

#[test]
fn who_works_on_a_call_has_a_core() {
    new(2).with(|| {
        arena::call(2, || {
            assert!(!arena::try_take_core() && !arena::take_core() && !arena::give_core());
        });
        assert!(arena::try_take_core() && arena::give_core());
    });
}

/// Two cores, two guests: the calls of neither get help. When one of them leaves, the other's do.
#[test]
fn a_guests_calls_have_its_core() {
    let arena = new(2);
    let joins = |pieces: usize| {
        let before = arena.stats().joins;
        arena::call(2, || arena::parallel_for(0..pieces, 1, |_| work(Duration::from_micros(100))));
        arena.stats().joins - before
    };
    arena.with(|| assert!(arena::take_core()));
    let (leave, left) = mpsc::channel::<()>();
    let (came, comes) = mpsc::channel();
    thread::scope(|scope| {
        guest(scope, arena, move || {
            came.send(()).unwrap();
            // It works, for who waits would lend its core.
            while left.try_recv().is_err() {
                work(Duration::from_micros(100));
            }
        });
        comes.recv().unwrap();
        arena.with(|| assert_eq!(joins(100), 0));
        leave.send(()).unwrap();
    });
    arena.with(|| {
        assert!(joins(2000) > 0);
        assert!(arena::give_core());
    });
}

#[test]
fn a_guest_that_waits_lends_its_core_to_one_in_line() {
    let arena = new(1);
    let (tell, told) = mpsc::channel::<()>();
    thread::scope(|scope| {
        guest(scope, arena, move || told.recv_timeout(SOON).expect("the other gets a core"));
        guest(scope, arena, move || tell.send(()).unwrap());
    });
    arena.with(|| assert!(arena::try_take_core() && arena::give_core(), "all cores were given back"));
}

/// And to a call that wants help.
#[test]
fn a_guest_that_waits_lends_its_core_to_a_call() {
    let arena = new(2);
    let (end, ended) = mpsc::channel::<()>();
    let (came, comes) = mpsc::channel();
    thread::scope(|scope| {
        guest(scope, arena, move || {
            came.send(()).unwrap();
            assert!(ended.recv_timeout(SOON).is_err());
        });
        comes.recv().unwrap();
        arena.with(|| {
            let start = Instant::now();
            while arena.stats().joins == 0 {
                assert!(start.elapsed() < SOON, "nobody helps");
                arena::call(2, || arena::parallel_for(0..100, 1, |_| work(Duration::from_micros(100))));
            }
        });
        drop(end);
    });
}

/// A guest that was thought to wait has no core at its next boundary, and one again when it has taken it.
#[test]
fn one_that_goes_on_has_no_core_any_more() {
    let arena = new(1);
    let (come, came) = mpsc::channel::<()>();
    let (tell, told) = mpsc::channel::<()>();
    let refused = AtomicBool::new(false);
    thread::scope(|scope| {
        let refused = &refused;
        guest(scope, arena, move || {
            come.send(()).unwrap();
            told.recv_timeout(SOON).expect("the other gets its core");
            assert!(!arena::keep_core());
            refused.store(true, Ordering::SeqCst);
            assert!(arena::take_core());
        });
        came.recv_timeout(SOON).expect("the first has the core");
        guest(scope, arena, move || {
            let start = Instant::now();
            tell.send(()).unwrap();
            while !refused.load(Ordering::SeqCst) {
                assert!(start.elapsed() < SOON, "both have the core");
                work(Duration::from_millis(1));
            }
        });
    });
}

#[test]
fn a_thread_that_ends_with_its_core_has_none() {
    let arena = new(1);
    thread::spawn(|| arena.with(|| assert!(arena::take_core()))).join().unwrap();
    arena.with(|| assert!(arena::take_core() && arena::give_core()));
}

#[test]
fn one_in_line_has_its_turn_though_nobody_leaves() {
    let arena = new(1);
    let (tell, told) = mpsc::channel::<()>();
    thread::scope(|scope| {
        guest(scope, arena, move || {
            let start = Instant::now();
            while told.try_recv().is_err() {
                assert!(start.elapsed() < SOON, "the other has no turn");
                work(Duration::from_micros(50));
                if arena::core_sign().load(Ordering::Relaxed) != 0 && !arena::keep_core() {
                    assert!(arena::take_core());
                }
            }
        });
        guest(scope, arena, move || tell.send(()).unwrap());
    });
}

#[test]
fn a_limit_that_rises_lets_those_in_line_in() {
    let arena = new(4);
    arena.with(|| assert_eq!(arena::set_process_limit(1), 0));
    let (now, all) = (AtomicUsize::new(0), AtomicBool::new(false));
    thread::scope(|scope| {
        for _ in 0..3 {
            guest(scope, arena, || {
                now.fetch_add(1, Ordering::SeqCst);
                let start = Instant::now();
                while !all.load(Ordering::SeqCst) {
                    assert!(start.elapsed() < SOON);
                    work(Duration::from_micros(50));
                }
            });
        }
        let start = Instant::now();
        while now.load(Ordering::SeqCst) < 1 {
            assert!(start.elapsed() < SOON);
        }
        thread::sleep(Duration::from_millis(60));
        assert_eq!(now.load(Ordering::SeqCst), 1);
        arena.with(|| arena::set_process_limit(0));
        while now.load(Ordering::SeqCst) < 3 {
            assert!(start.elapsed() < SOON, "they are not let in");
        }
        all.store(true, Ordering::SeqCst);
    });
}
