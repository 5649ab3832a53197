//! Random callers, widths, shapes and nesting, for a few seconds. It looks for what must not be lost: a piece, a
//! wake-up (then it hangs, and a watchdog says so), a core.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use arenablas::arena::{self, Arena, Config, Layer};

/// xorshift: small, and every thread its own.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
}

/// A random tree of loops, joins and nested calls; how many leaves it should have, and how many it had.
fn tree(seed: u64, depth: u32, leaves: &AtomicU64) -> u64 {
    let mut random = Random(seed | 1);
    random.below(2);
    if depth == 0 || random.below(8) == 0 {
        for _ in 0..random.below(300) {
            std::hint::spin_loop();
        }
        leaves.fetch_add(1, Ordering::Relaxed);
        return 1;
    }
    let children = [random.below(u64::MAX), random.below(u64::MAX)];
    match random.below(4) {
        0 => {
            let (a, b) =
                arena::join(|| tree(children[0], depth - 1, leaves), || tree(children[1], depth - 1, leaves));
            a + b
        }
        1 => {
            let (n, grain) = (random.below(40) as usize, 1 + random.below(5) as usize);
            let expected = AtomicU64::new(0);
            arena::parallel_for(0..n, grain, |piece| {
                for i in piece {
                    let seed = children[0].wrapping_mul(2 * i as u64 + 3);
                    expected.fetch_add(tree(seed, depth.saturating_sub(3), leaves), Ordering::Relaxed);
                }
            });
            expected.into_inner()
        }
        2 => arena::outside(|| {
            arena::call(1 + random.below(8) as usize, || {
                let (a, b) = arena::join(
                    || tree(children[0], depth - 1, leaves),
                    || tree(children[1], depth - 1, leaves),
                );
                a + b
            })
        }),
        _ => tree(children[0], depth - 1, leaves),
    }
}

fn stress(layer: Layer, capacity: usize, callers: u64, time: Duration) {
    let arena = Arena::new(Config { layer, ..Config::with_capacity(capacity) });
    let (progress, finished) = (AtomicU64::new(0), AtomicUsize::new(0));
    let until = Instant::now() + time;
    thread::scope(|scope| {
        for caller in 0..callers {
            let (progress, finished) = (&progress, &finished);
            scope.spawn(move || {
                let mut random = Random(0x9E37_79B9_7F4A_7C15 ^ (caller + 1));
                while Instant::now() < until {
                    let (width, leaves) = (1 + random.below(9) as usize, AtomicU64::new(0));
                    let seed = random.below(u64::MAX);
                    let expected = arena.with(|| arena::call(width, || tree(seed, 9, &leaves)));
                    assert_eq!(leaves.into_inner(), expected, "seed {seed}");
                    progress.fetch_add(1, Ordering::Relaxed);
                    if random.below(16) == 0 {
                        thread::sleep(Duration::from_micros(random.below(500)));
                    }
                }
                finished.fetch_add(1, Ordering::Relaxed);
            });
        }
        let mut last = u64::MAX;
        while finished.load(Ordering::Relaxed) < callers as usize {
            for _ in 0..100 {
                thread::sleep(Duration::from_millis(100));
                if finished.load(Ordering::Relaxed) == callers as usize {
                    return;
                }
            }
            let now = progress.load(Ordering::Relaxed);
            if now == last {
                eprintln!("no call ended for ten seconds: {:?}", arena.stats());
                std::process::abort();
            }
            last = now;
        }
    });
    assert!(arena.stats().workers <= capacity as u64);
    println!("{layer:?} {capacity}: {} calls, {:?}", progress.into_inner(), arena.stats());
}

#[test]
fn random_calls_with_stealing() {
    for capacity in [2, 3, 8] {
        for callers in [1, 2, 10] {
            stress(Layer::Tbb, capacity, callers, Duration::from_millis(400));
        }
    }
}

#[test]
fn random_calls_with_teams() {
    for capacity in [2, 8] {
        for callers in [1, 3, 10] {
            stress(Layer::Omp, capacity, callers, Duration::from_millis(300));
        }
    }
}
