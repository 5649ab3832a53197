//! What the arena costs, measured. Not a test: it prints, and is run by name.
//! `cargo test --release --test arena_overhead -- --ignored --nocapture`

use std::hint::black_box;
use std::time::{Duration, Instant};

use arenablas::arena::{self, Arena, Config, Layer};

/// The median of 200 timings of `n` runs each, in ns a run.
fn time(what: &str, n: u32, run: impl Fn()) {
    let mut times: Vec<_> = (0..200)
        .map(|_| {
            let start = Instant::now();
            (0..n).for_each(|_| run());
            start.elapsed().as_nanos() as u64 / u64::from(n)
        })
        .collect();
    times.sort_unstable();
    println!("{what:58} {:>8} ns", times[times.len() / 2]);
}

/// As long as a small kernel: about a microsecond.
fn body() {
    for _ in 0..30 {
        std::hint::spin_loop();
    }
}

#[test]
#[ignore = "a measurement"]
fn overhead() {
    time("call of width 1, empty", 1000, || arena::call(1, || black_box(())));
    for (name, layer, capacity) in
        [("alone", Layer::Sequential, 1), ("tbb", Layer::Tbb, 2), ("omp", Layer::Omp, 2)]
    {
        let config = Config { layer, ..Config::with_capacity(capacity) };
        let arena = Arena::new(config.clone());
        // Nobody comes: what offering costs the offerer.
        let lonely = Arena::new(Config { worker_stack: 1 << 60, ..config });
        for (who, arena) in [("", arena), (", no thread to be had", lonely)] {
            arena.with(|| {
                let case = |what: &str| format!("{name}{who}: {what}");
                time(&case("call, empty"), 100, || arena::call(2, || black_box(())));
                time(&case("call, loop of 100 empty pieces"), 100, || {
                    arena::call(2, || {
                        arena::parallel_for(0..100, 1, |piece| {
                            black_box(piece);
                        })
                    });
                });
                time(&case("call, loop of 100 pieces of 1 us"), 10, || {
                    arena::call(2, || arena::parallel_for(0..100, 1, |_| body()));
                });
                arena::call(2, || {
                    time(&case("join of two empty tasks"), 100, || {
                        arena::join(|| black_box(1), || black_box(2));
                    });
                    time(&case("loop of 1000 empty pieces"), 10, || {
                        arena::parallel_for(0..1000, 1, |piece| {
                            black_box(piece);
                        });
                    });
                });
                // As QR does: a panel on one thread, an update on all.
                time(&case("100 us alone, then a loop of 100 pieces of 1 us"), 2, || {
                    arena::call(2, || {
                        (0..100).for_each(|_| body());
                        arena::parallel_for(0..100, 1, |_| body());
                    });
                });
                std::thread::sleep(Duration::from_millis(2));
            });
        }
    }
}
