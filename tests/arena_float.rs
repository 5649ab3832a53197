//! Workers compute in the floating-point environment of their master, and their flags become the master's.

use std::arch::asm;
use std::collections::HashSet;
use std::hint::black_box;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use arenablas::arena::{self, Arena, Config, Layer};

const DIVIDE_BY_ZERO: u32 = 1 << 2;
const FLUSH_TO_ZERO: u32 = 1 << 15;

fn mxcsr() -> u32 {
    let mut value = 0u32;
    // SAFETY: stores the register into a local.
    unsafe { asm!("stmxcsr [{}]", in(reg) &raw mut value, options(nostack)) }
    value
}

fn set_mxcsr(value: u32) {
    // SAFETY: a value that was read, with other flags or flush-to-zero, which nothing here minds.
    unsafe { asm!("ldmxcsr [{}]", in(reg) &raw const value, options(nostack)) }
}

/// Runs `task` a hundred times in a call of four threads, with time enough for all of them to come.
fn on_four_threads(layer: Layer, task: impl Fn() + Sync) {
    let arena = Arena::new(Config { layer, ..Config::with_capacity(4) });
    let threads = Mutex::new(HashSet::new());
    arena.with(|| {
        arena::call(4, || {
            arena::parallel_for(0..100, 1, |_| {
                task();
                threads.lock().unwrap().insert(thread::current().id());
                thread::sleep(Duration::from_millis(1));
            });
        });
    });
    assert_eq!(threads.into_inner().unwrap().len(), 4, "{layer:?}");
}

#[test]
fn workers_flush_to_zero_if_their_master_does() {
    for layer in [Layer::Tbb, Layer::Omp] {
        let before = mxcsr();
        for flush in [false, true] {
            set_mxcsr(if flush { before | FLUSH_TO_ZERO } else { before });
            let kept = AtomicUsize::new(0);
            on_four_threads(layer, || {
                let tiny = black_box(f64::MIN_POSITIVE) * black_box(0.5);
                kept.fetch_add(usize::from(tiny != 0.0), Ordering::SeqCst);
            });
            set_mxcsr(before);
            assert_eq!(kept.into_inner(), if flush { 0 } else { 100 }, "{layer:?}");
        }
    }
}

#[test]
fn flags_raised_by_workers_are_raised_in_the_master() {
    for layer in [Layer::Tbb, Layer::Omp] {
        let before = mxcsr();
        let master = thread::current().id();
        on_four_threads(layer, || {
            if thread::current().id() != master {
                black_box(black_box(1.0) / black_box(0.0));
            }
        });
        assert_ne!(mxcsr() & DIVIDE_BY_ZERO, 0, "{layer:?}");
        set_mxcsr(before);
    }
}
